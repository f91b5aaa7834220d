#include "icu/icu_syntax.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace arnorm {
namespace {

std::string escaped(char32_t c) {
  auto value = static_cast<unsigned>(c);
  return c <= 0xFFFF ? fmt::format("\\u{:04X}", value) : fmt::format("\\U{:08X}", value);
}

struct Gap {
  char32_t first = 0;
  char32_t last = 0;
  std::size_t size() const { return last < first ? 0 : last - first + 1; }
};

// The longest part of [first, last] without any of the literals.
Gap longest_gap(const std::set<char32_t> &literals, char32_t first, char32_t last) {
  Gap best{1, 0};
  Gap current{first, first};
  auto close = [&](char32_t next) {
    current.last = next - 1;
    if (current.first <= current.last && current.size() > best.size()) {
      best = current;
    }
    current.first = next + 1;
  };
  for (auto c = literals.lower_bound(first); c != literals.end() && *c <= last; ++c) {
    close(*c);
  }
  close(last + 1);
  return best;
}

// ICU finds rules by the low byte of the character with which they begin, and overlooks some bytes
// of a range that is longer than two pages of 256 (UnicodeSet::matchesIndexValue):
//
//   [U+01C0-U+03AF]   bytes C0-FF and 00-AF; but U+02B0 to U+02BF are in it too
//
// Lone lead surrogates, of which no text has any, add the others.
CodePointSet found_by_every_byte(const CodePointSet &set) {
  auto is_overlooked = [](const auto &range) {
    return range.last - range.first >= 0x100 && (range.last & 0xFF) + 1 < (range.first & 0xFF);
  };
  const auto &ranges = set.ranges();
  return std::none_of(ranges.begin(), ranges.end(), is_overlooked)
             ? set
             : set.united(CodePointSet({{0xD800, 0xD8FF}}));
}

} // namespace

std::string IcuSyntax::literal(char32_t c) {
  if (c > 0xFFFF) {
    // ICU compares a context's literal backwards from the wrong half of a surrogate pair
    // (StringMatcher::matches, rematch.cpp); a set of one does not have that trouble.
    return set(CodePointSet::single(c));
  }
  literals_.insert(c);
  return escaped(c);
}

std::string IcuSyntax::literal(std::u32string_view text) {
  std::string out;
  for (char32_t c : text) {
    if (c <= 0xFFFF) {
      literals_.insert(c);
    }
    out += escaped(c);
  }
  return out;
}

std::string IcuSyntax::set(const CodePointSet &set) {
  std::string text = "[";
  CodePointSet found = found_by_every_byte(set);
  for (auto [first, last] : found.ranges()) {
    // Even here ICU takes a stand-in for what it stands for (UnicodeSet::applyPattern).
    endpoints_.insert({first, last});
    // A lead surrogate's escape must not stand right before a trail surrogate's: ICU joins them.
    text += first >= 0xDC00 && first <= 0xDFFF && text.size() > 1 ? " " : "";
    text += escaped(first);
    if (last > first) {
      text += (last > first + 1 ? "-" : "") + escaped(last);
    }
  }
  return named(text + "]");
}

std::string IcuSyntax::named(const std::string &definition) {
  auto [at, fresh] = names_.emplace(definition, fmt::format("$s{}", names_.size()));
  if (fresh) {
    ++stand_ins_;
    definitions_ += fmt::format("{}={};\n", at->second, definition);
  }
  return at->second;
}

std::string IcuSyntax::open_group() {
  ++stand_ins_;
  return "(";
}

std::string IcuSyntax::group(std::string_view inner) {
  return open_group() + std::string(inner) + ")";
}

std::string IcuSyntax::take_definitions() { return std::exchange(definitions_, {}); }

std::size_t IcuSyntax::needed() const { return stand_ins_ + 16; } // ICU takes a few of its own

bool IcuSyntax::default_range_is_free() const {
  constexpr char32_t first = 0xF000; // TransliteratorParser::parseRules
  constexpr char32_t last = 0xF8FF;
  auto holds = [](const std::set<char32_t> &set, char32_t from, char32_t to) {
    auto at = set.lower_bound(from);
    return at != set.end() && *at <= to;
  };
  // A literal is refused anywhere in the range; in a set only stand-ins in use are mistaken.
  return needed() <= last - first + 1 && !holds(literals_, first, last) &&
         !holds(endpoints_, first, first + static_cast<char32_t>(needed()));
}

std::string IcuSyntax::variable_range() const {
  std::set<char32_t> taken = literals_;
  taken.insert(endpoints_.begin(), endpoints_.end());
  for (auto [from, to] : {std::pair<char32_t, char32_t>{0xE000, 0xF8FF}, {0x3400, 0xD7A3}}) {
    Gap gap = longest_gap(taken, from, to);
    if (needed() <= gap.size()) {
      return fmt::format("use variable range {} {};\n", static_cast<unsigned>(gap.first),
                         static_cast<unsigned>(gap.last));
    }
  }
  return {};
}

} // namespace arnorm
