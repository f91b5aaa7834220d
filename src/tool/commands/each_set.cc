#include "tool/commands/each_set.h"

#include <algorithm>

#include <fmt/format.h>

#include "tool/io/console.h"

namespace arnorm::tool {
namespace {

// The file could not be found or read, as opposed to errors in its content.
bool is_unreadable(const Diagnostic &d) {
  return d.code == Code::AR0002 || d.code == Code::AR0003 || d.code == Code::AR0004;
}

// "clean: no errors" with what else there is to say.
std::string with_warnings(std::string summary, std::size_t count) {
  if (count > 0 && summary.ends_with(": no errors\n")) {
    summary.pop_back();
    summary += fmt::format(", {} warning{}\n", count, count == 1 ? "" : "s");
  }
  return summary;
}

} // namespace

bool print_lines(const std::string &summary, const std::vector<Diagnostic> &found) {
  return print(found) && print(summary);
}

int for_each_set(const CommandArguments &arguments, const OneSet &one, const Printed &print_set,
                 std::vector<std::string> *files) {
  int status = exit_fine;
  for (const std::string &name : arguments.words) {
    RuleLibrary library({.path = arguments.path});
    Report report;
    std::string summary;
    if (RuleSetPtr set = library.load(name, {}, report)) {
      summary = one(set, library, report);
    }
    if (files != nullptr) {
      files->insert(files->end(), library.files().begin(), library.files().end());
    }
    bool broken = report.has_errors();
    std::vector<Diagnostic> found = report.take();
    auto warnings =
        static_cast<std::size_t>(std::count_if(found.begin(), found.end(), [](const Diagnostic &d) {
          return d.severity == Severity::warning;
        }));
    if (warnings > 0 && arguments.strict) {
      status = std::max<int>(status, exit_data);
    }
    summary = with_warnings(std::move(summary), warnings);
    if (broken) {
      bool unreadable = std::any_of(found.begin(), found.end(), [](const Diagnostic &d) {
        return is_unreadable(d) && !d.place;
      });
      status = std::max<int>(status, unreadable ? exit_trouble : exit_data);
    }
    if (!print_set(summary, found)) {
      return exit_trouble;
    }
  }
  return status;
}

} // namespace arnorm::tool
