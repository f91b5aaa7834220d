// Keys of a table: unknown, missing, of the wrong type.
#include <boost/test/unit_test.hpp>

#include "parse/node_reader.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(node_reader)

namespace {

struct Table {
  explicit Table(std::string_view toml) : node(toml_value(toml)), reader(node, "a row", report) {}

  // The diagnostics as "code column"; columns count from the table's brace.
  std::string said() {
    std::string out;
    for (const Diagnostic &d : report.take()) {
      out += to_string(d.code) + " " + std::to_string(d.place->column - 4) + "; ";
    }
    return out;
  }

  Node node;
  Report report;
  NodeReader reader;
};

const std::vector<std::string> choices{"one", "two"};

} // namespace

BOOST_AUTO_TEST_CASE(every_type_is_taken_out) {
  Table t("{ s = 'x', i = 3, b = true, a = [1], t = { k = 1 } }");
  BOOST_TEST(t.reader.string("s")->string == "x");
  BOOST_TEST(t.reader.integer("i")->integer == 3);
  BOOST_TEST(t.reader.boolean("b")->boolean);
  BOOST_TEST(t.reader.array("a")->items.size() == 1u);
  BOOST_TEST(t.reader.table("t")->entries.size() == 1u);
  t.reader.finish();
  BOOST_TEST(t.said() == "");
}

BOOST_AUTO_TEST_CASE(a_missing_key_is_null_and_no_error) {
  Table t("{}");
  BOOST_TEST(t.reader.string("s") == nullptr);
  BOOST_TEST(t.reader.any("s") == nullptr);
  BOOST_TEST(t.reader.text("s") == "");
  BOOST_TEST(t.reader.strings("s").empty());
  BOOST_TEST(!t.reader.has("s"));
  BOOST_TEST(t.said() == "");
}

BOOST_AUTO_TEST_CASE(a_wrong_type_is_null_and_an_error_at_the_value) {
  Table t("{ k = 12 }");
  BOOST_TEST(t.reader.string("k") == nullptr);
  BOOST_TEST(t.said() == "AR0103 7; ");
}

BOOST_AUTO_TEST_CASE(no_type_passes_for_another) {
  Table t("{ s = '1', i = 1, b = true, a = ['x'], t = {}, f = 1.0 }");
  t.reader.integer("s");
  t.reader.boolean("i");
  t.reader.string("b");
  t.reader.table("a");
  t.reader.array("t");
  t.reader.integer("f");
  BOOST_TEST(codes(t.report) == "AR0103 AR0103 AR0103 AR0103 AR0103 AR0103");
}

BOOST_AUTO_TEST_CASE(any_takes_every_type) {
  Table t("{ f = 1.5 }");
  BOOST_TEST(t.reader.any("f") != nullptr);
  t.reader.finish();
  BOOST_TEST(t.said() == "");
}

BOOST_AUTO_TEST_CASE(a_choice_is_its_index) {
  Table t("{ k = 'two' }");
  BOOST_TEST(t.reader.choice("k", choices, 7) == 1u);
  BOOST_TEST(t.reader.choice("none", choices, 7) == 7u);
  BOOST_TEST(t.said() == "");
}

BOOST_AUTO_TEST_CASE(what_is_no_choice_is_an_error) {
  Table t("{ k = 'Two' }");
  BOOST_TEST(t.reader.choice("k", choices, 7) == 7u);
  BOOST_TEST(t.said() == "AR0105 7; ");
}

BOOST_AUTO_TEST_CASE(a_choice_of_the_wrong_type_is_one_error) {
  Table t("{ k = 2 }");
  BOOST_TEST(t.reader.choice("k", choices, 7) == 7u);
  BOOST_TEST(t.said() == "AR0103 7; ");
}

BOOST_AUTO_TEST_CASE(one_string_or_several_are_strings) {
  Table t("{ a = 'x', b = ['y', 'z'], c = [] }");
  BOOST_TEST(t.reader.strings("a").size() == 1u);
  BOOST_REQUIRE(t.reader.strings("b").size() == 2u);
  BOOST_TEST(t.reader.strings("b")[1]->string == "z");
  BOOST_TEST(t.reader.strings("c").empty());
  BOOST_TEST(t.said() == "");
}

BOOST_AUTO_TEST_CASE(an_array_with_something_else_is_no_strings) {
  Table t("{ a = ['x', 1], b = 3, c = { d = 'x' } }");
  BOOST_TEST(t.reader.strings("a").empty());
  BOOST_TEST(t.reader.strings("b").empty());
  BOOST_TEST(t.reader.strings("c").empty());
  BOOST_TEST(codes(t.report) == "AR0103 AR0103 AR0103");
}

BOOST_AUTO_TEST_CASE(a_required_key_must_be_there) {
  Table t("{ a = 1 }");
  t.reader.require("a");
  BOOST_TEST(t.said() == "");
  t.reader.require("b");
  BOOST_TEST(t.said() == "AR0104 1; ");
}

BOOST_AUTO_TEST_CASE(a_required_key_may_be_of_any_type) {
  Table t("{ a = 1 }");
  t.reader.require("a");
  t.reader.finish();
  BOOST_TEST(t.said() == "");
}

BOOST_AUTO_TEST_CASE(a_key_that_nobody_asked_for_is_unknown) {
  Table t("{ a = 1, fron = 2 }");
  t.reader.any("a");
  t.reader.any("from");
  t.reader.finish();
  BOOST_TEST(t.said() == "AR0102 10; ");
}

BOOST_AUTO_TEST_CASE(a_near_key_is_offered) {
  Table t("{ fron = 2 }");
  t.reader.any("from");
  t.reader.any("to");
  t.reader.finish();
  auto diagnostics = t.report.take();
  BOOST_REQUIRE(diagnostics.size() == 1u);
  BOOST_TEST(diagnostics[0].help.find("`from`") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(all_unknown_keys_are_found) {
  Table t("{ x = 1, y = 2, z = 3 }");
  t.reader.finish();
  BOOST_TEST(codes(t.report) == "AR0102 AR0102 AR0102");
}

BOOST_AUTO_TEST_SUITE_END()
