// The public interface.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdlib>

#include "arnorm/arnorm.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(chain)

namespace {

std::string codes_of(const Loaded &loaded) {
  std::string out;
  for (const Diagnostic &d : loaded.diagnostics) {
    out += (out.empty() ? "" : " ") + d.code;
  }
  return out;
}

const std::string one_row = "[[stage]]\ntable = [{ from = 'a', to = 'b' }]\n";

Options with(Invalid invalid) {
  Options options;
  options.invalid = invalid;
  return options;
}

Options with(Direction direction) {
  Options options;
  options.direction = direction;
  return options;
}

Options with(Engine engine) {
  Options options;
  options.engine = engine;
  return options;
}

} // namespace

BOOST_AUTO_TEST_CASE(a_chain_is_loaded_by_name) {
  Loaded loaded = Chain::load("strip-tatweel");
  BOOST_REQUIRE(loaded);
  BOOST_TEST(loaded.diagnostics.empty());
  BOOST_TEST(loaded->apply("\u0628\u0640\u0628") == "\u0628\u0628");
}

BOOST_AUTO_TEST_CASE(a_chain_applies_its_sets_one_after_another) {
  TemporaryFolder folder;
  std::string one = folder.write("one.toml", "format = 1\nname = 'one'\n" + one_row);
  std::string two = folder.write(
      "two.toml", "format = 1\nname = 'two'\n[[stage]]\ntable = [{ from = 'b', to = 'c' }]\n");
  BOOST_TEST(Chain::load(one + "," + two)->apply("ab") == "cc");
  BOOST_TEST(Chain::load(two + "," + one)->apply("ab") == "bc");
  Loaded back = Chain::load(one + "," + two, with(Direction::reverse));
  BOOST_REQUIRE(back);
  BOOST_TEST(back->apply("c") == "a");
}

BOOST_AUTO_TEST_CASE(a_reverse_undoes_what_is_reversible) {
  Loaded there = Chain::load("buckwalter");
  Loaded back = Chain::load("buckwalter", with(Direction::reverse));
  BOOST_REQUIRE(there);
  BOOST_REQUIRE(back);
  const std::string text = "\u0645\u0650\u0635\u0652\u0631";
  BOOST_TEST(there->apply(text) == "miSor");
  BOOST_TEST(back->apply("miSor") == text);
}

BOOST_AUTO_TEST_CASE(a_rule_text_needs_no_file) {
  Loaded loaded = Chain::parse(rules(one_row));
  BOOST_REQUIRE(loaded);
  BOOST_TEST(loaded->apply("a") == "b");
}

BOOST_AUTO_TEST_CASE(a_rule_text_has_the_name_that_it_is_given) {
  Loaded loaded = Chain::parse("x", {}, "mine");
  BOOST_REQUIRE(!loaded.diagnostics.empty());
  BOOST_TEST(loaded.diagnostics[0].place->file == "mine");
  BOOST_TEST(Chain::parse("x").diagnostics.at(0).place->file == "<text>");
}

BOOST_AUTO_TEST_CASE(the_name_of_a_rule_text_may_be_a_path) {
  BOOST_TEST(codes_of(Chain::parse(rules(one_row), {}, "no/such/test.toml")) == "");
  BOOST_TEST(codes_of(Chain::parse(rules(one_row), {}, "no/such/other.toml")) == "AR0108");
}

BOOST_AUTO_TEST_CASE(a_rule_text_may_use_what_is_built_in) {
  Loaded loaded = Chain::parse(rules("[[stage]]\nuse = 'strip-tatweel'\n" + one_row));
  BOOST_REQUIRE(loaded);
  BOOST_TEST(loaded->apply("\u0640a") == "b");
}

BOOST_AUTO_TEST_CASE(errors_are_values) {
  Loaded loaded = Chain::load("no-such-set");
  BOOST_TEST(!loaded);
  BOOST_TEST(loaded.share() == nullptr);
  BOOST_TEST(codes_of(loaded) == "AR0004");
  BOOST_TEST((loaded.diagnostics[0].severity == Severity::error));
}

BOOST_AUTO_TEST_CASE(an_unknown_name_offers_the_near_one) {
  Loaded loaded = Chain::load("buckwalte");
  BOOST_REQUIRE(!loaded.diagnostics.empty());
  BOOST_TEST(loaded.diagnostics[0].help.find("`buckwalter`") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(one_wrong_element_gives_no_chain) {
  BOOST_TEST(!Chain::load("strip-tatweel,no-such-set"));
  BOOST_TEST(!Chain::load("strip-tatweel,"));
}

BOOST_AUTO_TEST_CASE(no_chain_text_throws) {
  for (const char *text :
       {"", ",", ",,,", "/", ".toml", "/.toml", "..", "\xFF", "a\nb", "<built-in>",
        "<built-in>/normalize/search.toml", "-", "~", "*", "%d", "\u0628"}) {
    BOOST_CHECK_NO_THROW(BOOST_TEST(!Chain::load(text)));
  }
  BOOST_TEST(!Chain::load(std::string("search\0", 7)));
  BOOST_TEST(!Chain::load(std::string(1000000, 'a')));
  BOOST_TEST(!Chain::load(std::string(5000, '/')));
}

BOOST_AUTO_TEST_CASE(no_rule_text_throws) {
  for (const char *text :
       {"", "\xFF", "[", "x = ", "[[stage]]", "format = 1", "\uFEFF", "\r\r\r"}) {
    BOOST_CHECK_NO_THROW(BOOST_TEST(!Chain::parse(text)));
  }
  BOOST_TEST(!Chain::parse(std::string(1, '\0')));
}

BOOST_AUTO_TEST_CASE(a_chain_outlives_what_loaded_it) {
  std::shared_ptr<const Chain> kept;
  {
    Loaded loaded = Chain::parse(rules(one_row));
    kept = loaded.share();
  }
  BOOST_TEST(kept->apply("a") == "b");
}

BOOST_AUTO_TEST_CASE(an_empty_text_stays_empty) {
  for (const std::string &name : shipped()) {
    Loaded loaded = Chain::load(name);
    BOOST_REQUIRE(loaded);
    std::string out = "x";
    Tally tally = loaded->apply("", out);
    BOOST_TEST(out == "x");
    BOOST_TEST(tally.malformed == 0u);
  }
}

BOOST_AUTO_TEST_CASE(apply_appends) {
  Loaded loaded = Chain::parse(rules(one_row));
  std::string out = "a";
  loaded->apply("a", out);
  loaded->apply("a", out);
  BOOST_TEST(out == "abb");
}

BOOST_AUTO_TEST_CASE(apply_may_read_what_it_appends_to) {
  Loaded loaded = Chain::parse(rules(one_row));
  std::string out = "aa";
  loaded->apply(out, out);
  BOOST_TEST(out == "aabb");
}

BOOST_AUTO_TEST_CASE(malformed_bytes_are_kept_and_counted) {
  Loaded loaded = Chain::parse(rules(one_row), with(Invalid::keep));
  std::string out;
  Tally tally = loaded->apply("\u0628\xFF"
                              "a\xF0\x9F",
                              out);
  BOOST_TEST(out == "\u0628\xFF"
                    "b\xF0\x9F");
  BOOST_TEST(tally.malformed == 3u);
  BOOST_TEST(tally.first_malformed == 2u);
  BOOST_TEST(!tally.stopped);
}

BOOST_AUTO_TEST_CASE(keeping_is_the_default) {
  BOOST_TEST(Chain::parse(rules(one_row))->apply("\xFF") == "\xFF");
}

BOOST_AUTO_TEST_CASE(malformed_bytes_can_be_replaced) {
  Loaded loaded = Chain::parse(rules(one_row), with(Invalid::replace));
  std::string out;
  Tally tally = loaded->apply("\xFF"
                              "a\xF0\x9F",
                              out);
  BOOST_TEST(out == "\uFFFD"
                    "b\uFFFD");
  BOOST_TEST(tally.malformed == 3u);
  BOOST_TEST(tally.first_malformed == 0u);
  BOOST_TEST(!tally.stopped);
}

BOOST_AUTO_TEST_CASE(malformed_bytes_can_stop) {
  Loaded loaded = Chain::parse(rules(one_row), with(Invalid::error));
  std::string out = "x";
  Tally tally = loaded->apply("aa\xFF", out);
  BOOST_TEST(tally.stopped);
  BOOST_TEST(tally.malformed == 1u);
  BOOST_TEST(tally.first_malformed == 2u);
  BOOST_TEST(out == "x");
  tally = loaded->apply("aa", out);
  BOOST_TEST(!tally.stopped);
  BOOST_TEST(out == "xbb");
}

BOOST_AUTO_TEST_CASE(malformed_bytes_are_matched_by_nothing) {
  Loaded loaded = Chain::parse(rules("[[stage]]\ntable = [{ from = '[^a]', to = 'x' }]\n"
                                     "[[stage]]\nremove = '[^ax]'\n"));
  BOOST_TEST(loaded->apply("a\xFF\u0628\xD8") == "a\xFFx\xD8");
}

BOOST_AUTO_TEST_CASE(malformed_bytes_are_seen_as_a_word_edge) {
  Loaded loaded = Chain::parse(
      rules("[[stage]]\ntable = [{ from = 'a', to = 'b', after = '$edge', before = '$edge' }]\n"));
  BOOST_TEST(loaded->apply("\xFF"
                           "a\xFF aa") == "\xFF"
                                          "b\xFF aa");
}

BOOST_AUTO_TEST_CASE(any_bytes_pass_what_names_none) {
  Loaded loaded = Chain::parse(rules("[[stage]]\ntable = [{ from = '\u0628', to = 'b' }]\n"));
  std::string all;
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      all += {static_cast<char>(first), static_cast<char>(second)};
    }
  }
  std::string wanted = all;
  for (std::size_t at; (at = wanted.find("\u0628")) != std::string::npos;) {
    wanted.replace(at, 2, "b");
  }
  BOOST_TEST((loaded->apply(all) == wanted));
}

BOOST_AUTO_TEST_CASE(the_icu_engine_can_be_asked_for) {
  Loaded loaded = Chain::parse(rules(one_row), with(Engine::icu));
  BOOST_REQUIRE(loaded);
  BOOST_TEST(loaded->apply("a") == "b");
}

BOOST_AUTO_TEST_CASE(the_table_engine_can_be_asked_for) {
  Loaded loaded = Chain::parse(rules(one_row), with(Engine::table));
  BOOST_REQUIRE(loaded);
  BOOST_TEST(loaded->apply("a") == "b");
}

BOOST_AUTO_TEST_CASE(the_table_engine_has_no_transforms_of_icu) {
  Loaded loaded = Chain::parse(rules("[[stage]]\nicu = 'Lower'\n"), with(Engine::table));
  BOOST_TEST(!loaded);
  BOOST_TEST(codes_of(loaded) == "AR0405");
}

BOOST_AUTO_TEST_CASE(the_reach_is_derived_from_the_rules) {
  Loaded loaded =
      Chain::parse(rules("[[stage]]\ntable = [{ from = 'ab', to = '', after = 'xx' }]\n"));
  BOOST_TEST(loaded->reach().behind == 3u);
  BOOST_TEST(loaded->reach().ahead == 1u);
  BOOST_TEST(loaded->reach().bounded);
  BOOST_TEST(!Chain::parse(rules("[[stage]]\nicu = 'Any-Upper'\n"))->reach().bounded);
}

BOOST_AUTO_TEST_CASE(a_chain_can_be_exported) {
  BOOST_TEST(Chain::parse(rules(one_row))->icu_rules() == "# test: table\n\\u0061 > \\u0062;\n");
}

BOOST_AUTO_TEST_CASE(why_a_chain_cannot_be_exported_is_told) {
  Loaded loaded =
      Chain::parse(rules(one_row + "[[stage]]\ntable = [{ from = '\\uF000', to = 'b' }]\n"));
  BOOST_REQUIRE(loaded);
  std::vector<Diagnostic> why;
  BOOST_TEST(loaded->icu_rules(&why) == "");
  BOOST_REQUIRE(why.size() == 1u);
  BOOST_TEST(why[0].code == "AR0406");
  BOOST_TEST(loaded->icu_rules() == "");
}

BOOST_AUTO_TEST_CASE(in_reverse_something_must_run) {
  const std::string forward_only = "[[stage]]\nremove = '[a]'\nonly = 'forward'\n";
  BOOST_TEST(codes_of(Chain::parse(rules(forward_only), with(Direction::reverse))) == "AR0210");
  const std::string one_way = "[[stage]]\ntable = [{ from = '[ab]', to = 'x' }]\n";
  BOOST_TEST(codes_of(Chain::parse(rules(one_way), with(Direction::reverse))) == "AR0210");
  TemporaryFolder folder;
  std::string file = folder.write("test.toml", rules(forward_only));
  BOOST_TEST(codes_of(Chain::load(file, with(Direction::reverse))) == "AR0210");
}

BOOST_AUTO_TEST_CASE(the_options_name_folders) {
  TemporaryFolder folder;
  folder.write("mine.toml", "format = 1\nname = 'mine'\n" + one_row);
  Options options;
  options.path = {"/nowhere", folder.path()};
  BOOST_TEST(Chain::load("mine", options)->apply("a") == "b");
  BOOST_TEST(Chain::parse(rules("[[stage]]\nuse = 'mine'\n"), options)->apply("a") == "b");
  BOOST_TEST(!Chain::load("mine"));
}

BOOST_AUTO_TEST_CASE(errors_of_a_file_come_in_its_order) {
  Loaded loaded = Chain::parse("format = 2\nname = 'X'\n[[stage]]\nform = 'x'\n[[stage]]\n"
                               "table = [{ from = 'a*', to = '' }]\n");
  BOOST_TEST(codes_of(loaded) == "AR0107 AR0105 AR0105 AR0114");
  std::vector<std::size_t> lines;
  for (const Diagnostic &d : loaded.diagnostics) {
    lines.push_back(d.place->line);
  }
  BOOST_TEST(std::is_sorted(lines.begin(), lines.end()));
}

BOOST_AUTO_TEST_CASE(diagnostics_can_be_rendered) {
  Loaded loaded = Chain::parse(rules("[[stage]]\ntable = [{ from = '$no', to = '' }]\n"));
  std::string text = render(loaded.diagnostics);
  BOOST_TEST(text.starts_with("error[AR0110]: "));
  BOOST_TEST(text.find(" --> <text>:4:") != std::string::npos);
  BOOST_TEST(text.ends_with("\n"));
}

BOOST_AUTO_TEST_CASE(every_code_has_a_page) {
  for (const char *text : {"x", "", "format = 2\nname = 'x'\n[[stage]]\nform = 'x'\n"}) {
    for (const Diagnostic &d : Chain::parse(text).diagnostics) {
      BOOST_TEST_CONTEXT(d.code) { BOOST_TEST(explain_code(d.code).starts_with("## " + d.code)); }
    }
  }
  BOOST_TEST(explain_code("AR9999") == "");
}

BOOST_AUTO_TEST_CASE(the_version_has_three_numbers) {
  BOOST_TEST(std::count(version().begin(), version().end(), '.') == 2);
}

BOOST_AUTO_TEST_SUITE_END()
