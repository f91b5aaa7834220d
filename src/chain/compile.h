// Compiles the steps of a chain into a program. The only place that chooses engines.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/report.h"
#include "rules/step.h"
#include "table/program.h"

namespace arnorm {

// The engine that runs a step, never Engine::automatic, and the reason if it is ICU. Steps with the
// same `pass` have been fused into one pass.
struct EngineChoice {
  Engine engine;
  std::string why;
  std::size_t pass = 0; // from 0
};
EngineChoice choose(const Step &step, Engine wanted);

// Compiles a single step into a pass, on tables if possible. Null after an error.
PassPtr pass_of(const Step &step, Report &report);

// Whether the text is part of the memory of a string, which must then not grow while the text is
// read.
bool is_part_of(std::string_view text, const std::string &whole);

class CompiledChain {
public:
  // Null after an error. Steps run on tables if possible, unless `wanted` is Engine::icu. With
  // Engine::table, reports AR0405 for a step that needs ICU.
  static std::unique_ptr<const CompiledChain> build(std::vector<Step> steps, Report &report,
                                                    Engine wanted = Engine::automatic);

  // See Chain::apply. `alignment`, where it is given, says what became of the text.
  Tally apply(std::string_view text, Invalid invalid, std::string &out,
              Alignment *alignment = nullptr) const;

  const std::vector<Step> &steps() const { return steps_; }
  const std::vector<EngineChoice> &choices() const { return choices_; } // by step
  const Program &program() const { return *program_; }

private:
  std::vector<Step> steps_;
  std::vector<EngineChoice> choices_;
  std::unique_ptr<const Program> program_;
};

} // namespace arnorm
