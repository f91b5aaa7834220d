// From the steps of a chain to something that runs.
//
// This is the one place that chooses an engine. For now there is one: the ICU chain.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "icu_engine.h"
#include "steps.h"

namespace arnorm {

class Compiled {
public:
  // Null after an error.
  static std::unique_ptr<const Compiled> build(std::vector<Step> steps, Report &report);

  Tally apply(std::string_view text, Invalid invalid, std::string &out) const;

  const std::vector<Step> &steps() const { return steps_; }
  const std::vector<IcuLink> &links() const { return links_; }

private:
  std::vector<Step> steps_;
  std::vector<IcuLink> links_;
  std::unique_ptr<const IcuEngine> icu_;
};

// How far the steps look around a position; see Chain::reach.
Chain::Reach reach_of(const std::vector<Step> &steps);

// Reports AR0210 when a chain is to run backwards and has nothing that does.
void check_direction(const std::vector<Step> &steps, std::string_view chain, Direction direction,
                     Report &report);

// Looks up the elements of a chain ("a,b,c") and lays them out.
std::vector<Step> steps_of_chain(std::string_view chain, Direction direction, RuleLibrary &library,
                                 Report &report);

} // namespace arnorm
