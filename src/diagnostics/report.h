// Collects the diagnostics of one run.
//
// Knows nothing of what they mean: their codes and pages are in docs/diagnostics.md, their
// wording is at the place that finds the trouble.
//
// A file may be wrong in every row, so that what is kept is bounded: the first hundred diagnostics,
// as offsets into their files. Lines, columns and quoted lines are worked out by take().
#pragma once

#include <string>
#include <vector>

#include "arnorm/arnorm.h"
#include "diagnostics/source.h"

namespace arnorm {

class Report {
public:
  // How many are kept. take() says in one more diagnostic, AR0011, how many others there were.
  static constexpr std::size_t max_kept = 100;

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
  void add(Diagnostic diagnostic);

  // What another report holds, which is empty afterwards.
  void append(Report &&other);

  bool has_errors() const { return errors_ > 0; }
  std::size_t errors() const { return errors_; } // kept or not

  // All that are kept, in the order of their places within each file, exact repetitions once.
  std::vector<Diagnostic> take();

private:
  // A diagnostic whose places are not worked out yet, if it has any.
  struct Kept {
    Diagnostic diagnostic;
    Span at;
    std::string label;
    Span second;
    std::string second_label;
  };

  void add(Severity severity, Code code, const Span &at, std::string message, More more);
  bool counts(Severity severity);
  bool is_repeated(Code code, const Span &at, const std::string &message) const;

  std::vector<Kept> kept_;
  std::size_t errors_ = 0;
  std::size_t others_ = 0; // not kept
};

} // namespace arnorm
