// Which rows the tests of a rule set fire: `arnorm test --coverage`.
//
// In text, each row that no test fires is a line, so that editors and people can go there:
//
//     mine: its tests fire 2 of 4 rows; 1 says why not
//     mine.toml:7: ث (U+062B THEH) of { letters = "تث", to = "tT" }
//
// lcov is the format of tracefiles that editors and web sites show beside the lines of a file; see
// geninfo(1). A line has the hits of all rows in it, and each of several rows or letters in a line
// is a branch. Rows that say why no test fires them are omitted.
#pragma once

#include <span>
#include <string>

#include "check/rule_tests.h"
#include "check/test_coverage.h"

namespace arnorm::tool {

std::string coverage_text(const std::string &name, std::span<const CoveredRow> rows,
                          const RenderOptions &options);

std::string coverage_lcov(const std::string &name, std::span<const CoveredRow> rows);

// A line with a JSON object. `rows` is null without --coverage.
std::string test_json(const std::string &name, const TestCounts &counts,
                      std::span<const Diagnostic> diagnostics, const std::vector<CoveredRow> *rows);

} // namespace arnorm::tool
