// What rule sets there are: those in the library, in folders, and those that a program brings.
//
//     arnorm::Options options;
//     options.texts["fold"] = my_rules;
//     arnorm::Rules rules(options);
//     for (const arnorm::SetInfo &set : rules.list().sets) { ... set.name, set.title ... }
//     arnorm::Loaded chain = rules.load("clean,fold");
//
// Chain::load(chain, options) is Rules(options).load(chain, options.direction, options.engine).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "arnorm/arnorm.h"

namespace arnorm {

struct ListedSet : SetInfo {
  bool runs_backwards = false; // all rule sets run forward; some have no reverse
  bool needs_icu = false;      // a stage of it runs on the ICU engine only
};

// Rule sets in the order of their names. Those that have errors are missing, as are those of
// folders that cannot be read, and the diagnostics say why.
struct RuleList {
  std::vector<ListedSet> sets;
  std::vector<Diagnostic> diagnostics;
};

// Where rule sets are looked for. Immutable, for any number of threads. Keeps no rule set: a file
// is read when a list or a chain is asked for, so that a file that has changed counts from the next
// call on. A chain does not change once it is loaded.
class ARNORM_EXPORT Rules {
public:
  // What the options say of direction and engine does not matter here.
  explicit Rules(Options options = {});
  ~Rules();
  Rules(const Rules &);
  Rules &operator=(const Rules &);

  // The names that a chain may use, sorted. Reads folders but no files; folders that cannot be read
  // are left out. `list` says which.
  std::vector<std::string> names() const;

  // What each of them is. Reads all of them: some tens of milliseconds.
  RuleList list() const;

  // See Chain::load and Chain::parse.
  Loaded load(std::string_view chain, Direction direction = Direction::forward,
              Engine engine = Engine::automatic) const;
  Loaded parse(std::string_view rules, Direction direction = Direction::forward,
               Engine engine = Engine::automatic, std::string_view name = "<text>") const;

private:
  Options options_;
};

} // namespace arnorm
