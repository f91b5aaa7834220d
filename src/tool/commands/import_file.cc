#include "tool/commands/import_file.h"

#include <algorithm>
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "characters/names.h"
#include "diagnostics/report.h"
#include "import/import_transform.h"
#include "import/letter_table.h"
#include "parse/read_file.h"
#include "tool/io/console.h"
#include "tool/io/log.h"
#include "tool/io/output.h"

namespace arnorm::tool {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_bytes = 4 << 20; // as for rule files

// A name that a rule set may have, from that of a file.
std::string name_from(const std::string &file) {
  std::string name = fs::path(file).stem().string();
  for (char &c : name) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    bool good =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    c = good ? c : '-';
  }
  return name.empty() ? "imported" : name;
}

std::shared_ptr<const Source> read(const std::string &file) {
  FileText read = read_file(file, max_bytes, Readable::regular_or_pipe);
  std::string reason = read.too_large ? "it is larger than 4 MiB" : read.error;
  if (!reason.empty()) {
    log_error(fmt::format("cannot import {}: {}", sanitize_for_terminal(file), reason));
    return nullptr;
  }
  return std::make_shared<Source>(sanitize_for_terminal(file), std::move(read.text));
}

bool write(const CommandArguments &arguments, const std::string &text) {
  if (arguments.output.empty()) {
    return print(text);
  }
  Output output;
  return output.open(arguments.output) && output.write(text) && output.finish();
}

Imported imported(const CommandArguments &arguments, std::shared_ptr<const Source> source,
                  const std::string &name, Report &report) {
  const std::string &file = arguments.words[0];
  std::string origin = fs::path(file).filename().string();
  if (fs::path(file).extension() == ".tsv") {
    return {.text = import_letters(source, name, origin, report)};
  }
  RuleText rules = rule_text(source, report);
  if (report.has_errors()) {
    return {};
  }
  return import_transform(rules,
                          {.name = name,
                           .origin = origin,
                           .reverse = arguments.reverse,
                           .filter = !arguments.no_filter},
                          report);
}

} // namespace

int import_file(const CommandArguments &arguments) {
  if (arguments.words.size() != 1) {
    log_error("import accepts one file");
    return exit_trouble;
  }
  std::string name = name_from(arguments.output.empty() ? arguments.words[0] : arguments.output);
  std::shared_ptr<const Source> source = read(arguments.words[0]);
  if (!source) {
    return exit_trouble;
  }
  Report report;
  Imported result = imported(arguments, source, name, report);
  bool broken = report.has_errors();
  std::vector<Diagnostic> found = report.take();
  log_error(found);
  if (broken) {
    return exit_data;
  }
  if (!write(arguments, result.text)) {
    return exit_trouble;
  }
  return arguments.strict && !found.empty() ? exit_data : exit_fine;
}

} // namespace arnorm::tool
