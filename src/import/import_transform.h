// Turns an ICU transform into a rule file.
//
// Each block of rules becomes a table where that is possible: import/flat_transform.h. Where it is
// not, or where the table differs from ICU on some text, the block stays as it is, in a stage
// `icu`. So the result is that of ICU in any case, and the report says what could not be said.
#pragma once

#include <string>

#include "diagnostics/report.h"
#include "import/rule_text.h"

namespace arnorm {

struct ImportOptions {
  std::string name;     // of the rule set
  std::string origin;   // the name of the file, for `source`
  bool reverse = false; // the transform backwards
  bool filter = true;   // false: a filter for the whole text is left out
};

struct Imported {
  std::string text;      // the rule file; empty after an error
  std::size_t texts = 0; // on which it was compared with ICU
};

// Reports AR0501 to AR0504.
Imported import_transform(const RuleText &text, const ImportOptions &options, Report &report);

} // namespace arnorm
