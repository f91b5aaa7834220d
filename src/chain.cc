#include <fmt/format.h>

#include "arnorm/arnorm.h"
#include "compile.h"
#include "config.h"
#include "icu_rules.h"
#include "rule_library.h"

namespace arnorm {

struct Chain::Body {
  std::unique_ptr<const Compiled> compiled;
  Invalid invalid = Invalid::keep;

  static Loaded finish(std::vector<Step> steps, const Options &options, Report &report);
};

namespace {

// Stages that need ICU, when the caller asks for the table engine alone.
void check_engine(const std::vector<Step> &steps, Engine engine, Report &report) {
  if (engine == Engine::table && !steps.empty()) {
    report.error("AR0405", steps[0].stage->span, "the table engine is not part of this version",
                 {.help = "use the engine `icu`, or `auto`"});
  }
}

} // namespace

Loaded Chain::Body::finish(std::vector<Step> steps, const Options &options, Report &report) {
  check_engine(steps, options.engine, report);
  Loaded loaded;
  if (!report.has_errors()) {
    if (auto compiled = Compiled::build(std::move(steps), report)) {
      auto body = std::make_unique<Body>();
      body->compiled = std::move(compiled);
      body->invalid = options.invalid;
      loaded.chain_ = std::shared_ptr<const Chain>(new Chain(std::move(body)));
    }
  }
  loaded.diagnostics = report.take();
  return loaded;
}

Chain::Chain(std::unique_ptr<const Body> body) : body_(std::move(body)) {}
Chain::~Chain() = default;

Loaded Chain::load(std::string_view chain, const Options &options) {
  Report report;
  RuleLibrary library(options.path);
  std::vector<Step> steps = steps_of_chain(chain, options.direction, library, report);
  return Body::finish(std::move(steps), options, report);
}

Loaded Chain::parse(std::string_view rules, const Options &options, std::string_view name) {
  Report report;
  RuleLibrary library(options.path);
  std::vector<Step> steps;
  if (RuleSetPtr set = library.parse(std::string(rules), std::string(name), report)) {
    lay_out(set, options.direction, library, steps, report);
    check_direction(steps, name, options.direction, report);
  }
  return Body::finish(std::move(steps), options, report);
}

Tally Chain::apply(std::string_view text, std::string &out) const {
  return body_->compiled->apply(text, body_->invalid, out);
}

std::string Chain::apply(std::string_view text) const {
  std::string out;
  apply(text, out);
  return out;
}

std::string Chain::icu_rules(std::vector<Diagnostic> *why) const {
  Report report;
  std::string rules = icu_export(body_->compiled->steps(), report);
  if (why != nullptr) {
    *why = report.take();
  }
  return rules;
}

Chain::Reach Chain::reach() const { return reach_of(body_->compiled->steps()); }

std::string_view version() { return ARNORM_VERSION; }

} // namespace arnorm
