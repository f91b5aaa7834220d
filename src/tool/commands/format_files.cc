#include "tool/commands/format_files.h"

#include <algorithm>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>

#include <fmt/format.h>

#include "characters/names.h"
#include "characters/split.h"
#include "format/format_rules.h"
#include "parse/read_file.h"
#include "parse/rule_file.h"
#include "parse/rule_library.h"
#include "parse/toml_reader.h"
#include "tool/io/console.h"
#include "tool/io/file_version.h"
#include "tool/io/log.h"
#include "tool/io/output.h"

namespace arnorm::tool {
namespace {

constexpr std::string_view standard_input = "-";

// One byte more than a rule file may have, if there are so many.
std::string read_input() {
  std::string text;
  std::istreambuf_iterator<char> in(std::cin);
  for (std::istreambuf_iterator<char> end; in != end && text.size() <= max_rule_bytes; ++in) {
    text += *in;
  }
  return text;
}

// The text of a file. Nothing after an error, which has been reported.
std::optional<std::string> read_text(const std::string &name) {
  FileText content;
  if (name == standard_input) {
    content.text = read_input();
  } else {
    content = read_file(name, max_rule_bytes);
  }
  if (content.too_large || content.text.size() > max_rule_bytes) {
    log_error(fmt::format("{} is larger than 4 MiB", name));
    return std::nullopt;
  }
  if (!content.error.empty()) {
    log_error(fmt::format("cannot read {}: {}", name, content.error));
    return std::nullopt;
  }
  return std::move(content.text);
}

// Whether a file defines nothing but names, for `include`.
bool has_names_only(const std::shared_ptr<const Source> &source) {
  Report ignored;
  Node root = parse_toml(source, ignored).root;
  return std::none_of(root.entries.begin(), root.entries.end(), [](const Entry &entry) {
    return entry.key == "stage" || entry.key == "extends" || entry.key == "override" ||
           entry.key == "test";
  });
}

// Reports the errors of a file, if it has any. Those of the files to which it refers are among
// them.
void find_errors(const std::string &name, const std::string &text,
                 const std::shared_ptr<const Source> &source, const std::vector<std::string> &path,
                 Report &report) {
  RuleLibrary library({.path = path});
  if (has_names_only(source)) {
    library.parse_names(text, name, report);
  } else {
    library.parse(text, name, report);
  }
}

// The first line in which two texts differ: its number and what it is in each.
std::string first_difference(const std::string &name, std::string_view before,
                             std::string_view after) {
  auto old_lines = split(before, '\n');
  auto new_lines = split(after, '\n');
  auto [old_line, new_line] =
      std::mismatch(old_lines.begin(), old_lines.end(), new_lines.begin(), new_lines.end());
  std::string out = fmt::format("{}:{}: not formatted\n", sanitize_for_terminal(name),
                                old_line - old_lines.begin() + 1);
  if (old_line != old_lines.end()) {
    out += fmt::format("- {}\n", sanitize_for_terminal(*old_line));
  }
  if (new_line != new_lines.end()) {
    out += fmt::format("+ {}\n", sanitize_for_terminal(*new_line));
  }
  return out;
}

class FileFormatter {
public:
  FileFormatter(std::string name, const CommandArguments &arguments)
      : name_(std::move(name)), arguments_(arguments) {}

  int run() {
    auto version = FileVersion::of(name_);
    std::optional<std::string> text = read_text(name_);
    std::optional<std::string> formatted = text ? format(*text) : std::nullopt;
    if (!formatted) {
      return exit_trouble;
    }
    if (arguments_.only_check) {
      bool same = *formatted == *text;
      bool printed = same || print(first_difference(name_, *text, *formatted));
      return !printed ? exit_trouble : same ? exit_fine : exit_data;
    }
    if (name_ == standard_input) {
      return print(*formatted) ? exit_fine : exit_trouble;
    }
    return *formatted == *text || write(*formatted, version) ? exit_fine : exit_trouble;
  }

private:
  // Nothing after an error, which has been reported. Standard input has no folder in which other
  // files could be, so that only its syntax is checked.
  std::optional<std::string> format(const std::string &text) const {
    auto source = std::make_shared<Source>(name_, text);
    Report report;
    std::optional<std::string> formatted = format_rules(source, report);
    if (formatted && name_ != standard_input) {
      find_errors(name_, text, source, arguments_.path, report);
    }
    if (report.has_errors()) {
      log_error(report.take());
      return std::nullopt;
    }
    if (!formatted) {
      log_error(fmt::format("cannot format {} without changing its meaning; this is an error of "
                            "arnorm, please report it",
                            name_));
    }
    return formatted;
  }

  bool write(const std::string &text, const std::optional<FileVersion> &version) const {
    Output output;
    if (!output.open(name_)) {
      return false;
    }
    if (version) {
      output.expect(*version);
    }
    return output.write(text) && output.finish();
  }

  std::string name_;
  const CommandArguments &arguments_;
};

} // namespace

int format_files(const CommandArguments &arguments) {
  int status = exit_fine;
  for (const std::string &name : arguments.words) {
    status = std::max(status, FileFormatter(name, arguments).run());
  }
  return status;
}

} // namespace arnorm::tool
