// A pass that replaces whole words of a list.
//
// An example. The list has `عبد` and `عبد الله`, and the text is `يا عبد الله`. A word can begin at
// the start of the text and after an edge, so before YEH and before AIN. From AIN on, the
// characters are hashed, and wherever an edge follows, the words are asked:
//
//   عبد          a word, and the beginning of a longer one that goes on with an edge
//   عبد الله      a word, at the end of the text: the longest match
//
// After `يا` there is no such longer word, so nothing more is hashed. That is kept as bits, by the
// hash of what precedes an edge within a word. A bit that is set by another beginning costs time
// and does not change the result.
#pragma once

#include <bitset>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "rules/rule_set.h"
#include "rules/word_index.h"
#include "table/pass.h"

namespace arnorm {

// Which code points are in a set, one bit each.
class CodePointBits {
public:
  explicit CodePointBits(const CodePointSet &set);
  // Of a code point, surrogates included.
  bool contains(char32_t c) const { return (bits_[c >> 6] >> (c & 63) & 1) != 0; }
  std::size_t bytes() const { return bits_.capacity() * sizeof(std::uint64_t); }

private:
  std::vector<std::uint64_t> bits_;
};

class WordsPass : public Pass {
public:
  // A line of the list, the characters that it took, and those that it wrote.
  struct Match {
    std::size_t line; // the offset of its first byte
    std::size_t at;
    std::size_t length;
    std::size_t out;
    std::size_t out_length;
  };

  // Of the second column to the first for `turned`.
  WordsPass(const WordsStage &words, bool turned);
  WordsPass(const WordsPass &) = delete;
  WordsPass &operator=(const WordsPass &) = delete;

  std::unique_ptr<PassState> start() const override;
  // The same, and counts the matches. `count` outlives the run.
  std::unique_ptr<PassState> start_counting(std::uint64_t &count) const;
  // The same, and appends each match; see TablePass.
  std::unique_ptr<PassState> start_listing(std::vector<Match> &matches) const;

  bool has_boundary_before(char32_t c) const override;
  bool first_outputs(char32_t c, std::vector<char32_t> &out) const override;
  bool is_inert(char32_t c) const override;
  bool is_like_edge(char32_t c) const override;
  void apply_to(Alphabet &alphabet) const override;
  std::size_t bytes() const override;

private:
  template <class Rows> friend class WordsState;

  void find_letters();
  void add_beginnings(const WordLine &line);
  bool may_go_on(std::uint64_t hash) const {
    if (beginning_bits_ == 0) {
      return false;
    }
    std::uint64_t bit = hash >> (64 - beginning_bits_);
    return (beginnings_[bit >> 6] >> (bit & 63) & 1) != 0;
  }

  std::shared_ptr<const WordList> list_;
  bool turned_;
  CodePointSet edge_;
  CodePointBits edge_bits_;
  std::shared_ptr<const WordIndex> index_;
  std::size_t longest_ = 0; // word, in characters
  CodePointSet first_;      // characters with which words begin
  CodePointSet later_;      // all others in words
  std::bitset<256> first_bytes_;

  std::vector<std::uint64_t> beginnings_; // by the highest bits of a hash
  int beginning_bits_ = 0;                // 0: no word goes on after an edge
};

} // namespace arnorm
