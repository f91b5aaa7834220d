// Turns a list of letters and their transliterations into a rule file with one table.
//
//     # BGN/PCGN, table 1
//     ب	b
//     U+062B	th	THEH
//
// Each line has two columns with a tab between them, and possibly a third one with a note. Letters
// may be written as code points. Empty lines and lines that begin with `#` are no rows; comments
// are kept.
#pragma once

#include <memory>
#include <string>

#include "diagnostics/report.h"
#include "diagnostics/source.h"

namespace arnorm {

// The rule file, empty after an error. Reports AR0001 and AR0506.
std::string import_letters(std::shared_ptr<const Source> source, const std::string &name,
                           const std::string &origin, Report &report);

} // namespace arnorm
