// The report of `arnorm --stats`: the findings in the input, and the rows that fired.
//
// Does not count anything, and does not know where the report goes. docs/stats.md is its page.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "check/row_counter.h"
#include "parse/rule_library.h"
#include "tool/text/findings.h"

namespace arnorm::tool {

// Files of rules that were found in place of built-in ones.
using ReplacedRules = std::vector<RuleLibrary::Replaced>;

// For people. Without `hits` nothing is said of rows. `isolate` is for terminals: it keeps rows
// with Arabic in them left to right.
std::string stats_text(const Findings &findings, const RowCounts *hits,
                       const ReplacedRules &replaced = {}, bool isolate = false);

// One JSON object. Without `hits` what is about rows is null.
std::string stats_json(const Findings &findings, const RowCounts *hits,
                       const ReplacedRules &replaced = {});

// What both of them show: entries of the counter by what they are, as indices.
struct Tallied {
  explicit Tallied(const RowCounts &hits);
  std::vector<std::size_t> fired;  // rows, the most hits first
  std::size_t never_fired = 0;     // rows
  std::vector<std::size_t> stages; // those without rows, in the order of the run
};

// Letters that no row maps, most frequent first, and their total number.
using UnmappedLetters = std::vector<std::pair<char32_t, Findings::UnmappedLetter>>;
UnmappedLetters by_frequency(const Findings &findings);
std::size_t sum(const UnmappedLetters &letters);

// A row as it stands in its file: `from "ب" to "b"`, and its conditions.
std::string row_as_written(const Row &row);

// Where a row or a stage begins.
const Span &span_of(const RowCounter &counter, const RowCounter::Entry &entry);

} // namespace arnorm::tool
