// The names that patterns and replacements of a file may use.
//
// Does not own them, and does not know how they are read; see parse/name_reader.h.
#pragma once

#include <cstddef>
#include <string_view>
#include <unordered_map>

#include "characters/set_syntax.h"
#include "diagnostics/source.h"
#include "rules/pattern.h"

namespace arnorm {

struct Names {
  using Places = std::unordered_map<std::string_view, Span>;

  // Sets alone, and the usual word edge.
  Names(const NamedSets &sets);
  Names(const NamedSets &sets, const NamedPatterns &patterns, const CodePointSet *edge)
      : sets(sets), patterns(patterns), edge(edge) {}

  // Counts items that are copied from named patterns, or from one row to others. A short file could
  // otherwise come to any number of them. Returns false if there are too many.
  bool spend(std::size_t items) const;

  const NamedSets &sets;
  const NamedPatterns &patterns;
  const CodePointSet *edge;      // what `$edge` matches; null where it is not known yet
  const Places *later = nullptr; // the keys of [patterns], while they are read
  std::string_view reading = {}; // the pattern that is read

private:
  mutable std::size_t spent_ = 0;
};

// `$edge`, `$start` and `$end`, which no file may define.
bool is_builtin_name(std::string_view name);

// A named set without the edge of the text, which it holds for contexts (U+FFFF).
CodePointSet characters_of(const CodePointSet &named);

inline constexpr std::size_t max_copied_items = 500'000; // of a file

} // namespace arnorm
