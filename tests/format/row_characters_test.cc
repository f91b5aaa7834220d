// The characters that a pattern writes.
#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

#include "format/row_characters.h"

using namespace arnorm;

BOOST_AUTO_TEST_SUITE(row_characters)

namespace {

// "64E" for a character, "'64E" for an escape, "64E-650" for a range; "+" if there is more.
std::string shown(std::string_view written) {
  WrittenCharacters found;
  found.add_string(written);
  std::string out;
  for (const auto &[first, last, escaped] : found.ranges) {
    out += fmt::format("{}{}{:X}", out.empty() ? "" : " ", escaped ? "'" : "",
                       static_cast<unsigned>(first));
    out += first == last ? "" : fmt::format("-{:X}", static_cast<unsigned>(last));
  }
  return out + (found.complete ? "" : "+");
}

} // namespace

BOOST_AUTO_TEST_CASE(characters_and_escapes_are_told_apart) {
  BOOST_TEST(shown("'ب'") == "628");
  BOOST_TEST(shown(R"('\u0628\u{64E} \U0001F600')") == "'628 '64E '1F600");
  BOOST_TEST(shown(R"("\u0628\\u064E")") == "'628 '64E");
  BOOST_TEST(shown(R"('a\ \.b')") == "61 20 2E 62");
}

BOOST_AUTO_TEST_CASE(sets_of_characters_and_ranges_are_known) {
  BOOST_TEST(shown(R"('[\uFE95-\uFE98 ة]')") == "'FE95-FE98 629");
  BOOST_TEST(shown(R"('(ل)?[اآ]{1,2}')") == "644 627 622");
}

BOOST_AUTO_TEST_CASE(names_properties_and_complements_are_not) {
  BOOST_TEST(shown("'ل$fatha'") == "644+");
  BOOST_TEST(shown("'[^ل]'") == "644+");
  BOOST_TEST(shown(R"('\p{L}ل')") == "644+");
  BOOST_TEST(shown(R"('\N{ARABIC FATHA}')") == "+");
  BOOST_TEST(shown("'[[ل]-[م]]'").ends_with("+"));
}

BOOST_AUTO_TEST_CASE(a_character_is_known_once_and_many_are_not_kept) {
  BOOST_TEST(shown("'بتب'") == "628 62A");
  std::string many = "'";
  for (int i = 0; i < 100; ++i) {
    many += fmt::format("\\u{:04X}", 0x628 + i);
  }
  WrittenCharacters found;
  found.add_string(many + "'");
  BOOST_TEST(found.ranges.size() == WrittenCharacters::max_ranges);
  BOOST_TEST(!found.complete);
}

BOOST_AUTO_TEST_CASE(no_broken_escape_is_read_past_its_end) {
  for (std::string_view written :
       {R"('\')", R"('\u')", R"('\u{')", R"('\u{64E')", R"('\u06')", R"('[\u0628-')", "'{'", "'['",
        R"('\N')", R"('\N{')", R"('\u{110000}')", "'$'", R"('[ب-')"}) {
    BOOST_CHECK_NO_THROW(shown(written));
  }
}

BOOST_AUTO_TEST_SUITE_END()
