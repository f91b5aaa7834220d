// Collects the diagnostics of one run.
//
// Knows nothing of what they mean: their codes and pages are in docs/diagnostics.md, their
// wording is at the place that finds the trouble.
#pragma once

#include <string>
#include <vector>

#include "arnorm/arnorm.h"
#include "diagnostics/source.h"

namespace arnorm {

class Report {
public:
  // What there is to say besides code, place and message.
  struct More {
    std::string label = {};
    Span second = {};
    std::string second_label = {};
    std::vector<std::string> notes = {};
    std::string help = {};
  };

  void error(Code code, const Span &at, std::string message) {
    add(Severity::error, code, at, std::move(message), More{});
  }
  void error(Code code, const Span &at, std::string message, More more) {
    add(Severity::error, code, at, std::move(message), std::move(more));
  }
  void warning(Code code, const Span &at, std::string message, More more) {
    add(Severity::warning, code, at, std::move(message), std::move(more));
  }
  void add(Diagnostic diagnostic) { diagnostics_.push_back(std::move(diagnostic)); }

  bool has_errors() const;
  std::size_t errors() const;

  // All of them in the order of their places within each file, exact repetitions once.
  std::vector<Diagnostic> take();

private:
  void add(Severity severity, Code code, const Span &at, std::string message, More more);

  std::vector<Diagnostic> diagnostics_;
};

} // namespace arnorm
