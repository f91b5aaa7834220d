// Describes a rule set in words: `arnorm show`.
#pragma once

#include <string>

#include "rules/rule_set.h"

namespace arnorm::tool {

std::string describe(const RuleSet &set);

// "forward only"; empty for both directions.
std::string_view only_words(Only only);

// The conditions of a row: `  after "$edge"  before "ب" or '[$long]'`; empty if it has none.
std::string conditions(const Row &row);

// A pattern or another text as written in its file, including quotes.
std::string written(const Span &span);

// Applies sanitize_for_terminal to each line of a text.
std::string sanitized_lines(std::string_view text);

} // namespace arnorm::tool
