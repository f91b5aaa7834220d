// Counts how often each row of a chain fires on a text.
//
// Passes that count stand in a row, one for each stage, and a text goes through them word by word.
// An example, with a table that has the rows 0, for KAF, and 1, for BEH:
//
//   segment "kataba "    row 0 fires once, row 1 fires once      noted as "0 1"
//   segment "kitAb "     the same
//   segment "kataba "    known: "0 1" comes from the segment cache, no pass runs
//
// So what a text costs is little more than one look-up for each word, whatever the number of
// stages: the notes take the place of the output in ProgramState, which knows nothing of rows. Does
// not depend on files, and is not used to produce output.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "arnorm/arnorm.h"
#include "rules/step.h"
#include "stages/stage_kind.h"
#include "table/pass.h"
#include "table/program_state.h"

namespace arnorm {

// The items of a chain that can be counted, in the order in which they run. Immutable, for any
// number of threads.
class RowCounter {
public:
  struct CountedItem {
    std::size_t step;               // index into steps()
    Counted counted;                // hits of a row, or a count for the whole stage
    std::shared_ptr<const Row> row; // in the direction of the step; null for a whole stage
    std::size_t number = 0;         // index of the row in its stage
  };

  // Null after an error. Reports the same errors as CompiledChain::build.
  static std::unique_ptr<const RowCounter> build(std::vector<Step> steps, Report &report);

  const std::vector<Step> &steps() const { return steps_; }
  const std::vector<CountedItem> &entries() const { return entries_; }

private:
  friend class RowCounts;

  // A step ready to run. Its entries begin at `first`.
  struct CountedStep {
    PassPtr pass;
    const TablePass *table; // the pass if its rows are counted, otherwise null
    const WordsPass *words; // likewise for words
    std::size_t first;
    std::size_t count;
  };

  bool add(std::size_t step, Report &report);
  void add_rows(std::size_t step, RowPass rows);
  void add_words(std::size_t step, WordRows words);
  void add_runner(PassPtr pass, const TablePass *table, std::size_t count);

  std::vector<Step> steps_;
  std::vector<CountedItem> entries_;
  std::vector<CountedStep> runners_; // by step
};

// The counts of one thread. The counter must outlive them.
class RowCounts {
public:
  explicit RowCounts(const RowCounter &counter, Invalid invalid = Invalid::keep,
                     ProgramState::Bounds bounds = {});
  RowCounts(const RowCounts &) = delete;
  RowCounts &operator=(const RowCounts &) = delete;

  // Counts for one whole text, which is held in memory. The caller splits texts that are too long.
  void count(std::string_view text);

  // Adds the counts of another thread, made with the same counter.
  void add(const RowCounts &other);

  const RowCounter &counter() const { return counter_; }
  const std::vector<std::uint64_t> &counts() const { return counts_; } // by entry

private:
  std::vector<std::unique_ptr<PassState>> passes();
  std::unique_ptr<PassState> whole_stage(const RowCounter::CountedStep &runner,
                                         std::uint64_t &count) const;
  void take_piece(std::string_view &rest);
  void take_notes();
  void add(std::size_t entry, std::uint64_t times);

  const RowCounter &counter_;
  Invalid invalid_;
  std::vector<std::uint64_t> counts_;
  std::vector<std::uint64_t> texts_; // by entry: the last text that a stage changed
  std::uint64_t text_ = 0;           // number of this one, from 1
  std::vector<std::uint64_t> fresh_; // by entry: counted by the passes and not noted yet
  ProgramState state_;
  std::u32string piece_;
  std::string notes_;
};

} // namespace arnorm
