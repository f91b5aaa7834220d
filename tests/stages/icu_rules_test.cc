// The links of a chain, and a chain as one rule text.
#include <boost/test/unit_test.hpp>

#include <fmt/format.h>
#include <unicode/translit.h>

#include "stages/icu_rules.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(icu_rules)

namespace {

std::vector<IcuLink> links(const std::string &keys, Direction direction = Direction::forward) {
  Parsed parsed(rules("[[stage]]\n" + keys + "\n"), direction);
  BOOST_REQUIRE(parsed.steps.size() == 1u);
  std::vector<IcuLink> result = icu_links(parsed.steps[0], parsed.report);
  BOOST_TEST(codes(parsed.report) == "");
  return result;
}

std::string exported(const std::string &body, Direction direction = Direction::forward) {
  Parsed parsed(rules(body), direction);
  std::string text = icu_export(parsed.steps, parsed.report);
  BOOST_TEST(codes(parsed.report) == "");
  return text;
}

std::string stage(const std::string &keys) { return "[[stage]]\n" + keys + "\n"; }

// ICU's own result for a text with the exported rules.
std::string by_icu(const std::string &body, const std::string &text) {
  UParseError where;
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Transliterator> transliterator(icu::Transliterator::createFromRules(
      "test", icu::UnicodeString::fromUTF8(exported(body)), UTRANS_FORWARD, where, status));
  if (U_FAILURE(status) || !transliterator) {
    return u_errorName(status);
  }
  icu::UnicodeString utf16 = icu::UnicodeString::fromUTF8(text);
  transliterator->transliterate(utf16);
  std::string out;
  return utf16.toUTF8String(out);
}

const std::string one_row = "table = [{ from = 'a', to = 'b' }]";

} // namespace

BOOST_AUTO_TEST_CASE(a_form_is_a_transform_that_splits_marks) {
  for (const char *form : {"NFC", "NFD", "NFKC", "NFKD"}) {
    auto all = links("form = '" + std::string(form) + "'");
    BOOST_REQUIRE(all.size() == 1u);
    BOOST_TEST((all[0].kind == IcuLink::Kind::transform));
    BOOST_TEST(all[0].text == form);
    BOOST_TEST(all[0].splits_marks);
  }
}

BOOST_AUTO_TEST_CASE(what_icu_knows_is_foreign) {
  auto all = links("icu = 'Latin-ASCII'");
  BOOST_REQUIRE(all.size() == 1u);
  BOOST_TEST((all[0].kind == IcuLink::Kind::foreign));
  BOOST_TEST(all[0].text == "Latin-ASCII");
  BOOST_TEST(!all[0].splits_marks);
}

BOOST_AUTO_TEST_CASE(a_table_is_rules) {
  auto all = links(one_row);
  BOOST_REQUIRE(all.size() == 1u);
  BOOST_TEST((all[0].kind == IcuLink::Kind::rules));
  BOOST_TEST(all[0].text == "\\u0061 > \\u0062;\n");
  BOOST_TEST(!all[0].splits_marks);
}

BOOST_AUTO_TEST_CASE(a_table_in_reverse_is_turned) {
  BOOST_TEST(links(one_row, Direction::reverse).at(0).text == "\\u0062 > \\u0061;\n");
}

BOOST_AUTO_TEST_CASE(mark_orders_split_marks_in_every_link) {
  for (const IcuLink &link : links("marks = 'utr53'")) {
    BOOST_TEST(link.splits_marks);
    BOOST_TEST((link.kind == IcuLink::Kind::rules));
  }
}

BOOST_AUTO_TEST_CASE(every_link_defines_the_sets_that_it_uses) {
  auto all = links("table = [{ from = '[ab]', to = 'x', after = '[cd]' }]");
  BOOST_REQUIRE(all.size() == 2u);
  for (const IcuLink &link : all) {
    for (std::size_t at = link.text.find("$s"); at != std::string::npos;
         at = link.text.find("$s", at + 1)) {
      std::string name = link.text.substr(at, 3);
      BOOST_TEST(link.text.find("\n" + name + "=") + 1 <= at + 1);
      BOOST_TEST((link.text.starts_with(name + "=") ||
                  link.text.find("\n" + name + "=") != std::string::npos));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_table_without_rules_has_no_links) {
  BOOST_TEST(links("table = [{ from = 'a', to = 'b', only = 'reverse' }]").empty());
}

BOOST_AUTO_TEST_CASE(a_link_knows_its_stage) {
  Parsed parsed(rules(stage(one_row)));
  auto all = icu_links(parsed.steps.at(0), parsed.report);
  BOOST_TEST(place_of(all.at(0).span).line == 3u);
}

// Every group needs a stand-in, so a table of permitted size may be too large for ICU.
BOOST_AUTO_TEST_CASE(a_stage_that_icu_cannot_hold_is_an_error) {
  std::string rows;
  for (int i = 0; i < 19000; ++i) {
    char from[32];
    std::snprintf(from, sizeof from, "(\\U%08X)(x)(y)", 0x20000 + i);
    rows += "{ from = '" + std::string(from) + "', to = '$3$2$1' },\n";
  }
  Parsed parsed(test::rules("[[stage]]\ntable = [\n" + rows + "]\n"));
  BOOST_REQUIRE_EQUAL(codes(parsed.report), "");
  icu_links(parsed.steps.at(0), parsed.report);
  BOOST_TEST(codes(parsed.report) == "AR0403");
}

BOOST_AUTO_TEST_CASE(rows_that_begin_alike_are_compared) {
  auto comparisons = [](const std::string &keys) {
    Parsed parsed(rules(stage(keys)));
    return icu_links(parsed.steps.at(0), parsed.report).at(0).comparisons;
  };
  BOOST_TEST(comparisons("form = 'NFC'") == 0u);
  BOOST_TEST(comparisons("table = [{ from = 'ab', to = '' }, { from = 'ac', to = '' }, "
                         "{ from = '\\u0161', to = '' }, { from = 'b', to = '' }]") == 4u);
  BOOST_TEST(comparisons("table = [{ from = '[^x]a', to = '' }, { from = '[^x]b', to = '' }]") ==
             512u);
}

// Two thousand rows in each of ICU's 256 lists.
BOOST_AUTO_TEST_CASE(a_stage_that_icu_would_take_minutes_to_read_is_an_error) {
  std::string rows;
  for (unsigned i = 0; i < 2000; ++i) {
    rows += fmt::format("{{ from = '[^x]\\u{:04X}', to = '' }},\n", 0x4E00 + i);
  }
  Options options;
  options.engine = Engine::icu;
  Loaded chain = Chain::parse(test::rules("[[stage]]\ntable = [\n" + rows + "]\n"), options);
  BOOST_REQUIRE(!chain.diagnostics.empty());
  BOOST_TEST(to_string(chain.diagnostics[0].code) == "AR0403");
}

BOOST_AUTO_TEST_CASE(an_empty_chain_does_nothing) {
  BOOST_TEST(exported("stage = []\n") == ":: Null ;\n");
  BOOST_TEST(by_icu("stage = []\n", "aB\u0628") == "aB\u0628");
}

BOOST_AUTO_TEST_CASE(stages_are_blocks_of_their_own) {
  BOOST_TEST(exported(stage("form = 'NFC'") + stage(one_row) + stage(one_row) +
                      stage("form = 'NFD'")) == "# test: form\n"
                                                ":: NFC ;\n"
                                                "# test: table\n"
                                                "\\u0061 > \\u0062;\n"
                                                "# test: table\n"
                                                ":: Null ;\n"
                                                "\\u0061 > \\u0062;\n"
                                                "# test: form\n"
                                                ":: NFD ;\n");
}

BOOST_AUTO_TEST_CASE(the_pragma_comes_first) {
  BOOST_TEST(exported(stage("table = [{ from = '\\uF000', to = 'b' }]"))
                 .starts_with("use variable range 57344 61439;\n"));
}

// ICU obeys it only in the first block.
BOOST_AUTO_TEST_CASE(a_pragma_for_several_blocks_is_an_error) {
  Parsed parsed(rules(stage(one_row) + stage("table = [{ from = '\\uF000', to = 'b' }]")));
  BOOST_TEST(icu_export(parsed.steps, parsed.report) == "");
  BOOST_TEST(codes(parsed.report) == "AR0406");
}

BOOST_AUTO_TEST_CASE(an_export_is_ascii) {
  std::string text =
      exported(stage("table = [{ from = '\u0628', to = '\u1E6F', after = '[\u064E-\u0650]' }]"));
  for (char c : text) {
    BOOST_TEST((c == '\n' || (c >= ' ' && c <= '~')));
  }
}

BOOST_AUTO_TEST_CASE(icu_runs_an_export) {
  BOOST_TEST(by_icu(stage(one_row), "aac") == "bbc");
  BOOST_TEST(by_icu(stage("table = [{ from = 'a', to = 'b', after = '$start' }]"), "aa") == "ba");
  BOOST_TEST(by_icu(stage("squeeze = { set = '[ab]', max = 1 }"), "aabba") == "aba");
  const std::string long_runs = stage("squeeze = { set = '[ab]', from = 4, max = 1 }");
  BOOST_TEST(by_icu(long_runs, "aaabbbbaaaaabc") == "aaababc");
  BOOST_TEST(by_icu(stage("squeeze = { set = 'a', from = 3, max = 1 }"), "aabaaac") == "aabac");
  BOOST_TEST(by_icu(stage("form = 'NFC'") + stage("remove = '[\u0622]'"), "x\u0627\u0653y") ==
             "xy");
  BOOST_TEST(by_icu(stage("marks = 'shadda-first'"), "\u064E\u0651") == "\u0651\u064E");
}

BOOST_AUTO_TEST_CASE(in_an_export_the_line_feed_is_an_edge) {
  const std::string body = stage("table = [{ from = 'a', to = 'b', before = '$end' }]");
  BOOST_TEST(by_icu(body, "aa\naa\n") == "ab\nab\n");
}

BOOST_AUTO_TEST_CASE(foreign_ids_can_be_exported) {
  BOOST_TEST(by_icu(stage("icu = 'Latin-ASCII'"), "\u00E9a") == "ea");
  BOOST_TEST(by_icu(stage("icu = 'NFD; Latin-ASCII'"), "\u00E9a") == "ea");
  BOOST_TEST(by_icu(stage("icu = '[a-c] Any-Upper'"), "abcd") == "ABCd");
  BOOST_TEST(by_icu(stage("icu = '[\\p{Latin}] Any-Upper'"), "ab\u03B1") == "AB\u03B1");
}

BOOST_AUTO_TEST_CASE(foreign_rules_can_be_exported) {
  for (const char *icu :
       {"a > b;", "a > b", "a > b; # why", "a \u2192 b;", "::NFD; a > b;", "$x = [ax]; $x > b;"}) {
    BOOST_TEST_CONTEXT(icu) {
      BOOST_TEST(by_icu(stage("icu = '" + std::string(icu) + "'") + stage(one_row), "ac") == "bc");
      BOOST_TEST(by_icu(stage(one_row) + stage("icu = '" + std::string(icu) + "'"), "ac") == "bc");
    }
  }
  BOOST_TEST(by_icu(stage("icu = '::Any-Upper; ::NFD;'"), "ac") == "AC");
}

// ICU would take a filter of the first ID for one of all that follow.
BOOST_AUTO_TEST_CASE(a_filter_of_an_id_is_of_that_id_only) {
  for (const char *icu : {"[a-c] Any-Upper", " [a-c] Any-Upper ; NFC"}) {
    const std::string foreign = stage("icu = '" + std::string(icu) + "'");
    BOOST_TEST(by_icu(foreign + stage("form = 'NFD'"), "ad\u00E9") == "Ade\u0301");
    BOOST_TEST(by_icu(stage("form = 'NFD'") + foreign + stage("form = 'NFD'"), "ad\u00E9") ==
               "Ade\u0301");
    BOOST_TEST(by_icu(stage("table = [{ from = 'd', to = 'x' }]") + foreign + stage("form = 'NFD'"),
                      "ad\u00E9") == "Axe\u0301");
  }
}

BOOST_AUTO_TEST_CASE(a_filter_of_rules_cannot_be_exported_with_other_stages) {
  for (const char *icu : {":: [b] ; b > c ;", "::[b-d]; b > c; ::NFC;", "b > c; ::([b]);"}) {
    const std::string foreign = stage("icu = '" + std::string(icu) + "'");
    for (const std::string &body : {foreign + stage(one_row), stage(one_row) + foreign}) {
      Parsed parsed(rules(body));
      BOOST_TEST(icu_export(parsed.steps, parsed.report) == "");
      BOOST_TEST(codes(parsed.report) == "AR0406");
      Report report;
      BOOST_TEST(icu_export_texts(parsed.steps, 1 << 17, report).size() == 2u);
      BOOST_TEST(codes(report) == "");
    }
    BOOST_TEST(by_icu(foreign, "abx") == "acx");
  }
  BOOST_TEST(by_icu(stage("icu = 'x > y; ::[b]Any-Upper;'") + stage(one_row), "abx") == "bBy");
}

BOOST_AUTO_TEST_CASE(what_only_looks_like_a_filter_is_exported) {
  for (const char *icu :
       {"# :: [b] ;\na > c;", "a > c \\;\\:\\: ; ::[b]Any-Upper;", "$s = [;:b] ; a > c;"}) {
    const std::string foreign = "[[stage]]\nicu = '''" + std::string(icu) + "'''\n";
    const std::string text = by_icu(foreign + stage("table = [{ from = 'x', to = 'y' }]"), "ax");
    BOOST_TEST(text.starts_with("c"), icu << ": " << text);
    BOOST_TEST(text.ends_with("y"), icu << ": " << text);
  }
}

// Of brackets that are never closed only the first is followed to the end of the rules.
BOOST_AUTO_TEST_CASE(a_comment_of_many_brackets_is_exported_soon) {
  for (const char *part : {"[", "::["}) {
    std::string comment = "# ";
    for (int i = 0; i < 1'000'000; ++i) {
      comment += part;
    }
    BOOST_TEST(exported("[[stage]]\nicu = \"\"\"" + comment + "\na > b ;\"\"\"\n" + stage(one_row))
                   .ends_with("\\u0061 > \\u0062;\n"));
  }
}

BOOST_AUTO_TEST_CASE(stages_that_are_too_long_for_a_text_are_texts_one_by_one) {
  Parsed parsed(rules(stage(one_row) + stage("table = [{ from = 'b', to = 'c' }]") +
                      stage("table = [{ from = 'c', to = 'd' }]")));
  std::vector<std::string> one_by_one;
  for (const Step &step : parsed.steps) {
    for (std::string &text : icu_export_texts({&step, 1}, 1, parsed.report)) {
      one_by_one.push_back(std::move(text));
    }
  }
  BOOST_TEST(one_by_one.size() == 3u);
  BOOST_TEST(icu_export_texts(parsed.steps, 1, parsed.report) == one_by_one,
             boost::test_tools::per_element());
}

// A table whose stand-ins are in another range needs two blocks, of which ICU takes the pragma in
// the first only.
BOOST_AUTO_TEST_CASE(texts_between_which_tags_stand_say_so) {
  Parsed parsed(rules(stage("table = [{ from = '\\uF000', to = 'x', after = '[ab]' },\n"
                            "{ from = '[bc]', to = 'y', after = '[\\uF000x]' }]")));
  const std::vector<std::string> texts = icu_export_texts(parsed.steps, 1 << 17, parsed.report);
  BOOST_TEST(codes(parsed.report) == "");
  BOOST_REQUIRE(texts.size() > 1u);
  for (const std::string &text : texts) {
    BOOST_TEST(text.ends_with("# lone surrogates follow\n") == (&text != &texts.back()));
  }
}

BOOST_AUTO_TEST_CASE(tags_are_no_characters_of_texts) {
  BOOST_TEST(is_tag(first_tag));
  BOOST_TEST(is_tag(last_tag));
  BOOST_TEST(!is_tag(guard_char));
  BOOST_TEST(!is_tag(0xDCFF));
  BOOST_TEST(!is_tag(0xE000));
}

BOOST_AUTO_TEST_SUITE_END()
