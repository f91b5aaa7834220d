#include "parse/toml_lookahead.h"

#include <algorithm>

#include "characters/ascii.h"
#include "parse/toml_text.h"

namespace arnorm {
namespace {

class Lookahead {
public:
  Lookahead(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  bool is_entry() {
    do {
      skip_space();
      if (!key()) {
        return false;
      }
      skip_space();
    } while (take('.'));
    return take('=');
  }

  bool is_header() {
    if (!take('[')) {
      return false;
    }
    take('[');
    skip_space();
    std::size_t begin = at_;
    if (!is_ascii_letter(next()) && next() != '_') {
      return false;
    }
    key();
    std::string_view word = text_.substr(begin, at_ - begin);
    return word != "true" && word != "false" && word != "inf" && word != "nan";
  }

private:
  char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  bool take(char c) {
    bool there = next() == c;
    at_ += there ? 1 : 0;
    return there;
  }

  void skip_space() { at_ = std::min(text_.find_first_not_of(" \t", at_), text_.size()); }

  bool key() {
    std::size_t begin = at_;
    char quote = next();
    if (quote == '"' || quote == '\'') {
      const char stops[] = {quote, '\n', '\0'};
      std::size_t close = text_.find_first_of(stops, at_ + 1);
      bool closed = close != std::string_view::npos && text_[close] == quote;
      at_ += closed ? close + 1 - at_ : 0;
    }
    while (is_toml_key_byte(next())) {
      ++at_;
    }
    return at_ > begin;
  }

  std::string_view text_;
  std::size_t at_;
};

} // namespace

bool begins_entry_or_header(std::string_view text, std::size_t at) {
  return Lookahead(text, at).is_entry() || Lookahead(text, at).is_header();
}

bool begins_item(std::string_view text, std::size_t at) {
  constexpr std::string_view first = "{[\"'+-0123456789";
  return at < text.size() && first.find(text[at]) != std::string_view::npos;
}

std::size_t ItemEnd::find(std::size_t begin, std::size_t at) {
  if (begin < searched_ || (text_[begin] != '{' && text_[begin] != '[')) {
    return 0;
  }
  int depth = 0;
  std::size_t end = begin;
  do {
    char c = end < text_.size() ? text_[end] : '\n';
    if (c == '\n' || c == '#') {
      searched_ = end;
      return 0;
    }
    depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
    end = c == '"' || c == '\'' ? text_end(end) : end + 1;
  } while (depth > 0);
  std::size_t next = std::min(text_.find_first_not_of(" \t", end), text_.size());
  bool good = next == text_.size() ||
              std::string_view(",]}\r\n#").find(text_[next]) != std::string_view::npos;
  if (good && end > at) {
    return end;
  }
  searched_ = end;
  return 0;
}

// The end of the string that begins at `begin`, or of its readable part.
std::size_t ItemEnd::text_end(std::size_t begin) const {
  QuotedText text(text_, begin);
  TextPiece piece = text.next();
  while (piece.kind != TextPiece::Kind::end && piece.kind != TextPiece::Kind::not_closed) {
    piece = text.next();
  }
  return piece.end;
}

} // namespace arnorm
