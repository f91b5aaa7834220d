#include "check/icu_loops.h"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <variant>

#include "chain/compile.h"
#include "characters/names.h"
#include "characters/utf.h"

namespace arnorm {
namespace {

constexpr std::size_t max_letters = 40; // of the rules, from the first on

std::u32string letters_of(const std::string &rules) {
  std::u32string letters;
  for (char32_t c : to_utf32(rules)) {
    if (c > U' ' && letters.find(c) == std::u32string::npos && letters.size() < max_letters) {
      letters += c;
    }
  }
  return letters;
}

// Texts of one or two letters on which a chain does something that nobody wants.
class Trial {
public:
  explicit Trial(const CompiledChain &chain) : chain_(chain) {}

  // Ends at a text on which the chain does not end.
  void run(const std::u32string &letters) {
    for (std::size_t i = 0; i < letters.size() && !endless_; ++i) {
      run_text({letters[i]});
    }
    for (std::size_t i = 0; i < letters.size(); ++i) {
      for (std::size_t j = 0; j < letters.size() && !endless_; ++j) {
        run_text({letters[i], letters[j]});
      }
    }
  }

  // The first texts: where the chain does not end, and where it writes something else the second
  // time.
  const std::optional<std::u32string> &endless() const { return endless_; }
  const std::optional<std::u32string> &unsteady() const { return unsteady_; }

private:
  void run_text(std::u32string text) {
    const std::string utf8 = to_utf8(text);
    std::string first;
    std::string second;
    if (chain_.apply(utf8, Invalid::keep, first).unfinished) {
      endless_ = std::move(text);
      return;
    }
    chain_.apply(utf8, Invalid::keep, second);
    if (first != second && !unsteady_) {
      unsteady_ = std::move(text);
    }
  }

  const CompiledChain &chain_;
  std::optional<std::u32string> endless_;
  std::optional<std::u32string> unsteady_;
};

void report_endless(const IcuStage &icu, const std::u32string &text, Report &report) {
  report.error(Code::AR0223, icu.span, "ICU does not finish this transform",
               {.label = "on " + spell(text),
                .notes = {"a rule finds what it has written itself; ICU gives up after 16 steps "
                          "for each character and leaves the rest as it is"},
                .help = "move the `|` after the text that the rule would find again"});
}

void report_unsteady(const IcuStage &icu, const std::u32string &text, Report &report) {
  report.warning(Code::AR0224, icu.span, "ICU writes something else when it uses a rule again",
                 {.label = "on " + spell(text),
                  .notes = {"a rule has a text before its `|`, which ICU puts into the wrong place "
                            "the first time"},
                  .help = "leave out the `|`, and write what the text after it becomes"});
}

} // namespace

void check_icu_loops(const std::vector<Step> &steps, Report &report) {
  for (const Step &step : steps) {
    const auto *icu = std::get_if<IcuStage>(&step.stage->what);
    if (icu == nullptr) {
      continue;
    }
    Report known;
    std::unique_ptr<const CompiledChain> chain = CompiledChain::build({step}, known);
    if (!chain) {
      continue;
    }
    Trial trial(*chain);
    trial.run(letters_of(icu->text));
    if (trial.endless()) {
      report_endless(*icu, *trial.endless(), report);
    }
    if (trial.unsteady()) {
      report_unsteady(*icu, *trial.unsteady(), report);
    }
  }
}

} // namespace arnorm
