// The settings of the filter and the commands as plain data. Does not depend on option parsing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "arnorm/arnorm.h"

namespace arnorm::tool {

enum ExitStatus { exit_fine = 0, exit_data = 1, exit_trouble = 2 };

// The kinds of spans for --protect, as bits.
enum Protect : unsigned {
  protect_url = 1,
  protect_email = 2,
  protect_mention = 4,
  protect_tag = 8,
  protect_entity = 16,
  protect_latin = 32,
  protect_code = 64,
};

// first: the option was not given, so that only the first letter is told; ignore: not even that.
enum class Unmapped { first, ignore, keep, drop, error };
inline bool looks_at_each_letter(Unmapped unmapped) {
  return unmapped != Unmapped::first && unmapped != Unmapped::ignore;
}

// What offsets of `arnorm align` count.
enum class OffsetUnit { bytes, utf16, code_points };

// The settings of the filter.
struct FilterArguments {
  std::string chain;
  std::vector<std::string> files; // "-" is standard input
  std::string output;             // empty: standard output
  Options options;
  Invalid invalid = Invalid::keep; // --strict makes it an error unless --invalid is given
  bool takes_any_bytes = false;    // --invalid keep was given

  bool in_place = false;
  std::string backup; // suffix; empty if not given
  bool recursive = false;
  unsigned jobs = 1; // threads; never 0, because `-j 0` is replaced by the number of processors

  std::vector<std::string> jsonl; // paths of fields
  std::string tsv;                // columns as given, "2,3"; empty if not given
  std::string csv;
  std::optional<char> delimiter; // of columns, in place of the tab or the comma
  bool zero = false;             // records end with NUL

  unsigned protect = 0; // bits of Protect
  bool lossless = false;
  Unmapped unmapped = Unmapped::first;
  bool strict = false;
  bool progress = false;
  bool stats = false;
  bool json = false; // the report of --stats as JSON
  bool fingerprint = false;

  std::optional<OffsetUnit> align; // `arnorm align`: write edits instead of the results
};

// The settings of a command.
struct CommandArguments {
  std::vector<std::string> words;
  std::vector<std::string> path; // -I
  bool reverse = false;
  bool icu = false;
  bool engines = false;
  bool html = false;
  bool json = false;
  bool near = false;
  bool strict = false;     // warnings count as errors
  bool github = false;     // `check --github`
  bool only_check = false; // `fmt --check`
  bool parent = false;     // what `extends` changed
  bool lines = false;      // compare lines and not words
  bool coverage = false;
  bool lcov = false;      // the coverage as a tracefile
  bool watch = false;     // run again when a file changes
  bool accept = false;    // write the results of failing tests into their file
  bool no_filter = false; // import without the filter of a transform
  std::string kind;       // `new --kind`
  std::string output;     // a directory for the texts of an export, or a file for an import
};

} // namespace arnorm::tool
