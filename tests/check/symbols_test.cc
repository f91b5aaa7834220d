// The alphabet that stands for all of Unicode.
#include <boost/test/unit_test.hpp>

#include "check/symbols.h"
#include "stages/stage_kind.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(symbols)

namespace {

std::u32string inputs_of(const std::string &rows, const CodePointSet &domain) {
  Parsed parsed(table(rows));
  BOOST_REQUIRE(parsed.set);
  FlatRules flat = kind_of(*parsed.steps[0].stage).as_table(parsed.steps[0]).value();
  Symbols all = Symbols::of({&flat}, domain).value();
  std::u32string result;
  for (Symbol symbol : all.inputs()) {
    result += all[symbol];
  }
  return result;
}

const CodePointSet letters{{U'a', U'z'}};

} // namespace

BOOST_AUTO_TEST_CASE(what_a_row_names_or_writes_is_a_class_of_its_own) {
  BOOST_TEST((inputs_of("{ from = 'm', to = 'x' }", letters) == U"abmx"));
}

BOOST_AUTO_TEST_CASE(two_members_stand_for_each_class) {
  BOOST_TEST((inputs_of("{ from = '[d-z]', to = '' }", letters) == U"abde"));
  BOOST_TEST((inputs_of("{ from = '[dz]', after = '[a-f]', to = '' }", letters) == U"abdghz"));
}

BOOST_AUTO_TEST_CASE(only_the_domain_is_read) {
  BOOST_TEST((inputs_of("{ from = '[0-9]', to = 'a' }", CodePointSet{{U'0', U'9'}}) == U"01"));
}

BOOST_AUTO_TEST_CASE(malformed_bytes_are_left_out) {
  std::u32string all = inputs_of("{ from = 'a', after = '[^b]', to = 'c' }", {{0, 0x10FFFF}});
  for (char32_t c : all) {
    BOOST_TEST((c < 0xD800 || c > 0xDFFF));
  }
}

BOOST_AUTO_TEST_SUITE_END()
