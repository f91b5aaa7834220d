// A rule file that is being written, read and checked as it stands.
//
// The checks are those of check_without_claims. They are a second step, because they take longer
// than reading, and only diagnostics need them. Does not depend on the protocol.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "arnorm/arnorm.h"
#include "parse/rule_library.h"
#include "tool/lsp/tokens.h"

namespace arnorm::tool {

// A text that stands in for a file.
struct OpenFile {
  std::string path; // absolute; empty for a text that has never been saved
  std::string text;
};

struct Analysis {
  std::unique_ptr<RuleLibrary> library; // has read the files that the file refers to
  RuleLibrary::Kind kind = RuleLibrary::Kind::rules;
  RuleSetPtr set;      // as far as it can be read; may be null
  bool usable = false; // it has no errors
  std::string name;    // of the file in diagnostics
  Report report;
  bool checked = false;
  std::vector<Diagnostic> diagnostics; // only when it is checked
};

// Reads the file.
Analysis analyse(const OpenFile &file, const std::vector<Token> &tokens,
                 const std::vector<OpenFile> &others, const std::vector<std::string> &path);

// Checks what can be read, and fills in the diagnostics.
void check(Analysis &analysis);

// Whether a file only defines names, for others to `include`: it has none of the keys of rules.
bool has_only_names(const std::vector<Token> &tokens);

// A name of a set or a pattern, and the place that defines it: in the file, or in one that it
// includes or extends. Nothing if it is built in or unknown.
std::optional<Span> definition_of(const Analysis &analysis, const RuleSet &set,
                                  std::string_view name);

// The names of other files in the set: `include`, `extends`, `use`.
struct FileReference {
  Reference reference;
  RuleLibrary::Kind kind;
};
std::vector<FileReference> references_of(const RuleSet &set);

// The file to which a reference leads, read. Null, with a diagnostic, if there is none or if it
// cannot be read.
RuleSetPtr resolve(const Analysis &analysis, const FileReference &reference, Report &report);

} // namespace arnorm::tool
