#include "characters/normal_form.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <numeric>

#include <utf8proc.h>

#include "characters/utf.h"

namespace arnorm {

const std::array<std::string, 4> form_names{"NFC", "NFD", "NFKC", "NFKD"};
const std::array<std::string, 3> order_names{"canonical", "shadda-first", "utr53"};

namespace {

utf8proc_option_t options_of(Form form) {
  int options = UTF8PROC_STABLE;
  bool composed = form == Form::nfc || form == Form::nfkc;
  options |= composed ? UTF8PROC_COMPOSE : UTF8PROC_DECOMPOSE;
  if (form == Form::nfkc || form == Form::nfkd) {
    options |= UTF8PROC_COMPAT;
  }
  return static_cast<utf8proc_option_t>(options);
}

std::u32string normalized(std::u32string_view text, Form form) {
  if (text.empty()) {
    return {};
  }
  std::string utf8 = to_utf8(text);
  utf8proc_uint8_t *result = nullptr;
  utf8proc_ssize_t length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t *>(utf8.data()),
                   static_cast<utf8proc_ssize_t>(utf8.size()), &result, options_of(form));
  std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(result, &std::free);
  if (length < 0) {
    return std::u32string(text); // only if the text is not Unicode text
  }
  return to_utf32({reinterpret_cast<const char *>(result), static_cast<std::size_t>(length)});
}

// The class of the first character in the decomposition of `c`. For a form, a character counts as a
// mark if its decomposition begins with one, even if the character is a starter (U+0F73).
int leading_class(char32_t c) {
  utf8proc_int32_t parts[32];
  utf8proc_ssize_t count = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), parts, 32,
                                                   UTF8PROC_DECOMPOSE, nullptr);
  return combining_class(count > 0 ? static_cast<char32_t>(parts[0]) : c);
}

// Calls `one` for each part of the text, which is divided at opaque characters and within runs of
// marks that are too long. Characters with a class other than 0 count as marks.
template <class Function>
std::u32string by_pieces(std::u32string_view text, int (*class_of)(char32_t), Function one) {
  std::u32string out;
  std::size_t begin = 0;
  std::size_t marks = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool opaque = is_opaque(text[i]);
    marks = class_of(text[i]) != 0 ? marks + 1 : 0;
    if (opaque || marks > max_mark_run) {
      out += one(text.substr(begin, i - begin));
      begin = opaque ? i + 1 : i;
      marks = opaque ? 0 : 1;
      if (opaque) {
        out += text[i];
      }
    }
  }
  return out + one(text.substr(begin));
}

using MarkPosition = std::u32string::iterator;

// Moves modifier marks at the beginning of the marks of one class to the front of the run.
void modifiers_first(MarkPosition begin, MarkPosition end, int ccc, int (*class_of)(char32_t)) {
  MarkPosition first = std::find_if(begin, end, [&](char32_t c) { return class_of(c) == ccc; });
  MarkPosition last = std::find_if_not(
      first, end, [&](char32_t c) { return class_of(c) == ccc && is_modifier_mark(c); });
  std::rotate(begin, first, last);
}

// A stable sort by keys below 256, in linear time for runs of any length.
template <class Key> void sort_by_key(MarkPosition begin, MarkPosition end, Key key) {
  const std::u32string marks(begin, end);
  std::u32string keys(marks);
  std::transform(keys.begin(), keys.end(), keys.begin(),
                 [&](char32_t c) { return static_cast<char32_t>(key(c)); });
  std::array<std::ptrdiff_t, 257> place{}; // by key: the position of the next mark
  for (char32_t k : keys) {
    ++place[k + 1];
  }
  std::partial_sum(place.begin(), place.end(), place.begin());
  for (std::size_t i = 0; i < marks.size(); ++i) {
    *(begin + place[keys[i]]++) = marks[i];
  }
}

std::u32string ordered(std::u32string_view text, MarkOrder order) {
  std::u32string out(text);
  auto is_mark = [](char32_t c) { return combining_class(c) != 0; };
  for (MarkPosition begin = out.begin(); begin != out.end();) {
    begin = std::find_if(begin, out.end(), is_mark);
    MarkPosition end = std::find_if_not(begin, out.end(), is_mark);
    order_marks(begin, end, order, combining_class);
    begin = end;
  }
  return out;
}

} // namespace

bool is_modifier_mark(char32_t c) {
  return std::find(modifier_marks.begin(), modifier_marks.end(), c) != modifier_marks.end();
}

int combining_class(char32_t c) {
  return utf8proc_get_property(static_cast<utf8proc_int32_t>(c))->combining_class;
}

std::u32string to_form(std::u32string_view text, Form form) {
  return by_pieces(text, leading_class,
                   [&](std::u32string_view piece) { return normalized(piece, form); });
}

std::u32string in_mark_order(std::u32string_view text, MarkOrder order) {
  return by_pieces(text, combining_class,
                   [&](std::u32string_view piece) { return ordered(piece, order); });
}

void order_marks(std::u32string::iterator begin, std::u32string::iterator end, MarkOrder order,
                 int (*class_of)(char32_t)) {
  bool shadda_first = order != MarkOrder::canonical;
  auto key = [&](char32_t c) { return shadda_first && c == 0x0651 ? 0 : class_of(c); };
  auto less = [&](char32_t a, char32_t b) { return key(a) < key(b); };
  constexpr std::ptrdiff_t few = 16;
  if (end - begin > few) {
    sort_by_key(begin, end, key);
  } else { // the usual case, without allocating memory
    for (MarkPosition at = begin; at != end; ++at) {
      std::rotate(std::upper_bound(begin, at, *at, less), at, at + 1);
    }
  }
  if (order == MarkOrder::utr53) {
    modifiers_first(begin, end, 230, class_of);
    modifiers_first(begin, end, 220, class_of);
  }
}

std::u32string shaped(std::u32string_view text, Shaping shaping) {
  if (const Form *form = std::get_if<Form>(&shaping)) {
    return to_form(text, *form);
  }
  return in_mark_order(text, std::get<MarkOrder>(shaping));
}

} // namespace arnorm
