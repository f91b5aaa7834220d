#include <boost/test/unit_test.hpp>

#include <string>

#include "characters/utf.h"
#include "tool/text/letter_scan.h"

using namespace arnorm;
using arnorm::tool::LetterScan;

BOOST_AUTO_TEST_SUITE(letter_scan)

namespace {

std::string utf8(char32_t c) { return to_utf8(std::u32string(1, c)); }

} // namespace

BOOST_AUTO_TEST_CASE(finds_the_first_letter_at_any_offset) {
  LetterScan scan(USCRIPT_ARABIC);
  for (std::size_t offset = 0; offset < 200; ++offset) {
    std::string text = std::string(offset, 'k') + "ڑ" + std::string(offset, 'k') + "ٹ";
    auto found = scan.find(text);
    BOOST_TEST_REQUIRE(found.has_value());
    BOOST_TEST(found->at == offset);
    BOOST_TEST((found->letter == U'ڑ'));
  }
}

BOOST_AUTO_TEST_CASE(finds_nothing_else) {
  LetterScan scan(USCRIPT_ARABIC);
  std::string text;
  for (int i = 0; i < 50; ++i) {
    text += "ḥasan ʻarabīyah “x” … ،؟ 😀 ﴾ \uFEFF \xD8 \xE0\xA0 שלום ܫ";
  }
  BOOST_TEST(!scan.find(text));
  BOOST_TEST(!scan.find(""));
}

// The columns that the constructor looks at tell all first bytes of these scripts.
BOOST_AUTO_TEST_CASE(finds_every_letter_of_a_script) {
  for (UScriptCode script :
       {USCRIPT_ARABIC, USCRIPT_HEBREW, USCRIPT_NKO, USCRIPT_HANIFI_ROHINGYA}) {
    LetterScan scan(script);
    for (char32_t c = 0x80; c <= 0x1FFFF; ++c) {
      bool is_surrogate = c >= 0xD800 && c <= 0xDFFF;
      if (!is_surrogate && scan.has(c) && !scan.find(utf8(c))) {
        BOOST_ERROR("U+" << std::hex << static_cast<unsigned>(c) << " of script " << script);
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
