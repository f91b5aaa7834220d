// Whether tables change what others write.
#include <boost/test/unit_test.hpp>

#include "check/identity_proof.h"
#include "stages/stage_kind.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(identity_proof)

namespace {

const CodePointSet letters{{U'a', U'z'}};

Proof twice(const std::string &rows) {
  Parsed parsed(table(rows));
  BOOST_REQUIRE(parsed.set);
  FlatRules flat = kind_of(*parsed.steps[0].stage).as_table(parsed.steps[0]).value();
  return prove_identity({&flat}, {&flat}, letters);
}

} // namespace

BOOST_AUTO_TEST_CASE(no_table_changes_nothing) {
  BOOST_TEST(prove_identity({}, {}, letters).proved);
}

BOOST_AUTO_TEST_CASE(a_proof) {
  BOOST_TEST(twice("{ from = '[a-c]', to = 'x' }").proved);
  BOOST_TEST(twice("{ from = 'a', before = 'b', to = 'c' }").proved);
}

BOOST_AUTO_TEST_CASE(a_counterexample_is_as_short_as_can_be) {
  Proof proof = twice("{ from = 'aaa', to = 'b' }, { from = 'bb', to = 'c' }");
  BOOST_TEST(!proof.proved);
  BOOST_REQUIRE(proof.counterexample);
  BOOST_TEST((*proof.counterexample == U"aaab" || *proof.counterexample == U"baaa"));
}

BOOST_AUTO_TEST_CASE(two_members_of_a_class_are_told_apart) {
  Proof proof = twice("{ from = '([a-z]) ([a-z])', to = '$2$1' }");
  BOOST_REQUIRE(proof.counterexample);
  BOOST_TEST(proof.counterexample->size() == 2u);
}

BOOST_AUTO_TEST_CASE(too_many_states_are_given_up) {
  Proof proof = twice("{ from = 'a', before = '[a-z]{20} [bc]', to = 'd' }, "
                      "{ from = 'e', after = '[b-h] [a-z]{20}', to = 'f' }");
  BOOST_TEST(!proof.proved);
}

BOOST_AUTO_TEST_SUITE_END()
