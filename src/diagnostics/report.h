// Collects the diagnostics of one run.
//
// Does not know what the diagnostics mean. docs/diagnostics.md explains the codes, and the code
// that finds a problem words its message.
//
// A file may be wrong in every row, so only the first hundred diagnostics are kept, as offsets into
// their files. take() computes lines, columns and quoted lines.
#pragma once

#include <string>
#include <vector>

#include "arnorm/arnorm.h"
#include "diagnostics/source.h"

namespace arnorm {

class Report {
public:
  // The number of diagnostics that are kept. take() adds AR0011 with the number of the others.
  static constexpr std::size_t max_kept = 100;

  // The optional parts of a diagnostic.
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

  // Moves all diagnostics of another report to this one.
  void append(Report &&other);

  // Where no more diagnostics are kept, counts an error and returns true: what its message says
  // need not be found out.
  bool only_counts_error();

  bool has_errors() const { return errors_ > 0; }
  std::size_t errors() const { return errors_; } // including those not kept

  // Returns the kept diagnostics, sorted by place within each file, without repetitions.
  std::vector<Diagnostic> take();

private:
  // A diagnostic whose places have not been computed yet.
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
