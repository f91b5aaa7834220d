#include <boost/test/unit_test.hpp>

#include "stages/stage_kind.h"
#include "support/support.h"
#include "table/fusion.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(fusion)

namespace {

// How many passes the stages of a rule text become.
std::size_t passes(const std::string &stages) {
  Parsed parsed(rules(stages));
  BOOST_REQUIRE_EQUAL(codes(parsed.report), "");
  Fusion fusion;
  for (const Step &step : parsed.steps) {
    BOOST_TEST(kind_of(*step.stage).join(fusion, step, parsed.report));
  }
  std::size_t counted = fusion.count();
  std::size_t made = fusion.take().size();
  BOOST_TEST(counted == made);
  return made;
}

const std::string map =
    "[[stage]]\ntable = [{ from = 'a', to = 'xy' }, { from = '[bc]', to = '' }]\n";
const std::string removal = "[[stage]]\nremove = '[x]'\n";
const std::string table = "[[stage]]\ntable = [{ from = 'ab', to = 'x' }]\n";
const std::string form = "[[stage]]\nform = 'NFC'\n";
const std::string marks = "[[stage]]\nmarks = 'shadda-first'\n";
const std::string squeeze = "[[stage]]\nsqueeze = { set = 'a', max = 2 }\n";

} // namespace

BOOST_AUTO_TEST_CASE(stages_of_one_code_point_are_one_pass) {
  BOOST_TEST(passes(map) == 1u);
  BOOST_TEST(passes(map + removal + map + map + removal) == 1u);
}

BOOST_AUTO_TEST_CASE(forms_and_mark_orders_are_one_pass) {
  BOOST_TEST(passes(form + marks + form) == 1u);
}

BOOST_AUTO_TEST_CASE(other_tables_are_passes_of_their_own) {
  BOOST_TEST(passes(table + table) == 2u);
  BOOST_TEST(passes(map + table + map) == 3u);
  BOOST_TEST(passes("[[stage]]\ntable = [{ from = 'a', to = 'x', before = 'b' }]\n" + map) == 2u);
  BOOST_TEST(passes(squeeze + squeeze) == 2u);
}

BOOST_AUTO_TEST_CASE(what_stands_between_keeps_stages_apart) {
  BOOST_TEST(passes(map + form + map) == 3u);
  BOOST_TEST(passes(form + table + form) == 3u);
  BOOST_TEST(passes(map + squeeze + map) == 3u);
}

BOOST_AUTO_TEST_CASE(no_stages_are_no_passes) { BOOST_TEST(Fusion().take().empty()); }

BOOST_AUTO_TEST_SUITE_END()
