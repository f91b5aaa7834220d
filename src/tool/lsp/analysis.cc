#include "tool/lsp/analysis.h"

#include <algorithm>
#include <variant>

#include "check/check_rules.h"
#include "rules/rule_set.h"

namespace arnorm::tool {
namespace {

constexpr std::string_view untitled = "<text>"; // the name of what has never been saved

void read(Analysis &analysis, const OpenFile &file) {
  RuleLibrary &library = *analysis.library;
  if (file.path.empty()) {
    analysis.set = library.parse(file.text, analysis.name, analysis.report);
    analysis.usable = analysis.set != nullptr;
  } else {
    RuleLibrary::Reading reading = library.read(file.path, analysis.kind, {}, analysis.report);
    analysis.set = std::move(reading.set);
    analysis.usable = reading.usable;
  }
}

std::optional<Span> find_definition(const Analysis &analysis, const RuleSet &set,
                                    std::string_view name, int depth) {
  constexpr int max_depth = 64;
  auto own = std::find_if(set.own_names.begin(), set.own_names.end(),
                          [&](const Reference &each) { return each.name == name; });
  if (own != set.own_names.end()) {
    return own->span;
  }
  for (const FileReference &each : references_of(set)) {
    bool hands_on =
        each.kind == RuleLibrary::Kind::sets || each.reference.span.begin == set.extends.span.begin;
    Report known; // with the file
    RuleSetPtr other = hands_on && depth < max_depth ? resolve(analysis, each, known) : nullptr;
    auto found = other ? find_definition(analysis, *other, name, depth + 1) : std::nullopt;
    if (found) {
      return found;
    }
  }
  return std::nullopt;
}

} // namespace

bool has_only_names(const std::vector<Token> &tokens) {
  bool names = false;
  for (const Token &token : tokens) {
    bool header = token.kind == Token::Kind::header;
    if (!header && (token.kind != Token::Kind::key || token.table != RuleTable::file)) {
      continue;
    }
    constexpr std::array<std::string_view, 7> keys{"format", "name",    "title",  "source",
                                                   "note",   "scripts", "include"};
    bool defines =
        token.known && (token.table == RuleTable::sets || token.table == RuleTable::patterns);
    names = names || (header && defines);
    if (header ? !defines && token.table != RuleTable::scripts
               : std::find(keys.begin(), keys.end(), token.key) == keys.end()) {
      return false;
    }
  }
  return names;
}

Analysis analyse(const OpenFile &file, const std::vector<Token> &tokens,
                 const std::vector<OpenFile> &others, const std::vector<std::string> &path) {
  Analysis analysis;
  analysis.library = std::make_unique<RuleLibrary>(Options{.path = path});
  analysis.kind = !file.path.empty() && has_only_names(tokens) ? RuleLibrary::Kind::sets
                                                               : RuleLibrary::Kind::rules;
  analysis.name = file.path.empty() ? std::string(untitled) : file.path;
  for (const OpenFile &other : others) {
    if (!other.path.empty()) {
      analysis.library->replace_file(other.path, other.text);
    }
  }
  if (!file.path.empty()) {
    analysis.library->replace_file(file.path, file.text);
  }
  read(analysis, file);
  return analysis;
}

void check(Analysis &analysis) {
  if (analysis.checked) {
    return;
  }
  if (analysis.usable && analysis.kind == RuleLibrary::Kind::rules) {
    check_without_claims(analysis.set, *analysis.library, analysis.report);
  }
  analysis.diagnostics = analysis.report.take();
  analysis.checked = true;
}

std::optional<Span> definition_of(const Analysis &analysis, const RuleSet &set,
                                  std::string_view name) {
  return find_definition(analysis, set, name, 0);
}

std::vector<FileReference> references_of(const RuleSet &set) {
  std::vector<FileReference> references;
  for (const Reference &each : set.include) {
    references.push_back({each, RuleLibrary::Kind::sets});
  }
  if (!set.extends.name.empty()) {
    references.push_back({set.extends, RuleLibrary::Kind::rules});
  }
  for (const Stage &stage : set.stages) {
    const auto *use = std::get_if<UseStage>(&stage.what);
    if (use != nullptr && use->span.source == set.file) {
      references.push_back({{use->name, use->span}, RuleLibrary::Kind::rules});
    }
  }
  return references;
}

RuleSetPtr resolve(const Analysis &analysis, const FileReference &reference, Report &report) {
  return analysis.library
      ->read(reference.reference.name, reference.kind, reference.reference.span, report)
      .set;
}

} // namespace arnorm::tool
