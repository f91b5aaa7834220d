// Rows that never match: small rule files, and random ones whose rows are counted on random texts.
#include <boost/test/unit_test.hpp>

#include <set>

#include "check/row_counter.h"
#include "check/unreachable_rows.h"
#include "support/random_rules.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(unreachable_rows)

namespace {

std::vector<Diagnostic> found(Parsed &parsed) {
  Report report;
  check_reachable(parsed.set, parsed.library, report);
  BOOST_TEST(!report.has_errors());
  return report.take();
}

std::string never(const std::string &stages) {
  Parsed parsed(rules(stages));
  BOOST_REQUIRE_MESSAGE(parsed.set, stages);
  std::string all;
  for (const Diagnostic &d : found(parsed)) {
    all += (all.empty() ? "" : " ") + to_string(d.code);
  }
  return all;
}

std::string after(const std::string &stage, const std::string &row) {
  return never("[[stage]]\n" + stage + "\n[[stage]]\ntable = [{ from = 'q', to = 'r' }]\n" +
               "[[stage]]\ntable = [" + row + "]\n");
}

std::string in_table(const std::string &table_rows) {
  return never("[[stage]]\ntable = [\n" + table_rows + "]\n");
}

} // namespace

BOOST_AUTO_TEST_CASE(what_was_removed) {
  const std::string stage = "remove = '[ab]'";
  BOOST_TEST(after(stage, "{ from = 'a', to = 'x' }") == "AR0212");
  BOOST_TEST(after(stage, "{ from = '[ab]c', to = 'x' }") == "AR0212");
  BOOST_TEST(after(stage, "{ from = 'c', after = 'a', to = 'x' }") == "AR0212");
  BOOST_TEST(after(stage, "{ from = 'c', before = ['a', 'b'], to = 'x' }") == "AR0212");
  BOOST_TEST(after(stage, "{ from = 'c', before = ['a', 'd'], to = 'x' }") == "");
  BOOST_TEST(after(stage, "{ from = '[ac]', to = 'x' }") == "");
  BOOST_TEST(after(stage, "{ from = 'a?c', to = 'x' }") == "");
  BOOST_TEST(after(stage, "{ from = 'c', before = '[^a]', to = 'x' }") == "");
  BOOST_TEST(after(stage, "{ from = 'c', before = '$end', to = 'x' }") == "");
  BOOST_TEST(after("only = 'reverse'\n" + stage, "{ from = 'a', to = 'x' }") == "");
}

BOOST_AUTO_TEST_CASE(what_was_replaced) {
  BOOST_TEST(after("table = [{ from = 'a', to = 'b' }]", "{ from = 'a', to = 'x' }") == "AR0212");
  BOOST_TEST(after("table = [{ from = '[abc]', to = '' }]", "{ from = 'b', to = 'x' }") ==
             "AR0212");
  for (const char *rows : {
           "{ from = 'a', before = 'c', to = 'b' }",             // not everywhere
           "{ from = 'a', to = 'b' }, { from = 'c', to = 'a' }", // written again
           "{ from = 'a', to = 'b' }, { from = '([ac])d', to = '$1' }",
           "{ from = 'ac', to = 'b' }",
           "{ from = '(a)', to = '$1b' }",
           "{ from = 'a', to = 'b', only = 'reverse' }",
       }) {
    BOOST_TEST_CONTEXT(rows) {
      BOOST_TEST(after(std::string("table = [") + rows + "]", "{ from = 'a', to = 'x' }") == "");
    }
  }
}

BOOST_AUTO_TEST_CASE(forms_and_sets_that_are_used) {
  BOOST_TEST(after("form = 'NFD'", "{ from = '[\u0623\u0625]', to = 'x' }") == "AR0212");
  BOOST_TEST(after("form = 'NFD'", "{ from = '[\u0623\u0627]', to = 'x' }") == "");
  BOOST_TEST(after("form = 'NFKC'", "{ from = '\uFEFB', to = 'x' }") == "AR0212");
  BOOST_TEST(after("form = 'NFC'", "{ from = '\u0623', to = 'x' }") == "");
  BOOST_TEST(after("use = 'strip-tashkeel'", "{ from = '\\u064E', to = 'x' }") == "AR0212");
  BOOST_TEST(after("icu = 'Latin-ASCII'", "{ from = '\u00E9', to = 'x' }") == "");
  const std::string without_alef = "remove = '\u0627'\n[[stage]]\nform = ";
  BOOST_TEST(after(without_alef + "'NFD'", "{ from = '\u0627', to = 'x' }") == "");
  BOOST_TEST(after(without_alef + "'NFC'", "{ from = '\u0623', to = 'x' }") == "");
}

BOOST_AUTO_TEST_CASE(the_way_back) {
  const std::string stages = "[[stage]]\ntable = [{ from = 'a', to = 'b', only = 'reverse' }]\n"
                             "[[stage]]\ntable = [{ from = 'c', to = 'a' }]\n";
  BOOST_TEST(never(stages) == "AR0212");
  BOOST_TEST(never(stages + "[[stage]]\nonly = 'forward'\nremove = '[z]'\n") == "AR0212");
}

BOOST_AUTO_TEST_CASE(rows_that_mask_together) {
  BOOST_TEST(in_table("{ from = 'a', before = '[b]', to = '1' },\n"
                      "{ from = 'a', before = '[^b]', to = '2' },\n{ from = 'a', to = '3' }") ==
             "AR0213");
  BOOST_TEST(in_table("{ from = 'a', to = '1', before = '[bc]' },\n"
                      "{ from = 'a', to = '2', after = 'x' },\n"
                      "{ from = 'a', to = '3', after = '[^x]' },\n"
                      "{ from = 'a', to = '4', before = 'd' }") == "AR0213");
  BOOST_TEST(in_table("{ from = '[ab]', to = '1', before = 'x' },\n"
                      "{ from = 'a', to = '2', before = '[^x]' },\n"
                      "{ from = 'b', to = '3', before = '[^x]' },\n"
                      "{ from = '[ba]', to = '4', before = '[x-z]' }") == "AR0213");
  BOOST_TEST(in_table("{ from = 'a[b-m]', to = '1' }, { from = 'a[n-z]', to = '2' },\n"
                      "{ from = 'a', before = '[c-y]', to = '3' }") == "AR0213");
}

BOOST_AUTO_TEST_CASE(rows_that_leave_something) {
  for (const char *rows : {
           "{ from = 'a', before = '[b]', to = '1' }, { from = 'a', before = '[^bc]', to = '2' },"
           "{ from = 'a', to = '3' }",
           // At the end of the text neither of the first two matches.
           "{ from = 'a', before = '[b]', to = '1' },"
           "{ from = 'a', before = '[[^b] - [\\uFFFF]]', to = '2' }, { from = 'a', to = '3' }",
           "{ from = 'a', before = '[b]', to = '1' }, { from = 'a', after = '[^b]', to = '2' },"
           "{ from = 'a', to = '3' }",
           "{ from = 'a', before = 'b', to = '1' }, { from = 'a', before = '[^b][^c]', to = '2' },"
           "{ from = 'a', to = '3' }",
       }) {
    BOOST_TEST_CONTEXT(rows) { BOOST_TEST(in_table(rows) == ""); }
  }
}

// What is reported must never fire.
BOOST_AUTO_TEST_CASE(random_rows_that_are_reported_never_fire) {
  std::size_t reported = 0;
  Random random(2212);
  for (int round = 0; round < rounds(300); ++round) {
    std::string file = random_rule_file(random);
    for (Direction direction : {Direction::forward, Direction::reverse}) {
      Parsed parsed(file, direction);
      if (!parsed.set) {
        continue;
      }
      std::set<std::pair<std::size_t, std::size_t>> places;
      for (const Diagnostic &d : found(parsed)) {
        places.emplace(d.place->line, d.place->column);
      }
      auto counter = RowCounter::build(parsed.steps, parsed.report);
      if (places.empty() || !counter) {
        continue;
      }
      reported += places.size();
      RowCounts counts(*counter);
      for (int i = 0; i < 60; ++i) {
        counts.count(random_text(random, 12));
      }
      for (std::size_t i = 0; i < counter->entries().size(); ++i) {
        const auto &row = counter->entries()[i].row;
        // Backwards, a row that is turned stands at the same place.
        if (row && (direction == Direction::forward || row->only == Only::reverse)) {
          Place place = place_of(row->place());
          bool never = places.contains({place.line, place.column});
          BOOST_TEST((!never || counts.counts()[i] == 0), file);
        }
      }
    }
  }
  BOOST_TEST_MESSAGE(reported << " rows were reported");
  BOOST_TEST(reported > 0u);
}

BOOST_AUTO_TEST_SUITE_END()
