// A rule set as plain data: what one rule file says, checked for form but not yet for meaning.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "arnorm/arnorm.h"
#include "characters/code_point_set.h"
#include "characters/normal_form.h"
#include "characters/set_syntax.h"
#include "diagnostics/source.h"
#include "rules/pattern.h"
#include "rules/replacement.h"

namespace arnorm {

// In which direction a stage or a row takes part.
enum class Only { both, forward, reverse };

inline bool runs(Only only, Direction direction) {
  return only == Only::both || (only == Only::forward) == (direction == Direction::forward);
}

struct Row {
  Pattern from;
  std::vector<Pattern> after;  // any one of them; empty: no condition
  std::vector<Pattern> before; // likewise
  Replacement to;
  Only only = Only::both;
  bool drop = false;   // only in an override
  bool broken = false; // an error in it has been reported: it takes no part in further checks
  std::string note;
  Span span;

  bool works_both_ways() const;
};

// The kinds of stages, each with the key that a rule file writes it under. What they do stands in
// stages/.
struct TableStage {
  static constexpr std::string_view key = "table";
  std::vector<Row> rows;
};
struct FormStage {
  static constexpr std::string_view key = "form";
  Form form;
  Shaping shaping() const { return form; }
};
struct MarksStage {
  static constexpr std::string_view key = "marks";
  MarkOrder order;
  Shaping shaping() const { return order; }
};
struct RemoveStage {
  static constexpr std::string_view key = "remove";
  CodePointSet set;
};
struct SqueezeStage {
  static constexpr std::string_view key = "squeeze";
  CodePointSet set;
  int max = 1;
};
struct UseStage {
  static constexpr std::string_view key = "use";
  std::string name;
  Span span;
};
struct IcuStage {
  static constexpr std::string_view key = "icu";
  std::string text; // a transform id or rule text, as ICU defines them
  Span span;
};

struct Stage {
  std::variant<TableStage, FormStage, MarksStage, RemoveStage, SqueezeStage, UseStage, IcuStage>
      what;
  Only only = Only::both;
  bool broken = false; // an error in it has been reported, though perhaps only in some rows
  Span span;
};

enum class TestDirection { forward, reverse, both };

struct RuleTest {
  std::string from; // UTF-8, as it stands
  std::string to;
  TestDirection direction = TestDirection::forward;
  std::string note;
  std::string fails; // why rules alone cannot do it; empty: the test must pass
  Span span;
};

// A name that refers to another file, and where it stands.
struct Reference {
  std::string name;
  Span span;
};

struct RuleSet {
  std::string name;
  std::string title;
  std::string source;
  Scripts scripts;
  bool reversible = false;
  bool idempotent = false;
  Span reversible_span;
  Span idempotent_span;
  std::vector<Reference> include;
  Reference extends;          // without a name: none
  std::vector<Row> overrides; // only with extends
  NamedSets sets;             // own and included
  std::vector<Stage> stages;
  std::vector<RuleTest> tests;
  bool broken = false; // some of the file could not be read; what is missing is not known
  std::shared_ptr<const Source> file;
};

using RuleSetPtr = std::shared_ptr<const RuleSet>;

// "table", "remove" ... as a rule file writes them.
std::string key_of(const Stage &stage);

// The form or the mark order in which the stage leaves every text; nothing where it has none, as
// all kinds have that do not say `shaping`.
std::optional<Shaping> shaping_of(const Stage &stage);

} // namespace arnorm
