// The characters of files that may not belong there.
#include <boost/test/unit_test.hpp>

#include "tool/text/inventory.h"

using namespace arnorm::tool;

BOOST_AUTO_TEST_SUITE(inventory)

namespace {

// The same text in pieces of every size.
void for_each_size(const std::string &text, const auto &check) {
  for (std::size_t size = 1; size <= text.size(); ++size) {
    Inventory inventory;
    inventory.begin_file();
    for (std::size_t at = 0; at < text.size(); at += size) {
      inventory.add(std::string_view(text).substr(at, size));
    }
    inventory.end_file();
    check(inventory);
  }
}

} // namespace

BOOST_AUTO_TEST_CASE(pieces_change_nothing) {
  for_each_size("\u0628a\n\xFF\u06A9\xD8\n1\u0661 \U0001F600\n1\xE2\x80", [](const auto &found) {
    BOOST_TEST(found.lines() == 4u);
    BOOST_TEST(found.characters() == 8u);
    BOOST_TEST(found.malformed().count == 4u);
    BOOST_TEST(found.malformed().places[0].line == 2u);
    BOOST_TEST(found.mixed_digits().count == 1u);
    BOOST_TEST(found.mixed_digits().places[0].line == 3u);
    BOOST_TEST(found.found().at(0x6A9).places[0].line == 2u);
    BOOST_TEST(found.found().at(U'1').count == 2u);
  });
}

BOOST_AUTO_TEST_CASE(kinds) {
  auto kind = [](char32_t c) { return oddity_of(c, USCRIPT_ARABIC); };
  BOOST_TEST((kind(0x628) == Oddity::none));
  BOOST_TEST((kind(U'1') == Oddity::none));
  BOOST_TEST((kind(0x600) == Oddity::none));
  BOOST_TEST((kind(U'\t') == Oddity::none));
  BOOST_TEST((kind(0x7F) == Oddity::control));
  BOOST_TEST((kind(0x202E) == Oddity::bidi));
  BOOST_TEST((kind(0x200C) == Oddity::zero_width));
  BOOST_TEST((kind(0xFFFD) == Oddity::unassigned));
  BOOST_TEST((kind(0xE000) == Oddity::unassigned));
  BOOST_TEST((kind(0xFEFB) == Oddity::presentation));
  BOOST_TEST((kind(0x6CC) == Oddity::look_alike));
  BOOST_TEST((kind(0x438) == Oddity::other_script));
  BOOST_TEST((oddity_of(0x6CC, USCRIPT_LATIN) == Oddity::other_script));
}

BOOST_AUTO_TEST_SUITE_END()
