// From the steps of a chain to something that runs.
//
// This is the one place that chooses an engine.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/report.h"
#include "rules/step.h"
#include "table/program.h"

namespace arnorm {

// What runs a step, and why if it is ICU; never Engine::automatic. Steps of the same pass are one
// in all but name.
struct EngineChoice {
  Engine engine;
  std::string why;
  std::size_t pass = 0; // from 0
};
EngineChoice choose(const Step &step, Engine wanted);

// One step as a pass of its own, on tables where it can; null after an error.
PassPtr pass_of(const Step &step, Report &report);

// Whether the text lies in the memory of a string, which must not grow while it is read.
bool is_part_of(std::string_view text, const std::string &whole);

class CompiledChain {
public:
  // Null after an error. What is not asked to run on ICU runs on tables where it can; `wanted`
  // Engine::table reports AR0405 where it cannot.
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
