#include "rules/word_index.h"

#include <algorithm>
#include <chrono>
#include <random>
#include <stdexcept>

#include "characters/utf.h"

namespace arnorm {
namespace {

bool ends_column(std::string_view text, std::size_t at) {
  return at == text.size() || text[at] == '\t' || text[at] == '\n' ||
         text.substr(at).starts_with("\r\n") || (text[at] == '\r' && at + 1 == text.size());
}

// Without a source of random numbers, as where no more files can be opened, the time has to do.
std::uint64_t random_seed() {
  try {
    std::random_device random;
    return std::uint64_t{random()} << 32 | random();
  } catch (const std::runtime_error &) {
    auto now = std::chrono::steady_clock::now().time_since_epoch().count();
    return static_cast<std::uint64_t>(now);
  }
}

WordHash hash_of(std::string_view word, WordHash hash) {
  while (!word.empty()) {
    Character next = first_character(word);
    hash.add(next.c);
    word.remove_prefix(next.length);
  }
  return hash;
}

} // namespace

WordIndex::WordIndex(const WordList &list, bool turned, std::vector<Repeated> *repeated)
    : list_(list), seed_(random_seed()), slots_(2 * list.size() + 1, empty) {
  list.for_each([&](const WordLine &line) {
    std::string_view word = line.matched(turned);
    if (word.empty()) {
      return;
    }
    auto offset = static_cast<std::size_t>(word.data() - list.text().data());
    auto first = insert(hash_of(word, hash()).value(), offset, word);
    if (first && repeated != nullptr) {
      repeated->push_back({*first, offset});
    }
  });
}

// Nothing, or the place of the same word.
std::optional<std::size_t> WordIndex::insert(std::uint64_t hash, std::size_t offset,
                                             std::string_view word) {
  std::size_t i = slot_of(hash);
  for (; slots_[i] != empty; i = i + 1 < slots_.size() ? i + 1 : 0) {
    std::size_t known = slots_[i] & offset_mask;
    if ((slots_[i] & ~offset_mask) == key_of(hash) &&
        list_.text().substr(known).starts_with(word) &&
        ends_column(list_.text(), known + word.size())) {
      return known;
    }
  }
  slots_[i] = key_of(hash) | static_cast<std::uint32_t>(offset);
  return std::nullopt;
}

std::size_t WordIndex::longest_search() const {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (std::uint32_t slot : slots_) {
    run = slot == empty ? 0 : run + 1;
    longest = std::max(longest, run + 1);
  }
  return longest;
}

// Words that are beginnings of each other ("a", "a b", "a b c") differ in their ends only, so these
// are compared first.
bool WordIndex::equals(std::size_t offset, std::u32string_view word) const {
  std::string_view text = list_.text();
  std::size_t end = offset + utf8_length(word);
  if (end > text.size() || !ends_column(text, end)) {
    return false;
  }
  std::size_t at = offset;
  for (char32_t c : word) {
    Character next = first_character(text.substr(at));
    if (next.c != c || ends_column(text, at)) {
      return false;
    }
    at += next.length;
  }
  return true;
}

} // namespace arnorm
