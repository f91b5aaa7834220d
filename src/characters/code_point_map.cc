#include "characters/code_point_map.h"

#include <algorithm>
#include <map>

namespace arnorm {

CodePointMap::CodePointMap() : pages_(page_count), own_(page_count) { uniform_page(0); }

void CodePointMap::set(CodePointSet::Range range, std::uint16_t value) {
  for (std::size_t c = range.first; c <= range.last;) {
    std::size_t page = c / page_size;
    std::size_t end = std::min<std::size_t>((page + 1) * page_size, range.last + std::size_t{1});
    if (end - c == page_size) {
      pages_[page] = uniform_page(value);
      own_[page] = false;
    } else {
      std::uint16_t *cells = own_page(page);
      std::fill(cells + c % page_size, cells + (end - 1) % page_size + 1, value);
    }
    c = end;
  }
}

void CodePointMap::shrink() {
  std::map<std::vector<std::uint16_t>, std::uint16_t> known;
  std::vector<std::uint16_t> cells;
  std::vector<std::uint16_t> moved(cells_.size() / page_size);
  std::vector<bool> done(moved.size());
  for (std::uint16_t &page : pages_) {
    if (!done[page]) {
      auto begin = cells_.begin() + static_cast<std::ptrdiff_t>(page * page_size);
      std::vector<std::uint16_t> own(begin, begin + page_size);
      auto [at, fresh] = known.emplace(own, static_cast<std::uint16_t>(cells.size() / page_size));
      if (fresh) {
        cells.insert(cells.end(), own.begin(), own.end());
      }
      moved[page] = at->second;
      done[page] = true;
    }
    page = moved[page];
  }
  cells_ = std::move(cells);
  cells_.shrink_to_fit();
  own_.assign(page_count, false);
  uniform_.clear();
}

std::size_t CodePointMap::bytes() const {
  return (pages_.capacity() + cells_.capacity()) * sizeof(std::uint16_t);
}

std::uint16_t CodePointMap::new_page(std::uint16_t value) {
  cells_.resize(cells_.size() + page_size, value);
  return static_cast<std::uint16_t>(cells_.size() / page_size - 1);
}

// The page that contains only this value. All pages with the same value share it.
std::uint16_t CodePointMap::uniform_page(std::uint16_t value) {
  for (const auto &[other, page] : uniform_) {
    if (other == value) {
      return page;
    }
  }
  std::uint16_t page = new_page(value);
  uniform_.emplace_back(value, page);
  return page;
}

// The cells of a page, which is copied first if it is shared.
std::uint16_t *CodePointMap::own_page(std::size_t page) {
  if (!own_[page]) {
    std::size_t shared = pages_[page] * page_size;
    pages_[page] = new_page(0);
    own_[page] = true;
    std::copy_n(cells_.begin() + static_cast<std::ptrdiff_t>(shared), page_size,
                cells_.end() - static_cast<std::ptrdiff_t>(page_size));
  }
  return cells_.data() + pages_[page] * page_size;
}

} // namespace arnorm
