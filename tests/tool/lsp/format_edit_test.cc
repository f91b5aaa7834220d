// Formatting as one change.
#include <boost/test/unit_test.hpp>

#include "support/support.h"
#include "tool/lsp/format_edit.h"
#include "tool/lsp/text_document.h"

using namespace arnorm;
using namespace arnorm::tool;

BOOST_AUTO_TEST_SUITE(format_edit)

namespace {

std::string formatted(const std::string &text) {
  TextDocument document(text);
  if (auto change = arnorm::tool::format_edit(text)) {
    document.replace(change->begin, change->end, change->text);
  }
  return document.text();
}

} // namespace

BOOST_AUTO_TEST_CASE(only_the_lines_that_differ_are_replaced) {
  const std::string text = "format = 1\nname = \"x\"\n\n\n[[stage]]\nform = \"NFC\"\n";
  auto change = arnorm::tool::format_edit(text);
  BOOST_TEST_REQUIRE(change.has_value());
  BOOST_TEST(change->end - change->begin <= 2u);
  BOOST_TEST(formatted(text) == "format = 1\nname = \"x\"\n\n[[stage]]\nform = \"NFC\"\n");
}

BOOST_AUTO_TEST_CASE(a_formatted_file_needs_no_change) {
  const std::string once = formatted("format=1\nname='x'\n[[stage]]\nform='NFC'\n");
  BOOST_TEST(!arnorm::tool::format_edit(once).has_value());
}

BOOST_AUTO_TEST_CASE(what_is_not_toml_stays) {
  BOOST_TEST(!arnorm::tool::format_edit("format = \n[[").has_value());
  BOOST_TEST(!arnorm::tool::format_edit("\xFF").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
