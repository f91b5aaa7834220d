#include "tool/records/json_style.h"

#include <algorithm>
#include <utility>

#include "characters/utf.h"

namespace arnorm::tool {
namespace {

// A character as a string writes it, and the bytes of its text.
struct Unit {
  std::size_t raw;
  std::size_t text;
};

bool is_surrogate_pair(std::string_view escape) {
  auto is_one_of = [&](std::size_t at, std::string_view letters) {
    return letters.find(escape[at]) != std::string_view::npos;
  };
  return escape.size() >= 12 && is_one_of(2, "dD") && is_one_of(3, "89abAB") &&
         escape.substr(6, 2) == "\\u" && is_one_of(8, "dD") && is_one_of(9, "cdefCDEF");
}

Unit first_unit(std::string_view raw) {
  if (raw[0] != '\\') {
    std::size_t size = first_character(raw).length;
    return {size, size};
  }
  if (raw[1] != 'u') {
    return {2, 1};
  }
  if (is_surrogate_pair(raw)) {
    return {12, 4};
  }
  return {6, json_unescaped(raw.substr(0, 6))->size()};
}

// What the escapes of a string are.
struct Escapes {
  explicit Escapes(std::string_view raw) {
    for (std::size_t at = 0; (at = raw.find('\\', at)) != std::string_view::npos;) {
      at += add(raw.substr(at));
    }
  }

  std::size_t slashes = 0;
  bool lower = false; // hexadecimal digits
  bool upper = false;
  bool beyond_ascii = false;
  bool lone_surrogate = false;
  bool needless = false; // a character that would be written otherwise

private:
  // Returns the length of the escape.
  std::size_t add(std::string_view escape) {
    slashes += escape[1] == '/' ? 1 : 0;
    if (escape[1] != 'u') {
      return 2;
    }
    unsigned unit = add_digits(escape.substr(2, 4));
    bool is_pair = is_surrogate_pair(escape);
    if (is_pair) {
      add_digits(escape.substr(8, 4));
    }
    bool is_control = (unit < 0x20 && (unit < 8 || unit > 13 || unit == 11)) || unit == 0x7F;
    beyond_ascii = beyond_ascii || is_pair || (unit >= 0x80 && !is_surrogate(unit));
    lone_surrogate = lone_surrogate || (is_surrogate(unit) && !is_pair);
    needless = needless || (unit < 0x80 && !is_control);
    return is_pair ? 12 : 6;
  }

  unsigned add_digits(std::string_view digits) {
    unsigned value = 0;
    for (char c : digits) {
      lower = lower || (c >= 'a' && c <= 'f');
      upper = upper || (c >= 'A' && c <= 'F');
      value = value * 16 + static_cast<unsigned>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return value;
  }

  static bool is_surrogate(unsigned unit) { return unit >= 0xD800 && unit < 0xE000; }
};

// Walks through a string and its text side by side.
class Units {
public:
  explicit Units(std::string_view raw) : raw_(raw) {}

  std::size_t text_at() const { return text_at_; }

  // Leaves out the characters that begin before an offset in the text.
  void skip_to(std::size_t offset) {
    while (raw_at_ < raw_.size() && text_at_ < offset) {
      advance(first_unit(raw_.substr(raw_at_)));
    }
  }

  // The characters that end before an offset in the text, or at it, as they are written.
  std::string_view take_until(std::size_t offset) {
    const std::size_t begin = raw_at_;
    while (raw_at_ < raw_.size()) {
      Unit unit = first_unit(raw_.substr(raw_at_));
      if (text_at_ + unit.text > offset) {
        break;
      }
      advance(unit);
    }
    return raw_.substr(begin, raw_at_ - begin);
  }

private:
  void advance(Unit unit) {
    raw_at_ += unit.raw;
    text_at_ += unit.text;
  }

  std::string_view raw_;
  std::size_t raw_at_ = 0;
  std::size_t text_at_ = 0;
};

class Splicer {
public:
  Splicer(std::string_view raw, std::string_view result, JsonForm form)
      : units_(raw), result_(result), form_(form) {}

  // These bytes of the text are the same in the result, at `out`.
  void keep(Range in, std::size_t out) {
    units_.skip_to(in.begin);
    const std::size_t from = units_.text_at();
    std::string_view kept = units_.take_until(in.end);
    if (!kept.empty()) {
      encode_until(out + from - in.begin);
      string_.append(kept);
      done_ = out + units_.text_at() - in.begin;
    }
  }

  std::string take() {
    encode_until(result_.size());
    return std::move(string_ += '"');
  }

private:
  void encode_until(std::size_t end) {
    if (end > done_) {
      std::string encoded = json_string(result_.substr(done_, end - done_), form_);
      string_.append(encoded, 1, encoded.size() - 2);
      done_ = end;
    }
  }

  Units units_;
  std::string_view result_;
  JsonForm form_;
  std::string string_ = "\"";
  std::size_t done_ = 0; // bytes of the result that have been written
};

void keep_ends(const Edit &edit, std::string_view text, std::string_view result, Splicer &splicer) {
  std::string_view in = text.substr(edit.in.begin, edit.in.end - edit.in.begin);
  std::string_view out = result.substr(edit.out.begin, edit.out.end - edit.out.begin);
  auto front = static_cast<std::size_t>(
      std::mismatch(in.begin(), in.end(), out.begin(), out.end()).first - in.begin());
  splicer.keep({edit.in.begin, edit.in.begin + front}, edit.out.begin);
  in.remove_prefix(front);
  out.remove_prefix(front);
  auto back = static_cast<std::size_t>(
      std::mismatch(in.rbegin(), in.rend(), out.rbegin(), out.rend()).first - in.rbegin());
  splicer.keep({edit.in.end - back, edit.in.end}, edit.out.end - back);
}

} // namespace

JsonStyle json_style_of(std::string_view raw) {
  Escapes escapes(raw);
  auto beyond_ascii = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  bool has_utf8 = std::any_of(raw.begin(), raw.end(), beyond_ascii);
  JsonStyle style;
  style.form.ascii = !has_utf8 && (escapes.beyond_ascii || escapes.lone_surrogate);
  style.form.slashes = escapes.slashes > 0;
  style.form.lower = escapes.lower && !escapes.upper;
  style.form.lone_surrogates = true;
  style.form.well_formed = !escapes.lone_surrogate; // no chain makes other malformed text
  bool some_slashes =
      escapes.slashes > 0 &&
      escapes.slashes < static_cast<std::size_t>(std::count(raw.begin(), raw.end(), '/'));
  style.is_uniform = !escapes.needless && !(escapes.lower && escapes.upper) && !some_slashes &&
                     !(has_utf8 && escapes.beyond_ascii) &&
                     raw.find('\x7F') == std::string_view::npos;
  return style;
}

std::string spliced_json_string(std::string_view raw, std::string_view text,
                                std::string_view result, const Alignment &edits, JsonForm form) {
  Splicer splicer(raw, result, form);
  Edit before;
  for (const Edit &edit : edits.edits()) {
    splicer.keep({before.in.end, edit.in.begin}, before.out.end);
    keep_ends(edit, text, result, splicer);
    before = edit;
  }
  splicer.keep({before.in.end, text.size()}, before.out.end);
  return splicer.take();
}

} // namespace arnorm::tool
