// Splits a TOML string into pieces as written in the file.
//
// The only place that handles quotes, triple quotes (the fence), escapes and folded lines. The
// reader joins the pieces to a value. Node::inside and Node::escapes use the same pieces to map the
// value back to the file. For example:
//
//     """            <- a fence; the line end right after it is not part of the value
//     a\u0628b \     <- plain `a`, escape U+0628, plain `b `, folded: from the backslash to `c`
//       c""""        <- plain `c`, plain `"`, end: up to two quotes may precede the fence
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "characters/ascii.h"

namespace arnorm {

// The tab is the only control character that TOML allows, even in comments.
inline bool is_toml_control(char c) {
  return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
}

// Whether a byte may occur in a bare key.
inline bool is_toml_key_byte(char c) { return is_name_byte(c) || c == '-'; }

struct TextPiece {
  enum class Kind : std::uint8_t {
    plain,    // ordinary bytes
    escape,   // an escape, which denotes the character `c`
    line_end, // CR LF, which is one line feed in the value
    folded,   // a backslash at the end of a line, and white space; adds nothing to the value
    end,      // the closing quote or fence
    // Errors. Reading can continue after all except the first.
    not_closed,
    control,
    unknown_escape,
    bad_digits, // fewer than four after \u, or eight after \U
    surrogate,
    too_large, // beyond U+10FFFF
  };

  Kind kind;
  std::size_t begin; // in the file
  std::size_t end;
  char32_t c = 0;

  bool is_wrong() const { return kind >= Kind::not_closed; }
};

class QuotedText {
public:
  // `begin` is the offset of the opening quote.
  QuotedText(std::string_view file, std::size_t begin);

  TextPiece next();

  std::size_t at() const { return at_; }
  bool is_multi_line() const { return multi_line_; }
  bool is_basic() const { return quote_ == '"'; }

private:
  bool stops(char c) const;
  bool at_line_end() const;
  TextPiece take(TextPiece::Kind kind, std::size_t length, char32_t c = 0);
  TextPiece quotes();
  TextPiece escape();
  TextPiece numeric(std::size_t digits);
  TextPiece unknown();
  std::size_t folded_length() const;

  std::string_view file_;
  std::size_t at_;
  char quote_;
  bool multi_line_;
  bool at_fence_ = false; // the quotes before the closing fence have been returned
};

} // namespace arnorm
