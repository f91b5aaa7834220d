// Which row wins on the way back.
#include <boost/test/unit_test.hpp>

#include "rules/way_back.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(way_back)

namespace {

struct Table {
  explicit Table(const std::string &text) : parsed(table(text)) {
    BOOST_REQUIRE(parsed.set);
    rows = &std::get<TableStage>(parsed.set->stages[0].what).rows.all();
  }

  // For each row, the number of the row that wins over it, or a dash.
  std::string winners() const {
    WayBack way_back(*rows);
    std::string all;
    for (const Row &row : *rows) {
      const Row *winner = way_back.winner(row);
      all += winner == nullptr ? "-" : std::to_string(winner - rows->data());
    }
    return all;
  }

  Parsed parsed;
  const std::vector<Row> *rows;
};

} // namespace

BOOST_AUTO_TEST_CASE(the_earliest_row_wins) {
  BOOST_TEST(Table("{ from = 'a', to = 'x' }, { from = 'b', to = 'y' }, { from = 'c', to = 'x' },"
                   "{ from = 'd', to = 'x' }")
                 .winners() == "--00");
}

BOOST_AUTO_TEST_CASE(rows_of_one_direction_take_no_part) {
  BOOST_TEST(
      Table("{ from = 'a', to = 'x', only = 'forward' }, { from = 'b', to = 'x' }").winners() ==
      "--");
  BOOST_TEST(Table("{ from = 'a', before = 'q', to = 'x' }, { from = 'b', to = 'x' }").winners() ==
             "--");
  BOOST_TEST(
      Table("{ from = 'x', to = 'c', only = 'reverse' }, { from = 'b', to = 'x' }").winners() ==
      "-0");
  BOOST_TEST(Table("{ from = 'a', to = '' }, { from = 'b', to = '' }").winners() == "--");
}

BOOST_AUTO_TEST_CASE(a_context_keeps_a_row_from_running_backwards) {
  Table rows("{ from = 'a', before = 'q', to = 'x' }, { from = 'b', to = 'x' },"
             "{ from = '[cd]', before = 'q', to = 'x' }, { from = 'e', before = 'q', to = '' }");
  BOOST_TEST(is_forward_for_its_context((*rows.rows)[0]));
  for (std::size_t i : {1, 2, 3}) {
    BOOST_TEST(!is_forward_for_its_context((*rows.rows)[i]));
  }
}

BOOST_AUTO_TEST_SUITE_END()
