#include "characters/code_point_map.h"

#include <algorithm>
#include <unordered_map>

namespace arnorm {
namespace {

using Numbers = std::vector<std::uint16_t>;

std::uint64_t hash_of(const std::uint16_t *numbers, std::size_t size) {
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < size; ++i) {
    hash = (hash ^ numbers[i]) * 0x9E3779B97F4A7C15; // 2^64 / golden ratio
    hash ^= hash >> 32;
  }
  return hash;
}

// Blocks of one size, each stored once.
class SharedBlocks {
public:
  explicit SharedBlocks(std::size_t size) : size_(size) {}

  // Where a block begins among all of them.
  std::size_t add(const std::uint16_t *block) {
    auto [begin, end] = known_.equal_range(hash_of(block, size_));
    auto same = std::find_if(begin, end, [&](const auto &entry) {
      return std::equal(block, block + size_, numbers_.data() + entry.second);
    });
    if (same != end) {
      return same->second;
    }
    std::size_t at = numbers_.size();
    numbers_.insert(numbers_.end(), block, block + size_);
    known_.emplace(hash_of(block, size_), at);
    return at;
  }

  Numbers take() {
    numbers_.shrink_to_fit();
    return std::move(numbers_);
  }

private:
  std::size_t size_;
  Numbers numbers_;
  std::unordered_multimap<std::uint64_t, std::size_t> known_; // by hash
};

} // namespace

CodePointMap::CodePointMap() : pages_(group_count * page_size), own_(group_count * page_size) {
  for (std::size_t group = 0; group < group_count; ++group) {
    groups_[group] = static_cast<std::uint16_t>(group * page_size);
  }
  uniform_page(0);
}

void CodePointMap::set(CodePointSet::Range range, std::uint16_t value) {
  if (range.first < near_.size()) {
    std::size_t end = std::min<std::size_t>(range.last + std::size_t{1}, near_.size());
    std::fill(near_.begin() + range.first, near_.begin() + static_cast<std::ptrdiff_t>(end), value);
  }
  std::uint16_t uniform = range.last - range.first >= page_size ? uniform_page(value) : 0;
  for (std::size_t c = std::max<std::size_t>(range.first, near_.size()); c <= range.last;) {
    std::size_t page = c / page_size;
    std::size_t end = std::min<std::size_t>((page + 1) * page_size, range.last + std::size_t{1});
    if (end - c == page_size) {
      pages_[page] = uniform == 0 ? uniform_page(value) : uniform;
      own_[page] = false;
    } else {
      std::uint16_t *cells = own_page(page);
      std::fill(cells + c % page_size, cells + (end - 1) % page_size + 1, value);
    }
    c = end;
  }
}

void CodePointMap::shrink() {
  SharedBlocks cells(page_size);
  constexpr std::size_t not_moved = static_cast<std::size_t>(-1);
  std::vector<std::size_t> places(cells_.size() / page_size, not_moved); // by page
  for (std::uint16_t &page : pages_) {
    std::size_t &place = places[page];
    place = place == not_moved ? cells.add(cells_.data() + page * page_size) : place;
    page = static_cast<std::uint16_t>(place / page_size);
  }
  SharedBlocks pages(page_size);
  for (std::uint16_t &group : groups_) {
    group = static_cast<std::uint16_t>(pages.add(pages_.data() + group));
  }
  pages_ = pages.take();
  cells_ = cells.take();
  own_ = {};
  uniform_ = {};
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
  auto known = uniform_.find(value);
  return known != uniform_.end() ? known->second
                                 : uniform_.emplace(value, new_page(value)).first->second;
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
