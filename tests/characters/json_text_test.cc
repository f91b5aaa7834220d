// Texts as JSON writes them.
#include <boost/test/unit_test.hpp>

#include "characters/json_text.h"

using namespace arnorm;

BOOST_AUTO_TEST_SUITE(json_text)

BOOST_AUTO_TEST_CASE(what_must_be_escaped_is) {
  BOOST_TEST(json_string("") == "\"\"");
  BOOST_TEST(json_string("a\"b\\c") == R"("a\"b\\c")");
  BOOST_TEST(json_string(std::string_view("\n\t\0", 3)) == R"("\n\t\u0000")");
  BOOST_TEST(json_string("\u0645\u0635\u0631") == "\"\u0645\u0635\u0631\"");
}

BOOST_AUTO_TEST_CASE(malformed_bytes_are_replaced) {
  BOOST_TEST(json_string("a\xFFz") == "\"a\uFFFDz\"");
  BOOST_TEST(json_string("\xE2\x82z") == "\"\uFFFDz\"");               // one maximal subpart
  BOOST_TEST(json_string("\xED\xA0\x80") == "\"\uFFFD\uFFFD\uFFFD\""); // three
  BOOST_TEST(json_string("\xED\xA0\x80", {.lone_surrogates = true}) == "\"\\uD800\"");
}

BOOST_AUTO_TEST_CASE(ascii_holds_everything) {
  BOOST_TEST(json_string("\u0645\U0001F600", {.ascii = true}) == R"("\u0645\uD83D\uDE00")");
}

BOOST_AUTO_TEST_CASE(forms) {
  BOOST_TEST(json_string("a/\u064A\x0B", {.slashes = true}) == "\"a\\/\u064A\\u000B\"");
  BOOST_TEST(json_string("a/\u064A\x0B", {.slashes = true, .well_formed = true}) ==
             "\"a\\/\u064A\\u000B\"");
  BOOST_TEST(json_string("/\u064A\x0B", {.ascii = true, .lower = true}) == R"("/\u064a\u000b")");
  BOOST_TEST(json_string("/\x0B", {.lower = true, .well_formed = true}) == R"("/\u000b")");
}

BOOST_AUTO_TEST_CASE(escapes_are_read_back) {
  BOOST_TEST(json_unescaped(R"(\u0645\uD83D\uDE00\n\/)").value() == "\u0645\U0001F600\n/");
  BOOST_TEST(json_unescaped(R"(\uD83D)").value() == "\xED\xA0\xBD");
  BOOST_TEST(!json_unescaped(R"(\x)").has_value());
  BOOST_TEST(!json_unescaped(R"(\u12)").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
