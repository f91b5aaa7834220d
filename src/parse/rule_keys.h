// Every key of rule files, with what its value is and one sentence about it, for editors.
//
// The readers of this folder decide which keys are valid; the tests compare them with this list.
#pragma once

#include <span>
#include <string_view>

namespace arnorm {

// The tables of a rule file.
enum class RuleTable {
  file,
  sets,
  patterns,
  scripts,
  stage,
  each,
  squeeze,
  row,
  override_row,
  test,
};

// What the value of a key is. `word` is one of RuleKey::choices.
enum class RuleValue {
  text,
  word,
  boolean,
  number,
  pattern,     // or several, in an array
  set,         // a pattern of one set
  letters,     // escapes and `$name`
  replacement, // likewise, and groups
  rule_set,    // the name of one
  sets_file,   // the name of a file of sets, or several
  words_file,
  icu_rules,
  table, // `{ ... }`, or a header
  rows,  // an array of tables
};

struct RuleKey {
  std::string_view name;
  RuleValue value;
  std::string_view sentence;
  std::string_view with = {};    // the other key of the table that it needs
  std::string_view choices = {}; // separated by `|`
};

// The keys of a table in the order of docs/rule-format.md. None for [sets] and [patterns], whose
// keys are names.
std::span<const RuleKey> keys_of(RuleTable table);

// Null if there is no such key.
const RuleKey *find_key(RuleTable table, std::string_view name);

// Whether a key of a stage says what the stage does. A stage has one of them.
bool is_operation(const RuleKey &key);

} // namespace arnorm
