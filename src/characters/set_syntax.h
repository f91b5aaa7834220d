// The inside of `[...]`: ICU's UnicodeSet syntax with `$name` for sets defined before.
#pragma once

#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "characters/code_point_set.h"

namespace arnorm {

struct SetMemory;

// Sets by name, without the `$`; and what brackets with these names in them were found to mean, so
// that ICU reads equal ones once. Of one thread.
class NamedSets {
public:
  using Map = std::map<std::string, CodePointSet, std::less<>>;
  NamedSets();
  NamedSets(std::initializer_list<Map::value_type> sets);
  NamedSets(const NamedSets &other); // without what was read
  NamedSets(NamedSets &&) noexcept;
  NamedSets &operator=(const NamedSets &other);
  NamedSets &operator=(NamedSets &&) noexcept;
  ~NamedSets();

  Map::const_iterator begin() const { return sets_.begin(); }
  Map::const_iterator end() const { return sets_.end(); }
  Map::const_iterator find(std::string_view name) const { return sets_.find(name); }
  const CodePointSet &at(const std::string &name) const { return sets_.at(name); }

  void define(const std::string &name, CodePointSet set);
  void erase(std::string_view name);
  void merge(const NamedSets &others); // those that are defined already stay

  SetMemory &memory() const;
  void forget() const; // when no more is to be read

private:
  Map sets_;
  mutable std::unique_ptr<SetMemory> memory_;
};

// Length in bytes of the balanced `[...]` at the front of `text`, escapes and `\N{..}`/`\p{..}`
// honoured; 0 when it is never closed.
std::size_t bracket_length(std::string_view text);

// What went wrong in a set, and where in its text (bytes).
struct SetError {
  // too_large: this set; file_full: all that were read, or properties in them
  enum Kind {
    unknown_name,
    bad_escape,
    surrogate,
    has_strings,
    too_large,
    file_full,
    syntax
  } kind = syntax;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string word; // the name or the piece that is not understood
};

struct SetResult {
  CodePointSet set; // U+FFFF brings `edge` with it
  std::optional<SetError> error;
};

// Parses one whole set, brackets included. Properties are those of the ICU that is linked.
SetResult parse_set(std::string_view text, const NamedSets &named);

// The same set as a `from` has it: it matches neither a malformed byte nor the edge. `text` is what
// the set was read from, in brackets or by name.
CodePointSet as_matched(std::string_view text, const CodePointSet &set, const NamedSets &named);

// What all sets that were read with the same names may come to.
constexpr std::size_t max_ranges_of_a_file = 4'000'000; // equal texts counted once
constexpr std::size_t max_properties_of_a_file = 1000;  // different ones

} // namespace arnorm
