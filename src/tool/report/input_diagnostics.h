// Diagnostics about the input of the filter (AR06).
//
// Does not read anything; the findings say what was found.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "arnorm/arnorm.h"
#include "tool/records/columns.h"
#include "tool/text/findings.h"

namespace arnorm::tool {

// `file` is the name of a file, or "standard input".
Diagnostic wide_input(const std::string &file, std::string_view encoding);

// An old encoding that the malformed bytes of a file suggest; nothing if there is none.
std::optional<Diagnostic> old_encoding(const std::string &file, const Findings &findings);

// A selected value of a JSON document that is neither a string nor an array of strings.
Diagnostic no_text(const std::string &file, const Findings::NoText &found);

// The fields that no record of any file has: paths of --jsonl, or columns with a number; `columns`
// is null for other records.
std::vector<Diagnostic> missing_fields(const Findings &findings,
                                       const std::vector<std::string> &paths,
                                       const Columns *columns, bool strict);

} // namespace arnorm::tool
