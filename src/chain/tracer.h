// Runs the stages of a chain one by one and tells what each did: Chain::trace.
//
// Knows the rows, which the passes of a program do not: those join stages and forget them.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "arnorm/trace.h"
#include "chain/compile.h"
#include "characters/growth_limit.h"
#include "stages/stage_kind.h"

namespace arnorm {

// Immutable, for any number of threads.
class Tracer {
public:
  // Of a chain that was compiled from these steps; it must outlive the tracer.
  explicit Tracer(const CompiledChain &chain);

  Trace trace(std::string_view text, const TraceOptions &options) const;

private:
  struct TracedStep {
    PassPtr pass;                       // null when `rows` or `words` has it
    std::optional<RowPass> rows = {};   // of a table that can tell them
    std::optional<WordRows> words = {}; // of a list of words
  };

  void run(std::size_t step, std::u32string &text, std::string &bytes, bool near,
           const GrowthLimit &limit, StageTrace &stage) const;
  void run_rows(std::size_t step, const std::u32string &text, std::u32string &result, bool near,
                const GrowthLimit &limit, StageTrace &stage) const;

  void run_words(std::size_t step, const std::u32string &text, std::u32string &result,
                 const GrowthLimit &limit, StageTrace &stage) const;

  const CompiledChain &chain_;
  std::vector<TracedStep> steps_;
};

} // namespace arnorm
