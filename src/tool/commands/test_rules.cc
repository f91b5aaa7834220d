#include "tool/commands/test_rules.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

#include "check/rule_tests.h"
#include "check/test_coverage.h"
#include "tool/commands/accept_results.h"
#include "tool/commands/each_set.h"
#include "tool/io/console.h"
#include "tool/io/file_watch.h"
#include "tool/io/log.h"
#include "tool/report/coverage.h"

namespace arnorm::tool {
namespace {

// An error in the combination of options; empty if there is none.
std::string conflict(const CommandArguments &arguments) {
  if (arguments.lcov && !arguments.coverage) {
    return "--lcov needs --coverage";
  }
  if (arguments.lcov && arguments.json) {
    return "--json and --lcov are mutually exclusive";
  }
  if (arguments.strict && !arguments.coverage) {
    return "--strict needs --coverage";
  }
  if (arguments.accept && arguments.watch) {
    return "--accept and --watch are mutually exclusive";
  }
  return arguments.accept && arguments.json ? "--accept and --json are mutually exclusive" : "";
}

// The results of one set. A set with errors has no results, and the report shows them.
bool accept_one(const std::string &name, const CommandArguments &arguments) {
  RuleLibrary library({.path = arguments.path});
  Report report;
  if (RuleSetPtr set = library.load(name, {}, report)) {
    return accept_results(*set, run_tests(set, library, report));
  }
  log_error(fmt::format("cannot accept results in {}: {}", name, report.take().front().message));
  return false;
}

// Before the tests run for the report.
bool accept_all(const CommandArguments &arguments) {
  bool good = true;
  for (const std::string &name : arguments.words) {
    good = accept_one(name, arguments) && good;
  }
  return good;
}

// Runs the tests of one set after the other, and prints each result before the next one runs.
class TestPrinter {
public:
  explicit TestPrinter(const CommandArguments &arguments) : arguments_(arguments) {}

  int run() {
    int status = for_each_set(
        arguments_,
        [&](const RuleSetPtr &set, RuleLibrary &library, Report &report) {
          counts_ = run_tests(set, library, report);
          rows_ = arguments_.coverage ? coverage_of_tests(set, library) : std::vector<CoveredRow>{};
          missed_ = missed_ || std::any_of(rows_.begin(), rows_.end(),
                                           [](const CoveredRow &row) { return row.is_missed(); });
          return set->name;
        },
        [&](const std::string &name, const std::vector<Diagnostic> &found) {
          bool good = print_set(name, found);
          counts_ = {};
          rows_.clear();
          ++next_;
          return good;
        },
        &files_);
    return arguments_.strict && missed_ ? std::max<int>(status, exit_data) : status;
  }

  // The files that were read.
  const std::vector<std::string> &files() const { return files_; }

private:
  // The name is empty for a set that cannot be read.
  bool print_set(const std::string &name, const std::vector<Diagnostic> &found) const {
    if (arguments_.json) {
      return print(test_json(name.empty() ? arguments_.words[next_] : name, counts_, found,
                             arguments_.coverage ? &rows_ : nullptr));
    }
    if (arguments_.lcov) {
      log_error(found);
      return name.empty() || print(coverage_lcov(name, rows_));
    }
    return print_lines(name.empty() ? "" : summary(name), found);
  }

  std::string summary(const std::string &name) const {
    std::string out = fmt::format("{}: {} passed, {} failed, {} expected failures\n", name,
                                  counts_.passed, counts_.failed, counts_.expected_failures);
    return arguments_.coverage ? out + coverage_text(name, rows_, render_options(STDOUT_FILENO))
                               : out;
  }

  const CommandArguments &arguments_;
  TestCounts counts_;            // of the set that is printed next
  std::vector<CoveredRow> rows_; // likewise
  std::vector<std::string> files_;
  std::size_t next_ = 0; // index of its word
  bool missed_ = false;  // whether any set has a row that no test fires
};

// Runs the tests once more whenever a file has changed, until standard output is closed.
int watch(const CommandArguments &arguments) {
  FileWatch watched;
  std::vector<std::string> named = arguments.words;
  std::erase_if(named, [](const std::string &word) { return !is_file_name(word); });
  watched.add(named);
  for (;;) {
    watched.note();
    TestPrinter printer(arguments);
    printer.run();
    watched.add(printer.files());
    if (watched.empty()) {
      log_error("--watch needs rule sets in files; these are built in");
      return exit_trouble;
    }
    std::optional<std::string> changed = watched.wait();
    if (!changed) {
      return exit_fine;
    }
    log_error(fmt::format("{} has changed", *changed));
  }
}

} // namespace

int test_rules(const CommandArguments &arguments) {
  if (std::string wrong = conflict(arguments); !wrong.empty()) {
    log_error(wrong);
    return exit_trouble;
  }
  if (arguments.watch) {
    return watch(arguments);
  }
  bool accepted = !arguments.accept || accept_all(arguments);
  int status = TestPrinter(arguments).run();
  return accepted ? status : exit_trouble;
}

} // namespace arnorm::tool
