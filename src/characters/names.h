// Code points spelled out, and names that are near to a mistyped one.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace arnorm {

// "ARABIC LETTER TEH MARBUTA". ICU's name for what has no name of its own: "<control-000A>".
std::string character_name(char32_t c);

// "U+0629 TEH MARBUTA": the Unicode name without "ARABIC" and "ARABIC LETTER", for messages.
std::string spell(char32_t c);

// The same for a whole text, joined by commas; long texts end in "...".
std::string spell(std::u32string_view text);

// What of a text a screen shows out of place or not at all, spelled out: right-to-left letters,
// marks, invisible characters. Empty when a caret below the text would point at the right place.
std::string spell_bidi(std::string_view utf8);

// What must not reach a terminal as it is: controls, bidi controls, malformed bytes.
bool is_unprintable(char32_t c);

// What a file says, for a terminal: with U+FFFD for each of these.
std::string sanitize_for_terminal(std::string_view utf8);

// "U+0629"
std::string hex_name(char32_t c);

// The code point of a Unicode name ("ARABIC LETTER BEH"), as \N{...} writes it.
std::optional<char32_t> code_point_named(std::string_view name);

// The candidate that `word` was probably meant to be (edit distance), empty when none is near.
std::string_view nearest(std::string_view word, std::span<const std::string> candidates);

// "did you mean `x`?", or nothing when no candidate is near.
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

} // namespace arnorm
