#define BOOST_TEST_MODULE arnorm_sqlite
#include <boost/test/unit_test.hpp>
