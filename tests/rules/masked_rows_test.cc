// Rows that can never match, and text that a form forbids.
#include <boost/test/unit_test.hpp>

#include "rules/masked_rows.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(masked_rows)

namespace {

std::string stage(const std::string &keys) { return "[[stage]]\n" + keys + "\n"; }
std::string rows(const std::string &rows) { return stage("table = [" + rows + "]"); }

std::string wrong(const std::string &body) { return codes(rules(body)); }

// The codes of the errors in a row after some stages.
std::string behind(const std::string &stages, const std::string &from) {
  return wrong(stages + rows("{ from = \"" + from + "\", to = '' }"));
}

std::vector<Diagnostic> said(const std::string &body) {
  return Chain::parse(rules(body)).diagnostics;
}

} // namespace

BOOST_AUTO_TEST_CASE(a_sound_table_is_not_complained_of) {
  BOOST_TEST(wrong(rows("{ from = 'ab', to = 'x' }, { from = 'a', to = 'y' }")) == "");
}

BOOST_AUTO_TEST_CASE(a_row_that_can_never_match_is_an_error) {
  BOOST_TEST(wrong(rows("{ from = 'a', to = 'x' }, { from = 'a', to = 'y' }")) == "AR0203");
  BOOST_TEST(wrong(rows("{ from = '[ab]', to = 'x' }, { from = 'b', to = 'y' }")) == "AR0203");
  BOOST_TEST(wrong(rows("{ from = 'a', before = 'b', to = 'x' }, { from = 'ab', to = 'y' }")) ==
             "AR0203");
}

BOOST_AUTO_TEST_CASE(both_places_are_shown) {
  auto diagnostics = said(rows("\n{ from = 'a', to = 'x' },\n{ from = 'a', to = 'y' }\n"));
  BOOST_REQUIRE(diagnostics.size() == 1u);
  BOOST_TEST(diagnostics[0].place->line == 6u);
  BOOST_REQUIRE(diagnostics[0].second.has_value());
  BOOST_TEST(diagnostics[0].second->line == 5u);
}

BOOST_AUTO_TEST_CASE(every_row_that_can_never_match_is_found) {
  BOOST_TEST(wrong(rows("{ from = 'a', to = 'x' }, { from = 'a', to = 'y' }, "
                        "{ from = 'a', to = 'z' }")) == "AR0203 AR0203");
}

BOOST_AUTO_TEST_CASE(tables_do_not_mask_each_other) {
  BOOST_TEST(wrong(rows("{ from = 'a', to = 'x' }") + rows("{ from = 'a', to = 'y' }")) == "");
}

BOOST_AUTO_TEST_CASE(rows_of_different_directions_do_not_mask_each_other) {
  BOOST_TEST(wrong(rows("{ from = 'a', to = 'x', only = 'forward' }, "
                        "{ from = 'a', to = 'y', only = 'reverse' }")) == "");
}

BOOST_AUTO_TEST_CASE(a_row_for_the_way_back_can_be_masked_there) {
  BOOST_TEST(wrong(rows("{ from = 'a', to = 'x', only = 'reverse' }, "
                        "{ from = 'a', to = 'y', only = 'reverse' }")) == "AR0203");
  BOOST_TEST(wrong(rows("{ from = 'b', to = 'a' }, { from = 'a', to = 'y', only = 'reverse' }")) ==
             "AR0203");
}

BOOST_AUTO_TEST_CASE(rows_may_write_the_same_text) {
  BOOST_TEST(wrong(rows("{ from = 'a', to = 'x' }, { from = 'b', to = 'x' }")) == "");
}

BOOST_AUTO_TEST_CASE(text_that_is_not_in_nfc_is_an_error) {
  BOOST_TEST(behind("", "\u0627\u0653") == "AR0125");
  BOOST_TEST(behind("", "\u0622") == "");
}

BOOST_AUTO_TEST_CASE(escapes_need_not_be_in_nfc) {
  BOOST_TEST(behind("", "\\\\u0627\\\\u0653") == "");
  BOOST_TEST(behind("", "\\u0627\\u0653") == "");
}

BOOST_AUTO_TEST_CASE(text_that_a_form_forbids_is_an_error) {
  BOOST_TEST(behind(stage("form = 'NFD'"), "\u0622") == "AR0204");
  BOOST_TEST(behind(stage("form = 'NFC'"), "\\u0627\\u0653") == "AR0204");
  BOOST_TEST(behind(stage("form = 'NFKC'"), "\uFEFB") == "AR0204");
  BOOST_TEST(behind(stage("form = 'NFC'"), "\uFEFB") == "");
}

BOOST_AUTO_TEST_CASE(text_that_a_mark_order_forbids_is_an_error) {
  BOOST_TEST(behind(stage("marks = 'canonical'"), "\\u0651\\u064E") == "AR0204");
  BOOST_TEST(behind(stage("marks = 'shadda-first'"), "\\u0651\\u064E") == "");
  BOOST_TEST(behind(stage("marks = 'shadda-first'"), "\\u064E\\u0651") == "AR0204");
  BOOST_TEST(behind(stage("marks = 'utr53'"), "\\u0651\\u0654") == "AR0204");
}

BOOST_AUTO_TEST_CASE(several_stages_shape_what_comes_behind_them) {
  std::string both = stage("form = 'NFD'") + stage("marks = 'shadda-first'");
  BOOST_TEST(behind(both, "\\u0651\\u064E") == "");
  BOOST_TEST(behind(both, "\\u064E\\u0651") == "AR0204");
  BOOST_TEST(behind(both, "\u0622") == "AR0204");
}

BOOST_AUTO_TEST_CASE(a_table_between_gives_anything) {
  BOOST_TEST(behind(stage("form = 'NFD'") + rows("{ from = 'x', to = '\\u0622' }"), "\u0622") ==
             "");
}

BOOST_AUTO_TEST_CASE(a_stage_of_the_other_direction_does_not_shape) {
  BOOST_TEST(behind(stage("form = 'NFD'\nonly = 'reverse'"), "\u0622") == "");
}

BOOST_AUTO_TEST_CASE(only_what_stands_together_must_be_in_the_form) {
  std::string nfc = stage("form = 'NFC'");
  BOOST_TEST(behind(nfc, "\\u0627[\\\\u0653]?") == "");
  BOOST_TEST(behind(nfc, "\\u0627 x \\u0653") == "");
  BOOST_TEST(behind(nfc, "\\u0653") == "");
}

BOOST_AUTO_TEST_CASE(on_the_way_back_the_stage_behind_shapes) {
  std::string row = rows("{ from = \"\u0622\", to = 'x', only = 'reverse' }");
  BOOST_TEST(wrong(row + stage("form = 'NFD'")) == "AR0204");
  BOOST_TEST(wrong(row + stage("form = 'NFD'\nonly = 'forward'")) == "");
}

BOOST_AUTO_TEST_CASE(too_many_ways_are_an_error) {
  BOOST_TEST(wrong(rows("{ from = 'a{0,31}b{0,31}c{0,31}d', to = '' }")) == "AR0401");
}

BOOST_AUTO_TEST_CASE(every_file_of_a_chain_is_checked) {
  TemporaryFolder folder;
  const std::string masked = rows("{ from = 'a', to = 'x' }, { from = 'a', to = 'y' }");
  folder.write("one.toml", "format = 1\nname = 'one'\n" + masked);
  std::string file =
      folder.write("x.toml", "format = 1\nname = 'x'\n[[stage]]\nuse = 'one'\n" + masked);
  Loaded loaded = Chain::load(file);
  BOOST_REQUIRE(loaded.diagnostics.size() == 2u);
  BOOST_TEST(to_string(loaded.diagnostics[0].code) == "AR0203");
  BOOST_TEST(to_string(loaded.diagnostics[1].code) == "AR0203");
}

BOOST_AUTO_TEST_CASE(what_ships_is_sound) {
  for (const std::string &name : some_when_sanitized(shipped())) {
    Report report;
    RuleLibrary library({});
    RuleSetPtr set = library.load(name, {}, report);
    BOOST_REQUIRE(set);
    check_meaning(*set, report);
    BOOST_TEST_CONTEXT(name) { BOOST_TEST(codes(report) == ""); }
  }
}

BOOST_AUTO_TEST_SUITE_END()
