// What two chains convert differently, by number of occurrences: `arnorm diff`.
//
//     A: un-2017
//     B: ./mine.toml
//     2  مدينة
//        A  madīna[t]
//        B  madīna[h]
//        names.txt:3: مدينة كبيرة
//     1 word differs, 2 times, in 1 of 10 lines
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tool/text/chain_difference.h"

namespace arnorm::tool {

// Counts differences in bounded memory. Once there are too many different ones, new ones are only
// counted; those that are known already are still counted each.
class Differences {
public:
  struct Entry {
    std::string in, a, b;
    std::uint64_t count = 0;
    std::string file; // the first occurrence
    std::uint64_t line = 0;
    std::string example; // the text around it
  };

  static constexpr std::size_t default_max_bytes = 128u << 20;
  explicit Differences(std::size_t max_bytes = default_max_bytes) : max_bytes_(max_bytes) {}

  // A difference in a line.
  void add(const Difference &difference, std::string_view text, const std::string &file,
           std::uint64_t line);
  // A line, or a part of a long one. `begins`: the first part.
  void add_line(bool differs, bool begins);

  // The most frequent ones first, then in the order of the text.
  std::vector<const Entry *> sorted() const;
  std::uint64_t times() const { return times_; }
  std::uint64_t unlisted() const { return unlisted_; } // occurrences that are not in an entry
  std::uint64_t lines() const { return lines_; }
  std::uint64_t differing_lines() const { return differing_lines_; }

private:
  std::vector<Entry> entries_;
  std::unordered_map<std::string, std::size_t> by_texts_;
  std::string key_;
  std::size_t max_bytes_;
  std::size_t bytes_ = 0;
  std::uint64_t times_ = 0;
  std::uint64_t unlisted_ = 0;
  std::uint64_t lines_ = 0;
  std::uint64_t differing_lines_ = 0;
  bool line_differs_ = false; // the last line, as far as it has been added
};

struct DiffNames {
  std::string a, b; // chains
  bool whole;       // lines were compared and not words
};

std::string differences_text(const Differences &found, const DiffNames &names,
                             const RenderOptions &options);

// One JSON object.
std::string differences_json(const Differences &found, const DiffNames &names);

} // namespace arnorm::tool
