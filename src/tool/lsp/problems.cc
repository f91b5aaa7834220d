#include "tool/lsp/problems.h"

#include <algorithm>

#include <fmt/format.h>

namespace arnorm::tool {
namespace {

// The diagnostics of what can be deleted without a change of the results.
constexpr std::array unnecessary{Code::AR0203, Code::AR0212, Code::AR0213,
                                 Code::AR0215, Code::AR0221, Code::AR0222};

class ProblemReader {
public:
  ProblemReader(Workspace &workspace, Document &document, PositionUnit unit)
      : workspace_(workspace), document_(document), analysis_(workspace.checked_analysis(document)),
        unit_(unit) {}

  Problem problem(const Diagnostic &d) {
    Problem result;
    result.severity = d.severity;
    result.code = to_string(d.code);
    result.diagnostic = &d;
    result.unnecessary =
        std::find(unnecessary.begin(), unnecessary.end(), d.code) != unnecessary.end();
    bool here = !d.place || d.place->file == analysis_.name;
    result.message = here ? message(d) : fmt::format("{}: {}", d.place->file, message(d));
    if (!here) {
      std::tie(result.begin, result.end) = reference_to(d.place->file);
      add_related(result, *d.place, d.message);
    } else if (d.place && d.place->line > 0) {
      result.begin = std::min(d.place->offset, document_.text.text().size());
      result.end = std::min(result.begin + d.place->bytes, document_.text.text().size());
    } else { // the whole file
      result.end = document_.text.line_end(0);
    }
    if (d.second && d.second->line > 0) {
      add_related(result, *d.second, d.second->label.empty() ? "see here" : d.second->label);
    }
    return result;
  }

private:
  static std::string message(const Diagnostic &d) {
    std::string text = d.message;
    if (d.place && !d.place->label.empty()) {
      text += "\n" + d.place->label;
    }
    for (const std::string &note : d.notes) {
      text += "\nnote: " + note;
    }
    return d.help.empty() ? text : text + "\nhelp: " + d.help;
  }

  // A place of this document or of another file.
  void add_related(Problem &problem, const Place &place, const std::string &message) {
    std::string uri = place.file == analysis_.name ? document_.uri : workspace_.uri_of(place.file);
    if (uri.empty()) {
      return;
    }
    PositionRange range;
    if (place.file == analysis_.name) {
      range = document_.text.range(place.offset, place.offset + place.bytes, unit_);
    } else if (auto text = workspace_.text_of(place.file); text && place.line > 0) {
      range = TextDocument(std::move(*text)).range(place.offset, place.offset + place.bytes, unit_);
    }
    problem.related.push_back({std::move(uri), range, message});
  }

  // The string that names another file with errors, or one through which that is reached. The first
  // line if there is none.
  std::pair<std::size_t, std::size_t> reference_to(const std::string &file) {
    std::pair<std::size_t, std::size_t> first{0, document_.text.line_end(0)};
    bool found = false;
    for (const FileReference &each :
         analysis_.set ? references_of(*analysis_.set) : std::vector<FileReference>()) {
      Report known;
      auto [set, usable] =
          analysis_.library->read(each.reference.name, each.kind, each.reference.span, known);
      const Span &span = each.reference.span;
      if (set && set->file->name() == file) {
        return at(span);
      }
      if (!found && set && !usable) {
        found = true;
        first = at(span);
      }
    }
    return first;
  }

  std::pair<std::size_t, std::size_t> at(const Span &span) const {
    std::size_t before = span.source->bytes_before();
    return {span.begin + before, span.end + before};
  }

  Workspace &workspace_;
  Document &document_;
  const Analysis &analysis_;
  PositionUnit unit_;
};

} // namespace

std::vector<Problem> problems_of(Workspace &workspace, Document &document, PositionUnit unit) {
  ProblemReader reader(workspace, document, unit);
  std::vector<Problem> problems;
  for (const Diagnostic &d : workspace.checked_analysis(document).diagnostics) {
    if (d.code != Code::AR0010 || !d.place || d.place->file != document.analysis->name) {
      problems.push_back(reader.problem(d));
    }
  }
  return problems;
}

} // namespace arnorm::tool
