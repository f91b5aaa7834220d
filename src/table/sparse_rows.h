// A matrix of numbers in which most entries of a row are the same, with two memory accesses per
// look-up.
//
// An example. Three rows of five columns, where `-` is the usual number of the row:
//
//   row 0   5 - 6 - -        row 1   - 7 - - -        row 2   - - - 8 -
//
// The other numbers are kept in one sequence of cells, each with the row that it belongs to. A row
// may begin anywhere as long as its numbers meet cells that are free ("row displacement"):
//
//   cells     5 7 6 8        row 0 begins at cell 0, row 1 at cell 0, row 2 at cell 0
//   of row    0 1 0 2
//
// Column 1 of row 0 is cell 1, which belongs to row 1: so it is the usual number of row 0.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace arnorm {

class SparseRows {
public:
  struct Entry {
    std::uint16_t column;
    std::uint32_t value;
  };
  struct Row {
    std::uint32_t usual;
    std::vector<Entry> others; // by column
  };

  SparseRows() = default;
  // Columns are less than `width`. Nothing is kept, and `empty` is true, if more than `max_cells`
  // cells would be needed.
  SparseRows(const std::vector<Row> &rows, std::size_t width, std::size_t max_cells);

  bool empty() const { return rows_.empty(); }

  std::uint32_t at(std::uint32_t row, std::uint16_t column) const {
    const Cell &cell = cells_[rows_[row].begin + column];
    return cell.row == row ? cell.value : rows_[row].usual;
  }

  std::size_t bytes() const;

private:
  static constexpr std::uint32_t nobody = 0xFFFFFFFF;
  struct Cell {
    std::uint32_t row = nobody;
    std::uint32_t value = 0;
  };
  struct Begin {
    std::uint32_t begin;
    std::uint32_t usual;
  };

  std::vector<Begin> rows_;
  std::vector<Cell> cells_;
};

} // namespace arnorm
