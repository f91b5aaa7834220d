// The public interface.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdlib>
#include <type_traits>
#include <utility>

#include "arnorm/arnorm.h"
#include "arnorm/trace.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(chain)

namespace {

std::string codes_of(const Loaded &loaded) {
  std::string out;
  for (const Diagnostic &d : loaded.diagnostics) {
    out += (out.empty() ? "" : " ") + to_string(d.code);
  }
  return out;
}

const std::string one_row = "[[stage]]\ntable = [{ from = 'a', to = 'b' }]\n";

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

template <class Held>
concept can_be_dereferenced = requires {
  *std::declval<Held>();
};

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
  for (const std::string &name : some_when_sanitized(shipped())) {
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

// For any length, including results for which the string must be reallocated.
BOOST_AUTO_TEST_CASE(apply_may_read_what_it_appends_to) {
  Loaded loaded = Chain::parse(rules("[[stage]]\ntable = [{ from = 'a', to = 'bcd' }]\n"));
  for (std::size_t size : {1, 2, 100, 100000}) {
    std::string out(size, 'a');
    out.shrink_to_fit();
    loaded->apply(out, out);
    std::string wanted(size, 'a');
    loaded->apply(std::string(size, 'a'), wanted);
    BOOST_TEST((out == wanted), size);
    std::string part = "xay";
    part += std::string(size, 'a');
    loaded->apply(std::string_view(part).substr(1, 2), part);
    BOOST_TEST((part == "xay" + std::string(size, 'a') + "bcdy"), size);
  }
  std::string bad = "a\xFF";
  BOOST_TEST(loaded->apply(bad, bad, Invalid::error).stopped);
  BOOST_TEST(bad == "a\xFF");
}

// A reference to a chain cannot outlive the object that owns it.
BOOST_AUTO_TEST_CASE(a_chain_of_a_temporary_is_not_to_be_had) {
  static_assert(std::is_same_v<decltype(*std::declval<Loaded &>()), const Chain &>);
  static_assert(std::is_same_v<decltype(*std::declval<const Loaded &>()), const Chain &>);
  static_assert(!can_be_dereferenced<Loaded>);
  static_assert(!can_be_dereferenced<const Loaded>);
  static_assert(std::is_constructible_v<Stream, const Chain &>);
  static_assert(std::is_constructible_v<Stream, const Chain &, Invalid>);
  static_assert(!std::is_constructible_v<Stream, Chain>);
  static_assert(!std::is_constructible_v<Stream, const Chain>);
  static_assert(!std::is_constructible_v<Stream, Chain, Invalid>);
  BOOST_TEST(Chain::parse(rules(one_row))->apply("a") == "b");
}

BOOST_AUTO_TEST_CASE(each_call_says_what_becomes_of_malformed_bytes) {
  Loaded loaded = Chain::parse(rules(one_row));
  std::string out;
  BOOST_TEST(!loaded->apply("a", out).first_malformed);
  BOOST_TEST(*loaded->apply("a\xFF", out).first_malformed == 1u);
  BOOST_TEST(*loaded->apply("\xFF", out, Invalid::replace).first_malformed == 0u);
  BOOST_TEST(loaded->apply("a\xFF", out, Invalid::error).stopped);
  BOOST_TEST(out == "bb\xFF\uFFFD");
}

BOOST_AUTO_TEST_CASE(texts_of_the_program_use_each_other) {
  Options options;
  options.files = Files::none;
  options.texts["one"] = "format = 1\nname = 'one'\ninclude = 'letters'\n"
                         "[[stage]]\ntable = [{ from = '$mine', to = 'c' }]\n";
  options.texts["letters"] = "format = 1\nname = 'letters'\n[sets]\nmine = '[bx]'\n";
  options.texts["two"] = "format = 1\nname = 'two'\n" + one_row + "[[stage]]\nuse = 'one'\n";
  options.texts["three"] = "format = 1\nname = 'three'\nextends = 'two'\n"
                           "override = [{ from = 'a', to = 'x' }]\n";
  BOOST_TEST(codes_of(Chain::load("two,three", options)) == "");
  BOOST_TEST(Chain::load("two", options)->apply("abd") == "ccd");
  BOOST_TEST(Chain::load("three", options)->apply("a") == "c");
  BOOST_TEST(Chain::parse(rules("[[stage]]\nuse = 'two'\n"), options)->apply("a") == "c");
}

BOOST_AUTO_TEST_CASE(a_text_of_the_program_is_named_in_diagnostics) {
  Options options;
  options.texts["number-one"] = "format = 1\nname = 'number-one'\n[[stage]]\nform = 'NFX'\n";
  options.texts["two"] = "format = 1\nname = 'two'\n[[stage]]\nuse = 'numberone'\n";
  Loaded loaded = Chain::load("number-one,two", options);
  BOOST_TEST(codes_of(loaded) == "AR0105 AR0004");
  BOOST_TEST(loaded.diagnostics.at(0).place->file == "<text>/number-one.toml");
  BOOST_TEST(loaded.diagnostics.at(1).place->file == "<text>/two.toml");
  BOOST_TEST(loaded.diagnostics.at(1).help.find("`number-one`") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(texts_of_the_program_come_first) {
  TemporaryFolder folder;
  folder.write("mine.toml", "format = 1\nname = 'mine'\n" + one_row);
  Options options;
  options.path = {folder.path()};
  options.texts["mine"] = "format = 1\nname = 'mine'\n[[stage]]\nuse = 'mine'\n"
                          "[[stage]]\ntable = [{ from = 'b', to = 'c' }]\n";
  options.texts["search"] = "format = 1\nname = 'search'\n" + one_row;
  BOOST_TEST(Chain::load("mine", options)->apply("a") ==
             "c"); // its own name means the next set of that name
  Loaded loaded = Chain::load("search", options);
  BOOST_TEST(loaded->apply("a") == "b");
  BOOST_TEST(loaded.diagnostics.empty()); // requested in Options::texts
}

BOOST_AUTO_TEST_CASE(texts_of_the_program_that_lead_round_are_an_error) {
  Options options;
  options.texts["one"] = "format = 1\nname = 'one'\n[[stage]]\nuse = 'two'\n";
  options.texts["two"] = "format = 1\nname = 'two'\n[[stage]]\nuse = 'one'\n";
  options.texts["itself"] = "format = 1\nname = 'itself'\n[[stage]]\nuse = 'itself'\n";
  BOOST_TEST(codes_of(Chain::load("one", options)) == "AR0201");
  BOOST_TEST(codes_of(Chain::load("itself", options)) == "AR0201");
}

BOOST_AUTO_TEST_CASE(warnings_come_with_success) {
  TemporaryFolder folder;
  folder.write("arnorm/rules/search.toml", "format = 1\nname = 'search'\n" + one_row);
  const char *before = std::getenv("XDG_DATA_HOME");
  const std::string kept = before == nullptr ? "" : before;
  ::setenv("XDG_DATA_HOME", folder.path().c_str(), 1);
  Loaded loaded = Chain::load("search,search");
  Options options;
  options.files = Files::none;
  Loaded contained = Chain::load("search", options);
  before == nullptr ? ::unsetenv("XDG_DATA_HOME") : ::setenv("XDG_DATA_HOME", kept.c_str(), 1);
  BOOST_REQUIRE(loaded);
  BOOST_TEST(codes_of(loaded) == "AR0007");
  BOOST_TEST((loaded.diagnostics.at(0).severity == Severity::warning));
  BOOST_TEST(loaded->apply("a") == "b");
  BOOST_TEST(loaded->sets().at(0).replaces_built_in);
  BOOST_TEST(codes_of(contained) == "");
  BOOST_TEST(contained->apply("a") == "a");
  BOOST_TEST(!contained->sets().at(0).replaces_built_in);
}

BOOST_AUTO_TEST_CASE(a_program_can_keep_to_what_is_built_in) {
  TemporaryFolder folder;
  std::string file = folder.write("mine.toml", "format = 1\nname = 'mine'\n" + one_row);
  Options options;
  options.files = Files::none;
  options.path = {folder.path()};
  BOOST_TEST(codes_of(Chain::load("mine", options)) == "AR0004");
  BOOST_TEST(codes_of(Chain::load(file, options)) == "AR0009");
  BOOST_TEST(codes_of(Chain::parse(rules("[[stage]]\nuse = '" + file + "'\n"), options)) ==
             "AR0009");
  BOOST_TEST(codes_of(Chain::load("search,buckwalter", options)) == "");
}

// Four stages that each write 64 letters for one would make 134 MB of eight letters.
BOOST_AUTO_TEST_CASE(stages_that_multiply_a_text_are_stopped) {
  const std::string multiply =
      "[[stage]]\ntable = [{ from = 'a', to = '" + std::string(64, 'a') + "' }]\n";
  const std::string two = rules(multiply + multiply);
  const std::string four = rules(multiply + multiply + multiply + multiply);
  for (Engine engine : {Engine::table, Engine::icu}) {
    Loaded chain = Chain::parse(four, with(engine));
    BOOST_REQUIRE(chain);
    std::string out = "before";
    BOOST_CHECK_THROW(chain->apply("aaaaaaaa", out), std::bad_alloc);
    BOOST_TEST(out == "before");
    Alignment alignment;
    BOOST_CHECK_THROW(chain->apply(std::string(5000, 'a'), out, alignment), std::bad_alloc);
    BOOST_CHECK_THROW(chain->trace("aaaaaaaa"), std::bad_alloc);
    Stream stream(*chain);
    BOOST_CHECK_THROW((stream.write(std::string(5000, 'a'), out), stream.finish(out)),
                      std::bad_alloc);
    BOOST_TEST(chain->apply("b") == "b");

    Loaded less = Chain::parse(two, with(engine));
    BOOST_REQUIRE(less);
    BOOST_TEST(less->apply(std::string(16, 'a')).size() == 65'536u);
    BOOST_CHECK_THROW(less->apply(std::string(500, 'a')), std::bad_alloc);
    BOOST_TEST(less->apply("a" + std::string(9'000, 'b')).size() == 13'096u);
  }
}

// The next stage gets them in parts, which are no texts of their own.
BOOST_AUTO_TEST_CASE(long_results_are_one_text_for_the_next_stage) {
  std::string longer;
  for (int i = 0; i < 333; ++i) {
    longer += "xxy";
  }
  const std::string body = rules(
      "[[stage]]\ntable = [{ from = 'a', to = '" + longer +
      "x' }]\n[[stage]]\ntable = [{ from = 'xy', to = 'z' }, "
      "{ from = 'x', to = 's', after = '$start' }, { from = 'x', to = 'e', before = '$end' }]\n");
  Loaded table = Chain::parse(body, with(Engine::table));
  Loaded icu = Chain::parse(body, with(Engine::icu));
  BOOST_REQUIRE((table && icu));
  const std::string text(5, 'a');
  std::string wanted;
  for (int i = 0; i < 5; ++i) {
    wanted += (i == 0 ? "s" : "x") + std::string("z");
    for (int j = 1; j < 333; ++j) {
      wanted += "xz";
    }
    wanted += i == 4 ? "e" : "x";
  }
  BOOST_TEST(icu->apply(text) == wanted);
  BOOST_TEST(table->apply(text) == wanted);
  BOOST_TEST(table->trace(text).out == wanted);
  std::string out;
  Alignment alignment;
  table->apply(text, out, alignment);
  BOOST_TEST(out == wanted);
  BOOST_TEST(alignment.output_size() == wanted.size());
}

BOOST_AUTO_TEST_CASE(a_place_has_byte_offsets) {
  Loaded loaded = Chain::parse("\uFEFF" + rules("# \u0628\n[[stage]]\nform = 'NFX'\n"));
  BOOST_REQUIRE(loaded.diagnostics.size() == 1u);
  const Place &place = *loaded.diagnostics[0].place;
  const std::string text = "\uFEFF" + rules("# \u0628\n[[stage]]\nform = 'NFX'\n");
  BOOST_TEST(text.substr(place.offset, place.bytes) == "'NFX'");
}

BOOST_AUTO_TEST_CASE(the_versions_of_header_and_library_are_the_same) {
  BOOST_TEST(version() == ARNORM_VERSION);
  BOOST_TEST(std::to_string(ARNORM_VERSION_MAJOR) + "." + std::to_string(ARNORM_VERSION_MINOR) +
                 "." + std::to_string(ARNORM_VERSION_PATCH) ==
             ARNORM_VERSION);
  std::string build = read_text(source_path("meson.build"));
  BOOST_TEST(build.find("version: '" + std::string(version()) + "'") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(malformed_bytes_are_kept_and_counted) {
  Loaded loaded = Chain::parse(rules(one_row));
  std::string out;
  Tally tally = loaded->apply("\u0628\xFF"
                              "a\xF0\x9F",
                              out);
  BOOST_TEST(out == "\u0628\xFF"
                    "b\xF0\x9F");
  BOOST_TEST(tally.malformed == 3u);
  BOOST_TEST(tally.first_malformed.value() == 2u);
  BOOST_TEST(!tally.stopped);
}

BOOST_AUTO_TEST_CASE(keeping_is_the_default) {
  BOOST_TEST(Chain::parse(rules(one_row))->apply("\xFF") == "\xFF");
}

BOOST_AUTO_TEST_CASE(malformed_bytes_can_be_replaced) {
  Loaded loaded = Chain::parse(rules(one_row));
  std::string out;
  Tally tally = loaded->apply("\xFF"
                              "a\xF0\x9F",
                              out, Invalid::replace);
  BOOST_TEST(out == "\uFFFD"
                    "b\uFFFD");
  BOOST_TEST(tally.malformed == 3u);
  BOOST_TEST(tally.first_malformed.value() == 0u);
  BOOST_TEST(!tally.stopped);
}

BOOST_AUTO_TEST_CASE(malformed_bytes_can_stop) {
  Loaded loaded = Chain::parse(rules(one_row));
  std::string out = "x";
  Tally tally = loaded->apply("aa\xFF", out, Invalid::error);
  BOOST_TEST(tally.stopped);
  BOOST_TEST(tally.malformed == 1u);
  BOOST_TEST(tally.first_malformed.value() == 2u);
  BOOST_TEST(out == "x");
  tally = loaded->apply("aa", out, Invalid::error);
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
  BOOST_TEST(Chain::parse(rules(one_row))->icu_rules().rules ==
             "# test: table\n\\u0061 > \\u0062;\n");
}

BOOST_AUTO_TEST_CASE(why_a_chain_cannot_be_exported_is_told) {
  Loaded loaded =
      Chain::parse(rules(one_row + "[[stage]]\ntable = [{ from = '\\uF000', to = 'b' }]\n"));
  BOOST_REQUIRE(loaded);
  IcuRules icu = loaded->icu_rules();
  BOOST_TEST(!icu);
  BOOST_TEST(icu.rules == "");
  BOOST_REQUIRE(icu.diagnostics.size() == 1u);
  BOOST_TEST(to_string(icu.diagnostics[0].code) == "AR0406");
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
      std::string code = to_string(d.code);
      BOOST_TEST(explain_code(code).starts_with("## " + code), code);
    }
  }
  BOOST_TEST(explain_code("AR9999") == "");
}

BOOST_AUTO_TEST_CASE(the_version_has_three_numbers) {
  BOOST_TEST(std::count(version().begin(), version().end(), '.') == 2);
}

BOOST_AUTO_TEST_SUITE_END()
