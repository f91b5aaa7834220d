// Finds rule files by name, reads and checks each once, and resolves references between files:
// `include`, `extends` and `use`.
//
// The search order is: the texts of the program, the folder of the referring file, -I,
// $ARNORM_PATH, the data folders of the user and of the system, and the built-in rules. A copy of a
// built-in file, as installed by `meson install` in the system's data folder, is treated as the
// built-in file. Does not depend on engines.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/report.h"
#include "parse/builtin_rules.h"
#include "parse/file_texts.h"
#include "parse/ready_set.h"
#include "parse/search_path.h"
#include "parse/word_file.h"
#include "rules/rule_set.h"

namespace arnorm {

class RuleLibrary {
public:
  // What a file is read for: its rules as a whole, only the names that it defines (`include`), or
  // its rules as they are ready to run, as far as it is built in.
  enum class Kind { rules, sets, ready };

  // To run chains, built-in sets are loaded as they are ready to run: without what only checks,
  // descriptions and tests of sets read (see parse/ready_set.h).
  enum class Purpose { everything, running };

  // Ignores the direction and the engine of `options`.
  explicit RuleLibrary(const Options &options, Purpose purpose = Purpose::everything);

  // Loads a rule set by name, or from a file if `name` contains a `/` or ends in ".toml". Null
  // after an error.
  RuleSetPtr load(const std::string &name, const Span &from, Report &report);

  // Loads a rule set from a text, which need not come from a file.
  RuleSetPtr parse(std::string text, const std::string &name, Report &report);

  // The same for a file of named sets, which has neither stages nor tests.
  RuleSetPtr parse_names(std::string text, const std::string &name, Report &report);

  // Reads a file that has this text, rather than the one on disk; see parse/file_texts.h. Call this
  // before anything is loaded.
  void replace_file(const std::string &path, std::string text) {
    files_.put(path, std::move(text));
  }

  // What could be read of a file, for programs that work with files that are being written.
  struct Reading {
    RuleSetPtr set;      // null if there is no such file, or if it cannot be read at all
    bool usable = false; // it has no errors
  };
  // Like `load`, which it also is for `include`.
  Reading read(const std::string &name, Kind kind, const Span &from, Report &report);

  // The sorted names of all rule sets that `load` can find, or of all files of names.
  std::vector<std::string> names(Kind kind = Kind::rules) const;
  // The same, with an error for each folder that cannot be read.
  std::vector<std::string> names(Kind kind, Report &report) const;

  // The rule sets that have been read, each before the sets to which it refers.
  std::vector<RuleSetPtr> sets() const;

  // A file that replaces a built-in one.
  struct Replaced {
    std::string name;
    std::string file;
  };
  const std::vector<Replaced> &replaced() const { return replaced_; }

  // The files that have been read, and those that could not be, in order. Built-in files are not
  // among them.
  const std::vector<std::string> &files() const { return read_files_; }

private:
  struct Wanted {
    const Reference &reference;
    Kind kind;
  };
  struct Found {
    std::string key;                      // identifies the file
    std::shared_ptr<const Source> source; // null if the file has already been read
  };
  struct Open {
    std::string key;
    std::string name;
  };

  static const std::vector<std::string> &folders_of(Kind kind);
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
  void note_replaced(const std::string &file, const Home &home, const Wanted &wanted,
                     Report &report);
  static std::string cache_key(const std::string &key, Kind kind);
  bool is_known(const std::string &key, Kind kind) const;
  RuleSetPtr load(const Reference &reference, Kind kind, Report &report);
  RuleSetPtr load(const Found &found, const Reference &reference, Kind kind, Report &report);
  RuleSetPtr parse(std::string text, const std::string &name, Kind kind, Report &report);
  RuleSetPtr read_set(const Found &found, Kind kind, const std::string &name, Report &report);
  RuleSetPtr whole(const Found &found, Kind kind, Report &report);
  RuleSetPtr ready(const Found &found, Report &report);
  bool is_built_in(const Needed &needed, Report &report);
  void load_used(const RuleSet &set, Report &report);
  std::vector<RuleSetPtr> used_by(const RuleSet &set);
  std::string other_kind_help(const std::string &name, Kind kind) const;
  void load_words(RuleSet &set, Report &report);
  IndexedWords indexed_words(const Reference &reference, Report &report);
  IndexedWords words_in(const std::string &file, const Reference &reference, Report &report);
  IndexedWords keep_words(std::string key, std::shared_ptr<const Source> source,
                          const Reference &reference, Report &report);
  bool in_cycle(const Found &found, const Reference &reference, Report &report);

  SearchPath search_;
  RuleTexts texts_;
  FileTexts files_;
  Kind usual_;                                         // of sets that are loaded to run
  std::map<std::string, RuleSetPtr> cache_;            // by key; null for a set that failed
  std::map<std::string, RuleSetPtr> readings_;         // by key; also those that failed
  std::map<std::string, IndexedWords> words_;          // likewise
  std::map<std::string, const BuiltinRules *> copies_; // copies of built-in files, by key
  std::vector<Open> open_;                             // being read, outermost first
  std::vector<RuleSetPtr> sets_;                       // null for files that are not rule sets
  std::vector<Replaced> replaced_;
  std::vector<std::string> read_files_;
};

// Whether an element of a chain is the path of a file rather than the name of a rule set.
bool is_file_name(std::string_view element);

} // namespace arnorm
