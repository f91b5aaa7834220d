#include "table/sparse_rows.h"

#include <algorithm>
#include <numeric>

namespace arnorm {
namespace {

using Entries = std::vector<SparseRows::Entry>;

// Finds places for rows, one after the other.
class Placement {
public:
  explicit Placement(std::size_t width) : width_(width) { grow_to(2 * width); }

  // Where the row begins. Places are tried at the first free cells; after some that do not fit, the
  // row is placed after all others, so that the time is linear.
  std::size_t place(const Entries &entries) {
    std::size_t first = entries.front().column;
    std::size_t at = next_free(width_);
    for (int tried = 0; tried < max_tries; ++tried) {
      if (fits(entries, at - first)) {
        return take(entries, at - first);
      }
      at = next_free(at + 1);
    }
    return take(entries, std::max(width_, end_) - first);
  }

  std::size_t size() const { return next_.size(); }

private:
  static constexpr int max_tries = 32;

  // No row begins before 0, because the first `width` cells stay free.
  std::size_t next_free(std::size_t at) {
    grow_to(at + width_ + 1);
    while (next_[at] != at) {
      next_[at] = next_[next_[at]]; // halves the way for the next search
      at = next_[at];
    }
    grow_to(at + width_ + 1);
    return at;
  }

  bool fits(const Entries &entries, std::size_t begin) const {
    return std::all_of(entries.begin(), entries.end(), [&](const SparseRows::Entry &entry) {
      return next_[begin + entry.column] == begin + entry.column;
    });
  }

  std::size_t take(const Entries &entries, std::size_t begin) {
    grow_to(begin + 2 * width_ + 1);
    for (const SparseRows::Entry &entry : entries) {
      std::size_t at = begin + entry.column;
      next_[at] = static_cast<std::uint32_t>(at + 1);
      end_ = std::max(end_, at + 1);
    }
    return begin;
  }

  void grow_to(std::size_t size) {
    std::size_t known = next_.size();
    if (size > known) {
      next_.resize(size);
      std::iota(next_.begin() + static_cast<std::ptrdiff_t>(known), next_.end(),
                static_cast<std::uint32_t>(known));
    }
  }

  std::size_t width_;
  std::size_t end_ = 0;             // no cell is taken from here on
  std::vector<std::uint32_t> next_; // by cell: itself if it is free, else one nearer to a free one
};

// Rows with many entries first: those with few find room between them.
std::vector<std::uint32_t> fullest_first(const std::vector<SparseRows::Row> &rows) {
  std::vector<std::uint32_t> order(rows.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return rows[a].others.size() > rows[b].others.size();
  });
  return order;
}

} // namespace

SparseRows::SparseRows(const std::vector<Row> &rows, std::size_t width, std::size_t max_cells) {
  Placement placement(width);
  std::vector<Begin> begins(rows.size());
  for (std::uint32_t row : fullest_first(rows)) {
    begins[row] = {0, rows[row].usual};
    if (!rows[row].others.empty()) {
      begins[row].begin = static_cast<std::uint32_t>(placement.place(rows[row].others));
    }
    if (placement.size() > max_cells) {
      return;
    }
  }
  cells_.resize(placement.size());
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    for (const Entry &entry : rows[row].others) {
      cells_[begins[row].begin + entry.column] = {row, entry.value};
    }
  }
  rows_ = std::move(begins);
}

std::size_t SparseRows::bytes() const {
  return rows_.capacity() * sizeof(Begin) + cells_.capacity() * sizeof(Cell);
}

} // namespace arnorm
