#define BOOST_TEST_MODULE arnorm
#include <boost/test/unit_test.hpp>
