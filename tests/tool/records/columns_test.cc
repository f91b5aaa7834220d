#include <boost/test/unit_test.hpp>

#include "tool/records/columns.h"

using arnorm::tool::Columns;

BOOST_AUTO_TEST_SUITE(columns)

namespace {

std::string problem_of(std::string_view words) {
  std::string problem;
  return Columns::parse(words, problem) ? "" : problem;
}

} // namespace

BOOST_AUTO_TEST_CASE(numbers_count_from_one) {
  std::string problem;
  auto columns = Columns::parse("2,4,2", problem);
  BOOST_REQUIRE(columns);
  BOOST_TEST(!columns->needs_header());
  for (std::size_t column = 0; column < 9; ++column) {
    BOOST_TEST(columns->has(column) == (column == 2 || column == 4));
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_column) {
  BOOST_TEST(problem_of("0") == "there is no column 0; columns are numbered from 1");
  BOOST_TEST(problem_of("123456") == "there is no column 123456; columns are numbered from 1");
  BOOST_TEST(problem_of("1,,2") == "`1,,2` has an empty column; join columns with single commas");
  BOOST_TEST(problem_of("1,") == "`1,` has an empty column; join columns with single commas");
}

BOOST_AUTO_TEST_CASE(names_are_looked_up_in_the_header) {
  std::string problem;
  auto columns = Columns::parse("text,1", problem);
  BOOST_REQUIRE(columns);
  BOOST_TEST(columns->needs_header());
  BOOST_TEST(columns->read_header({"id", "x", "text", "text"}, problem));
  BOOST_TEST((columns->has(1) && !columns->has(2) && columns->has(3) && columns->has(4)));
  BOOST_TEST(columns->read_header({"text"}, problem)); // the header of another file
  BOOST_TEST((columns->has(1) && !columns->has(3)));
  BOOST_TEST(!columns->read_header({"id", "txt"}, problem));
  BOOST_TEST(problem == "the header line has no column `text`; did you mean `txt`?");
  BOOST_TEST(!columns->read_header({"a", "b"}, problem));
  BOOST_TEST(problem == "the header line has no column `text`; it has `a`, `b`");
}

BOOST_AUTO_TEST_SUITE_END()
