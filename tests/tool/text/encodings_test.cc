// Encodings that are recognized by their bytes. The messages are tested with the command, in
// report/input_diagnostics_test.cc.
#include <boost/test/unit_test.hpp>

#include <string>

#include "tool/text/encodings.h"

using namespace arnorm::tool;
using namespace std::string_literals;

BOOST_AUTO_TEST_SUITE(encodings)

BOOST_AUTO_TEST_CASE(byte_order_marks) {
  BOOST_TEST(wide_encoding("\xFF\xFE") == "UTF-16");
  BOOST_TEST(wide_encoding("\xFE\xFF\x06"s) == "UTF-16");
  BOOST_TEST(wide_encoding("\xFF\xFE\0\0"s) == "UTF-32");
  BOOST_TEST(wide_encoding("\0\0\xFE\xFF"s) == "UTF-32");
  BOOST_TEST(wide_encoding("\xEF\xBB\xBF") == "");
  BOOST_TEST(wide_encoding("") == "");
  BOOST_TEST(wide_encoding("\xFF") == "");
}

BOOST_AUTO_TEST_CASE(high_bytes) {
  BOOST_TEST(wide_encoding("\x28\x06\x2A\x06\x0A"s) == "UTF-16LE");
  BOOST_TEST(wide_encoding("\x06\x28\x06\x2A\0\x0A"s) == "UTF-16BE");
  BOOST_TEST(wide_encoding("a\0\r\0\n"s) == "UTF-16LE");
  BOOST_TEST(wide_encoding("a\0\n"s) == ""); // one character is no evidence
  BOOST_TEST(wide_encoding("\n\0\x28\x06\x2A\x06\n"s) == "UTF-16LE");
  BOOST_TEST(wide_encoding("\0\n\x06\x28\x06\x2A\0\n"s) == "UTF-16BE");
  BOOST_TEST(wide_encoding("\0\n\0\n\0\n"s) == ""); // lines of one NUL each
  BOOST_TEST(wide_encoding("\1\0\2\0\3\0\n"s) == "");
  BOOST_TEST(wide_encoding("\0\0\0\0\0\0"s) == "");
}

// Of thirty letters one is an alef, and one in five is lam or after it. That just suffices.
BOOST_AUTO_TEST_CASE(the_frequent_letters_must_be_frequent) {
  auto encoding = [](std::size_t alefs, std::size_t lams, std::size_t others) {
    ArabicBytes bytes;
    bytes.add(std::string(alefs, '\xC7') + std::string(lams, '\xE1') + std::string(others, '\xCA'));
    return bytes.encoding();
  };
  BOOST_TEST(encoding(1, 6, 23) == "WINDOWS-1256");
  BOOST_TEST(encoding(1, 6, 24) == "");
  BOOST_TEST(encoding(1, 5, 20) == "");
  BOOST_TEST(encoding(1, 5, 19) == "WINDOWS-1256");
  BOOST_TEST(encoding(0, 6, 20) == "");
}

// The counts of parts are those of the whole.
BOOST_AUTO_TEST_CASE(counts_add_up) {
  const std::string words[] = {"\xC7\xE1\xDA\xE1\xE3 ", "\xDD\xED abc", " \xFF"};
  ArabicBytes whole;
  ArabicBytes sum;
  for (const std::string &word : words) {
    ArabicBytes part;
    part.add(word);
    sum.add(part);
    whole.add(word);
    BOOST_TEST(sum.encoding() == whole.encoding());
    BOOST_TEST(sum.letters() == whole.letters());
    BOOST_TEST(sum.bytes() == whole.bytes());
  }
  BOOST_TEST(whole.bytes() == 8U);
  BOOST_TEST(whole.encoding() == ""); // 7 of 8 are less than 90 percent
  whole.add(words[0]);
  BOOST_TEST(whole.encoding() == "WINDOWS-1256");
  BOOST_TEST(whole.letters() == 12U);
}

BOOST_AUTO_TEST_SUITE_END()
