#include "chain/compile.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "rules/flat_rules.h"
#include "chain/fusion.h"
#include "icu/icu_pass.h"
#include "icu/icu_rules.h"
#include "table/text_driver.h"

namespace arnorm {
namespace {

// A rule set of a chain; `inverted` where it decodes: the first of "a:b".
struct Element {
  std::string name;
  bool inverted;
};

void report_empty(std::string_view chain, Report &report) {
  report.add({.code = "AR0005",
              .message = fmt::format("an element of the chain `{}` is empty", chain),
              .help = "name rule sets, joined by single commas: clean,buckwalter"});
}

// "a", "a:b" or "a:".
void read_element(std::string_view text, std::string_view chain, std::vector<Element> &elements,
                  Report &report) {
  std::size_t colon = text.find(':');
  if (text.empty() || colon == 0) {
    report_empty(chain, report);
    return;
  }
  if (colon != text.rfind(':')) {
    report.add({.code = "AR0006",
                .message = fmt::format("`{}` has more than one colon", text),
                .help = "a:b decodes a and encodes b; for more steps write a:b,b:c"});
    return;
  }
  bool both = colon != std::string_view::npos;
  elements.push_back({std::string(text.substr(0, colon)), both});
  if (both && colon + 1 < text.size()) {
    elements.push_back({std::string(text.substr(colon + 1)), false});
  }
}

std::vector<Element> elements_of(std::string_view chain, Report &report) {
  std::vector<Element> elements;
  for (std::size_t begin = 0; begin <= chain.size();) {
    std::size_t end = std::min(chain.find(',', begin), chain.size());
    read_element(chain.substr(begin, end - begin), chain, elements, report);
    begin = end + 1;
  }
  return elements;
}

Direction inverse(Direction direction) {
  return direction == Direction::forward ? Direction::reverse : Direction::forward;
}

// ICU links of steps in a row, which become one pass.
class IcuLinks {
public:
  IcuLinks(Fusion &fusion, Report &report)
      : fusion_(fusion), report_(report), errors_(report.errors()) {}

  void add(const Step &step) {
    for (IcuLink &link : icu_links(step, report_)) {
      links_.push_back(std::move(link));
    }
  }

  void close() {
    if (!links_.empty() && report_.errors() == errors_) {
      if (auto engine = IcuEngine::build(links_, report_)) {
        fusion_.add(make_icu_pass(std::move(engine)));
      }
    }
    links_.clear();
  }

private:
  Fusion &fusion_;
  Report &report_;
  std::size_t errors_; // with more, links may be missing
  std::vector<IcuLink> links_;
};

void report_needs_icu(const Step &step, const Choice &choice, Report &report) {
  report.error("AR0405", step.stage->span,
               fmt::format("the table engine cannot run this stage: it is {}", choice.why),
               {.help = "use the engine `auto`, which runs the other stages on tables"});
}

void add(Chain::Reach &reach, std::size_t behind, std::size_t ahead) {
  reach.behind += behind;
  reach.ahead += ahead;
}

} // namespace

std::vector<Step> steps_of_chain(std::string_view chain, Direction direction, RuleLibrary &library,
                                 Report &report) {
  std::vector<Step> steps;
  std::vector<Element> elements = elements_of(chain, report);
  if (direction == Direction::reverse) {
    std::reverse(elements.begin(), elements.end());
  }
  for (const Element &element : elements) {
    if (RuleSetPtr set = library.load(element.name, {}, report)) {
      std::vector<Step> own;
      Direction way = element.inverted ? inverse(direction) : direction;
      lay_out(set, way, library, own, report);
      if (element.inverted) { // a set that is to decode and cannot is no part to pass over
        check_direction(own, element.name, way, report);
      }
      std::move(own.begin(), own.end(), std::back_inserter(steps));
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
                .help = "leave out -r, or the colon; `arnorm list` shows which rule sets run in both "
                        "directions"});
  }
}

Choice choose(const Step &step, Engine wanted) {
  if (std::holds_alternative<IcuStage>(step.stage->what)) {
    return {Engine::icu, "a transform of ICU's own", 0};
  }
  if (wanted == Engine::icu) {
    return {Engine::icu, "asked for", 0};
  }
  return {Engine::table, {}, 0};
}

PassPtr pass_of(const Step &step, Report &report) {
  Fusion fusion(report);
  if (choose(step, Engine::automatic).engine == Engine::icu || !fusion.add(step)) {
    IcuLinks links(fusion, report);
    links.add(step);
    links.close();
  }
  std::vector<PassPtr> passes = fusion.take();
  return passes.empty() ? nullptr : std::move(passes[0]);
}

std::unique_ptr<const Compiled> Compiled::build(std::vector<Step> steps, Report &report,
                                                Engine wanted) {
  std::size_t errors = report.errors();
  auto compiled = std::make_unique<Compiled>();
  compiled->steps_ = std::move(steps);
  Fusion fusion(report);
  IcuLinks links(fusion, report);
  for (const Step &step : compiled->steps_) {
    Choice choice = choose(step, wanted);
    if (choice.engine == Engine::table) {
      links.close();
      if (fusion.add(step)) {
        choice.pass = fusion.count() - 1;
      } else {
        choice = {Engine::icu, "one that tells too many characters apart", 0};
      }
    }
    if (choice.engine == Engine::icu && wanted == Engine::table) {
      report_needs_icu(step, choice, report);
    } else if (choice.engine == Engine::icu) {
      links.add(step);
      choice.pass = fusion.count(); // to be made when no more steps join it
    }
    compiled->choices_.push_back(std::move(choice));
  }
  links.close();
  if (report.errors() != errors) {
    return nullptr;
  }
  compiled->passes_ = std::make_unique<const Passes>(fusion.take());
  return compiled;
}

Tally Compiled::apply(std::string_view text, Invalid invalid, std::string &out) const {
  std::size_t before = out.size();
  out.reserve(before + text.size());
  TextRun run(*passes_, invalid);
  run.write(text, true, out);
  if (run.tally().stopped) {
    out.resize(before);
  }
  return run.tally();
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
