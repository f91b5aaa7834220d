#include "characters/json_text.h"

#include <algorithm>

#include "characters/utf.h"

namespace arnorm {
namespace {

bool is_lead(char32_t c) { return c >= 0xD800 && c < 0xDC00; }
bool is_trail(char32_t c) { return c >= 0xDC00 && c < 0xE000; }

void append_escape(std::string &out, char32_t c, const JsonForm &form) {
  if (c > 0xFFFF) {
    append_escape(out, 0xD7C0 + (c >> 10), form);
    c = 0xDC00 + (c & 0x3FF);
  }
  const char *digits = form.lower ? "0123456789abcdef" : "0123456789ABCDEF";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) {
    out += digits[c >> shift & 0xF];
  }
}

// The letter of a short escape; 0 if there is none.
char short_escape(char32_t c, const JsonForm &form) {
  switch (c) {
  case '/':
    return form.slashes ? '/' : '\0';
  case '"':
  case '\\':
    return static_cast<char>(c);
  case '\b':
    return 'b';
  case '\f':
    return 'f';
  case '\n':
    return 'n';
  case '\r':
    return 'r';
  case '\t':
    return 't';
  default:
    return '\0';
  }
}

void append_character(std::string &out, char32_t c, const JsonForm &form) {
  if (char letter = short_escape(c, form); letter != '\0') {
    out += '\\';
    out += letter;
  } else if (c < 0x20 || c == 0x7F || (form.ascii && c > 0x7F)) {
    append_escape(out, c, form);
  } else {
    append_utf8(out, c);
  }
}

void append_surrogate(std::string &out, char32_t c) {
  out += '\xED';
  out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
  out += static_cast<char>(0x80 | (c & 0x3F));
}

// Decodes the escapes of a string.
class Unescaper {
public:
  explicit Unescaper(std::string_view raw) : raw_(raw) {}

  std::optional<std::string> run() {
    for (std::size_t slash; (slash = raw_.find('\\')) != std::string_view::npos;) {
      out_.append(raw_.substr(0, slash));
      raw_.remove_prefix(slash + 1);
      if (!escape()) {
        return std::nullopt;
      }
    }
    return std::move(out_.append(raw_));
  }

private:
  bool escape() {
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    if (raw_.empty()) {
      return false;
    }
    char letter = raw_[0];
    raw_.remove_prefix(1);
    if (letter == 'u') {
      return unit();
    }
    std::size_t at = letters.find(letter);
    out_ += at == std::string_view::npos ? '\0' : meanings[at];
    return at != std::string_view::npos;
  }

  // Decodes one \uXXXX, or two that form a surrogate pair.
  bool unit() {
    std::optional<char32_t> first = hex(raw_);
    if (!first) {
      return false;
    }
    raw_.remove_prefix(4);
    std::optional<char32_t> second =
        is_lead(*first) && raw_.starts_with("\\u") ? hex(raw_.substr(2)) : std::nullopt;
    if (second && is_trail(*second)) {
      raw_.remove_prefix(6);
      append_utf8(out_, 0x10000 + ((*first & 0x3FF) << 10) + (*second & 0x3FF));
    } else if (is_lead(*first) || is_trail(*first)) {
      append_surrogate(out_, *first);
    } else {
      append_utf8(out_, *first);
    }
    return true;
  }

  static std::optional<char32_t> hex(std::string_view text) {
    if (text.size() < 4) {
      return std::nullopt;
    }
    char32_t value = 0;
    for (char c : text.substr(0, 4)) {
      bool is_digit = c >= '0' && c <= '9';
      char letter = static_cast<char>(c | 0x20);
      if (!is_digit && (letter < 'a' || letter > 'f')) {
        return std::nullopt;
      }
      value = value * 16 + static_cast<char32_t>(is_digit ? c - '0' : letter - 'a' + 10);
    }
    return value;
  }

  std::string_view raw_;
  std::string out_;
};

} // namespace

namespace {

bool is_plain(char c) {
  return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\' && c != 0x7F;
}

// Encodes well-formed UTF-8. Most characters need no escape, so runs of them are copied.
std::string utf8_string(std::string_view text, const JsonForm &form) {
  std::string out = "\"";
  while (!text.empty()) {
    std::size_t plain = 0;
    while (plain < text.size() && is_plain(text[plain]) && !(form.slashes && text[plain] == '/')) {
      ++plain;
    }
    out.append(text.substr(0, plain));
    if (plain < text.size()) {
      append_character(out, static_cast<char32_t>(text[plain]), form);
    }
    text.remove_prefix(std::min(plain + 1, text.size()));
  }
  return out + "\"";
}

} // namespace

std::string json_string(std::string_view text, JsonForm form) {
  if (form.well_formed && !form.ascii) {
    return utf8_string(text, form);
  }
  std::string out = "\"";
  while (!text.empty()) {
    Character next = first_character(text);
    char32_t surrogate =
        form.lone_surrogates && text[0] == '\xED' ? encoded_surrogate(text) : U'\0';
    if (surrogate != 0) {
      append_escape(out, surrogate, form);
      text.remove_prefix(encoded_surrogate_bytes);
    } else {
      append_character(out, next.c == ill_formed ? U'\uFFFD' : next.c, form);
      text.remove_prefix(next.length);
    }
  }
  return out + "\"";
}

std::optional<std::string> json_unescaped(std::string_view raw) { return Unescaper(raw).run(); }

} // namespace arnorm
