// Which rows of a chain fire on a text, and how often.
//
// Runs every stage by itself, so it is slower than Chain::apply, and knows nothing of files: what
// the chain writes is not its business.
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

namespace arnorm {

// What can be counted of a chain, in the order in which it runs. Immutable, for any number of
// threads.
class RowCounter {
public:
  struct Entry {
    std::size_t step;               // index into steps()
    Counted counted;                // hits of a row, or something of the whole stage
    std::shared_ptr<const Row> row; // as it stands in the step; null: the entry is the whole stage
  };

  // Null after an error: those of CompiledChain::build.
  static std::unique_ptr<const RowCounter> build(std::vector<Step> steps, Report &report);

  const std::vector<Step> &steps() const { return steps_; }
  const std::vector<Entry> &entries() const { return entries_; }

private:
  friend class RowCounts;

  // A step ready to run. Its entries are those from `first` on.
  struct CountedStep {
    PassPtr pass;
    const TablePass *table; // the pass where its rows are counted, else null
    std::size_t first;
    std::size_t count;
  };

  bool add(std::size_t step, Report &report);
  void add_rows(std::size_t step, RowPass rows);
  void add_runner(PassPtr pass, const TablePass *table, std::size_t count);

  std::vector<Step> steps_;
  std::vector<Entry> entries_;
  std::vector<CountedStep> runners_; // by step
};

// The counts of one thread. The counter must outlive them.
class RowCounts {
public:
  explicit RowCounts(const RowCounter &counter, Invalid invalid = Invalid::keep);
  RowCounts(const RowCounts &) = delete;
  RowCounts &operator=(const RowCounts &) = delete;

  // One whole text. It is held in memory; the caller cuts what is too long for that.
  void count(std::string_view text);

  // What another thread has counted, with the same counter.
  void add(const RowCounts &other);

  const RowCounter &counter() const { return counter_; }
  const std::vector<std::uint64_t> &counts() const { return counts_; } // by entry

  // What became of the last text.
  const std::u32string &result() const { return text_; }

private:
  void read(std::string_view text);
  void run(std::size_t step);

  const RowCounter &counter_;
  Invalid invalid_;
  std::vector<std::uint64_t> counts_;
  std::vector<std::unique_ptr<PassState>> runs_; // by step; some write into counts_
  std::u32string text_;
  std::u32string next_;
};

} // namespace arnorm
