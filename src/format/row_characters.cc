#include "format/row_characters.h"

#include <algorithm>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "characters/ascii.h"
#include "characters/utf.h"
#include "parse/toml_text.h"

namespace arnorm {
namespace {

// The value of a string, in which TOML's own escapes of characters are those of patterns.
std::string pattern_of(std::string_view written) {
  std::string out;
  QuotedText text(written, 0);
  for (TextPiece piece = text.next();
       piece.kind != TextPiece::Kind::end && piece.kind != TextPiece::Kind::not_closed;
       piece = text.next()) {
    if (piece.kind == TextPiece::Kind::plain) {
      out += written.substr(piece.begin, piece.end - piece.begin);
    } else if (piece.kind == TextPiece::Kind::escape && piece.c >= 0x80) {
      out += fmt::format("\\u{{{:X}}}", static_cast<unsigned>(piece.c));
    } else if (piece.kind == TextPiece::Kind::escape) {
      append_utf8(out, piece.c);
    }
  }
  return out;
}

class Walker {
public:
  Walker(std::string_view text, WrittenCharacters &out) : text_(text), out_(out) {}

  void walk() {
    while (!text_.empty()) {
      step();
    }
  }

private:
  void step() {
    switch (text_.front()) {
    case '$':
      out_.complete = false;
      text_.remove_prefix(1 + leading_name(text_.substr(1)).size());
      break;
    case '{':
      text_.remove_prefix(std::min(text_.find('}'), text_.size() - 1) + 1);
      break;
    case '[':
      set();
      break;
    case '(':
    case ')':
    case '?':
      text_.remove_prefix(1);
      break;
    default:
      if (is_ignored_space(text_.front())) {
        text_.remove_prefix(1);
      } else if (auto one = character()) {
        out_.add(*one);
      }
    }
  }

  // Characters and ranges up to the bracket.
  void set() {
    text_.remove_prefix(1);
    while (!text_.empty() && text_.front() != ']') {
      char c = text_.front();
      if (std::string_view("^[&$:{").find(c) != std::string_view::npos || c == '-') {
        out_.complete = false;
        text_.remove_prefix(1);
      } else if (is_ignored_space(c)) {
        text_.remove_prefix(1);
      } else if (auto first = character()) {
        add_range(*first);
      }
    }
    text_.remove_prefix(text_.empty() ? 0 : 1);
  }

  void add_range(CharacterRange range) {
    if (text_.starts_with('-') && text_.size() > 1 && text_[1] != ']' && text_[1] != '[') {
      text_.remove_prefix(1);
      if (auto last = character()) {
        range.last = last->first;
        range.escaped = range.escaped && last->escaped;
      }
    }
    out_.add(range);
  }

  // Nothing for what is not a single character.
  std::optional<CharacterRange> character() {
    if (text_.front() == '\\' && text_.size() > 1) {
      return escape();
    }
    Character c = first_character(text_);
    text_.remove_prefix(c.length);
    return CharacterRange{c.c, c.c, false};
  }

  std::optional<CharacterRange> escape() {
    char kind = text_[1];
    text_.remove_prefix(1);
    if (kind == 'u' || kind == 'U') {
      return numeric(kind == 'u' ? 4 : 8);
    }
    if (is_ascii_letter(kind) || is_ascii_digit(kind)) { // \N{...}, \p{...}
      out_.complete = false;
      std::size_t close = text_.find('}');
      text_.remove_prefix(
          text_.substr(1).starts_with('{') && close != std::string_view::npos ? close + 1 : 1);
      return std::nullopt;
    }
    return character();
  }

  std::optional<CharacterRange> numeric(std::size_t length) {
    std::size_t begin = 1;
    std::size_t after = 1 + length;
    if (text_.substr(1).starts_with('{')) {
      begin = 2;
      length = std::min(text_.find('}'), text_.size()) - begin;
      after = begin + length + 1;
    }
    auto c = hex_value(text_.substr(begin, length));
    text_.remove_prefix(std::min(after, text_.size()));
    out_.complete = out_.complete && c && *c <= max_code_point;
    return c && *c <= max_code_point ? std::optional(CharacterRange{*c, *c, true}) : std::nullopt;
  }

  std::string_view text_;
  WrittenCharacters &out_;
};

} // namespace

void WrittenCharacters::add(const CharacterRange &range) {
  auto same = [&](const CharacterRange &other) {
    return other.first == range.first && other.last == range.last;
  };
  if (std::any_of(ranges.begin(), ranges.end(), same)) {
    return;
  }
  if (ranges.size() == max_ranges) {
    complete = false;
    return;
  }
  ranges.push_back(range);
}

void WrittenCharacters::add_string(std::string_view written) {
  std::string pattern = pattern_of(written);
  Walker(pattern, *this).walk();
}

bool WrittenCharacters::has(char32_t c) const {
  return std::any_of(ranges.begin(), ranges.end(), [&](const CharacterRange &range) {
    return range.first <= c && c <= range.last;
  });
}

} // namespace arnorm
