#include "tool/lsp/string_pieces.h"

#include <algorithm>

#include "characters/ascii.h"
#include "characters/names.h"
#include "characters/utf.h"

namespace arnorm::tool {
namespace {

class PieceReader {
public:
  PieceReader(std::string_view text, const Token &token)
      : text_(text), at_(token.begin + token.quote),
        end_(token.end - (token.is_closed ? token.quote : 0)),
        pattern_(is_pattern_text(value_of(token))), double_quotes_(text[token.begin] == '"') {}

  std::vector<StringPiece> read() {
    std::vector<StringPiece> pieces;
    while (at_ < end_) {
      pieces.push_back(next());
      at_ = pieces.back().end;
    }
    return pieces;
  }

private:
  std::string_view rest(std::size_t from) const { return text_.substr(from, end_ - from); }

  StringPiece next() const {
    bool doubled = rest(at_).starts_with("\\\\");
    if (text_[at_] == '\\' && double_quotes_ && !doubled) {
      return toml_escape();
    }
    if (text_[at_] == '\\' && pattern_) {
      return pattern_escape(at_ + (double_quotes_ ? 2 : 1));
    }
    if (text_[at_] == '$' && pattern_) {
      return name();
    }
    return character();
  }

  StringPiece piece(StringPiece::Kind kind, std::size_t end) const {
    return {.kind = kind, .begin = at_, .end = std::clamp(end, at_ + 1, end_)};
  }

  StringPiece character() const {
    Character first = first_character(rest(at_));
    StringPiece found =
        piece(StringPiece::Kind::character, at_ + (first.c == ill_formed ? 1 : first.length));
    found.c = first.c == ill_formed ? std::nullopt : std::optional(first.c);
    return found;
  }

  // `\u064E`, or `\n` and the like.
  StringPiece toml_escape() const {
    char kind = at_ + 1 < end_ ? text_[at_ + 1] : ' ';
    if (kind == 'u' || kind == 'U') {
      return digits(at_ + 2, kind == 'u' ? 4 : 8);
    }
    StringPiece found = piece(StringPiece::Kind::escape, at_ + 2);
    constexpr std::string_view letters = "btnfr\"\\";
    constexpr std::string_view meant = "\b\t\n\f\r\"\\";
    std::size_t index = letters.find(kind);
    found.c =
        index == std::string_view::npos ? std::nullopt : std::optional<char32_t>(meant[index]);
    return found;
  }

  // An escape of patterns, whose kind is at `kind`.
  StringPiece pattern_escape(std::size_t kind) const {
    char letter = kind < end_ ? text_[kind] : ' ';
    bool braces = kind + 1 < end_ && text_[kind + 1] == '{';
    if (braces && (letter == 'u' || letter == 'N' || letter == 'p' || letter == 'P')) {
      return in_braces(letter, kind + 2);
    }
    if (letter == 'u' || letter == 'U') {
      return digits(kind + 1, letter == 'u' ? 4 : 8);
    }
    Character first = kind < end_ ? first_character(rest(kind)) : Character{U' ', 0};
    StringPiece found = piece(StringPiece::Kind::escape, kind + first.length);
    bool letter_or_digit = is_ascii_letter(letter) || is_ascii_digit(letter);
    found.c = first.c == ill_formed || first.length == 0 || letter_or_digit
                  ? std::nullopt
                  : std::optional(first.c);
    return found;
  }

  StringPiece digits(std::size_t begin, std::size_t count) const {
    std::string_view word = rest(std::min(begin, end_)).substr(0, count);
    word = word.substr(0, word.find_first_not_of("0123456789abcdefABCDEF"));
    StringPiece found = piece(StringPiece::Kind::escape, begin + word.size());
    found.c = word.size() == count ? code_point(word) : std::nullopt;
    return found;
  }

  static std::optional<char32_t> code_point(std::string_view word) {
    std::optional<char32_t> value = hex_value(word);
    return value && *value <= max_code_point && !is_surrogate(*value) ? value : std::nullopt;
  }

  StringPiece in_braces(char letter, std::size_t begin) const {
    std::size_t close = rest(begin).find('}');
    bool closed = close != std::string_view::npos;
    bool property = letter == 'p' || letter == 'P';
    StringPiece found = piece(property ? StringPiece::Kind::property : StringPiece::Kind::escape,
                              closed ? begin + close + 1 : end_);
    found.inner = rest(begin).substr(0, close);
    found.inner_begin = begin;
    found.is_closed = closed;
    if (closed && !property) {
      found.c = letter == 'u' ? code_point(found.inner) : code_point_named(found.inner);
    }
    return found;
  }

  StringPiece name() const {
    std::string_view word = leading_name(rest(at_ + 1));
    StringPiece found = piece(StringPiece::Kind::name, at_ + 1 + word.size());
    found.inner = word;
    found.inner_begin = at_ + 1;
    return found;
  }

  std::string_view text_;
  std::size_t at_;
  std::size_t end_;
  bool pattern_;
  bool double_quotes_;
};

} // namespace

bool is_pattern_text(RuleValue value) {
  return value == RuleValue::pattern || value == RuleValue::set || value == RuleValue::letters ||
         value == RuleValue::replacement;
}

RuleValue value_of(const Token &token) {
  if (token.table == RuleTable::sets || token.table == RuleTable::patterns) {
    return token.table == RuleTable::sets ? RuleValue::set : RuleValue::pattern;
  }
  const RuleKey *key = token.known ? find_key(token.table, token.key) : nullptr;
  return key == nullptr ? RuleValue::text : key->value;
}

std::vector<StringPiece> pieces_of(std::string_view text, const Token &token) {
  return PieceReader(text, token).read();
}

} // namespace arnorm::tool
