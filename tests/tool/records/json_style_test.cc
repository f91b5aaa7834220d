// Changed JSON strings keep the escapes of what did not change.
#include <boost/test/unit_test.hpp>

#include "tool/records/json_style.h"

using namespace arnorm;
using namespace arnorm::tool;

BOOST_AUTO_TEST_SUITE(json_style)

namespace {

std::string spliced(std::string_view raw, std::string_view result, const Alignment &edits) {
  std::string text = json_unescaped(raw).value();
  return spliced_json_string(raw, text, result, edits, json_style_of(raw).form);
}

// As if all of the text had changed.
std::string spliced(std::string_view raw, std::string_view result) {
  Alignment edits;
  edits.add_edit(json_unescaped(raw).value().size(), result.size());
  return spliced(raw, result, edits);
}

} // namespace

BOOST_AUTO_TEST_CASE(styles) {
  auto form = [](std::string_view raw) { return json_style_of(raw).form; };
  BOOST_TEST(!form(R"(ab\n)").ascii);
  BOOST_TEST(form(R"(ab\u0628)").ascii);
  BOOST_TEST(!form("\u0628\\u0628").ascii);
  BOOST_TEST(form(R"(a\/)").slashes);
  BOOST_TEST(!form(R"(a\\/)").slashes);
  BOOST_TEST(form(R"(\u062a)").lower);
  BOOST_TEST(!form(R"(\u062a\u062B)").lower);
  BOOST_TEST(!form(R"(\\u062a)").lower);
}

// A uniform string is what the encoder makes of its text, and no other is.
BOOST_AUTO_TEST_CASE(uniform_strings_are_those_of_the_encoder) {
  const std::vector<std::string> units{"a",
                                       "/",
                                       R"(\/)",
                                       "\u0628",
                                       R"(\u0628)",
                                       R"(\u062a)",
                                       R"(\u062A)",
                                       R"(\n)",
                                       R"(\u000a)",
                                       R"(\u000A)",
                                       R"(\u000b)",
                                       R"(\u000B)",
                                       R"(\")",
                                       R"(\u0022)",
                                       R"(\\)",
                                       R"(\u0061)",
                                       R"(\ud83d\ude00)",
                                       R"(\uD83D\uDE00)",
                                       R"(\ud800 )",
                                       R"(\uD800 )",
                                       "\x7F",
                                       R"(\u007f)",
                                       R"(\u007F)",
                                       R"(\u0001)",
                                       "\U0001F600",
                                       R"(\uD83d\uDe00)"};
  for (const std::string &one : units) {
    for (const std::string &two : units) {
      for (const std::string &three : units) {
        const std::string raw = one + two + three;
        JsonStyle style = json_style_of(raw);
        bool same = json_string(json_unescaped(raw).value(), style.form) == "\"" + raw + "\"";
        BOOST_REQUIRE_MESSAGE(style.is_uniform == same, raw);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(what_is_copied_keeps_its_bytes) {
  Alignment edits;
  edits.add_copy(1);
  edits.add_edit(2, 1);
  edits.add_copy(2);
  BOOST_TEST(spliced(R"(\u002f\u0628/\/)", "/b//", edits) == R"("\u002fb/\/")");
}

BOOST_AUTO_TEST_CASE(coarse_edits_keep_both_ends) {
  BOOST_TEST(spliced(R"(\u0061/x\u0061/)", "a/yy\u0628a/") == "\"\\u0061/yy\u0628\\u0061/\"");
  BOOST_TEST(spliced(R"(\u0061)", "aa") == R"("\u0061a")");
  BOOST_TEST(spliced(R"(\u0061\/a)", "") == R"("")");
  BOOST_TEST(spliced("", "a") == R"("a")");
}

// U+0627 and U+0628 share their first byte, U+0627 and U+0667 their last one.
BOOST_AUTO_TEST_CASE(no_character_is_cut) {
  BOOST_TEST(spliced(R"(\/\u0627x)", "/\u0628x") == R"("\/\u0628x")");
  BOOST_TEST(spliced("/\\/\u0627", "//\u0628") == "\"/\\/\u0628\"");
  BOOST_TEST(spliced("/\\/\u0627", "//\u0667") == "\"/\\/\u0667\"");
  BOOST_TEST(spliced("/\\/\u0667", "//\u0627") == "\"/\\/\u0627\"");
}

BOOST_AUTO_TEST_SUITE_END()
