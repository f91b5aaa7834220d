#include "diagnostics/report.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace arnorm {
namespace {

auto key(const Diagnostic &d) {
  std::size_t line = d.place ? d.place->line : 0;
  std::size_t column = d.place ? d.place->column : 0;
  return std::tuple(line, column, d.code, d.message);
}

std::string file_of(const Diagnostic &d) { return d.place ? d.place->file : ""; }

} // namespace

bool Report::has_errors() const { return errors() > 0; }

std::size_t Report::errors() const {
  return static_cast<std::size_t>(
      std::count_if(diagnostics_.begin(), diagnostics_.end(),
                    [](const Diagnostic &d) { return d.severity == Severity::error; }));
}

std::vector<Diagnostic> Report::take() {
  std::map<std::string, std::size_t> order; // files in the order in which they were met
  for (const Diagnostic &d : diagnostics_) {
    order.emplace(file_of(d), order.size());
  }
  std::stable_sort(
      diagnostics_.begin(), diagnostics_.end(), [&](const Diagnostic &a, const Diagnostic &b) {
        return std::tuple(order[file_of(a)], key(a)) < std::tuple(order[file_of(b)], key(b));
      });
  auto same = [](const Diagnostic &a, const Diagnostic &b) {
    return file_of(a) == file_of(b) && key(a) == key(b);
  };
  diagnostics_.erase(std::unique(diagnostics_.begin(), diagnostics_.end(), same),
                     diagnostics_.end());
  return std::exchange(diagnostics_, {});
}

void Report::add(Severity severity, Code code, const Span &at, std::string message, More more) {
  Diagnostic d;
  d.code = code;
  d.severity = severity;
  d.message = std::move(message);
  if (at.source) {
    d.place = place_of(at, std::move(more.label));
  }
  if (more.second.source) {
    d.second = place_of(more.second, std::move(more.second_label));
  }
  d.notes = std::move(more.notes);
  d.help = std::move(more.help);
  diagnostics_.push_back(std::move(d));
}

} // namespace arnorm
