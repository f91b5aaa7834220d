// A matrix in few cells.
#include <boost/test/unit_test.hpp>

#include <random>

#include "table/sparse_rows.h"

using namespace arnorm;

BOOST_AUTO_TEST_SUITE(sparse_rows)

BOOST_AUTO_TEST_CASE(rows_share_cells_and_keep_their_numbers) {
  SparseRows rows({{0, {{0, 5}, {2, 6}}}, {9, {{1, 7}}}, {1, {}}}, 4, 1000);
  const std::uint32_t wanted[][4] = {{5, 0, 6, 0}, {9, 7, 9, 9}, {1, 1, 1, 1}};
  for (std::uint32_t row = 0; row < 3; ++row) {
    for (std::uint16_t column = 0; column < 4; ++column) {
      BOOST_TEST(rows.at(row, column) == wanted[row][column]);
    }
  }
}

BOOST_AUTO_TEST_CASE(random_matrices) {
  std::mt19937 generator(1);
  auto random = [&] { return static_cast<std::uint32_t>(generator()); };
  for (std::size_t width : {1U, 2U, 40U, 3000U}) {
    std::vector<SparseRows::Row> rows(500);
    for (SparseRows::Row &row : rows) {
      row.usual = random() % 3;
      std::size_t step = 1 + random() % (2 * width);
      for (std::size_t column = random() % width; column < width; column += step) {
        row.others.push_back({static_cast<std::uint16_t>(column), 10 + random() % 100});
      }
    }
    SparseRows sparse(rows, width, 1 << 22);
    BOOST_REQUIRE(!sparse.empty());
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
      std::vector<std::uint32_t> wanted(width, rows[row].usual);
      for (const SparseRows::Entry &entry : rows[row].others) {
        wanted[entry.column] = entry.value;
      }
      for (std::size_t column = 0; column < width; ++column) {
        BOOST_REQUIRE(sparse.at(row, static_cast<std::uint16_t>(column)) == wanted[column]);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(without_room_nothing_is_kept) {
  BOOST_TEST(SparseRows({{0, {{0, 5}}}}, 4, 1).empty());
}

BOOST_AUTO_TEST_SUITE_END()
