// What a kind of stage does and means: the one place that the rest of the library asks.
//
// For `squeeze = { set = "[ab]", max = 2 }`, SqueezeStage is the data (rules/rule_set.h), and
// kind_of(stage) the object that knows that the stage has no reverse, looks at two characters
// before it, runs as a SqueezePass, becomes three ICU links, and is "cut runs of one character
// to 2" in words. A kind has a file of its own in this folder. Nothing here knows of chains.
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
#include "rules/step.h"
#include "table/fusion.h"
#include "table/table_pass.h"

namespace arnorm {

// What --stats counts.
enum class Counted {
  hits,    // times that a row fired
  removed, // characters that the stage took away
  changed, // texts that it changed
};
std::string_view words_of(Counted counted);

// A stage in words, and what belongs below them.
struct StageWords {
  std::string what;                       // "Unicode normalization form NFC"
  std::string name = {};                  // what it refers to, as part of the sentence
  std::string text = {};                  // what it quotes from the rule file
  const std::vector<Row> *rows = nullptr; // its rows
  const CodePointSet *set = nullptr;      // its characters, and what joins them to the sentence
  std::string joint = {};
};

// The characters that a stage names, set by set.
struct StageLetters {
  std::vector<CodePointSet> read = {};      // in the direction of the file
  std::vector<CodePointSet> read_back = {}; // in reverse only
  std::u32string written = {};              // by its rows, as far as that is fixed
};

// A pass that counts its rows, and the rows in the order of the counts.
struct RowPass {
  std::unique_ptr<const TablePass> pass;
  std::vector<OrientedRow> rows;
};

// Immutable. What is asked about a stage must be asked of its own kind; steps never hold a `use`.
class StageKind {
public:
  virtual ~StageKind() = default;

  // Meaning.

  // Whether a stage without `only` can run backwards.
  virtual bool has_reverse() const { return true; }

  // False where the stage has nothing to do in a direction.
  virtual bool acts(const Stage &stage, Direction direction) const;

  // How far it looks around a position.
  virtual Reach reach(const Step &step) const = 0;

  virtual StageLetters letters(const Stage &stage) const;

  // At most how many bytes of UTF-8 it writes for each byte that it reads, at least 1: 1.5 for a
  // table whose only row takes two bytes and writes three. None where nobody can say.
  virtual std::optional<double> growth(const Step &) const { return 1; }

  // Engines.

  // Why the stage can run on ICU only; empty where the table engine can be tried.
  virtual std::string_view needs_icu() const { return {}; }

  // Adds what runs the step on tables: a map, a shaping or a pass. False, and nothing is added,
  // where it is too much for a pass. Reports AR0401.
  virtual bool join(Fusion &fusion, const Step &step, Report &report) const = 0;

  // Its exact form for ICU. The definitions of the sets that it uses are left in `syntax`.
  virtual std::vector<IcuLink> icu_form(const Step &step, IcuText text, IcuSyntax &syntax,
                                        Report &report) const = 0;

  // Reports.

  // "form NFC", "table" ...
  virtual std::string name(const Stage &stage) const { return key_of(stage); }

  virtual StageWords words(const Stage &stage) const = 0;

  // What is counted of the stage as a whole.
  virtual Counted counted() const { return Counted::changed; }

  // For a stage with rows; none where they are too much for a pass. Reports AR0401.
  virtual std::optional<RowPass> row_pass(const Step &step, Report &report) const;
};

// All kinds, each defined in its file.
const StageKind &kind_of(const TableStage &);
const StageKind &kind_of(const FormStage &);
const StageKind &kind_of(const MarksStage &);
const StageKind &kind_of(const RemoveStage &);
const StageKind &kind_of(const SqueezeStage &);
const StageKind &kind_of(const UseStage &);
const StageKind &kind_of(const IcuStage &);

const StageKind &kind_of(const Stage &stage);

} // namespace arnorm
