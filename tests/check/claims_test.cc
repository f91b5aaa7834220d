// Claims refuted and claims accepted.
#include <boost/test/unit_test.hpp>

#include "check/claim_case.h"
#include "check/claims.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(claims)

namespace {

std::string stage(const std::string &keys) { return "[[stage]]\n" + keys + "\n"; }
std::string rows(const std::string &rows) { return stage("table = [" + rows + "]"); }

std::string checked(const std::string &body) {
  Parsed parsed(rules(body));
  BOOST_REQUIRE_EQUAL(codes(parsed.report), "");
  BOOST_REQUIRE(parsed.set);
  check_claims(parsed.set, parsed.library, parsed.report);
  return codes(parsed.report);
}

std::string reversible(const std::string &body) { return checked("reversible = true\n" + body); }
std::string idempotent(const std::string &body) { return checked("idempotent = true\n" + body); }

std::u32string alphabet(const std::string &body, bool with_results) {
  Parsed parsed(rules(body));
  BOOST_REQUIRE(parsed.set);
  return alphabet_of(parsed.set, parsed.library, with_results);
}

} // namespace

BOOST_AUTO_TEST_CASE(what_is_not_claimed_is_not_checked) {
  BOOST_TEST(checked(stage("remove = '[a]'") + rows("{ from = 'b', to = 'bb' }")) == "");
  BOOST_TEST(checked("reversible = false\nidempotent = false\n" +
                     rows("{ from = 'b', to = 'bb' }")) == "");
}

BOOST_AUTO_TEST_CASE(a_table_of_different_results_is_reversible) {
  BOOST_TEST(reversible(rows("{ from = '\u0628', to = 'b' }, { from = '\u062A', to = 't' }")) ==
             "");
}

BOOST_AUTO_TEST_CASE(two_letters_with_one_result_are_not_reversible) {
  BOOST_TEST(reversible(rows("{ from = '\u0628', to = 'b' }, { from = '\u062A', to = 'b' }")) ==
             "AR0207");
}

BOOST_AUTO_TEST_CASE(a_result_that_is_part_of_another_is_not_reversible) {
  BOOST_TEST(reversible(rows("{ from = '\u0633', to = 's' }, { from = '\u0647', to = 'h' }, "
                             "{ from = '\u0634', to = 'sh' }")) == "AR0207");
}

BOOST_AUTO_TEST_CASE(a_deletion_is_not_reversible) {
  BOOST_TEST(reversible(rows("{ from = 'a', to = '' }")) == "AR0207");
}

BOOST_AUTO_TEST_CASE(a_context_without_its_way_back_is_not_reversible) {
  BOOST_TEST(reversible(rows("{ from = '\u0628', to = 'b', after = '\u062A' }, "
                             "{ from = '\u062A', to = 't' }")) == "AR0207");
}

BOOST_AUTO_TEST_CASE(forms_and_orders_do_not_refute) {
  BOOST_TEST(reversible(stage("form = 'NFC'") +
                        rows("{ from = '\u0622', to = '|' }, { from = '\u064E', to = 'a' }")) ==
             "");
  BOOST_TEST(reversible(stage("marks = 'shadda-first'") +
                        rows("{ from = '\u064E', to = 'a' }, { from = '\u0651', to = '~' }")) ==
             "");
}

BOOST_AUTO_TEST_CASE(what_cannot_run_backwards_is_not_reversible) {
  BOOST_TEST(reversible(stage("remove = '[a]'") + rows("{ from = 'b', to = 'c' }")) == "AR0206");
}

BOOST_AUTO_TEST_CASE(what_is_lost_one_way_is_not_reversible) {
  BOOST_TEST(reversible(stage("remove = '[a]'\nonly = 'forward'") +
                        rows("{ from = 'b', to = 'c' }")) == "AR0207");
}

BOOST_AUTO_TEST_CASE(the_refutation_shows_the_text) {
  Parsed parsed(rules("reversible = true\n" + rows("{ from = 'a', to = '' }")));
  check_claims(parsed.set, parsed.library, parsed.report);
  auto diagnostics = parsed.report.take();
  BOOST_REQUIRE(diagnostics.size() == 1u);
  BOOST_TEST(diagnostics[0].notes.size() == 3u);
  BOOST_TEST(diagnostics[0].notes[0].find("U+0061") != std::string::npos);
  BOOST_TEST(diagnostics[0].place->line == 3u);
}

BOOST_AUTO_TEST_CASE(a_refuted_claim_is_one_error) {
  Parsed parsed(rules("reversible = true\n" + rows("{ from = 'a', to = '' }")));
  check_claims(parsed.set, parsed.library, parsed.report);
  BOOST_TEST(parsed.report.errors() == 1u);
}

BOOST_AUTO_TEST_CASE(a_removal_is_idempotent) {
  BOOST_TEST(idempotent(stage("remove = '[a]'")) == "");
  BOOST_TEST(idempotent(stage("squeeze = { set = '[ab]', max = 2 }")) == "");
  BOOST_TEST(idempotent(rows("{ from = '[ab]', to = 'c' }")) == "");
}

BOOST_AUTO_TEST_CASE(a_result_that_another_row_changes_is_not_idempotent) {
  BOOST_TEST(idempotent(rows("{ from = 'a', to = 'b' }, { from = 'b', to = 'c' }")) == "AR0208");
  BOOST_TEST(idempotent(rows("{ from = 'a', to = 'aa' }")) == "AR0208");
}

BOOST_AUTO_TEST_CASE(what_comes_together_later_is_not_idempotent) {
  BOOST_TEST(idempotent(rows("{ from = 'ab', to = '' }")) == "AR0208"); // aabb
}

BOOST_AUTO_TEST_CASE(what_comes_together_only_far_apart_is_found_by_chance) {
  BOOST_TEST(idempotent(rows("{ from = 'aaaa', to = 'b' }, { from = 'bbb', to = '' }")) ==
             "AR0208");
}

BOOST_AUTO_TEST_CASE(a_form_before_a_removal_is_not_idempotent) {
  BOOST_TEST(
      idempotent(
          stage("form = 'NFC'") + stage("remove = '\u0640'") +
          rows("{ from = '\u0627', to = '\u0627' }, { from = '\\u0653', to = '\\u0653' }")) ==
      "AR0208");
}

BOOST_AUTO_TEST_CASE(both_claims_are_checked) {
  BOOST_TEST(checked("reversible = true\nidempotent = true\n" +
                     rows("{ from = 'a', to = 'b' }, { from = 'b', to = 'b' }, "
                          "{ from = 'c', to = 'a' }")) == "AR0207 AR0208");
}

BOOST_AUTO_TEST_CASE(claims_are_checked_whatever_was_wrong_before) {
  Parsed parsed(rules("idempotent = true\n" + rows("{ from = 'a', to = 'aa' }")));
  parsed.report.error(Code::AR0301, {}, "a test failed");
  check_claims(parsed.set, parsed.library, parsed.report);
  BOOST_TEST(codes(parsed.report) == "AR0301 AR0208");
}

BOOST_AUTO_TEST_CASE(claims_reach_into_what_is_used) {
  TemporaryFolder folder;
  folder.write("one.toml", "format = 1\nname = 'one'\n" + rows("{ from = 'a', to = 'aa' }"));
  std::string file =
      folder.write("x.toml", "format = 1\nname = 'x'\nidempotent = true\n" + stage("use = 'one'"));
  RuleLibrary library({});
  Report report;
  RuleSetPtr set = library.load(file, {}, report);
  BOOST_REQUIRE(set);
  check_claims(set, library, report);
  BOOST_TEST(codes(report) == "AR0208");
}

BOOST_AUTO_TEST_CASE(the_alphabet_is_what_rows_name) {
  std::u32string letters = alphabet(
      rows("{ from = 'ab', to = 'x' }, { from = '[c-e]', to = 'y' }") + stage("remove = 'f'"),
      false);
  BOOST_TEST((letters == U" 1abcdef"));
}

BOOST_AUTO_TEST_CASE(results_are_part_of_the_alphabet_when_asked_for) {
  BOOST_TEST((alphabet(rows("{ from = 'a', to = 'xy' }"), true) == U" 1axy"));
}

BOOST_AUTO_TEST_CASE(a_result_is_no_strange_neighbour) {
  BOOST_TEST((alphabet(rows("{ from = 'a', to = '1' }"), false) == U" a"));
}

BOOST_AUTO_TEST_CASE(a_large_set_is_sampled) {
  BOOST_TEST(alphabet(rows("{ from = '[\\p{L}]', to = 'x' }"), false).size() < 40u);
}

BOOST_AUTO_TEST_CASE(surrogates_and_edges_are_in_no_alphabet) {
  for (char32_t c : alphabet(rows("{ from = '[^a]', to = 'x' }"), true)) {
    BOOST_TEST((c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF)));
  }
}

BOOST_AUTO_TEST_SUITE_END()
