// The rules within CLDR's XML, and their places.
#include <boost/test/unit_test.hpp>

#include "diagnostics/report.h"
#include "import/rule_text.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(rule_text)

namespace {

RuleText read(const std::string &text, Report &report) {
  return arnorm::rule_text(std::make_shared<Source>("test.xml", text), report);
}

std::string rules_in(const std::string &inner) {
  Report report;
  RuleText read_text =
      read("<?xml version=\"1.0\"?><transform source='ug'>" + inner + "</transform>", report);
  BOOST_TEST(codes(report) == "");
  return read_text.text;
}

std::string errors_of(const std::string &text) {
  Report report;
  read(text, report);
  return codes(report);
}

} // namespace

BOOST_AUTO_TEST_CASE(rules_are_joined) {
  BOOST_TEST(rules_in("<tRule>a &gt; b ;</tRule>\n<tRule>c &#x3E; &#100; ;</tRule>") ==
             "a > b ;\nc > d ;\n");
  BOOST_TEST(rules_in("<tRule><![CDATA[a & b > c ;]]></tRule>") == "a & b > c ;\n");
  BOOST_TEST(rules_in("<!-- <tRule>x</tRule> --><other>y</other><tRule/>") == "");
}

BOOST_AUTO_TEST_CASE(comments_begin_with_a_sign_in_each_line) {
  BOOST_TEST(rules_in("<comment># one\n two\n# three</comment>") == "# one\n # two\n# three\n");
}

BOOST_AUTO_TEST_CASE(attributes) {
  Report report;
  RuleText text = read("<transform source=\"Arabic\" target='Latin' variant=\"BGN\" "
                       "direction=\"both\"><tRule>a &gt; b ;</tRule></transform>",
                       report);
  BOOST_TEST(text.from == "Arabic");
  BOOST_TEST(text.to == "Latin");
  BOOST_TEST(text.variant == "BGN");
  BOOST_TEST(text.backward);
}

BOOST_AUTO_TEST_CASE(places_are_those_of_the_file) {
  Report report;
  RuleText text = read("<transform>\n<tRule>a &gt; b</tRule></transform>", report);
  Span span = text.span(2, 3); // the `>`
  BOOST_TEST(span.source->line_of(span.begin) == 2u);
  BOOST_TEST(span.source->column_of(span.begin) == 10u);
}

BOOST_AUTO_TEST_CASE(what_is_not_a_transform) {
  for (const char *text :
       {"<ldml></ldml>", "<transform><tRule>a", "<transform><tRule>&nbsp;</tRule></transform>",
        "<transform><tRule>&#0;</tRule></transform>", "<transform><tRule>&#xD800;</tRule>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]><transform/>", "<transform/><transform/>", "<", "<!--",
        "<transform><tRule><comment></tRule>", "<transform></tRule>"}) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(errors_of(text) == "AR0505"); }
  }
  BOOST_TEST(errors_of("a > \xFF ;") == "AR0001");
}

BOOST_AUTO_TEST_CASE(other_texts_are_rules) {
  Report report;
  BOOST_TEST(read("\n a > b ;", report).text == "\n a > b ;");
  BOOST_TEST(is_xml(" \n<a>"));
  BOOST_TEST(!is_xml("a < b ;"));
}

BOOST_AUTO_TEST_SUITE_END()
