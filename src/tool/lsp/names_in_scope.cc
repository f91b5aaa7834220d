#include "tool/lsp/names_in_scope.h"

#include <algorithm>

#include <fmt/format.h>
#include <unicode/uchar.h>

#include "characters/names.h"
#include "parse/names.h"

namespace arnorm::tool {
namespace {

constexpr std::size_t max_listed = 12; // ranges of a set

std::string named(char32_t c) { return hex_name(c) + " " + character_name(c); }

const NameInScope built_in[] = {
    {"edge", false, "the edge of a word: everything that words do not consist of"},
    {"start", false, "the start of the text; first in `after`"},
    {"end", false, "the end of the text; last in `before`"},
};

// The definition of a pattern as its file writes it.
std::string describe_pattern(const Analysis &analysis, std::string_view name) {
  std::optional<Span> key = definition_of(analysis, *analysis.set, name);
  if (!key) {
    return "a pattern";
  }
  const Source &source = *key->source;
  std::string_view line = source.line(source.line_of(key->begin));
  return fmt::format("a pattern: {}", line);
}

std::string property_name(int category, UPropertyNameChoice choice) {
  const char *name = u_getPropertyValueName(UCHAR_GENERAL_CATEGORY, category, choice);
  return name == nullptr ? "" : name;
}

} // namespace

std::string describe_character(char32_t c) {
  auto category = u_charType(static_cast<UChar32>(c));
  std::string words = property_name(category, U_LONG_PROPERTY_NAME);
  std::replace(words.begin(), words.end(), '_', ' ');
  return fmt::format("{} ({}, {})", named(c), property_name(category, U_SHORT_PROPERTY_NAME),
                     words);
}

std::string describe_set(const CodePointSet &set) {
  const CodePointSet characters = characters_of(set);
  std::size_t size = characters.size();
  std::string out = fmt::format("{} character{}", size, size == 1 ? "" : "s");
  out += set.contains(CodePointSet::edge) ? " and the edge of the text" : "";
  std::size_t listed = 0;
  for (const CodePointSet::Range &range : characters.ranges()) {
    if (listed++ == max_listed) {
      return out + ", ...";
    }
    out += (listed == 1 ? ": " : ", ") + named(range.first);
    out += range.last == range.first       ? ""
           : range.last == range.first + 1 ? ", " + named(range.last)
                                           : " to " + named(range.last);
  }
  return out;
}

std::vector<NameInScope> names_in_scope(const Analysis &analysis) {
  std::vector<NameInScope> names(std::begin(built_in), std::end(built_in));
  if (analysis.set) {
    for (const auto &[name, set] : analysis.set->sets) {
      names.push_back({name, false, describe_set(set)});
    }
    for (const auto &[name, pattern] : analysis.set->patterns) {
      names.push_back({name, true, describe_pattern(analysis, name)});
    }
  }
  std::sort(names.begin(), names.end(),
            [](const NameInScope &a, const NameInScope &b) { return a.name < b.name; });
  return names;
}

std::optional<NameInScope> find_name(const Analysis &analysis, std::string_view name) {
  for (const NameInScope &each : built_in) {
    if (each.name == name) {
      return each;
    }
  }
  if (!analysis.set) {
    return std::nullopt;
  }
  if (auto set = analysis.set->sets.find(name); set != analysis.set->sets.end()) {
    return NameInScope{set->first, false, describe_set(set->second)};
  }
  auto pattern = analysis.set->patterns.find(name);
  return pattern == analysis.set->patterns.end()
             ? std::nullopt
             : std::optional(NameInScope{pattern->first, true, describe_pattern(analysis, name)});
}

} // namespace arnorm::tool
