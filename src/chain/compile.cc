#include "chain/compile.h"

#include <functional>

#include <fmt/format.h>

#include "chain/all_or_nothing.h"
#include "chain/icu_fusion.h"
#include "stages/stage_kind.h"
#include "table/fusion.h"
#include "table/text_driver.h"

namespace arnorm {
namespace {

void report_needs_icu(const Step &step, const EngineChoice &choice, Report &report) {
  report.error(Code::AR0405, step.stage->span,
               fmt::format("the table engine cannot run this stage: it is {}", choice.why),
               {.help = "use the engine `auto`, which runs the other stages on tables"});
}

} // namespace

bool is_part_of(std::string_view text, const std::string &whole) {
  std::less<const char *> before;
  return !text.empty() && !before(text.data(), whole.data()) &&
         before(text.data(), whole.data() + whole.size());
}

EngineChoice choose(const Step &step, Engine wanted) {
  if (std::string_view why = kind_of(*step.stage).needs_icu(); !why.empty()) {
    return {Engine::icu, std::string(why), 0};
  }
  if (wanted == Engine::icu) {
    return {Engine::icu, "requested", 0};
  }
  return {Engine::table, {}, 0};
}

PassPtr pass_of(const Step &step, Report &report) {
  Fusion fusion;
  if (choose(step, Engine::automatic).engine == Engine::icu ||
      !kind_of(*step.stage).join(fusion, step, report)) {
    IcuFusion links(fusion, report);
    links.add(step);
    links.close();
  }
  std::vector<PassPtr> passes = fusion.take();
  return passes.empty() ? nullptr : std::move(passes[0]);
}

std::unique_ptr<const CompiledChain> CompiledChain::build(std::vector<Step> steps, Report &report,
                                                          Engine wanted) {
  std::size_t errors = report.errors();
  auto compiled = std::make_unique<CompiledChain>();
  compiled->steps_ = std::move(steps);
  Fusion fusion;
  IcuFusion links(fusion, report);
  for (const Step &step : compiled->steps_) {
    EngineChoice choice = choose(step, wanted);
    if (choice.engine == Engine::table) {
      links.close();
      if (kind_of(*step.stage).join(fusion, step, report)) {
        choice.pass = fusion.count() - 1;
      } else {
        choice = {Engine::icu, "a table with too many classes of characters", 0};
      }
    }
    if (choice.engine == Engine::icu && wanted == Engine::table) {
      report_needs_icu(step, choice, report);
    } else if (choice.engine == Engine::icu) {
      links.add(step);
      choice.pass = fusion.count(); // built when no more steps join it
    }
    compiled->choices_.push_back(std::move(choice));
  }
  links.close();
  if (report.errors() != errors) {
    return nullptr;
  }
  compiled->program_ = std::make_unique<const Program>(fusion.take());
  return compiled;
}

Tally CompiledChain::apply(std::string_view text, Invalid invalid, std::string &out,
                           Alignment *alignment) const {
  if (is_part_of(text, out)) {
    return apply(std::string(text), invalid, out, alignment);
  }
  std::size_t before = out.size();
  out.reserve(before + text.size());
  if (alignment != nullptr) {
    alignment->clear();
  }
  TextDriver run(*program_, invalid, alignment);
  append_all_or_nothing(out, [&] { run.write(text, true, out); });
  if (run.tally().stopped) {
    out.resize(before);
    if (alignment != nullptr) {
      alignment->clear();
    }
  }
  return run.tally();
}

} // namespace arnorm
