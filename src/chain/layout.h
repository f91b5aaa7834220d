// Turns a chain into the list of stages that run, in the order in which they run.
#pragma once

#include <string_view>
#include <vector>

#include "diagnostics/report.h"
#include "parse/rule_library.h"
#include "rules/step.h"

namespace arnorm {

// Appends the stages of a rule set, with each `use` replaced by the stages of the used set. Reports
// AR0205 if a stage has no reverse, and AR0402 if there are too many stages. In reverse, a table
// without a row for that direction is omitted.
void lay_out(const RuleSetPtr &set, Direction direction, RuleLibrary &library,
             std::vector<Step> &steps, Report &report);

// Whether a set can run backwards, without reporting why not.
bool runs_backwards(const RuleSetPtr &set, RuleLibrary &library);

// Reports AR0210 if a chain should run backwards but none of its stages does.
void check_direction(const std::vector<Step> &steps, std::string_view chain, Direction direction,
                     Report &report);

// Reports AR0211 for each row that would write a line feed in the direction of its step. Called
// when each text is a line: a result of several lines would no longer correspond to its input.
void check_line_feeds(const std::vector<Step> &steps, Report &report);

// Loads the elements of a chain such as "a,b,c" and lays them out. "a:b" is the reverse of a
// followed by b, and "a:" is only the reverse of a. Reports AR0005 and AR0006, and AR0402 if there
// are too many elements or stages.
std::vector<Step> steps_of_chain(std::string_view chain, Direction direction, RuleLibrary &library,
                                 Report &report);

} // namespace arnorm
