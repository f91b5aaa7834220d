#include "check/claims.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <random>
#include <set>

#include <fmt/format.h>

#include "chain/compile.h"
#include "chain/layout.h"
#include "characters/names.h"
#include "characters/utf.h"
#include "rules/step.h"
#include "stages/stage_kind.h"

namespace arnorm {
namespace {

constexpr std::size_t max_of_a_set = 24; // members of a set that are tried

using Letters = std::set<char32_t>;

void add_set(const CodePointSet &set, Letters &letters) {
  std::size_t taken = 0;
  for (auto [first, last] : set.ranges()) {
    for (char32_t c = first; c <= last && taken < max_of_a_set; ++c) {
      if (c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF)) {
        letters.insert(c);
        ++taken;
      }
    }
  }
}

void add_sets(const std::vector<CodePointSet> &sets, Letters &letters) {
  for (const CodePointSet &set : sets) {
    add_set(set, letters);
  }
}

void add_stage(const Stage &stage, bool with_results, Letters &letters) {
  StageLetters named = kind_of(stage).letters(stage);
  add_sets(named.read, letters);
  if (with_results) {
    add_sets(named.read_back, letters);
    letters.insert(named.written.begin(), named.written.end());
  }
}

void add_stages(const RuleSet &set, RuleLibrary &library, bool with_results, Letters &letters) {
  Report ignored;
  for (const Stage &stage : set.stages) {
    add_stage(stage, with_results, letters);
    if (const auto *use = std::get_if<UseStage>(&stage.what)) {
      if (RuleSetPtr used = library.load(use->name, use->span, ignored)) {
        add_stages(*used, library, with_results, letters);
      }
    }
  }
}

Letters results_of(const RuleSet &set) {
  Letters results;
  for (const Stage &stage : set.stages) {
    std::u32string written = kind_of(stage).letters(stage).written;
    results.insert(written.begin(), written.end());
  }
  return results;
}

// Texts over an alphabet that may refute a claim.
class Texts {
public:
  using Claim = std::function<bool(const std::u32string &)>;
  explicit Texts(std::u32string alphabet) : alphabet_(std::move(alphabet)) {}

  // A text for which the claim does not hold, shortened as far as removing characters allows.
  std::optional<std::u32string> refuting(const Claim &holds) const {
    constexpr std::size_t max_exhaustive = 40000;
    std::optional<std::u32string> found;
    std::size_t count = alphabet_.size();
    for (std::size_t length = 1; !found && length <= 4 && count <= max_exhaustive; ++length) {
      std::u32string text;
      found = among_all(length, text, holds);
      count *= alphabet_.size();
    }
    found = found || alphabet_.empty() ? found : among_random(holds);
    return found ? std::optional(shortened(*found, holds)) : found;
  }

private:
  std::optional<std::u32string> among_all(std::size_t length, std::u32string &text,
                                          const Claim &holds) const {
    if (length == 0) {
      return holds(text) ? std::nullopt : std::optional(text);
    }
    for (char32_t c : alphabet_) {
      text.push_back(c);
      auto found = among_all(length - 1, text, holds);
      text.pop_back();
      if (found) {
        return found;
      }
    }
    return std::nullopt;
  }

  std::optional<std::u32string> among_random(const Claim &holds) const {
    constexpr int samples = 4000;
    std::mt19937 generator(1); // the same texts in every run
    std::uniform_int_distribution<std::size_t> letter(0, alphabet_.size() - 1);
    std::uniform_int_distribution<std::size_t> length(3, 16);
    for (int i = 0; i < samples; ++i) {
      std::u32string text;
      for (std::size_t n = length(generator); n > 0; --n) {
        text.push_back(alphabet_[letter(generator)]);
      }
      if (!holds(text)) {
        return text;
      }
    }
    return std::nullopt;
  }

  static std::u32string shortened(std::u32string text, const Claim &holds) {
    for (std::size_t i = 0; i < text.size();) {
      std::u32string shorter = text;
      shorter.erase(i, 1);
      bool refutes = !holds(shorter);
      text = refutes ? shorter : text;
      i = refutes ? 0 : i + 1;
    }
    return text;
  }

  std::u32string alphabet_;
};

std::u32string run(const CompiledChain &chain, const std::u32string &text) {
  std::string out;
  chain.apply(to_utf8(text), Invalid::keep, out);
  return to_utf32(out);
}

std::unique_ptr<const CompiledChain> compile(const RuleSetPtr &set, Direction direction,
                                             RuleLibrary &library, Report &report) {
  std::size_t errors = report.errors();
  std::vector<Step> steps;
  lay_out(set, direction, library, steps, report);
  return report.errors() != errors ? nullptr : CompiledChain::build(std::move(steps), report);
}

// The set's own forms and mark orders, whose effects a round trip need not undo.
std::unique_ptr<const CompiledChain> compile_shape(const RuleSetPtr &set, RuleLibrary &library) {
  Report report;
  std::vector<Step> steps;
  lay_out(set, Direction::forward, library, steps, report);
  std::erase_if(steps, [](const Step &step) { return !shaping_of(*step.stage); });
  return CompiledChain::build(std::move(steps), report);
}

std::string spell_all(const std::u32string &text) {
  return text.empty() ? "the empty text" : spell(text);
}

// Reports the first reason, which is a stage, with the others as notes.
void report_no_way_back(const RuleSet &set, std::vector<Diagnostic> reasons, Report &report) {
  Diagnostic d{.code = Code::AR0206,
               .message = "this set claims to be reversible but cannot run backwards",
               .place = place_of(set.reversible_span),
               .help = "delete `reversible`; the changes of such a stage cannot be undone"};
  for (Diagnostic &reason : reasons) {
    if (!d.second && reason.place) {
      d.second = std::move(reason.place);
      d.second->label = reason.message;
    } else if (reason.place) {
      d.notes.push_back(fmt::format("also in line {}: {}", reason.place->line, reason.message));
    } else {
      d.notes.push_back(reason.message);
    }
  }
  report.add(std::move(d));
}

void check_reversible(const RuleSetPtr &set, RuleLibrary &library, Report &report) {
  Report own;
  auto forward = compile(set, Direction::forward, library, own);
  auto reverse = compile(set, Direction::reverse, library, own);
  if (!forward || !reverse) {
    report_no_way_back(*set, own.take(), report);
    return;
  }
  auto shape = compile_shape(set, library);
  auto comes_back = [&](const std::u32string &text) {
    return run(*shape, run(*reverse, run(*forward, text))) == run(*shape, text);
  };
  if (auto text = Texts(alphabet_of(*set, library, false)).refuting(comes_back)) {
    std::u32string there = run(*forward, *text);
    report.error(Code::AR0207, set->reversible_span, "this set is not reversible",
                 {.notes = {"text:     " + spell_all(*text), "forward:  " + spell_all(there),
                            "reverse:  " + spell_all(run(*reverse, there))},
                  .help = "give the rows distinguishable results, or delete `reversible`"});
  }
}

void check_idempotent(const RuleSetPtr &set, RuleLibrary &library, Report &report) {
  Report own; // so that earlier errors do not prevent this check
  auto chain = compile(set, Direction::forward, library, own);
  if (!chain) {
    for (Diagnostic &d : own.take()) {
      report.add(std::move(d));
    }
    return;
  }
  auto settles = [&](const std::u32string &text) {
    std::u32string once = run(*chain, text);
    return run(*chain, once) == once;
  };
  if (auto text = Texts(alphabet_of(*set, library, true)).refuting(settles)) {
    std::u32string once = run(*chain, *text);
    report.error(
        Code::AR0208, set->idempotent_span, "this set is not idempotent",
        {.notes = {"text:  " + spell_all(*text), "once:  " + spell_all(once),
                   "twice: " + spell_all(run(*chain, once))},
         .help =
             "make sure that no row changes the result of another row, or delete `idempotent`"});
  }
}

} // namespace

std::u32string alphabet_of(const RuleSet &set, RuleLibrary &library, bool with_results) {
  Letters letters;
  add_stages(set, library, with_results, letters);
  Letters results = results_of(set);
  for (char32_t c : {U' ', U'1'}) { // neighbours that the set does not name
    if (with_results || !results.contains(c)) {
      letters.insert(c);
    }
  }
  return {letters.begin(), letters.end()};
}

void check_claims(const RuleSetPtr &set, RuleLibrary &library, Report &report) {
  if (set->reversible) {
    check_reversible(set, library, report);
  }
  if (set->idempotent) {
    check_idempotent(set, library, report);
  }
}

} // namespace arnorm
