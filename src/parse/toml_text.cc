#include "parse/toml_text.h"

#include <algorithm>

#include "characters/ascii.h"
#include "characters/utf.h"

namespace arnorm {
namespace {

std::size_t line_end_length(std::string_view text) {
  return text.starts_with("\r\n") ? 2 : text.starts_with('\n') ? 1 : 0;
}

// The character that a short escape denotes; 0 if the letter is not a short escape.
char short_escape(char kind) {
  switch (kind) {
  case 'b':
    return '\b';
  case 't':
    return '\t';
  case 'n':
    return '\n';
  case 'f':
    return '\f';
  case 'r':
    return '\r';
  case '"':
  case '\\':
    return kind;
  default:
    return '\0';
  }
}

} // namespace

QuotedText::QuotedText(std::string_view file, std::size_t begin)
    : file_(file), at_(begin), quote_(begin < file.size() ? file[begin] : '"') {
  const char fence[] = {quote_, quote_, quote_};
  multi_line_ = file_.substr(at_).starts_with(std::string_view(fence, 3));
  at_ = std::min(at_ + (multi_line_ ? 3 : 1), file_.size());
  at_ += multi_line_ ? line_end_length(file_.substr(at_)) : 0;
}

bool QuotedText::stops(char c) const {
  if (c == quote_ || (c == '\\' && is_basic())) {
    return true;
  }
  return is_toml_control(c) && !(c == '\n' && multi_line_);
}

bool QuotedText::at_line_end() const { return line_end_length(file_.substr(at_, 2)) > 0; }

TextPiece QuotedText::take(TextPiece::Kind kind, std::size_t length, char32_t c) {
  std::size_t begin = at_;
  at_ += length;
  return {kind, begin, at_, c};
}

TextPiece QuotedText::next() {
  std::string_view rest = file_.substr(at_);
  auto stop = std::find_if(rest.begin(), rest.end(), [this](char c) { return stops(c); });
  if (stop != rest.begin()) {
    return take(TextPiece::Kind::plain, static_cast<std::size_t>(stop - rest.begin()));
  }
  if (rest.empty() || (!multi_line_ && at_line_end())) {
    return take(TextPiece::Kind::not_closed, 0);
  }
  if (rest.front() == quote_) {
    return quotes();
  }
  if (rest.front() == '\\') {
    return escape();
  }
  return at_line_end() ? take(TextPiece::Kind::line_end, 2) : take(TextPiece::Kind::control, 1);
}

// In a multi-line string, the last three of up to five quotes close it.
TextPiece QuotedText::quotes() {
  if (!multi_line_) {
    return take(TextPiece::Kind::end, 1);
  }
  std::string_view five = file_.substr(at_, 5);
  std::size_t count = std::min(five.find_first_not_of(quote_), five.size());
  if (count < 3) {
    return take(TextPiece::Kind::plain, count);
  }
  if (count == 3 || at_fence_) {
    return take(TextPiece::Kind::end, 3);
  }
  at_fence_ = true;
  return take(TextPiece::Kind::plain, count - 3);
}

TextPiece QuotedText::escape() {
  if (std::size_t length = folded_length(); length > 0) {
    return take(TextPiece::Kind::folded, length);
  }
  char kind = at_ + 1 < file_.size() ? file_[at_ + 1] : '\0';
  if (kind == 'u' || kind == 'U') {
    return numeric(kind == 'u' ? 4 : 8);
  }
  char c = short_escape(kind);
  return c == '\0' ? unknown() : take(TextPiece::Kind::escape, 2, static_cast<char32_t>(c));
}

TextPiece QuotedText::numeric(std::size_t digits) {
  std::string_view hex = file_.substr(at_ + 2, digits);
  auto c = hex.size() == digits ? hex_value(hex) : std::nullopt;
  if (!c) {
    auto other = std::find_if_not(hex.begin(), hex.end(), is_hex_digit);
    return take(TextPiece::Kind::bad_digits, 2 + static_cast<std::size_t>(other - hex.begin()));
  }
  auto kind = *c > max_code_point ? TextPiece::Kind::too_large
              : is_surrogate(*c)  ? TextPiece::Kind::surrogate
                                  : TextPiece::Kind::escape;
  return take(kind, 2 + digits, *c);
}

TextPiece QuotedText::unknown() {
  std::string_view rest = file_.substr(at_ + 1);
  bool whole = !rest.empty() && !is_toml_control(rest.front());
  return take(TextPiece::Kind::unknown_escape, 1 + (whole ? sequence_length(rest) : 0));
}

// The length of a folded line end: a backslash followed only by white space on its line, and all
// white space up to the next character. 0 if there is none.
std::size_t QuotedText::folded_length() const {
  if (!multi_line_) {
    return 0;
  }
  std::size_t at = file_.find_first_not_of(" \t", at_ + 1);
  if (at == std::string_view::npos || line_end_length(file_.substr(at, 2)) == 0) {
    return 0;
  }
  while (at < file_.size()) {
    std::size_t line_end = line_end_length(file_.substr(at, 2));
    if (line_end == 0 && file_[at] != ' ' && file_[at] != '\t') {
      break;
    }
    at += std::max<std::size_t>(1, line_end);
  }
  return at - at_;
}

} // namespace arnorm
