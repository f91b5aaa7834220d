// The report of `arnorm --stats`: the findings in the input, and the rows that fired.
//
// Does not count anything, and does not know where the report goes. docs/stats.md describes it.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "check/row_counter.h"
#include "parse/rule_library.h"
#include "tool/text/findings.h"

namespace arnorm::tool {

// The rule files that replace built-in ones.
using ReplacedRules = std::vector<RuleLibrary::Replaced>;

// The report as text, without rows if `hits` is null. `isolate` is for terminals: it keeps rows
// that contain Arabic left to right.
std::string stats_text(const Findings &findings, const RowCounts *hits,
                       const ReplacedRules &replaced = {}, bool isolate = false);

// The report as one JSON object. The members about rows are null if `hits` is null.
std::string stats_json(const Findings &findings, const RowCounts *hits,
                       const ReplacedRules &replaced = {});

// The entries that both reports show, as indices into the counter.
struct Tallied {
  explicit Tallied(const RowCounts &hits);
  std::vector<std::size_t> fired;  // rows, the most hits first
  std::size_t never_fired = 0;     // rows
  std::vector<std::size_t> stages; // stages without rows, in the order in which they run
};

// Letters that no row maps, most frequent first, and their total number.
using UnmappedLetters = std::vector<std::pair<char32_t, Findings::UnmappedLetter>>;
UnmappedLetters by_frequency(const Findings &findings);
std::size_t sum(const UnmappedLetters &letters);

// A row as written in its file: `from "ب" to "b"`, and its conditions.
std::string row_as_written(const Row &row);

// The place of a row or a stage.
const Span &span_of(const RowCounter &counter, const RowCounter::CountedItem &entry);

} // namespace arnorm::tool
