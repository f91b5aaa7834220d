// Describes a rule set in words: `arnorm show`.
#pragma once

#include <optional>
#include <string>

#include "arnorm/arnorm.h"
#include "rules/rule_set.h"

namespace arnorm::tool {

std::string describe(const RuleSet &set, const RenderOptions &options);

// "forward only"; empty for both directions.
std::string_view only_words(Only only);

// The conditions of a row: `  after "$edge"  before "ب" or '[$long]'`; empty if it has none.
std::string conditions(const Row &row);

// The patterns of a `from`, each with its text if it is literal.
struct Alternative {
  std::optional<std::u32string> text;
  Span span;
};
std::vector<Alternative> alternatives(const Pattern &pattern);

// What `back` adds to a row; empty if the row runs backwards anyway, or not at all.
std::string_view back_words(const Row &row);

// Applies sanitize_for_terminal to each line of a text.
std::string sanitized_lines(std::string_view text);

} // namespace arnorm::tool
