// The meaning of each kind of stage, in one place for the rest of the library.
//
// For `squeeze = { set = "[ab]", max = 2 }`, the data is a SqueezeStage (rules/rule_set.h).
// kind_of(stage) is the object that knows that such a stage has no reverse, examines two preceding
// characters, runs as a SqueezePass, becomes three ICU links, and is described as "cut runs of one
// character to 2". Each kind has a file of its own in this folder. Nothing here depends on chains.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "arnorm/arnorm.h"
#include "diagnostics/report.h"
#include "icu/icu_link.h"
#include "icu/icu_syntax.h"
#include "rules/flat_rules.h"
#include "rules/step.h"
#include "table/fusion.h"
#include "table/table_pass.h"
#include "table/words_pass.h"

namespace arnorm {

// What --stats counts.
enum class Counted {
  hits,    // times that a row fired
  removed, // characters that the stage deleted
  words,   // words that it replaced
  changed, // texts that the stage changed
};
std::string_view words_of(Counted counted);

// A description of a stage, and the lists that follow it.
struct StageWords {
  std::string what;                       // "Unicode normalization form NFC"
  std::string name = {};                  // the name that it refers to, as part of the sentence
  std::string text = {};                  // text quoted from the rule file
  const std::vector<Row> *rows = nullptr; // its rows
  const CodePointSet *set = nullptr;      // its characters
  std::string joint = {};                 // joins the characters to the sentence
};

// The characters that a stage names, set by set.
struct StageLetters {
  std::vector<CodePointSet> read = {};      // in the direction of the file
  std::vector<CodePointSet> read_back = {}; // in reverse only
  std::u32string written = {};              // literal characters that its rows write
};

// A pass that counts matches of its rows, and the rows in the order of the counts.
struct RowPass {
  std::unique_ptr<const TablePass> pass;
  std::vector<OrientedRow> rows;
};

// A pass that lists and counts words, and their list.
struct WordRows {
  std::unique_ptr<const WordsPass> pass;
  std::shared_ptr<const WordList> list;
  bool turned = false;
};

// Immutable. A stage may only be passed to its own kind. Steps never contain a `use`.
class StageKind {
public:
  virtual ~StageKind() = default;

  // Meaning.

  // Whether a stage without `only` can run backwards.
  virtual bool has_reverse() const { return true; }

  // Whether the stage has any effect in a direction.
  virtual bool acts(const Stage &stage, Direction direction) const;

  // How far the stage looks around a position.
  virtual Reach reach(const Step &step) const = 0;

  virtual StageLetters letters(const Stage &stage) const;

  // At most how many bytes of UTF-8 it writes for each byte that it reads, at least 1: 1.5 for a
  // table whose only row takes two bytes and writes three. None where nobody can say.
  virtual std::optional<double> growth(const Step &) const { return 1; }

  // A table that does the same, for checks: for `remove`, a rule that writes nothing. None where
  // there is no such table, or where it would be large.
  virtual std::optional<FlatRules> as_table(const Step &) const { return std::nullopt; }

  // Whether running the stage once more never changes its result.
  virtual bool is_idempotent() const { return false; }

  // Engines.

  // Why the stage can run only on ICU; empty if the table engine can be tried.
  virtual std::string_view needs_icu() const { return {}; }

  // Adds the map, the shaping or the pass that runs the step on tables. If the step is too large
  // for a pass, reports AR0401, adds nothing and returns false.
  virtual bool join(Fusion &fusion, const Step &step, Report &report) const = 0;

  // The equivalent ICU rules. The definitions of the sets that they use are left in `syntax`.
  virtual std::vector<IcuLink> icu_form(const Step &step, IcuText text, IcuSyntax &syntax,
                                        Report &report) const = 0;

  // Reports.

  // "form NFC", "table" ...
  virtual std::string name(const Stage &stage) const { return key_of(stage); }

  virtual StageWords words(const Stage &stage) const = 0;

  // What is counted for the stage as a whole.
  virtual Counted counted() const { return Counted::changed; }

  // For a stage with rows. If they are too large for a pass, reports AR0401 and returns nothing.
  virtual std::optional<RowPass> row_pass(const Step &step, Report &report) const;

  // For a stage with words.
  virtual std::optional<WordRows> word_pass(const Step &step) const;
};

// All kinds, each defined in its file.
const StageKind &kind_of(const TableStage &);
const StageKind &kind_of(const WordsStage &);
const StageKind &kind_of(const FormStage &);
const StageKind &kind_of(const MarksStage &);
const StageKind &kind_of(const RemoveStage &);
const StageKind &kind_of(const SqueezeStage &);
const StageKind &kind_of(const CaseStage &);
const StageKind &kind_of(const UseStage &);
const StageKind &kind_of(const IcuStage &);

const StageKind &kind_of(const Stage &stage);

} // namespace arnorm
