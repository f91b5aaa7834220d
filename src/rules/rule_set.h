// A rule set as plain data: the content of a rule file, with valid syntax but without checks of its
// meaning.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "arnorm/arnorm.h"
#include "characters/case_mapping.h"
#include "characters/code_point_set.h"
#include "characters/normal_form.h"
#include "characters/set_syntax.h"
#include "diagnostics/source.h"
#include "rules/pattern.h"
#include "rules/ready_table.h"
#include "rules/replacement.h"

namespace arnorm {

// The direction in which a stage or a row is used.
enum class Only { both, forward, reverse };

inline bool runs(Only only, Direction direction) {
  return only == Only::both || (only == Only::forward) == (direction == Direction::forward);
}

struct Row {
  Pattern from;
  std::vector<Pattern> after;  // alternatives; if empty, there is no condition
  std::vector<Pattern> before; // likewise
  Replacement to;
  Only only = Only::both;
  bool back = false;      // the way back takes the row without its contexts
  bool drop = false;      // only in an override
  bool add = false;       // likewise: replaces no row
  bool broken = false;    // an error has been reported, so further checks skip this row
  bool is_letter = false; // one of a row of `letters`, which all have the same span
  std::string note;
  std::string untested; // why no test of its file fires it; empty for all others
  Span span;

  // The row, or the letter in a row of letters.
  const Span &place() const { return is_letter ? from.span : span; }

  bool works_both_ways() const;
};

// The rows of a table: those of a file that was read, or those of a table that is ready to run,
// whose file is read when somebody asks for them.
class Rows {
public:
  Rows() = default;
  Rows(std::vector<Row> rows) : own_(std::move(rows)) {}
  explicit Rows(std::shared_ptr<const ReadyTable> ready) : ready_(std::move(ready)) {}

  const std::vector<Row> &all() const;
  operator const std::vector<Row> &() const { return all(); }
  auto begin() const { return all().begin(); }
  auto end() const { return all().end(); }
  const Row &operator[](std::size_t i) const { return all()[i]; }

  std::size_t size() const;                                // reads no file
  std::vector<Row> &own() { return own_; }                 // unless the table is ready to run
  const ReadyTable *ready() const { return ready_.get(); } // null if it is not

private:
  std::vector<Row> own_;
  std::shared_ptr<const ReadyTable> ready_;
};

// The kinds of stages, each with its key in rule files. Their meaning is defined in stages/.
struct TableStage {
  static constexpr std::string_view key = "table";
  Rows rows;
};
class WordList;
class WordIndex;
struct WordsStage {
  static constexpr std::string_view key = "words";
  std::string name; // of the file, which is beside the rule file
  Span span;
  std::string untested = {}; // why no test fires the words that none does
  CodePointSet edge = word_edge();
  std::shared_ptr<const WordList> list = nullptr;   // null until the file is read
  std::shared_ptr<const WordIndex> index = nullptr; // of the words in the first column; likewise
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
  int from = 2; // runs of so many or more are shortened; at least max + 1
  int max = 1;
};
struct CaseStage {
  static constexpr std::string_view key = "case";
  CaseMapping mapping = CaseMapping::upper;
  bool turkic = false;         // the mappings of Turkish and Azerbaijani
  CodePointSet set;            // the characters that change, all of which the mapping changes
  std::vector<Pattern> after;  // alternatives, as in a row
  std::vector<Pattern> before; // likewise
  Span span;                   // of the mapping's name
};
struct UseStage {
  static constexpr std::string_view key = "use";
  std::string name;
  Span span;
};
struct IcuStage {
  static constexpr std::string_view key = "icu";
  std::string text; // transform IDs or rules in ICU's syntax
  Span span;
};

struct Stage {
  std::variant<TableStage, WordsStage, FormStage, MarksStage, RemoveStage, SqueezeStage, CaseStage,
               UseStage, IcuStage>
      what;
  Only only = Only::both;
  bool broken = false; // an error has been reported, possibly only in some rows
  Span span;
};

enum class TestDirection { forward, reverse, both };

struct RuleTest {
  std::string from; // UTF-8, taken literally
  std::string to;
  TestDirection direction = TestDirection::forward;
  std::string note;
  std::string fails; // why rules alone cannot do it; if empty, the test must pass
  Span span;
  Span to_span; // of the value of `to`
};

// A name that refers to another file, and its place.
struct Reference {
  std::string name;
  Span span;
};

struct RuleSet {
  std::string name;
  std::string title;
  std::string source;
  Scripts scripts;
  Span scripts_from_span;
  Span scripts_to_span;
  bool reversible = false;
  bool idempotent = false;
  Span reversible_span;
  Span idempotent_span;
  std::vector<Reference> include;
  Reference extends;                // the name is empty if there is none
  std::vector<Row> overrides;       // only with `extends`
  NamedSets sets;                   // own and included
  NamedPatterns patterns;           // likewise
  CodePointSet edge;                // what `$edge` matches in this file
  Span word_span;                   // of the value of `word`, if there is one
  std::vector<Reference> own_names; // the names that the file itself defines
  std::vector<Stage> stages;
  std::vector<RuleTest> tests;
  bool broken = false; // part of the file could not be read, so anything may be missing
  std::shared_ptr<const Source> file;
};

using RuleSetPtr = std::shared_ptr<const RuleSet>;

// The key of a stage in rule files: "table", "remove" ...
std::string key_of(const Stage &stage);

// The form or the mark order of every text after the stage. Nothing if the kind of stage has no
// `shaping`.
std::optional<Shaping> shaping_of(const Stage &stage);

} // namespace arnorm
