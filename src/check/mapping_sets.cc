#include "check/mapping_sets.h"

#include <algorithm>

#include <unicode/uchar.h>

#include "chain/layout.h"
#include "check/script_letters.h"
#include "parse/rule_library.h"

namespace arnorm {
namespace {

bool is_letter_alone(const std::vector<PatternItem> &items, char32_t letter) {
  if (items.size() != 1) {
    return false;
  }
  const PatternItem &item = items[0];
  return item.is_set()
             ? item.set.contains(letter)
             : std::any_of(item.choices.begin(), item.choices.end(),
                           [&](const auto &choice) { return is_letter_alone(choice, letter); });
}

bool has_script(std::u32string_view text, UScriptCode script) {
  return std::any_of(text.begin(), text.end(), [&](char32_t c) {
    return uscript_hasScript(static_cast<UChar32>(c), script) != 0;
  });
}

bool maps(const Row &row, char32_t letter, UScriptCode from) {
  if (row.only == Only::reverse || !row.to.is_literal() ||
      !is_letter_alone(row.from.items, letter)) {
    return false;
  }
  std::u32string to = row.to.literal();
  return !to.empty() && !has_script(to, from);
}

bool maps(const Step &step, char32_t letter, UScriptCode from) {
  const auto *table = std::get_if<TableStage>(&step.stage->what);
  return table != nullptr && std::any_of(table->rows.begin(), table->rows.end(),
                                         [&](const Row &row) { return maps(row, letter, from); });
}

bool maps(const RuleSetPtr &set, char32_t letter, UScriptCode from, RuleLibrary &library) {
  Report ignored;
  std::vector<Step> steps;
  lay_out(set, Direction::forward, library, steps, ignored);
  return std::any_of(steps.begin(), steps.end(),
                     [&](const Step &step) { return maps(step, letter, from); });
}

} // namespace

std::vector<std::string> sets_that_map(char32_t letter, const Scripts &scripts, std::size_t max) {
  auto from = script_of_code(scripts.from);
  if (!from) {
    return {};
  }
  RuleLibrary headers({.files = Files::none}, RuleLibrary::Purpose::running);
  RuleLibrary library({.files = Files::none});
  std::vector<std::string> names;
  for (const std::string &name : library.names()) {
    Report ignored;
    RuleSetPtr header = headers.load(name, {}, ignored);
    if (names.size() == max || !header || header->scripts.from != scripts.from ||
        header->scripts.to != scripts.to) {
      continue;
    }
    RuleSetPtr set = library.load(name, {}, ignored);
    if (set && maps(set, letter, *from, library)) {
      names.push_back(name);
    }
  }
  return names;
}

} // namespace arnorm
