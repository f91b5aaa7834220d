#include "parse/library_errors.h"

#include <fmt/format.h>

namespace arnorm {

void report_too_large(const std::string &name, const Span &from, Report &report) {
  report.error(Code::AR0003, from, fmt::format("{} is larger than 4 MiB", name),
               {.help = "split it; a rule file can `include` or `use` others"});
}

void report_unreadable(const std::string &path, std::error_code error, const Span &from,
                       Report &report) {
  report.error(Code::AR0002, from, fmt::format("cannot read {}: {}", path, error.message()),
               {.help =
                    "allow arnorm to read this folder of rule sets, or take it out of the search "
                    "path"});
}

void report_outside(const Reference &reference, Report &report) {
  const Home &home = reference.span.source->home();
  if (home.folder.empty()) {
    report.error(Code::AR0008, reference.span,
                 fmt::format("`{}` is a path, and this text has no folder", reference.name),
                 {.help = "name a rule set of the search path instead"});
  } else if (reference.name.starts_with('/')) {
    report.error(
        Code::AR0008, reference.span, fmt::format("`{}` is an absolute path", reference.name),
        {.help = "write a path relative to the folder of this file, such as parts/other.toml"});
  } else {
    report.error(Code::AR0008, reference.span,
                 fmt::format("`{}` is outside of the folders of rules", reference.name),
                 {.help = "move the file itself, not a link to it, into that folder, or name a "
                          "folder that contains both with -I"});
  }
}

} // namespace arnorm
