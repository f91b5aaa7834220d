#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "arnorm/alignment.h"
#include "arnorm/arnorm.h"
#include "arnorm/trace.h"
#include "chain/all_or_nothing.h"
#include "chain/batch.h"
#include "chain/chain_access.h"
#include "chain/compile.h"
#include "chain/description.h"
#include "chain/fingerprint.h"
#include "chain/growth.h"
#include "chain/layout.h"
#include "chain/reach.h"
#include "chain/tracer.h"
#include "characters/once.h"
#include "parse/rule_library.h"
#include "stages/icu_rules.h"
#include "table/text_driver.h"

namespace arnorm {

struct [[gnu::visibility("hidden")]] Chain::Body {
  std::unique_ptr<const CompiledChain> compiled;
  std::vector<RuleSetPtr> sets;
  Direction direction = Direction::forward;

  // Worked out when somebody asks.
  mutable Once growth_is_known = {};
  mutable std::optional<double> growth = {};
  mutable Once tracer_is_made = {};
  mutable std::unique_ptr<const Tracer> tracer = {};
};

Loaded ChainAccess::finish(std::vector<Step> steps, const Options &options,
                           const RuleLibrary &library, Report &report) {
  Loaded loaded;
  if (!report.has_errors()) {
    if (auto compiled = CompiledChain::build(std::move(steps), report, options.engine)) {
      auto body = std::make_unique<Chain::Body>();
      body->compiled = std::move(compiled);
      body->sets = library.sets();
      body->direction = options.direction;
      loaded.chain_ = std::shared_ptr<const Chain>(new Chain(std::move(body)));
    }
  }
  loaded.diagnostics = report.take();
  return loaded;
}

Loaded ChainAccess::load(std::string_view chain, const Options &options, RuleLibrary &library) {
  Report report;
  std::vector<Step> steps = steps_of_chain(chain, options.direction, library, report);
  return finish(std::move(steps), options, library, report);
}

Loaded ChainAccess::parse(std::string_view rules, const Options &options, std::string_view name,
                          RuleLibrary &library) {
  Report report;
  std::vector<Step> steps;
  if (RuleSetPtr set = library.parse(std::string(rules), std::string(name), report)) {
    lay_out(set, options.direction, library, steps, report);
    check_direction(steps, name, options.direction, report);
  }
  return finish(std::move(steps), options, library, report);
}

const CompiledChain &ChainAccess::compiled(const Chain &chain) { return *chain.body_->compiled; }

Chain::Chain(std::unique_ptr<const Body> body) : body_(std::move(body)) {}
Chain::~Chain() = default;

Loaded Chain::load(std::string_view chain, const Options &options) {
  RuleLibrary library(options, RuleLibrary::Purpose::running);
  return ChainAccess::load(chain, options, library);
}

Loaded Chain::parse(std::string_view rules, const Options &options, std::string_view name) {
  RuleLibrary library(options, RuleLibrary::Purpose::running);
  return ChainAccess::parse(rules, options, name, library);
}

Tally Chain::apply(std::string_view text, std::string &out, Invalid invalid) const {
  return body_->compiled->apply(text, invalid, out);
}

Tally Chain::apply(std::string_view text, std::string &out, Alignment &alignment,
                   Invalid invalid) const {
  return body_->compiled->apply(text, invalid, out, &alignment);
}

std::string Chain::apply(std::string_view text) const {
  std::string out;
  apply(text, out);
  return out;
}

Written Chain::apply(std::string_view text, std::span<char> out, Invalid invalid) const {
  return apply_into(*body_->compiled, text, out, invalid);
}

std::optional<std::size_t> Chain::max_output(std::size_t bytes, Invalid invalid) const {
  body_->growth_is_known.run([&] { body_->growth = growth_of(body_->compiled->steps()); });
  constexpr double replacement = 3; // bytes of U+FFFD, which may take the place of one
  double most = body_->growth.value_or(std::numeric_limits<double>::infinity()) *
                static_cast<double>(bytes) * (invalid == Invalid::replace ? replacement : 1);
  // Up to 9e15 a double holds every whole number; where std::size_t has 32 bits, it holds less.
  constexpr auto max_size = static_cast<double>(std::numeric_limits<std::size_t>::max());
  constexpr double max_exact = std::min(9e15, max_size);
  return most < max_exact ? std::optional(static_cast<std::size_t>(std::ceil(most))) : std::nullopt;
}

Batch Chain::apply_each(std::span<const std::string_view> texts, Invalid invalid,
                        unsigned threads) const {
  return arnorm::apply_each(*body_->compiled, texts, invalid, threads);
}

Trace Chain::trace(std::string_view text, const TraceOptions &options) const {
  body_->tracer_is_made.run(
      [&] { body_->tracer = std::make_unique<const Tracer>(*body_->compiled); });
  return body_->tracer->trace(text, options);
}

Trace Chain::trace(std::string_view text) const { return trace(text, {}); }

bool Chain::is_line_local() const { return body_->compiled->program().is_line_local(); }

Reach Chain::reach() const { return reach_of(body_->compiled->steps()); }

Direction Chain::direction() const { return body_->direction; }

Scripts Chain::scripts() const { return scripts_of(body_->compiled->steps()); }

std::vector<SetInfo> Chain::sets() const {
  std::vector<SetInfo> sets;
  for (const RuleSetPtr &set : body_->sets) {
    sets.push_back(info_of(*set));
  }
  return sets;
}

std::vector<StageInfo> Chain::stages() const { return stages_of(*body_->compiled); }

std::string Chain::fingerprint() const { return fingerprint_of(body_->compiled->steps()); }

IcuRules Chain::icu_rules() const {
  Report report;
  IcuRules icu;
  icu.rules = icu_export(body_->compiled->steps(), report);
  icu.diagnostics = report.take();
  return icu;
}

IcuTexts Chain::icu_rule_texts(std::size_t max_bytes) const {
  Report report;
  IcuTexts icu;
  icu.texts = icu_export_texts(body_->compiled->steps(), max_bytes, report);
  icu.diagnostics = report.take();
  return icu;
}

// Which way a text is taken is decided by the first call for it.
struct [[gnu::visibility("hidden")]] Stream::Body {
  enum class Mode { undecided, plain, aligned };

  Body(const Program &program, Invalid invalid) : driver(program, invalid) {}

  void begin(Mode wanted) {
    if (mode == Mode::undecided) {
      mode = wanted;
      known.clear();
      driver.set_alignment(mode == Mode::aligned ? &known : nullptr);
    }
  }

  void write(std::string_view piece, std::string & out) {
    append_all_or_nothing(out, [&] {
      if (is_part_of(piece, out)) {
        driver.write(std::string(piece), false, out);
      } else {
        driver.write(piece, false, out);
      }
    });
  }

  Tally finish(std::string & out) {
    Tally tally;
    append_all_or_nothing(out, [&] { tally = driver.finish(out); });
    mode = Mode::undecided;
    return tally;
  }

  void hand_over(Alignment & part) {
    part.clear(known.input_size(), known.output_size());
    std::swap(part, known);
  }

  TextDriver driver;
  Alignment known; // done, and not asked for yet
  Mode mode = Mode::undecided;
};

Stream::Stream(const Chain &chain, Invalid invalid)
    : body_(new Body(chain.body_->compiled->program(), invalid)) {}
Stream::~Stream() = default;
Stream::Stream(Stream &&) noexcept = default;
Stream &Stream::operator=(Stream &&) noexcept = default;

void Stream::write(std::string_view piece, std::string &out) {
  body_->begin(Body::Mode::plain);
  body_->write(piece, out);
}

void Stream::write(std::string_view piece, std::string &out, Alignment &part) {
  body_->begin(Body::Mode::aligned);
  body_->write(piece, out);
  body_->hand_over(part);
}

Tally Stream::finish(std::string &out) {
  body_->begin(Body::Mode::plain);
  return body_->finish(out);
}

Tally Stream::finish(std::string &out, Alignment &part) {
  body_->begin(Body::Mode::aligned);
  Tally tally = body_->finish(out);
  body_->hand_over(part);
  return tally;
}

std::string_view version() { return ARNORM_VERSION; }

} // namespace arnorm
