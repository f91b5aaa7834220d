// Helpers for many tests.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "arnorm/arnorm.h"
#include "parse/rule_library.h"
#include "parse/toml_reader.h"
#include "rules/step.h"

namespace arnorm::test {

// The code points of a text, for messages: "0628 064E ".
std::string code_points(std::string_view text);

// The path of a file in the source tree, such as "rules/romanize/iso-233.toml".
std::string source_path(std::string_view relative);
std::string read_text(const std::string &file);

// The text of a rule file with this body after a header.
std::string rules(std::string_view body);
std::string table(std::string_view rows); // a rule file with one table of these rows

// Applies a rule file to a text with the default engines. Throws if it cannot be loaded.
std::string apply(std::string_view rule_text, std::string_view text,
                  Direction direction = Direction::forward);

// The codes of all diagnostics of a rule file, in order: "AR0110 AR0203".
std::string codes(std::string_view rule_text);

// The same for a report, which is empty afterwards.
std::string codes(Report &report);

// Parses a TOML value: '[a-z]', ["a", "b"], { from = "a" } ...
Node toml_value(std::string_view toml);

// A rule text, parsed and laid out. The report contains its errors.
struct Parsed {
  explicit Parsed(std::string_view rule_text, Direction direction = Direction::forward);
  Report report;
  RuleLibrary library;
  RuleSetPtr set; // null after an error
  std::vector<Step> steps;
};

// The names of all built-in rule sets.
std::vector<std::string> shipped();
// Those that have rules of their own. The others only use these, one after the other.
std::vector<std::string> shipped_with_rules();

// One in six of these with the address sanitizer, for tests that would then take many minutes, and
// find nothing in the others that they do not find in these.
std::vector<std::string> some_when_sanitized(std::vector<std::string> names);

// A temporary folder, which the destructor removes.
class TemporaryFolder {
public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder &) = delete;
  TemporaryFolder &operator=(const TemporaryFolder &) = delete;
  const std::string &path() const { return path_; }
  // Writes a file and returns its path.
  std::string write(std::string_view name, std::string_view text) const;

private:
  std::string path_;
};

} // namespace arnorm::test
