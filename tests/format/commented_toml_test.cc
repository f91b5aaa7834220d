// Lines and values of TOML with their comments.
#include <boost/test/unit_test.hpp>

#include "format/commented_toml.h"

using namespace arnorm;

BOOST_AUTO_TEST_SUITE(commented_toml)

namespace {

std::string shown(const CommentedValue &value) {
  if (value.kind == CommentedValue::Kind::plain) {
    return value.plain;
  }
  std::string out;
  for (const CommentedPair &pair : value.pairs) {
    out += pair.key + "=" + shown(pair.value) + ";";
  }
  for (const CommentedItem &item : value.items) {
    out += item.blank_before ? "||" : item.new_line ? "|" : "";
    out += shown(item.value) + item.comment + ";";
  }
  return (value.kind == CommentedValue::Kind::array ? "[" : "{") + out +
         (value.multi_line ? "!" : "");
}

// One line for each: "key = value comment"; "~" stands for an empty line before it.
std::string shown(std::string_view text) {
  std::string out;
  for (const CommentedLine &line : read_commented_toml(text)) {
    out += line.blank_before ? "~" : "";
    out += line.key + (line.kind == CommentedLine::Kind::entry ? " = " + shown(line.value) : "");
    out += line.comment + "\n";
  }
  return out;
}

} // namespace

BOOST_AUTO_TEST_CASE(spaces_outside_of_values_are_left_out) {
  BOOST_TEST(shown("[[ stage ]]   # one \n\n  a . \"b c\"=  'x  y'# two\n") ==
             "[[stage]]# one\n~a.\"b c\" = 'x  y'# two\n");
}

BOOST_AUTO_TEST_CASE(a_table_has_pairs_and_an_array_items) {
  BOOST_TEST(shown("a = [ {b=1 , c = [ 2,3 ]}, { } ]") == "a = [{b=1;c=[2;3;;;{;\n");
}

BOOST_AUTO_TEST_CASE(lines_and_comments_of_an_array_are_kept) {
  BOOST_TEST(
      shown("a = [ # first\n  1, 2 # of both\n  # alone\n\n  3\n  , 4, # last\n] # array\n") ==
      "a = [|# first;|1;2# of both;|# alone;||3;|4# last;!# array\n");
}

BOOST_AUTO_TEST_CASE(what_has_line_ends_inside_of_an_array_stays_as_it_is) {
  BOOST_TEST(shown("a = [\n  { b = [ 1,\n  2 ] },\n]") == "a = [|{ b = [ 1,\n  2 ] };!\n");
  BOOST_TEST(shown("a = '''\nx # no comment\n'''") == "a = '''\nx # no comment\n'''\n");
}

BOOST_AUTO_TEST_CASE(a_number_sign_in_a_string_begins_no_comment) {
  auto comments = comments_of("a = \"#1\" # 2\nb = '''\n#3''' #4  \n# 5");
  std::vector<std::string_view> wanted{"# 2", "#4", "# 5"};
  BOOST_TEST(comments == wanted, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
