// Finds rule files by name, reads and checks each once, and resolves what one file says of
// another: `include`, `extends` and `use`.
//
// Knows nothing of engines. Order of the places searched: the folder of the file that asks, -I,
// $ARNORM_PATH, the user's and the system's data folders, the rules in the binary.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/report.h"
#include "rules/rule_set.h"

namespace arnorm {

class RuleLibrary {
public:
  explicit RuleLibrary(std::vector<std::string> path);

  // A rule set by name, or by file when `name` has a `/` or ends in ".toml". Null after an error.
  RuleSetPtr load(const std::string &name, const Span &from, Report &report);

  // A rule set from a text that need not be a file.
  RuleSetPtr parse(std::string text, const std::string &name, Report &report);

  // All names that `load` would find, sorted.
  std::vector<std::string> names() const;

private:
  enum class Kind { rules, sets };
  struct Found {
    std::string key;                      // the file, to know it again
    std::shared_ptr<const Source> source; // null when it is known already
  };
  struct Open {
    std::string key;
    std::string name;
  };

  std::vector<std::string> names(const std::vector<std::string> &folders) const;
  std::optional<Found> find(const Reference &reference, Kind kind, Report &report);
  void report_missing(const Reference &reference, Kind kind, Report &report) const;
  static std::string cache_key(const std::string &key, Kind kind);
  bool is_known(const std::string &key, Kind kind) const;
  std::optional<Found> read(const std::string &file, const Span &from, Kind kind, Report &report);
  RuleSetPtr load(const Reference &reference, Kind kind, Report &report);
  RuleSetPtr read_set(const Found &found, Kind kind, const std::string &name, Report &report);
  void load_used(const RuleSet &set, Report &report);
  bool in_cycle(const Found &found, const Reference &reference, Report &report);

  std::vector<std::string> path_;           // of the folders that exist
  std::map<std::string, RuleSetPtr> cache_; // by key; null for a set that failed
  std::vector<Open> open_;                  // being read, outermost first
};

// Whether a chain element names a file rather than a rule set.
bool is_file_name(std::string_view element);

} // namespace arnorm
