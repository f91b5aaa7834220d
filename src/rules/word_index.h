// Finds a word in a list of words.
//
// A hash table of 32-bit numbers, two for each word: where the word stands in the file, and a few
// bits of its hash. The file is read again only where these bits agree. With three numbers for two
// words, a few words that are asked for again and again might cost twice as much with one seed as
// with another.
//
//   hash of the word ─► place in the table ─► bits of the hash | offset in the file ─► the word
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "rules/word_list.h"

namespace arnorm {

// The hash of a sequence of characters, one after the other. Who does not know the seed cannot
// choose words whose hashes are close to each other.
class WordHash {
public:
  explicit WordHash(std::uint64_t seed) : value_(seed) {}
  void add(char32_t c) {
    value_ = (std::rotl(value_, 23) ^ c) * 0x9E3779B97F4A7C15; // 2^64 / golden ratio
  }
  std::uint64_t value() const { return value_; }

private:
  std::uint64_t value_;
};

class WordIndex {
public:
  // The number of bits of an offset; files are smaller.
  static constexpr int offset_bits = 25;

  // Of the first column, or of the second one for `turned`. The list must live as long. Of a word
  // that stands several times, the first line counts; `repeated` gets the others.
  struct Repeated {
    std::size_t first;
    std::size_t second; // offsets
  };
  WordIndex(const WordList &list, bool turned, std::vector<Repeated> *repeated = nullptr);

  // What the characters of a word are added to.
  WordHash hash() const { return WordHash(seed_); }

  // The offset of a word, which has this hash.
  std::optional<std::size_t> find(std::uint64_t hash, std::u32string_view word) const {
    std::uint32_t key = key_of(hash);
    for (std::size_t i = slot_of(hash); slots_[i] != empty; i = i + 1 < slots_.size() ? i + 1 : 0) {
      if ((slots_[i] & ~offset_mask) == key && equals(slots_[i] & offset_mask, word)) {
        return slots_[i] & offset_mask;
      }
    }
    return std::nullopt;
  }

  // The largest number of places that `find` looks at.
  std::size_t longest_search() const;

  std::size_t bytes() const { return slots_.capacity() * sizeof(std::uint32_t); }

private:
  static constexpr std::uint32_t offset_mask = (std::uint32_t{1} << offset_bits) - 1;
  static constexpr std::uint32_t empty = 0xFFFFFFFF;

  static std::uint32_t key_of(std::uint64_t hash) {
    return static_cast<std::uint32_t>(hash >> 8) & ~offset_mask;
  }
  std::size_t slot_of(std::uint64_t hash) const { return (hash >> 32) * slots_.size() >> 32; }
  bool equals(std::size_t offset, std::u32string_view word) const;
  std::optional<std::size_t> insert(std::uint64_t hash, std::size_t offset, std::string_view word);

  const WordList &list_;
  std::uint64_t seed_;
  std::vector<std::uint32_t> slots_;
};

} // namespace arnorm
