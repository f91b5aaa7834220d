#include <fmt/format.h>

#include "arnorm/arnorm.h"
#include "chain/compile.h"
#include "chain/layout.h"
#include "chain/reach.h"
#include "config.h"
#include "icu/icu_rules.h"
#include "parse/rule_library.h"
#include "table/text_driver.h"

namespace arnorm {

struct [[gnu::visibility("hidden")]] Chain::Body {
  std::unique_ptr<const CompiledChain> compiled;
  Invalid invalid = Invalid::keep;

  static Loaded finish(std::vector<Step> steps, const Options &options, Report &report);
};

Loaded Chain::Body::finish(std::vector<Step> steps, const Options &options, Report &report) {
  Loaded loaded;
  if (!report.has_errors()) {
    if (auto compiled = CompiledChain::build(std::move(steps), report, options.engine)) {
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

bool Chain::is_line_local() const { return body_->compiled->program().is_line_local(); }

Chain::Reach Chain::reach() const { return reach_of(body_->compiled->steps()); }

struct [[gnu::visibility("hidden")]] Stream::Body {
  TextDriver run;
};

Stream::Stream(const Chain &chain)
    : body_(new Body{{chain.body_->compiled->program(), chain.body_->invalid}}) {}
Stream::~Stream() = default;
Stream::Stream(Stream &&) noexcept = default;
Stream &Stream::operator=(Stream &&) noexcept = default;

void Stream::write(std::string_view piece, std::string &out) {
  body_->run.write(piece, false, out);
}

Tally Stream::finish(std::string &out) { return body_->run.finish(out); }

std::string_view version() { return ARNORM_VERSION; }

} // namespace arnorm
