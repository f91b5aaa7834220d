#include "characters/set_syntax.h"

#include <new>

#include <fmt/format.h>
#include <unicode/uset.h>
#include <unicode/ustring.h>

#include "characters/ascii.h"
#include "characters/utf.h"

namespace arnorm {

namespace {

// ICU reads the set; everything ICU would only answer with "illegal argument" is found here first
// or narrowed down afterwards, because ICU tells no place.

struct USetCloser {
  void operator()(USet *set) const { uset_close(set); }
};
using OwnedUSet = std::unique_ptr<USet, USetCloser>;

OwnedUSet icu_set(std::string_view pattern) {
  std::u16string utf16;
  append_utf16(utf16, to_utf32(pattern));
  UErrorCode status = U_ZERO_ERROR;
  OwnedUSet set(uset_openPattern(utf16.data(), static_cast<int32_t>(utf16.size()), &status));
  if (status == U_MEMORY_ALLOCATION_ERROR) {
    throw std::bad_alloc();
  }
  return U_SUCCESS(status) ? std::move(set) : nullptr;
}

bool has_strings(const USet *set) {
  int32_t ranges = uset_getRangeCount(set);
  return uset_getItemCount(set) > ranges;
}

CodePointSet from_icu(const USet *set) {
  CodePointSet result;
  for (int32_t i = 0; i < uset_getRangeCount(set); ++i) {
    UChar32 first = 0;
    UChar32 last = 0;
    UErrorCode status = U_ZERO_ERROR;
    uset_getItem(set, i, &first, &last, nullptr, 0, &status);
    result.add({static_cast<char32_t>(first), static_cast<char32_t>(last)});
  }
  if (result.contains(0xFFFF)) {
    result.add({CodePointSet::edge, CodePointSet::edge});
  }
  return result;
}

// A set as a pattern ICU reads, to stand in place of its name.
std::string as_pattern(const CodePointSet &set) {
  std::string out = "[";
  CodePointSet inside = set.minus(CodePointSet::single(CodePointSet::edge));
  for (auto [first, last] : inside.ranges()) {
    out += fmt::format("\\U{:08X}", static_cast<unsigned>(first));
    if (last > first) { // ICU refuses a range of one
      out += fmt::format("-\\U{:08X}", static_cast<unsigned>(last));
    }
  }
  return out + "]";
}

// Digits of "\u0041" and "\U00000041", 0 for other escapes.
std::size_t digits_of(char kind) { return kind == 'u' ? 4 : kind == 'U' ? 8 : 0; }

// Bytes that an escape at the front of `text` takes ("\u0041", "\p{L}", "\["); fewer than it
// should when digits are missing, 0 when it has no end.
std::size_t escape_length(std::string_view text) {
  if (text.size() < 2) {
    return 0;
  }
  char kind = text[1];
  bool braced = (kind == 'p' || kind == 'P' || kind == 'N') && text.size() > 2 && text[2] == '{';
  braced = braced || ((kind == 'u' || kind == 'x') && text.size() > 2 && text[2] == '{');
  if (braced) {
    std::size_t close = text.find('}');
    return close == std::string_view::npos ? 0 : close + 1;
  }
  std::size_t digits = digits_of(kind);
  if (digits == 0) {
    return 1 + std::max<std::size_t>(1, sequence_length(text.substr(1)));
  }
  std::size_t length = 2;
  while (length < 2 + digits && length < text.size() && is_hex_digit(text[length])) {
    ++length;
  }
  return length;
}

bool lacks_digits(std::string_view escape) {
  return !escape.ends_with('}') && escape.size() < 2 + digits_of(escape[1]);
}

// The number of a numeric escape; nothing for other escapes.
std::optional<char32_t> numeric_value(std::string_view escape) {
  if (escape.size() < 3 || (escape[1] != 'u' && escape[1] != 'U' && escape[1] != 'x')) {
    return std::nullopt;
  }
  std::string_view digits = escape.substr(2);
  return hex_value(digits.front() == '{' ? digits.substr(1, digits.size() - 2) : digits);
}

SetError error_at(SetError::Kind kind, std::string_view text, std::size_t begin, std::size_t end) {
  return {kind, begin, end, std::string(text.substr(begin, end - begin))};
}

constexpr std::size_t max_expanded = 1u << 20; // bytes; a name may stand for hundreds of ranges

// Replaces every `$name` by its set. A `$` before `]` is ICU's own sign for U+FFFF.
std::optional<SetError> expand_names(std::string_view text, const NamedSets &named,
                                     std::string &out) {
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '\\') {
      std::size_t length = escape_length(text.substr(i));
      if (length == 0) {
        return error_at(SetError::bad_escape, text, i, text.size() - 1);
      }
      std::string_view escape = text.substr(i, length);
      if (lacks_digits(escape)) {
        return error_at(SetError::bad_escape, text, i, i + length);
      }
      auto value = numeric_value(escape);
      if (value && is_surrogate(*value)) {
        return error_at(SetError::surrogate, text, i, i + length);
      }
      // ICU knows \x{...} but not \u{...}, so all numbers go to it in one form.
      out += value && *value <= max_code_point
                 ? fmt::format("\\U{:08X}", static_cast<unsigned>(*value))
                 : std::string(escape);
      i += length;
    } else if (text[i] == '$' && i + 1 < text.size() && is_name_byte(text[i + 1])) {
      std::size_t end = i + 1;
      while (end < text.size() && is_name_byte(text[end])) {
        ++end;
      }
      auto found = named.find(text.substr(i + 1, end - i - 1));
      if (found == named.end()) {
        return error_at(SetError::unknown_name, text, i, end);
      }
      out += as_pattern(found->second);
      i = end;
      if (out.size() > max_expanded) {
        return error_at(SetError::too_large, text, 0, text.size());
      }
    } else {
      out += text[i++];
    }
  }
  return std::nullopt;
}

// The first `\p{..}`, `\N{..}` or `[:..:]` that ICU does not know, to point at it alone.
std::optional<SetError> unknown_property(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    std::size_t length = 0;
    if (text[i] == '\\') {
      length = escape_length(text.substr(i));
      std::string_view escape = text.substr(i, length);
      bool good =
          numeric_value(escape).value_or(ill_formed) <= max_code_point; // \u{41} is no ICU syntax
      if (length > 1 && !good && !icu_set(fmt::format("[{}]", escape))) {
        return error_at(SetError::bad_escape, text, i, i + length);
      }
    } else if (text.substr(i).starts_with("[:")) {
      std::size_t close = text.find(":]", i + 2);
      length = close == std::string_view::npos ? 0 : close + 2 - i;
      if (length > 0 && !icu_set(text.substr(i, length))) {
        return error_at(SetError::syntax, text, i, i + length);
      }
    }
    i += std::max<std::size_t>(1, length);
  }
  return std::nullopt;
}

} // namespace

std::size_t bracket_length(std::string_view text) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '\\') {
      // An escape that is cut off is found when the set is parsed; here it must not hide the end.
      i += std::max<std::size_t>(escape_length(text.substr(i)), 2);
      continue;
    }
    depth += text[i] == '[' ? 1 : text[i] == ']' ? -1 : 0;
    ++i;
    if (depth == 0) {
      return i;
    }
  }
  return 0;
}

SetResult parse_set(std::string_view text, const NamedSets &named) {
  std::string pattern;
  if (auto error = expand_names(text, named, pattern)) {
    return {{}, error};
  }
  OwnedUSet set = icu_set(pattern);
  if (!set) {
    auto error = unknown_property(text);
    return {{}, error ? *error : error_at(SetError::syntax, text, 0, text.size())};
  }
  if (has_strings(set.get())) {
    return {{}, error_at(SetError::has_strings, text, 0, text.size())};
  }
  return {from_icu(set.get()), std::nullopt};
}

const CodePointSet &word_edge() {
  static const CodePointSet set = parse_set("[^\\p{L}\\p{M}]", {}).set;
  return set;
}

} // namespace arnorm
