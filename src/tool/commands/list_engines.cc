#include "tool/commands/list_engines.h"

#include <algorithm>

#include <fmt/format.h>

#include "chain/compile.h"
#include "chain/layout.h"
#include "parse/rule_library.h"
#include "stages/stage_kind.h"
#include "tool/io/console.h"
#include "tool/io/log.h"

namespace arnorm::tool {
namespace {

struct EngineLine {
  std::string set, stage, engine, pass, why;
};

std::vector<EngineLine> lines_of(const CompiledChain &compiled) {
  std::vector<EngineLine> lines;
  for (std::size_t i = 0; i < compiled.steps().size(); ++i) {
    const Step &step = compiled.steps()[i];
    const EngineChoice &choice = compiled.choices()[i];
    lines.push_back({step.set->name, kind_of(*step.stage).name(*step.stage),
                     choice.engine == Engine::icu ? "icu" : "table",
                     std::to_string(choice.pass + 1), choice.why});
  }
  return lines;
}

std::string as_tabs(const std::vector<EngineLine> &lines) {
  std::string out;
  for (const EngineLine &line : lines) {
    out +=
        fmt::format("{}\t{}\t{}\t{}\t{}\n", line.set, line.stage, line.engine, line.pass, line.why);
  }
  return out;
}

std::string as_table(std::vector<EngineLine> lines) {
  lines.insert(lines.begin(), {"SET", "STAGE", "ENGINE", "PASS", "WHY"});
  std::size_t set = 0;
  std::size_t stage = 0;
  for (const EngineLine &line : lines) {
    set = std::max(set, line.set.size());
    stage = std::max(stage, line.stage.size());
  }
  std::string out;
  for (const EngineLine &line : lines) {
    out += fmt::format("{:<{}}  {:<{}}  {:<6}  {:<4}  {}", line.set, set, line.stage, stage,
                       line.engine, line.pass, line.why);
    out.erase(out.find_last_not_of(' ') + 1);
    out += '\n';
  }
  return out;
}

} // namespace

int list_engines(const CommandArguments &arguments) {
  if (arguments.words.size() != 1 || !arguments.engines) {
    log_error("list accepts --engines with one chain, or no arguments; join rule sets with commas");
    return exit_trouble;
  }
  RuleLibrary library({.path = arguments.path}, RuleLibrary::Purpose::running);
  Report report;
  Direction direction = arguments.reverse ? Direction::reverse : Direction::forward;
  std::vector<Step> steps = steps_of_chain(arguments.words[0], direction, library, report);
  auto compiled = report.has_errors() ? nullptr : CompiledChain::build(std::move(steps), report);
  log_error(report.take());
  if (!compiled) {
    return exit_trouble;
  }
  std::vector<EngineLine> lines = lines_of(*compiled);
  bool printed = print(stdout_is_terminal() ? as_table(std::move(lines)) : as_tabs(lines));
  return printed ? exit_fine : exit_trouble;
}

} // namespace arnorm::tool
