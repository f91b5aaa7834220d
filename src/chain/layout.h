// A chain laid out as the stages that run, in the order in which they run.
#pragma once

#include <string_view>
#include <vector>

#include "diagnostics/report.h"
#include "parse/rule_library.h"
#include "rules/step.h"

namespace arnorm {

// Lays out a rule set, `use` included. Reports AR0205 where a stage has no reverse and AR0402
// when there are too many. In reverse a table without a row for that direction is left out.
void lay_out(const RuleSetPtr &set, Direction direction, RuleLibrary &library,
             std::vector<Step> &steps, Report &report);

// Whether a set can run backwards, without reporting why not.
bool runs_backwards(const RuleSetPtr &set, RuleLibrary &library);

// Reports AR0210 when a chain is to run backwards and has nothing that does.
void check_direction(const std::vector<Step> &steps, std::string_view chain, Direction direction,
                     Report &report);

// Looks up the elements of a chain and lays them out: "a,b,c", where "a:b" is the way back of a and
// then b, and "a:" the way back alone. Reports AR0005 and AR0006.
std::vector<Step> steps_of_chain(std::string_view chain, Direction direction, RuleLibrary &library,
                                 Report &report);

} // namespace arnorm
