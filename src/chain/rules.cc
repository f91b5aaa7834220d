#include "arnorm/rules.h"

#include "chain/description.h"
#include "diagnostics/report.h"
#include "parse/rule_library.h"

namespace arnorm {
namespace {

Options with(const Options &options, Direction direction, Engine engine) {
  Options own = options;
  own.direction = direction;
  own.engine = engine;
  return own;
}

} // namespace

Rules::Rules(Options options) : options_(std::move(options)) {}
Rules::~Rules() = default;
Rules::Rules(const Rules &) = default;
Rules &Rules::operator=(const Rules &) = default;

std::vector<std::string> Rules::names() const { return RuleLibrary(options_).names(); }

RuleList Rules::list() const {
  RuleLibrary library(options_, RuleLibrary::Purpose::running);
  Report report;
  std::vector<ListedSet> sets = listed_sets(library, report);
  return {std::move(sets), report.take()};
}

Loaded Rules::load(std::string_view chain, Direction direction, Engine engine) const {
  return Chain::load(chain, with(options_, direction, engine));
}

Loaded Rules::parse(std::string_view rules, Direction direction, Engine engine,
                    std::string_view name) const {
  return Chain::parse(rules, with(options_, direction, engine), name);
}

} // namespace arnorm
