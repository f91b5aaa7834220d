#include "diagnostics/report.h"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "characters/utf.h"

namespace arnorm {
namespace {

auto key(const Diagnostic &d) {
  std::size_t line = d.place ? d.place->line : 0;
  std::size_t column = d.place ? d.place->column : 0;
  return std::tuple(line, column, d.code, std::string_view(d.message));
}

std::string file_of(const Diagnostic &d) { return d.place ? d.place->file : ""; }

void sort(std::vector<Diagnostic> &diagnostics) {
  std::map<std::string, std::size_t> order; // files in the order of their first diagnostics
  for (const Diagnostic &d : diagnostics) {
    order.emplace(file_of(d), order.size());
  }
  std::stable_sort(
      diagnostics.begin(), diagnostics.end(), [&](const Diagnostic &a, const Diagnostic &b) {
        return std::tuple(order[file_of(a)], key(a)) < std::tuple(order[file_of(b)], key(b));
      });
}

Diagnostic number_of_others(std::size_t others) {
  return {.code = Code::AR0011,
          .message =
              others == 1
                  ? "there is one more diagnostic, which is not listed"
                  : fmt::format("there are {} more diagnostics, which are not listed", others),
          .help = "fix the errors above and try again; many may have the same cause"};
}

// A file may hold a name of megabytes, which messages quote.
void shorten(std::string &text) {
  constexpr std::size_t max_bytes = 4096;
  if (text.size() > max_bytes) {
    text.resize(max_bytes);
    text.resize(text.size() - incomplete_tail(text));
    text += "...";
  }
}

} // namespace

// Counts a diagnostic, and returns whether it is to be kept.
bool Report::counts(Severity severity) {
  errors_ += severity == Severity::error ? 1 : 0;
  bool room = kept_.size() < max_kept;
  others_ += room ? 0 : 1;
  return room;
}

bool Report::only_counts_error() {
  bool is_full = kept_.size() == max_kept;
  if (is_full) {
    counts(Severity::error);
  }
  return is_full;
}

bool Report::is_repeated(Code code, const Span &at, const std::string &message) const {
  return std::any_of(kept_.begin(), kept_.end(), [&](const Kept &kept) {
    return at.source && kept.at.source == at.source && kept.at.begin == at.begin &&
           kept.diagnostic.code == code && kept.diagnostic.message == message;
  });
}

void Report::add(Diagnostic diagnostic) {
  if (counts(diagnostic.severity)) {
    kept_.push_back({std::move(diagnostic), {}, {}, {}, {}});
  }
}

void Report::add(Severity severity, Code code, const Span &at, std::string message, More more) {
  if (is_repeated(code, at, message)) {
    errors_ += severity == Severity::error ? 1 : 0;
    return;
  }
  if (!counts(severity)) {
    return;
  }
  Kept &kept = kept_.emplace_back();
  kept.diagnostic.code = code;
  kept.diagnostic.severity = severity;
  kept.diagnostic.message = std::move(message);
  kept.diagnostic.notes = std::move(more.notes);
  kept.diagnostic.help = std::move(more.help);
  kept.at = at;
  kept.label = std::move(more.label);
  kept.second = std::move(more.second);
  kept.second_label = std::move(more.second_label);
  std::for_each(kept.diagnostic.notes.begin(), kept.diagnostic.notes.end(), shorten);
  for (std::string *text :
       {&kept.diagnostic.message, &kept.diagnostic.help, &kept.label, &kept.second_label}) {
    shorten(*text);
  }
}

void Report::append(Report &&other) {
  for (Kept &kept : other.kept_) {
    if (kept_.size() < max_kept) {
      kept_.push_back(std::move(kept));
    } else {
      ++others_;
    }
  }
  errors_ += other.errors_;
  others_ += other.others_;
  other = {};
}

std::vector<Diagnostic> Report::take() {
  std::vector<Diagnostic> diagnostics;
  for (Kept &kept : kept_) {
    if (kept.at.source) {
      kept.diagnostic.place = place_of(kept.at, std::move(kept.label));
    }
    if (kept.second.source) {
      kept.diagnostic.second = place_of(kept.second, std::move(kept.second_label));
    }
    diagnostics.push_back(std::move(kept.diagnostic));
  }
  sort(diagnostics);
  auto same = [](const Diagnostic &a, const Diagnostic &b) {
    return file_of(a) == file_of(b) && key(a) == key(b);
  };
  diagnostics.erase(std::unique(diagnostics.begin(), diagnostics.end(), same), diagnostics.end());
  if (others_ > 0) {
    diagnostics.push_back(number_of_others(others_));
  }
  *this = {};
  return diagnostics;
}

} // namespace arnorm
