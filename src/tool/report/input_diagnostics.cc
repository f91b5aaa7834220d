#include "tool/report/input_diagnostics.h"

#include <algorithm>

#include <fmt/format.h>

#include "tool/report/messages.h"

namespace arnorm::tool {
namespace {

// A name as a word of a shell command.
std::string quoted_for_shell(std::string_view name) {
  auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80 ||
           std::string_view("._-/+=:,@").find(c) != std::string_view::npos;
  };
  if (!name.empty() && std::all_of(name.begin(), name.end(), is_plain)) {
    return (name.starts_with('-') ? "./" : "") + std::string(name);
  }
  std::string out = name.starts_with('-') ? "./'" : "'";
  for (char c : name) {
    out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return out + "'";
}

std::string iconv_line(const std::string &file, std::string_view encoding) {
  if (file == "standard input") {
    return fmt::format("`iconv -f {} -t UTF-8 | arnorm ...`", encoding);
  }
  return fmt::format("`iconv -f {} -t UTF-8 {} > {}`", encoding, quoted_for_shell(file),
                     quoted_for_shell(file + ".utf8"));
}

std::string some_lines(const Findings::Malformed &malformed) {
  return malformed.lines == 1
             ? fmt::format("line {} seems", malformed.first_line)
             : fmt::format("line {} and {} seem", malformed.first_line,
                           malformed.lines == 2 ? "another one"
                                                : fmt::format("{} others", malformed.lines - 1));
}

Diagnostic missing(bool strict, std::string message, std::string note, std::string help) {
  Diagnostic diagnostic;
  diagnostic.code = Code::AR0604;
  diagnostic.severity = strict ? Severity::error : Severity::warning;
  diagnostic.message = std::move(message);
  diagnostic.notes = {std::move(note)};
  diagnostic.help = std::move(help);
  return diagnostic;
}

} // namespace

Diagnostic wide_input(const std::string &file, std::string_view encoding) {
  Diagnostic diagnostic;
  diagnostic.code = Code::AR0601;
  diagnostic.message = fmt::format("the input is in {}, and not in UTF-8", encoding);
  diagnostic.place.emplace().file = file;
  diagnostic.help =
      fmt::format("convert it first: {}; --invalid keep processes the bytes as they are",
                  iconv_line(file, encoding));
  return diagnostic;
}

std::optional<Diagnostic> old_encoding(const std::string &file, const Findings &findings) {
  const ArabicBytes &bytes = findings.arabic_bytes;
  const Findings::Malformed &malformed = findings.malformed;
  if (bytes.encoding().empty()) {
    return std::nullopt;
  }
  const bool mixed = malformed.lines * 2 < findings.lines;
  Diagnostic diagnostic;
  diagnostic.code = Code::AR0602;
  diagnostic.severity = findings.stop ? Severity::error : Severity::warning;
  diagnostic.message =
      fmt::format("{} in {}, and not in UTF-8",
                  mixed ? some_lines(malformed) + " to be" : std::string("the input seems to be"),
                  bytes.encoding());
  diagnostic.place.emplace().file = file;
  diagnostic.notes = {
      fmt::format("{} of {} beyond ASCII, in lines that are not UTF-8, are Arabic there",
                  bytes.letters(), count(bytes.bytes(), "byte"))};
  diagnostic.help = fmt::format("{}: {}",
                                mixed ? "if the other lines are ASCII, convert the input first"
                                      : "convert it first",
                                iconv_line(file, bytes.encoding()));
  return diagnostic;
}

Diagnostic no_text(const std::string &file, const Findings::NoText &found) {
  Diagnostic diagnostic;
  diagnostic.code = Code::AR0603;
  diagnostic.message = fmt::format("`{}` is {}, and not a text", found.path, found.what);
  Place &place = diagnostic.place.emplace();
  place.file = file;
  place.line = found.first_line;
  place.column = found.column;
  place.hidden = true;
  diagnostic.notes = {fmt::format("this is so in {}", count(found.count, "record"))};
  const std::string option = "--jsonl " + quoted_for_shell(found.better_path);
  diagnostic.help = found.better_is_text
                        ? fmt::format("`{}` selects the strings in it", option)
                        : fmt::format("a path must lead to a string; `{}` leads on", option);
  return diagnostic;
}

std::vector<Diagnostic> missing_fields(const Findings &findings,
                                       const std::vector<std::string> &paths,
                                       const Columns *columns, bool strict) {
  std::vector<Diagnostic> all;
  if (findings.records == 0) {
    return all;
  }
  const std::string read =
      count(findings.records, "record") + (findings.records == 1 ? " was" : " were");
  for (std::size_t i = 0; i < paths.size(); ++i) {
    if (i >= findings.fields.size() || findings.fields[i] == 0) {
      all.push_back(missing(strict, fmt::format("no record has a string at `{}`", paths[i]),
                            read + " read",
                            "keys must be spelled as in the records; examples of paths are `text`, "
                            "`meta.title` and `items[].name`"));
    }
  }
  for (std::size_t column : columns == nullptr ? std::vector<std::size_t>() : columns->numbers()) {
    if (column > findings.columns) {
      all.push_back(missing(
          strict, fmt::format("no record has a column {}", column),
          fmt::format("{} read; the longest has {}", read, count(findings.columns, "column")),
          "columns are numbered from 1; `--delimiter` says what separates them"));
    }
  }
  return all;
}

} // namespace arnorm::tool
