#include "check/claim_case.h"

#include <algorithm>
#include <array>
#include <set>

#include "chain/layout.h"
#include "characters/growth_limit.h"
#include "characters/utf.h"
#include "stages/stage_kind.h"

namespace arnorm {
namespace {

constexpr std::size_t max_of_a_set = 24;    // members of a set that are tried
constexpr std::size_t max_of_a_context = 3; // the same for contexts

// Forms and mark orders name no characters. These compose with others, or have different classes.
constexpr std::u32string_view shaped_letters =
    U"ae\u0301\u0323\u0627\u0648\u064A\u064E\u0651\u0653\u0654\u0655\u0670";

const CodePointSet &all_characters() {
  static const CodePointSet all{{0, 0xD7FF}, {0xE000, 0x10FFFF}};
  return all;
}

std::vector<CaseStep> steps_of(const RuleSetPtr &set, Direction direction, RuleLibrary &library,
                               Report &report) {
  std::vector<Step> steps;
  lay_out(set, direction, library, steps, report);
  std::vector<CaseStep> result;
  for (Step &step : steps) {
    auto table = kind_of(*step.stage).as_table(step);
    result.push_back({std::move(step), std::move(table)});
  }
  return result;
}

std::unique_ptr<const CompiledChain> compile(const std::vector<CaseStep> &steps, bool only_shapes,
                                             Report &report) {
  std::vector<Step> wanted;
  for (const CaseStep &step : steps) {
    if (!only_shapes || shaping_of(*step.step.stage)) {
      wanted.push_back(step.step);
    }
  }
  return CompiledChain::build(std::move(wanted), report);
}

std::u32string run(const CompiledChain &chain, const std::u32string &text) {
  std::string out;
  chain.apply(to_utf8(text), Invalid::keep, out);
  return to_utf32(out);
}

// What steps name: each set with the number of its members to try.
class Letters {
public:
  explicit Letters(const std::vector<CaseStep> &forward) {
    for (const CaseStep &step : forward) {
      add(step);
    }
  }

  // A reverse direction may read more, which does not belong to the texts of the claim.
  void read_back(const std::vector<CaseStep> &reverse) {
    for (const CaseStep &step : reverse) {
      StageLetters own = kind_of(*step.step.stage).letters(*step.step.stage);
      for (const CodePointSet &set : own.read_back) {
        add(set, foreign_);
      }
      for_each(step.table, &Rule::from, [&](const CodePointSet &set) { add(set, foreign_); });
    }
  }

  CodePointSet domain() const {
    CodePointSet neighbours = contexts_;
    neighbours.add({U' ', U' '});
    neighbours.add({U'1', U'1'});
    return read_.united(neighbours.minus(written_).minus(foreign_))
        .minus(surrogates())
        .minus(CodePointSet::single(CodePointSet::edge));
  }

  // The members of `domain`.
  std::u32string alphabet(const CodePointSet &domain, bool with_results) const {
    std::set<char32_t> chosen(named_);
    chosen.insert({U' ', U'1'});
    if (shapes_) {
      chosen.insert(shaped_letters.begin(), shaped_letters.end());
    }
    if (with_results) {
      for (const CodePointSet *more : {&written_, &foreign_}) {
        std::u32string some = some_members(*more, more->size());
        chosen.insert(some.begin(), some.end());
      }
    }
    std::u32string result;
    std::copy_if(chosen.begin(), chosen.end(), std::back_inserter(result),
                 [&](char32_t c) { return domain.contains(c); });
    return result;
  }

private:
  template <typename Use>
  static void for_each(const std::optional<FlatRules> &table, std::vector<SetPool::Id> Rule::*part,
                       const Use &use) {
    std::set<SetPool::Id> seen;
    if (table) {
      for (const Rule &rule : table->rules) {
        for (SetPool::Id id : rule.*part) {
          if (seen.insert(id).second) {
            use(table->sets[id]);
          }
        }
      }
    }
  }

  static void add(const CodePointSet &set, CodePointSet &to) {
    if (set.is_single()) {
      to.add({set.first(), set.first()});
    } else if (!to.contains_all(set)) {
      to = to.united(set);
    }
  }

  void add(const CaseStep &step) {
    StageLetters own = kind_of(*step.step.stage).letters(*step.step.stage);
    shapes_ = shapes_ || shaping_of(*step.step.stage);
    for (const CodePointSet &set : own.read) {
      read(set);
    }
    for (char32_t c : own.written) {
      add(CodePointSet::single(c), written_);
    }
    for_each(step.table, &Rule::from, [&](const CodePointSet &set) { read(set); });
    for (auto part : {&Rule::after, &Rule::before}) {
      for_each(step.table, part, [&](const CodePointSet &set) {
        name(set, max_of_a_context);
        add(set, contexts_);
      });
    }
  }

  void read(const CodePointSet &set) {
    name(set, max_of_a_set);
    add(set, read_);
  }

  void name(const CodePointSet &set, std::size_t max) {
    std::u32string some = some_members(set, max);
    named_.insert(some.begin(), some.end());
  }

  CodePointSet read_, contexts_, written_, foreign_;
  std::set<char32_t> named_;
  bool shapes_ = false;
};

} // namespace

const std::string &name_of(Claim claim) {
  static const std::array<std::string, 2> names{"reversible", "idempotent"};
  return names[static_cast<std::size_t>(claim)];
}

std::u32string some_members(const CodePointSet &set, std::size_t max) {
  std::u32string result;
  for (auto [first, last] : set.ranges()) {
    for (char32_t c = first; c <= last && result.size() < max; ++c) {
      if (all_characters().contains(c)) {
        result.push_back(c);
      } else if (c >= 0xD800 && c < 0xE000) {
        c = 0xDFFF;
      }
    }
  }
  return result;
}

std::u32string alphabet_of(const RuleSetPtr &set, RuleLibrary &library, bool with_results) {
  Report ignored;
  Letters letters(steps_of(set, Direction::forward, library, ignored));
  letters.read_back(steps_of(set, Direction::reverse, library, ignored));
  return letters.alphabet(with_results ? all_characters() : letters.domain(), with_results);
}

std::unique_ptr<const ClaimCase> ClaimCase::make(Claim claim, const RuleSetPtr &set,
                                                 RuleLibrary &library, Report &report) {
  std::size_t errors = report.errors();
  auto result = std::make_unique<ClaimCase>();
  result->claim_ = claim;
  result->forward_ = steps_of(set, Direction::forward, library, report);
  result->forward_chain_ = compile(result->forward_, false, report);
  Letters letters(result->forward_);
  if (claim == Claim::reversible) {
    result->reverse_ = steps_of(set, Direction::reverse, library, report);
    result->reverse_chain_ = compile(result->reverse_, false, report);
    result->shape_ = compile(result->forward_, true, report);
    letters.read_back(result->reverse_);
  }
  if (report.errors() != errors) {
    return nullptr;
  }
  bool idempotent = claim == Claim::idempotent;
  result->domain_ = idempotent ? all_characters() : letters.domain();
  result->alphabet_ = letters.alphabet(result->domain_, idempotent);
  return result;
}

std::u32string ClaimCase::convert(const std::u32string &text) const {
  return run(*forward_chain_, text);
}

std::u32string ClaimCase::again(const std::u32string &text) const {
  return run(claim_ == Claim::reversible ? *reverse_chain_ : *forward_chain_, text);
}

std::u32string ClaimCase::shaped(const std::u32string &text) const { return run(*shape_, text); }

bool ClaimCase::holds(const std::u32string &text) const {
  try {
    std::u32string once = convert(text);
    if (claim_ == Claim::idempotent) {
      return again(once) == once;
    }
    std::u32string restored = again(once);
    return restored == text || shaped(restored) == shaped(text);
  } catch (const TextTooLong &) { // a text without a result refutes nothing
    return true;
  }
}

bool ClaimCase::includes(const std::u32string &text) const {
  return std::all_of(text.begin(), text.end(), [&](char32_t c) { return domain_.contains(c); });
}

bool ClaimCase::runs_on_icu() const {
  const auto &choices = forward_chain_->choices();
  return std::any_of(choices.begin(), choices.end(),
                     [](const EngineChoice &choice) { return choice.engine == Engine::icu; });
}

} // namespace arnorm
