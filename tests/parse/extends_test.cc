// Extending another set: rows that are replaced, dropped and added.
#include <boost/test/unit_test.hpp>

#include "characters/utf.h"
#include "parse/extends.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(extends)

namespace {

struct Extended {
  Extended(const std::string &base_body, const std::string &body) {
    TemporaryFolder folder;
    folder.write("base.toml", "format = 1\nname = 'base'\n" + base_body);
    std::string file =
        folder.write("own.toml", "format = 1\nname = 'own'\nextends = 'base'\n" + body);
    RuleLibrary library({});
    set = library.load(file, {}, report);
    wrong = codes(report);
  }

  // Every table in braces, its rows as "from>to"; other stages by their kind.
  std::string shown() const {
    std::string out;
    for (const Stage &stage : set->stages) {
      const auto *table = std::get_if<TableStage>(&stage.what);
      out += table != nullptr ? "{ " : key_of(stage) + " ";
      for (const Row &row : table != nullptr ? table->rows.all() : std::vector<Row>{}) {
        out += to_utf8(row.from.literal()) + ">" + to_utf8(row.to.literal()) + " ";
      }
      out += table != nullptr ? "} " : "";
    }
    return out;
  }

  Report report;
  RuleSetPtr set;
  std::string wrong;
};

std::string stage(const std::string &rows) { return "[[stage]]\ntable = [" + rows + "]\n"; }

const std::string abc = stage("{ from = 'a', to = '1' }, { from = 'b', to = '2' }, "
                              "{ from = 'c', to = '3' }");

} // namespace

BOOST_AUTO_TEST_CASE(without_changes_a_set_is_its_base) {
  BOOST_TEST(Extended(abc, "").shown() == "{ a>1 b>2 c>3 } ");
}

BOOST_AUTO_TEST_CASE(own_stages_follow_those_of_the_base) {
  BOOST_TEST(Extended(abc, "[[stage]]\nform = 'NFC'\n").shown() == "{ a>1 b>2 c>3 } form ");
}

BOOST_AUTO_TEST_CASE(a_row_is_replaced_where_it_stands) {
  Extended e(abc, "override = [{ from = 'b', to = 'x' }]\n");
  BOOST_TEST(e.shown() == "{ a>1 b>x c>3 } ");
}

BOOST_AUTO_TEST_CASE(a_row_is_replaced_however_it_is_written) {
  Extended e(abc, "override = [{ from = '[\\u0062]', to = 'x' }]\n");
  BOOST_TEST(e.shown() == "{ a>1 b>x c>3 } ");
}

BOOST_AUTO_TEST_CASE(a_row_is_replaced_in_every_table) {
  Extended e(abc + "[[stage]]\nform = 'NFC'\n" + stage("{ from = 'b', to = '4' }"),
             "override = [{ from = 'b', to = 'x' }]\n");
  BOOST_TEST(e.shown() == "{ a>1 b>x c>3 } form { b>x } ");
}

BOOST_AUTO_TEST_CASE(a_row_is_dropped) {
  Extended e(abc, "override = [{ from = 'b', drop = true }]\n");
  BOOST_TEST(e.shown() == "{ a>1 c>3 } ");
}

BOOST_AUTO_TEST_CASE(a_new_row_joins_the_last_table_in_front) {
  Extended e(abc + stage("{ from = 'x', to = '4' }") + "[[stage]]\nform = 'NFC'\n",
             "override = [{ from = 'd', to = '5', add = true }]\n");
  BOOST_TEST(e.shown() == "{ a>1 b>2 c>3 } { d>5 x>4 } form ");
}

BOOST_AUTO_TEST_CASE(a_new_row_joins_no_table_of_its_own_file) {
  Extended e(abc, "override = [{ from = 'd', to = '5', add = true }]\n" +
                      stage("{ from = 'y', to = '6' }"));
  BOOST_TEST(e.shown() == "{ d>5 a>1 b>2 c>3 } { y>6 } ");
}

BOOST_AUTO_TEST_CASE(own_stages_are_not_overridden) {
  Extended e(abc, "override = [{ from = 'a', to = '5' }]\n" + stage("{ from = 'a', to = '6' }"));
  BOOST_TEST(e.shown() == "{ a>5 b>2 c>3 } { a>6 } ");
}

BOOST_AUTO_TEST_CASE(a_row_with_other_contexts_is_another_row) {
  const std::string base = stage("{ from = 'a', to = '1', after = 'x' }, { from = 'a', to = '2' }");
  BOOST_TEST(Extended(base, "override = [{ from = 'a', to = '3' }]\n").shown() == "{ a>1 a>3 } ");
  BOOST_TEST(Extended(base, "override = [{ from = 'a', to = '3', after = '[x]' }]\n").shown() ==
             "{ a>3 a>2 } ");
  const std::string narrow = stage("{ from = 'a', to = '1', before = 'x' }");
  BOOST_TEST(Extended(narrow, "override = [{ from = 'a', to = '3', before = 'y', add = true }]\n")
                 .shown() == "{ a>3 a>1 } ");
}

BOOST_AUTO_TEST_CASE(overrides_apply_one_after_another) {
  Extended e(abc,
             "override = [{ from = 'a', drop = true }, { from = 'a', to = '9', add = true }]\n");
  BOOST_TEST(e.shown() == "{ a>9 b>2 c>3 } ");
}

BOOST_AUTO_TEST_CASE(one_override_takes_the_place_of_several_rows) {
  const std::string base = stage("{ from = 'a', to = '1', only = 'forward' }, "
                                 "{ from = 'b', to = '2' }, "
                                 "{ from = 'a', to = '3', only = 'reverse' }");
  Extended e(base, "override = [{ from = 'a', to = 'x' }]\n");
  BOOST_TEST(e.shown() == "{ a>x b>2 } ");
}

BOOST_AUTO_TEST_CASE(what_is_not_there_cannot_be_dropped) {
  BOOST_TEST(Extended(abc, "override = [{ from = 'z', drop = true }]\n").wrong == "AR0202");
}

BOOST_AUTO_TEST_CASE(without_a_table_there_is_nothing_to_join) {
  BOOST_TEST(
      Extended("[[stage]]\nform = 'NFC'\n", "override = [{ from = 'z', to = 'x' }]\n").wrong ==
      "AR0202");
}

BOOST_AUTO_TEST_CASE(a_row_of_a_set_that_the_base_uses_is_not_added_without_a_table) {
  for (const char *keys :
       {"to = 'x'", "to = 'x', add = true", "drop = true", "drop = true, add = true"}) {
    Extended e("[[stage]]\nuse = 'strip-tatweel'\n",
               std::string("override = [{ from = '\\u0640', ") + keys + " }]\n");
    BOOST_TEST(e.wrong == "AR0202", keys);
  }
  Extended dropped(abc, "override = [{ from = 'z', drop = true, add = true }]\n");
  BOOST_TEST(dropped.wrong == "AR0202");
}

BOOST_AUTO_TEST_CASE(claims_and_tests_are_not_taken_over) {
  Extended e("reversible = true\n" + abc + "[[test]]\nfrom = 'a'\nto = '1'\n", "");
  BOOST_TEST(!e.set->reversible);
  BOOST_TEST(e.set->tests.empty());
}

BOOST_AUTO_TEST_CASE(the_base_itself_is_not_changed) {
  TemporaryFolder folder;
  std::string base = folder.write("base.toml", "format = 1\nname = 'base'\n" + abc);
  std::string own = folder.write("own.toml", "format = 1\nname = 'own'\nextends = 'base'\n"
                                             "override = [{ from = 'a', to = 'x' }]\n");
  Loaded both = Chain::load(own + "," + base);
  BOOST_REQUIRE(both);
  BOOST_TEST(Chain::load(base)->apply("a") == "1");
  BOOST_TEST(Chain::load(own)->apply("a") == "x");
}

BOOST_AUTO_TEST_SUITE_END()
