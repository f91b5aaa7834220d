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

bool ends(const CompiledChain &chain, const std::u32string &text) {
  std::string out;
  return !chain.apply(to_utf8(text), Invalid::keep, out).unfinished;
}

// A text of one or two of the letters on which the chain does not end.
std::optional<std::u32string> endless(const CompiledChain &chain, const std::u32string &letters) {
  for (char32_t first : letters) {
    if (std::u32string text{first}; !ends(chain, text)) {
      return text;
    }
  }
  for (char32_t first : letters) {
    for (char32_t second : letters) {
      if (std::u32string text{first, second}; !ends(chain, text)) {
        return text;
      }
    }
  }
  return std::nullopt;
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
    auto text = chain ? endless(*chain, letters_of(icu->text)) : std::nullopt;
    if (text) {
      report.error(
          Code::AR0223, icu->span, "ICU does not finish this transform",
          {.label = "on " + spell(*text),
           .notes = {"a rule finds what it has written itself; ICU gives up after 16 steps "
                     "for each character and leaves the rest as it is"},
           .help = "move the `|` after the text that the rule would find again"});
    }
  }
}

} // namespace arnorm
