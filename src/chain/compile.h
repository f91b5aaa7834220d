// From the steps of a chain to something that runs.
//
// This is the one place that chooses an engine.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "table/program.h"
#include "rules/step.h"

namespace arnorm {

// What runs a step, and why if it is ICU; never Engine::automatic. Steps of the same pass are one
// in all but name.
struct Choice {
  Engine engine;
  std::string why;
  std::size_t pass = 0; // from 0
};
Choice choose(const Step &step, Engine wanted);

// One step as a pass of its own, on tables where it can; null after an error.
PassPtr pass_of(const Step &step, Report &report);

class Compiled {
public:
  // Null after an error. What is not asked to run on ICU runs on tables where it can; `wanted`
  // Engine::table reports AR0405 where it cannot.
  static std::unique_ptr<const Compiled> build(std::vector<Step> steps, Report &report,
                                               Engine wanted = Engine::automatic);

  Tally apply(std::string_view text, Invalid invalid, std::string &out) const;

  const std::vector<Step> &steps() const { return steps_; }
  const std::vector<Choice> &choices() const { return choices_; } // by step
  const Passes &passes() const { return *passes_; }

private:
  std::vector<Step> steps_;
  std::vector<Choice> choices_;
  std::unique_ptr<const Passes> passes_;
};

// How far the steps look around a position; see Chain::reach.
Chain::Reach reach_of(const std::vector<Step> &steps);

// Reports AR0210 when a chain is to run backwards and has nothing that does.
void check_direction(const std::vector<Step> &steps, std::string_view chain, Direction direction,
                     Report &report);

// Looks up the elements of a chain and lays them out: "a,b,c", where "a:b" is the way back of a and
// then b, and "a:" the way back alone. Reports AR0005 and AR0006.
std::vector<Step> steps_of_chain(std::string_view chain, Direction direction, RuleLibrary &library,
                                 Report &report);

} // namespace arnorm
