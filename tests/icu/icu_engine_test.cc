// Long texts in small pieces: cuts change nothing, and nothing takes more than linear time.
#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "chain/compile.h"
#include "characters/normal_form.h"
#include "characters/utf.h"
#include "icu/icu_engine.h"
#include "support/oracle.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(icu_engine)

namespace {

// A chain and what its definition says, beside each other.
class Both {
public:
  explicit Both(const std::string &body) : parsed_(rules(body)) {
    BOOST_REQUIRE_EQUAL(codes(parsed_.report), "");
    compiled_ = CompiledChain::build(parsed_.steps, parsed_.report, Engine::icu);
    BOOST_REQUIRE_EQUAL(codes(parsed_.report), "");
  }

  std::string run(const std::string &text) const {
    std::string out;
    compiled_->apply(text, Invalid::keep, out);
    return out;
  }

  void check(const std::string &text) const {
    BOOST_REQUIRE(run(text) == interpret(parsed_.steps, text));
  }

private:
  Parsed parsed_;
  std::unique_ptr<const CompiledChain> compiled_;
};

std::string stage(const std::string &keys) { return "[[stage]]\n" + keys + "\n"; }
std::string rows(const std::string &rows) { return stage("table = [" + rows + "]"); }

std::string all(char32_t first, char32_t last, const std::string &after_each) {
  std::string out;
  for (char32_t c = first; c <= last; ++c) {
    out += to_utf8(std::u32string(1, c)) + after_each;
  }
  return out;
}

std::string times(std::size_t count, const std::string &text) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    out += text;
  }
  return out;
}

// Puts `piece` at every place around the edges of the first pieces.
void check_around_edges(const Both &both, const std::string &piece, const std::string &fill = "x") {
  for (std::size_t edge : {std::size_t{512}, std::size_t{1024}}) {
    for (std::size_t before = edge - 8; before <= edge + 2; ++before) {
      both.check(times(before, fill) + piece);
      both.check(times(before, fill) + piece + times(700, fill));
    }
  }
}

std::unique_ptr<const IcuEngine> engine(IcuLink link, std::string &wrong) {
  Report report;
  auto result = IcuEngine::build({std::move(link)}, report);
  wrong = codes(report);
  return result;
}

std::string foreign(const std::string &icu, const std::string &text) {
  return Both(stage("icu = '" + icu + "'")).run(text);
}

} // namespace

// ICU itself overlooks some characters of a range of several pages.
BOOST_AUTO_TEST_CASE(all_characters_of_a_long_range_are_found) {
  for (const char *set : {"[\\u01C0-\\u03AF]", "[\\u00E0-\\u0710]", "[x\\u01FF-\\u0400]",
                          "[\\U0001F0F0-\\U0001F30F]"}) {
    std::string quoted = std::string("'") + set + "'";
    for (const std::string &body :
         {stage("remove = " + quoted), rows("{ from = " + quoted + ", to = '+' }"),
          rows("{ from = " + quoted + ", to = '-', after = 'x' }"),
          rows("{ from = 'x', to = 'y', before = " + quoted + " }"),
          stage("squeeze = { set = " + quoted + ", max = 1 }\nonly = 'forward'")}) {
      Both both(body);
      for (const char *after : {"", "x", "xx"}) {
        both.check(all(0x180, 0x740, after) + all(0x1F000, 0x1F400, after));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(nothing_becomes_nothing) {
  BOOST_TEST(Both(rows("{ from = 'a', to = 'b' }")).run("") == "");
  BOOST_TEST(Both(stage("form = 'NFC'")).run("") == "");
  BOOST_TEST(Both(stage("icu = 'Latin-ASCII'")).run("") == "");
}

BOOST_AUTO_TEST_CASE(without_links_a_text_stays) {
  Report report;
  auto none = IcuEngine::build({}, report);
  BOOST_REQUIRE(none);
  std::u16string out = u"x";
  none->start()->feed(std::u16string(2000, u'a'), true, out);
  BOOST_TEST((out == u"x" + std::u16string(2000, u'a')));
}

BOOST_AUTO_TEST_CASE(texts_of_all_lengths_around_a_piece_are_right) {
  Both both(rows("{ from = 'xx', to = 'y' }, { from = 'x', to = 'z', before = '$end' }"));
  for (std::size_t size : {1, 2, 511, 512, 513, 1023, 1024, 1025, 1536, 5000}) {
    both.check(times(size, "x"));
  }
}

BOOST_AUTO_TEST_CASE(a_match_may_lie_over_an_edge) {
  check_around_edges(Both(rows("{ from = 'abcd', to = '1' }, { from = 'ab', to = '2' }, "
                               "{ from = 'a', to = '3' }")),
                     "abcdabca");
}

BOOST_AUTO_TEST_CASE(what_a_stage_writes_may_lie_over_an_edge) {
  check_around_edges(Both(rows("{ from = 'x', to = 'xyz' }") +
                          rows("{ from = 'zxy', to = 'w' }, { from = 'z', to = 'e' }")),
                     "a");
}

BOOST_AUTO_TEST_CASE(a_context_before_an_edge_is_seen_behind_it) {
  check_around_edges(Both(rows("{ from = 'c', to = '1', after = 'ab' }, { from = 'a', to = 'q' }, "
                               "{ from = 'b', to = '', after = 'a' }")),
                     "abcabcc");
}

BOOST_AUTO_TEST_CASE(a_context_behind_an_edge_is_seen_before_it) {
  check_around_edges(
      Both(rows("{ from = 'a', to = '1', before = 'bc' }, { from = 'b', to = 'q' }")), "abcabab");
}

BOOST_AUTO_TEST_CASE(an_edge_of_a_piece_is_no_edge_of_the_text) {
  check_around_edges(Both(rows("{ from = 'x', to = '1', after = '$start' }, "
                               "{ from = 'x', to = '2', before = '$end' }, "
                               "{ from = 'x', to = '3', after = '[^x]' }, "
                               "{ from = 'x', to = '4', before = '[^x]' }")),
                     "a");
  check_around_edges(Both(rows("{ from = 'x', to = '1', after = '$edge' }, "
                               "{ from = 'x', to = '2', before = '$edge' }")),
                     " ");
}

BOOST_AUTO_TEST_CASE(supplementary_characters_are_not_cut) {
  Both both(rows("{ from = '\U0001F600', to = '1', after = '\U0001F601', before = 'x' }, "
                 "{ from = '\U0001F601', to = '\U0001F602\U0001F602' }"));
  check_around_edges(both, "\U0001F601\U0001F600x\U0001F600");
  both.check(times(600, "\U0001F601\U0001F600"));
  both.check("x" + times(600, "\U0001F601\U0001F600"));
}

BOOST_AUTO_TEST_CASE(malformed_bytes_around_an_edge_stay) {
  Both both(rows("{ from = '[^a]', to = '1', after = '[^a]' }"));
  check_around_edges(both, "\xFF\xD8 \x80x");
  check_around_edges(both, "\xF0\x9F\x98", "\U0001F600");
  both.check(times(2000, "\xFF"));
}

BOOST_AUTO_TEST_CASE(malformed_bytes_do_not_part_what_a_form_holds_together) {
  Both both(stage("form = 'NFC'"));
  check_around_edges(both, "\u0627\xFF\u0653\u0627\u0653\xFF");
  both.check("\xFF\u0653\u0323");
}

BOOST_AUTO_TEST_CASE(a_context_longer_than_a_piece_is_seen) {
  std::string twenty = times(20, "x{32}"); // 640 characters
  Both after(rows("{ from = 'a', to = '1', after = 'b" + twenty + "' }"));
  Both before(rows("{ from = 'a', to = '1', before = '" + twenty + "b' }"));
  for (std::size_t length : {639, 640, 641}) {
    for (std::size_t lead : {0, 1, 300, 511, 512}) {
      std::string run = times(length, "x");
      after.check(times(lead, "y") + "b" + run + "a");
      after.check(times(lead, "y") + "b" + run + "aa" + run + "a");
      before.check(times(lead, "y") + "a" + run + "b");
      before.check(times(lead, "y") + "aa" + run + "b" + run);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_context_of_supplementary_characters_is_seen) {
  std::string ten = times(10, "\\U0001F600{32}"); // 640 units
  Both both(rows("{ from = 'a', to = '1', after = 'b" + ten + "' }"));
  for (std::size_t length : {319, 320, 321}) {
    both.check("b" + times(length, "\U0001F600") + "a");
    both.check(times(500, "y") + "b" + times(length, "\U0001F600") + "aa");
  }
}

BOOST_AUTO_TEST_CASE(a_match_longer_than_a_piece_is_found) {
  Both both(rows("{ from = 'a" + times(20, "x{32}") + "(b)', to = '<$1>' }"));
  for (std::size_t lead : {0, 1, 511, 512}) {
    both.check(times(lead, "y") + "a" + times(640, "x") + "b");
    both.check(times(lead, "y") + "a" + times(641, "x") + "b");
    both.check(times(lead, "y") + "a" + times(640, "x"));
  }
}

BOOST_AUTO_TEST_CASE(tags_are_no_context) {
  Both both(rows("{ from = 'b', to = 'B', after = 'a' }, { from = 'a', to = 'A', after = 'b' }"));
  both.check("ababab");
  both.check("aabb");
  check_around_edges(both, "abab", "ba");
}

BOOST_AUTO_TEST_CASE(tags_do_not_leak) {
  Both both(
      rows("{ from = '[a-c]', to = '', after = '[^z]' }, { from = 'd', to = 'dd', after = 'd' }"));
  std::string text = times(400, "abcdd");
  std::string out = both.run(text);
  BOOST_TEST(find_malformed(out) == std::string::npos);
  both.check(text);
}

BOOST_AUTO_TEST_CASE(many_tags_are_told_apart) {
  std::string many;
  std::string text;
  for (int i = 0; i < 800; ++i) {
    char escape[16];
    std::snprintf(escape, sizeof escape, "\\u%04X", 0x4E00 + i);
    many += "{ from = '" + std::string(escape) + "', to = '" + std::to_string(i) +
            ";', after = 'x' },\n";
    text += "x" + to_utf8(std::u32string(1, static_cast<char32_t>(0x4E00 + i)));
  }
  Both both(rows(many));
  both.check(text);
}

BOOST_AUTO_TEST_CASE(ffff_and_noncharacters_are_characters) {
  const std::string text = "\uFFFFa\uFFFF\uFFFEa\uFDD0\U0001FFFFa\U0010FFFF\uFFFF";
  for (const char *row :
       {"{ from = '\\uFFFF', to = '1' }", "{ from = 'a', to = '1', before = '\\uFFFF' }",
        "{ from = 'a', to = '1', after = '\\uFFFF' }", "{ from = 'a[^b]', to = '1' }",
        "{ from = '[^a]', to = '1', before = '$end' }",
        "{ from = '[^a]', to = '1', after = '$start' }",
        "{ from = '\\uFFFF', to = '\\uFFFF\\uFFFF', after = '[^x]' }",
        "{ from = 'a', to = '\\uFFFF' }"}) {
    Both both(rows(row));
    both.check(text);
    both.check("\uFFFF");
    both.check("a");
    both.check(times(300, text));
  }
  Both squeeze(stage("squeeze = { set = '[a\\uFFFF]', max = 1 }"));
  squeeze.check(times(300, "\uFFFF\uFFFFa"));
}

BOOST_AUTO_TEST_CASE(icus_stand_ins_are_characters) {
  const std::string text = times(200, "\uE000\uF000\uF001\uF8FFa");
  for (const char *row : {"{ from = '[ab]', to = '1' }", "{ from = '\\uF000', to = '1' }",
                          "{ from = '[\\uE000-\\uF8FF]', to = '1', after = '[a\\uF001]' }",
                          "{ from = '(a)', to = '$1\\uF000' }",
                          "{ from = 'a', to = '\\uF001', after = '[\\uF8FF]' }"}) {
    Both(rows(row)).check(text);
  }
}

BOOST_AUTO_TEST_CASE(a_run_may_lie_over_an_edge) {
  for (const char *max : {"1", "2", "32"}) {
    Both both(stage("squeeze = { set = '[ab\U0001F600]', max = " + std::string(max) + " }"));
    check_around_edges(both, "aabbba\U0001F600\U0001F600b");
    both.check(times(2000, "a"));
    both.check(times(500, "a") + times(500, "b") + times(500, "\U0001F600") + "a");
  }
}

BOOST_AUTO_TEST_CASE(letters_and_their_marks_are_not_cut) {
  for (const char *form : {"NFC", "NFD", "NFKC", "NFKD"}) {
    Both both(stage("form = '" + std::string(form) + "'"));
    check_around_edges(both, "\u064A\u064E\u0651\u0654\u0627\u0653");
    check_around_edges(both, "\u1112\u1161\u11AB\u1112\u1161");
    check_around_edges(both, "\uFDFA\u0344\u0323");
  }
  for (const char *order : {"canonical", "shadda-first", "utr53"}) {
    Both both(stage("marks = '" + std::string(order) + "'"));
    check_around_edges(both, "\u0628\u0654\u0655\u064E\u0651\u0344\u0653\u0323x\u0651\u064E");
  }
}

// 0x6DC and 0x6E3 are modifier marks of UAX #53, U+0344 decomposes, U+0345 has the highest class.
BOOST_AUTO_TEST_CASE(all_orders_of_a_few_marks_are_right) {
  std::u32string marks = U"\u064E\u0651\u0653\u0654\u0655\u0344\u0345";
  std::u32string text;
  do {
    text += U"x" + marks;
  } while (std::next_permutation(marks.begin(), marks.end()));
  for (const char *order : {"canonical", "shadda-first", "utr53"}) {
    Both(stage("marks = '" + std::string(order) + "'")).check(to_utf8(text));
  }
}

BOOST_AUTO_TEST_CASE(long_runs_of_marks_end_where_they_must) {
  for (const char *keys : {"form = 'NFC'", "form = 'NFKD'", "marks = 'canonical'",
                           "marks = 'shadda-first'", "marks = 'utr53'"}) {
    Both both(stage(keys));
    for (std::size_t length : {1023, 1024, 1025, 2049}) {
      for (std::size_t lead : {0, 511}) {
        both.check(times(lead, "x") + "e" + times(length - 1, "\u0301") + "\u0323" + "\u0301x");
        both.check(times(lead, "x") + times(length / 4, "\u0654\u0651\u064E\u0655") + "\u0651");
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(long_texts_take_linear_time) {
  const std::string marks = times(20000, "\u0651\u064E");
  const std::string letters = times(200000, "a");
  for (const char *keys :
       {"form = 'NFC'", "form = 'NFKD'", "marks = 'canonical'", "marks = 'utr53'",
        "squeeze = { set = '[a\u064E]', max = 2 }", "remove = '[a\u064E]'",
        "table = [{ from = 'aa', to = 'b', before = 'a{0,3}c' }, { from = 'a', to = 'b', before = "
        "'$end' }]",
        "table = [{ from = 'a', to = 'b', after = 'a{8}' }]"}) {
    Both both(stage(keys));
    both.run(marks);
    both.run(letters);
  }
  BOOST_TEST(true); // the test runner's time limit decides
}

BOOST_AUTO_TEST_CASE(foreign_transforms_see_the_whole_text) {
  BOOST_TEST(foreign("Latin-ASCII", times(1000, "\u00E9")) == times(1000, "e"));
  BOOST_TEST(foreign("^a > b; a $ > c;", times(1000, "a")) == "b" + times(998, "a") + "c");
}

BOOST_AUTO_TEST_CASE(foreign_transforms_take_linear_time) {
  BOOST_TEST(foreign("Latin-ASCII", times(200000, "\u00C6")) == times(200000, "AE"));
  BOOST_TEST(foreign("Any-Hex", times(100000, "a")).size() == 600000u);
  BOOST_TEST(foreign("([a-z]) > $1 $1;", times(100000, "a")).size() == 200000u);
  BOOST_TEST(foreign("NFD", times(100000, "\u0622")) == times(100000, "\u0627\u0653"));
}

BOOST_AUTO_TEST_CASE(foreign_transforms_leave_malformed_bytes) {
  BOOST_TEST(foreign("Latin-ASCII", "\xFF\u00E9\xD8") == "\xFF"
                                                         "e\xD8");
  BOOST_TEST(foreign("NFC", "\u0627\xFF\u0653") == "\u0627\xFF\u0653");
}

BOOST_AUTO_TEST_CASE(a_foreign_transform_may_be_an_id_or_several_or_rules) {
  BOOST_TEST(foreign("Any-Upper", "ab") == "AB");
  BOOST_TEST(foreign("[a] Any-Upper", "ab") == "Ab");
  BOOST_TEST(foreign("NFD; [:Mn:] Remove; NFC", "\u00E9") == "e");
  BOOST_TEST(foreign("a > b;", "ab") == "bb");
  BOOST_TEST(foreign("a \u2192 b;", "ab") == "bb");
  BOOST_TEST(foreign("::Any-Upper; A > b;", "ab") == "bB");
}

BOOST_AUTO_TEST_CASE(a_foreign_transform_that_icu_does_not_know_is_an_error) {
  for (const char *icu : {"No-Such", "", "a > ;;; $", "a > $x;", "a <", "::No-Such;"}) {
    BOOST_TEST(codes(rules(stage("icu = '" + std::string(icu) + "'"))) == "AR0209");
  }
}

BOOST_AUTO_TEST_CASE(all_wrong_links_are_reported) {
  BOOST_TEST(codes(rules(stage("icu = 'No'") + stage("icu = 'Nope'"))) == "AR0209 AR0209");
  BOOST_TEST(codes(rules(stage("icu = 'No'") + stage("icu = 'No'"))) == "AR0209 AR0209");
}

// One takes half a second.
BOOST_AUTO_TEST_CASE(equal_links_are_made_once) {
  std::string squeeze = stage("squeeze = { set = '[\\p{L}]', max = 1 }");
  Both both(times(40, squeeze));
  both.check("aab");
}

BOOST_AUTO_TEST_CASE(rules_of_ours_that_icu_does_not_take_are_a_bug) {
  std::string wrong;
  BOOST_TEST(!engine({IcuLink::Kind::rules, "a > $nope;", 0, false, {}}, wrong));
  BOOST_TEST(wrong == "AR0404");
  BOOST_TEST(!engine({IcuLink::Kind::transform, "No-Such", 0, false, {}}, wrong));
  BOOST_TEST(wrong == "AR0404");
}

BOOST_AUTO_TEST_CASE(stages_of_all_kinds_work_together) {
  Both both(stage("form = 'NFD'") + stage("marks = 'shadda-first'") +
            rows("{ from = '([\u0628-\u064A]) \u0651', to = '$1$1' }, "
                 "{ from = '\u0627', to = 'a', after = '$edge' }") +
            stage("remove = '[\u064B-\u0652]'") +
            stage("squeeze = { set = '[\u0628\u062A]', max = 1 }") + stage("form = 'NFC'"));
  check_around_edges(both, "\u0627\u0628\u064E\u0651\u0628 \u0622\u0627\u062A\u0651\u0650\u062A",
                     "\u0628 ");
}

BOOST_AUTO_TEST_SUITE_END()
