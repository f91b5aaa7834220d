// Sets `[...]` in transforms: those of patterns (characters/set_syntax.h), and besides variables,
// strings `{ch}`, and `$` for the edges of the text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "characters/set_syntax.h"
#include "import/transform.h"

namespace arnorm {

struct TransformSet {
  CodePointSet set;
  std::vector<std::u32string> strings; // longer ones first
  std::string text;                    // without variables and strings
  std::optional<std::string> error;    // what is wrong
  std::string help;                    // what to do about it; may be empty
};

// What is said of rules with lone surrogates.
inline constexpr char surrogate_error[] = "a surrogate is not a character";
inline constexpr char surrogate_help[] = "no text has lone surrogates; rules that write them as "
                                         "marks for each other, as `arnorm export` "
                                         "does, cannot be imported";

// The name of a variable at the front of a text.
std::string_view variable_name(std::string_view text);

// The length of the set at the front of a text, 0 if there is none or it is never closed. A set is
// `[...]`, `[:...:]`, `\p{...}` or `\P{...}`.
std::size_t transform_set_length(std::string_view text);

// Reads such a set. `memory` keeps what was read, so that ICU reads equal sets once.
TransformSet read_transform_set(std::string_view text,
                                const std::vector<TransformVariable> &variables,
                                const NamedSets &memory);

// What a backslash makes of a letter: `\n` is U+000A. Of other characters, these themselves.
char32_t escaped_control(char32_t letter);

// A character as sets and patterns of both syntaxes have it: "\u064E".
std::string escaped_character(char32_t c);

} // namespace arnorm
