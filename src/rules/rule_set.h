// A rule set as plain data: what one rule file says, checked for form but not yet for meaning.
#pragma once

#include <memory>
#include <string>
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

struct TableStage {
  std::vector<Row> rows;
};
struct FormStage {
  Form form;
};
struct MarksStage {
  MarkOrder order;
};
struct RemoveStage {
  CodePointSet set;
};
struct SqueezeStage {
  CodePointSet set;
  int max = 1;
};
struct UseStage {
  std::string name;
  Span span;
};
struct IcuStage {
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
std::string stage_kind(const Stage &stage);

} // namespace arnorm
