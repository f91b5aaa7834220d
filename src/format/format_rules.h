// The canonical layout of a rule file.
//
// Between two sections, and nowhere twice, there is one empty line. Rows stand in columns, and rows
// whose characters cannot be seen or recognized end in a comment that spells them. Strings, the
// order of lines and the author's comments are as they were. docs/writing-rules.md has the details.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "diagnostics/report.h"
#include "diagnostics/source.h"

namespace arnorm {

// Formats a text, which may say anything in the syntax of TOML. Nothing if it is not TOML in UTF-8,
// after reporting the errors. The result has been read again, and has the same values and the same
// comments of its author. If it had not, which would be an error of arnorm, there is no result and
// nothing is reported.
std::optional<std::string> format_rules(const std::shared_ptr<const Source> &source,
                                        Report &report);

} // namespace arnorm
