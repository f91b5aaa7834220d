// Built-in sets in the form in which the library has them ready to run, as bytes.
//
// A set in this form has its name, title, scripts and claims, and its stages. Tables have the flat
// rules of both directions (rules/ready_table.h). Names of sets, tests, overrides and notes are
// missing: whoever needs them reads the file. parse/pack_rules.cc writes this form during the
// build, and src/embed.py compresses it.
//
// Numbers are LEB128: seven bits in each byte, the lowest first, and the eighth bit says that there
// are more. A list begins with its length. A set of one character is 2 c + 1. Other sets are twice
// their number in a list that all files share, because many files have the same ones:
//
//   0xC3 0x18   the number 0xC43, so the set of U+0621
//   0x0A        the set with the number 5
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/packed_text.h"
#include "rules/rule_set.h"

namespace arnorm {

struct ReadyRules {
  std::string_view path; // of the file: "romanize/buckwalter.toml"
  PackedText packed;
};

// The list of sets, and where each one begins in it.
struct ReadySets {
  std::string_view bytes;
  std::span<const std::uint32_t> begins;
};

// All files that the library has ready, by path, and their sets. There are none while they are made
// and where the build cannot run what makes them; then every file is read.
std::span<const ReadyRules> ready_rules();
ReadySets ready_sets();

// A file that a set includes or extends, itself or through such a file.
struct Needed {
  Reference reference;
  bool is_base = false; // the set extends it
  bool is_own = false;  // the set itself names it
};

struct ReadySet {
  std::shared_ptr<RuleSet> set;
  std::vector<Needed> needed;
};

struct ReadyContext {
  std::function<std::shared_ptr<const Source>(std::string_view path)> source;
  std::function<RuleSetPtr()> whole; // reads the file of the set
};

// Nothing where the bytes make no sense.
std::optional<ReadySet> read_ready(std::string_view bytes, const ReadySets &sets,
                                   const ReadyContext &context);

} // namespace arnorm
