#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(icu_rules)

BOOST_AUTO_TEST_CASE(to_be_written) { BOOST_TEST(true); }

BOOST_AUTO_TEST_SUITE_END()
