// Writes rows, patterns and sets of rule files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "import/flat_transform.h"

namespace arnorm {

// Sets that have a name or a short text: "$vowel", "[:L:]".
class KnownSets {
public:
  void add(std::string text, const CodePointSet &set);
  void name(const std::string &name, std::string definition, const CodePointSet &set);

  // A set as a pattern has it, in terms of a known one if that is shorter.
  std::string text(const CodePointSet &set);

  // The names that have been used, for [sets].
  std::string definitions() const;

private:
  struct Known {
    std::string text;
    CodePointSet set;
    std::string definition; // of a name
    bool used = false;
  };
  std::vector<Known> known_;
};

// A set without names: "[ab\u064E]".
std::string set_text(const CodePointSet &set);

// A text as `to` and a pattern have it.
std::string replacement_text(std::u32string_view text);
std::string literal_text(std::u32string_view text);

// A string of TOML that the format reads as this pattern or replacement, or as this text of a test.
std::string quoted_pattern(std::string_view pattern);
std::string quoted_text(std::string_view text);

// A comment on a line of its own, or behind a row.
std::string comment_text(std::string_view comment);

// The rows of a table, one a line. Nothing if copies overlap, or there are too many.
std::optional<std::string> rows_text(const FlatTransform &rules,
                                     const std::vector<TransformStatement> &statements,
                                     KnownSets &known);

} // namespace arnorm
