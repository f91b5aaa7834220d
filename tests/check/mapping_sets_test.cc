#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "arnorm/arnorm.h"
#include "characters/utf.h"
#include "check/mapping_sets.h"
#include "support/support.h"

using namespace arnorm;

BOOST_AUTO_TEST_SUITE(mapping_sets)

namespace {

bool names(const std::vector<std::string> &sets, const std::string &name) {
  return std::find(sets.begin(), sets.end(), name) != sets.end();
}

} // namespace

BOOST_AUTO_TEST_CASE(sets_whose_rows_have_the_letter) {
  std::vector<std::string> sets = sets_that_map(U'\u0679', {"Arab", "Latn"}); // TTEH
  BOOST_TEST(names(sets, "icao-9303"));
  BOOST_TEST(!names(sets, "buckwalter"));
  BOOST_TEST(!names(sets, "search"));
  BOOST_TEST(std::is_sorted(sets.begin(), sets.end()));
}

// A row for two letters, a row that keeps the script and a way back do not map a letter.
BOOST_AUTO_TEST_CASE(every_set_that_is_named_maps_the_letter) {
  for (char32_t letter : {U'\u0679', U'\u067E', U'\u06AF'}) {
    std::string text = to_utf8(std::u32string(1, letter));
    std::vector<std::string> sets = sets_that_map(letter, {"Arab", "Latn"});
    BOOST_TEST(!sets.empty());
    for (const std::string &name : sets) {
      Loaded chain = Chain::load(name);
      BOOST_TEST_REQUIRE(static_cast<bool>(chain), name);
      BOOST_TEST(chain->apply(text) != text, name);
    }
  }
}

BOOST_AUTO_TEST_CASE(none_for_other_scripts) {
  BOOST_TEST(sets_that_map(U'\u0679', {"Arab", "Hebr"}).empty());
  BOOST_TEST(sets_that_map(U'\u0679', {"", ""}).empty());
  BOOST_TEST(sets_that_map(U'\u4E00', {"Arab", "Latn"}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
