// Finds rule files by name, reads and checks each once, and resolves what one file says of
// another: `include`, `extends` and `use`.
//
// Knows nothing of engines. Order of the places searched: the texts of the program, the folder of
// the file that asks, -I, $ARNORM_PATH, the user's and the system's data folders, the rules in the
// binary. A copy of the rules in the binary, as `meson install` puts it into the system's folder,
// counts as them.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/report.h"
#include "parse/builtin_rules.h"
#include "parse/search_path.h"
#include "rules/rule_set.h"

namespace arnorm {

class RuleLibrary {
public:
  // What `options` say of direction and engine does not matter.
  explicit RuleLibrary(const Options &options);

  // A rule set by name, or by file when `name` has a `/` or ends in ".toml". Null after an error.
  RuleSetPtr load(const std::string &name, const Span &from, Report &report);

  // A rule set from a text that need not be a file.
  RuleSetPtr parse(std::string text, const std::string &name, Report &report);

  // All names that `load` would find, sorted.
  std::vector<std::string> names() const;

  // The rule sets that have been read, one before those that it leads to.
  std::vector<RuleSetPtr> sets() const;

  // Files that were found in place of built-in ones.
  struct Replaced {
    std::string name;
    std::string file;
  };
  const std::vector<Replaced> &replaced() const { return replaced_; }

private:
  enum class Kind { rules, sets };
  struct Wanted {
    const Reference &reference;
    Kind kind;
  };
  struct Found {
    std::string key;                      // the file, to know it again
    std::shared_ptr<const Source> source; // null when it is known already
  };
  struct Open {
    std::string key;
    std::string name;
  };

  static const std::vector<std::string> &folders_of(Kind kind);
  std::vector<std::string> names(const std::vector<std::string> &folders) const;
  std::vector<SearchPath::Folder> places(const Wanted &wanted) const;
  std::optional<Found> find(const Wanted &wanted, Report &report);
  std::optional<Found> find_path(const Wanted &wanted, Report &report);
  std::optional<Found> find_text(const Wanted &wanted) const;
  std::optional<Found> find_in(const SearchPath::Folder &folder, const std::string &file,
                               const Wanted &wanted, Report &report);
  std::optional<Found> read(const std::string &file, Home home, const Wanted &wanted,
                            Report &report);
  Found built_in(const BuiltinRules &builtin, Kind kind) const;
  void report_missing(const Reference &reference, Kind kind, Report &report) const;
  static void report_outside(const Reference &reference, Report &report);
  static void report_too_large(const std::string &name, const Span &from, Report &report);
  void note_replaced(const std::string &file, const Home &home, const Wanted &wanted,
                     Report &report);
  static std::string cache_key(const std::string &key, Kind kind);
  bool is_known(const std::string &key, Kind kind) const;
  RuleSetPtr load(const Reference &reference, Kind kind, Report &report);
  RuleSetPtr read_set(const Found &found, Kind kind, const std::string &name, Report &report);
  void load_used(const RuleSet &set, Report &report);
  bool in_cycle(const Found &found, const Reference &reference, Report &report);

  SearchPath search_;
  RuleTexts texts_;
  std::map<std::string, RuleSetPtr> cache_;            // by key; null for a set that failed
  std::map<std::string, const BuiltinRules *> copies_; // files that are no others, by key
  std::vector<Open> open_;                             // being read, outermost first
  std::vector<RuleSetPtr> sets_;                       // null for what is no rule set
  std::vector<Replaced> replaced_;
};

// Whether a chain element names a file rather than a rule set.
bool is_file_name(std::string_view element);

} // namespace arnorm
