#include "compile.h"

#include <algorithm>

#include <fmt/format.h>

#include "expansion.h"
#include "utf.h"

namespace arnorm {
namespace {

std::vector<std::string> elements(std::string_view chain) {
  std::vector<std::string> result;
  for (std::size_t begin = 0; begin <= chain.size();) {
    std::size_t end = std::min(chain.find(',', begin), chain.size());
    result.emplace_back(chain.substr(begin, end - begin));
    begin = end + 1;
  }
  return result;
}

void add(Chain::Reach &reach, std::size_t behind, std::size_t ahead) {
  reach.behind += behind;
  reach.ahead += ahead;
}

} // namespace

std::vector<Step> steps_of_chain(std::string_view chain, Direction direction, RuleLibrary &library,
                                 Report &report) {
  std::vector<Step> steps;
  std::vector<std::string> names = elements(chain);
  if (direction == Direction::reverse) {
    std::reverse(names.begin(), names.end());
  }
  for (const std::string &name : names) {
    if (name.empty()) {
      report.add({.code = "AR0005",
                  .message = fmt::format("an element of the chain `{}` is empty", chain),
                  .help = "name rule sets, joined by single commas: clean,buckwalter"});
      continue;
    }
    if (RuleSetPtr set = library.load(name, {}, report)) {
      lay_out(set, direction, library, steps, report);
    }
  }
  check_direction(steps, chain, direction, report);
  return steps;
}

void check_direction(const std::vector<Step> &steps, std::string_view chain, Direction direction,
                     Report &report) {
  if (!report.has_errors() && direction == Direction::reverse && steps.empty()) {
    report.add({.code = "AR0210",
                .message = fmt::format("nothing in `{}` runs backwards", chain),
                .help = "leave out -r; `arnorm list` shows which rule sets run in both "
                        "directions"});
  }
}

std::unique_ptr<const Compiled> Compiled::build(std::vector<Step> steps, Report &report) {
  std::size_t errors = report.errors();
  auto compiled = std::make_unique<Compiled>();
  compiled->steps_ = std::move(steps);
  for (const Step &step : compiled->steps_) {
    for (IcuLink &link : icu_links(step, report)) {
      compiled->links_.push_back(std::move(link));
    }
  }
  if (report.errors() != errors) {
    return nullptr;
  }
  compiled->icu_ = IcuEngine::build(compiled->links_, report);
  return compiled->icu_ ? std::move(compiled) : nullptr;
}

Tally Compiled::apply(std::string_view text, Invalid invalid, std::string &out) const {
  std::u16string in;
  in.reserve(text.size());
  Tally tally = to_utf16(text, invalid, in);
  if (tally.stopped) {
    return tally;
  }
  std::u16string result;
  result.reserve(in.size());
  icu_->run(in, result);
  append_utf8(out, result);
  return tally;
}

Chain::Reach reach_of(const std::vector<Step> &steps) {
  Chain::Reach reach;
  Report ignored;
  for (const Step &step : steps) {
    const Stage &stage = *step.stage;
    if (const auto *table = std::get_if<TableStage>(&stage.what)) {
      Expansion e = expand(oriented_rows(*table, stage.only, step.direction), ignored);
      std::size_t longest = std::max<std::size_t>(e.longest, 1);
      add(reach, longest - 1 + e.behind, longest - 1 + e.ahead);
    } else if (const auto *squeeze = std::get_if<SqueezeStage>(&stage.what)) {
      add(reach, static_cast<std::size_t>(squeeze->most), 0);
    } else if (std::holds_alternative<IcuStage>(stage.what)) {
      reach.bounded = false;
    } else if (!std::holds_alternative<RemoveStage>(stage.what)) {
      // A form or a mark order changes a letter with its marks as a whole.
      add(reach, longest_mark_run + 1, longest_mark_run + 1);
    }
  }
  return reach;
}

} // namespace arnorm
