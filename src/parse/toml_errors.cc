#include "parse/toml_errors.h"

#include <algorithm>

#include <fmt/format.h>
#include <unicode/uchar.h>

#include "characters/ascii.h"
#include "characters/names.h"
#include "characters/utf.h"
#include "parse/toml_scalar.h"

namespace arnorm {
namespace {

constexpr const char *comma_help =
    "separate entries with commas, and close every bracket and quote";
constexpr const char *key_help = "write key = value; a key is made of A-Z, a-z, 0-9, `_` and `-`";
constexpr const char *twice_help =
    "keep one of the two; every stage begins with [[stage]], every test with [[test]]";
constexpr const char *header_help =
    "write a header such as [sets], [[stage]] or [[test]] on a line of its own";
constexpr const char *text_help =
    "enclose text in quotes; see https://toml.io/en/v1.0.0 for the syntax";

// A word of the file for a message, shortened if it is long.
std::string quoted(std::string_view word) {
  constexpr std::size_t max = 40;
  std::size_t end = 0;
  for (std::size_t i = 0; i < max && end < word.size(); ++i) {
    end += std::max<std::size_t>(1, sequence_length(word.substr(end)));
  }
  return fmt::format("`{}{}`", word.substr(0, end), end < word.size() ? "..." : "");
}

// Converts a number in digits of any script to ASCII. Empty if the word has other characters.
std::string ascii_digits(std::string_view word) {
  constexpr std::size_t max = 20;
  std::string out;
  while (!word.empty()) {
    auto [c, length] = first_character(word);
    int digit = c == ill_formed ? -1 : u_charDigitValue(static_cast<UChar32>(c));
    if (digit < 0 || out.size() == max) {
      return "";
    }
    out += static_cast<char>('0' + digit);
    word.remove_prefix(length);
  }
  return out;
}

// Whether a word looks like “text” or ‘text’.
bool begins_with_curly_quote(std::string_view word) {
  return word.starts_with("\u201C") || word.starts_with("\u201D") || word.starts_with("\u201E") ||
         word.starts_with("\u2018") || word.starts_with("\u2019") || word.starts_with("\u00AB");
}

std::string value_help(std::string_view word) {
  if (word.starts_with("//")) {
    return "a comment begins with #";
  }
  if (std::string digits = ascii_digits(word); !digits.empty()) {
    return fmt::format("write numbers with the digits 0 to 9 and without leading zeros: {}",
                       digits.substr(std::min(digits.find_first_not_of('0'), digits.size() - 1)));
  }
  if (begins_with_curly_quote(word)) {
    return "enclose text in straight quotes: \"...\" or '...'";
  }
  std::string small(word.substr(0, 6));
  std::transform(small.begin(), small.end(), small.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return small == "true" || small == "false" ? fmt::format("write {} in lower case", small)
                                             : text_help;
}

} // namespace

bool TomlErrors::report(std::size_t begin, std::size_t end, std::string message,
                        Report::More more) {
  Span at{source_, begin, end};
  if (count_++ == 0) {
    first_ = at;
  }
  report_.error(Code::AR0101, at, std::move(message), std::move(more));
  return false;
}

// Reports that something was expected, and names what was found instead.
bool TomlErrors::expected(std::string_view what, std::size_t at, std::string help) {
  std::string_view rest = text().substr(at);
  std::string found = "the end of the line";
  std::size_t length = 0;
  if (rest.empty()) {
    found = "the end of the file";
  } else if (rest.front() != '\n' && !rest.starts_with("\r\n") && rest.front() != '#') {
    if (is_toml_control(rest.front())) {
      return control(at);
    }
    length = std::max<std::size_t>(1, word_length(rest));
    found = quoted(rest.substr(0, length));
  }
  return report(at, at + length, fmt::format("expected {}, not {}", what, found),
                {.help = std::move(help)});
}

bool TomlErrors::no_key(std::size_t at) { return expected("a key", at, key_help); }

bool TomlErrors::no_equals_sign(std::size_t at, std::size_t key) {
  std::size_t end = std::min(text().find_first_of(" \t\n=", key), at);
  bool colon = text().substr(at).starts_with(':');
  return expected(fmt::format("`=` after {}", quoted(text().substr(key, end - key))), at,
                  colon ? "write = instead of the colon: key = value" : key_help);
}

bool TomlErrors::long_key(std::size_t at) {
  return report(at, at + 1, "this key has too many dots",
                {.help = "use at most 16 dots; rule files need none"});
}

bool TomlErrors::key_in_three_quotes(std::size_t at) {
  return report(at, at + 3, "a key must not be in triple quotes",
                {.help = "write the key without quotes"});
}

bool TomlErrors::key_twice(std::string_view key, const Span &at, const Span &first) {
  return report(at.begin, at.end, fmt::format("{} is defined twice", quoted(key)),
                {.second = first, .second_label = "first defined here", .help = twice_help});
}

bool TomlErrors::not_a_table(std::string_view key, const Span &at, const Span &first) {
  return report(at.begin, at.end, fmt::format("no keys can be added to {}", quoted(key)),
                {.second = first, .second_label = "its value", .help = twice_help});
}

bool TomlErrors::header_not_closed(std::size_t at, bool repeated) {
  return expected(repeated ? "`]]` at the end of this header" : "`]` at the end of this header", at,
                  header_help);
}

bool TomlErrors::not_end_of_line(std::size_t at) {
  return expected("the end of the line", at,
                  "write each key on a line of its own; a comment begins with #");
}

bool TomlErrors::no_value(std::size_t at) { return expected("a value", at, text_help); }

bool TomlErrors::not_a_value(std::size_t begin, std::size_t end) {
  std::string_view word = text().substr(begin, end - begin);
  return report(begin, end, fmt::format("{} is not a value", quoted(word)),
                {.help = value_help(word)});
}

bool TomlErrors::large_number(std::size_t begin, std::size_t end) {
  return report(begin, end, "this number is too large",
                {.help = "numbers range from -9223372036854775808 to 9223372036854775807"});
}

bool TomlErrors::deep_value(std::size_t at) {
  return report(at, at + 1, "values are nested too deeply here",
                {.help = "use at most 256 levels of arrays and tables; rule files need 4"});
}

std::string TomlErrors::escape_help(std::size_t begin) const {
  std::string_view line = text().substr(begin, text().find('\n', begin) - begin);
  return line.find('\'') == std::string_view::npos
             ? "write patterns in single quotes, '...', where a backslash is an ordinary character"
             : "double the backslash, because TOML processes escapes in double quotes";
}

bool TomlErrors::in_text(std::size_t begin, const TextPiece &piece) {
  std::string_view word = text().substr(piece.begin, piece.end - piece.begin);
  switch (piece.kind) {
  case TextPiece::Kind::not_closed: {
    bool lines = QuotedText(text(), begin).is_multi_line();
    return report(piece.begin, piece.end,
                  lines ? "this multi-line string is never closed" : "this string is not closed",
                  {.second = {source_, begin, begin + (lines ? 3 : 1)},
                   .second_label = "it begins here",
                   .help = lines ? "close it with the three quotes that opened it"
                                 : "close the string on the line on which it begins"});
  }
  case TextPiece::Kind::control:
    return control(piece.begin);
  case TextPiece::Kind::surrogate:
    return report(piece.begin, piece.end, "a surrogate is not a character",
                  {.help = "write a character beyond U+FFFF as one code point: \\U0001F600"});
  case TextPiece::Kind::too_large:
    return report(piece.begin, piece.end, fmt::format("{} is beyond U+10FFFF", quoted(word)),
                  {.help = "write the code point of a character, U+10FFFF at most"});
  default:
    return report(piece.begin, piece.end, fmt::format("{} is not a TOML escape", quoted(word)),
                  {.help = escape_help(begin)});
  }
}

bool TomlErrors::control(std::size_t at) {
  char c = text()[at];
  return report(
      at, at + 1, "a control character is not allowed here",
      {.label = spell(static_cast<char32_t>(c)),
       .help = c == '\r' ? "save the file with LF, or CR LF, at the ends of lines" : "delete it"});
}

bool TomlErrors::no_comma(std::size_t at, char closing) {
  std::string_view rest = text().substr(at);
  bool other = rest.starts_with("\u060C") || rest.starts_with(';') || rest.starts_with("\u061B");
  return expected(fmt::format("a comma or `{}`", closing), at,
                  other ? "write the Latin comma, U+002C, between entries" : comma_help);
}

bool TomlErrors::comma_before_brace(std::size_t at) {
  return report(at, at + 1, "a table in braces must not end with a comma",
                {.help = "delete this comma"});
}

bool TomlErrors::table_over_lines(std::size_t at, std::size_t opening) {
  return report(at, at, "a table in braces must end on the line on which it begins",
                {.second = {source_, opening, opening + 1},
                 .second_label = "it begins here",
                 .help = "write the whole table on one line, including its `}`"});
}

bool TomlErrors::never_closed(std::size_t at, std::size_t opening) {
  char bracket = text()[opening];
  return report(at, at, fmt::format("this `{}` is never closed", bracket),
                {.second = {source_, opening, opening + 1},
                 .second_label = "it was opened here",
                 .help = fmt::format("close it with `{}`", bracket == '[' ? ']' : '}')});
}

} // namespace arnorm
