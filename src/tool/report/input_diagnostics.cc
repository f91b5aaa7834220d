#include "tool/report/input_diagnostics.h"

#include <algorithm>

#include <fmt/format.h>

namespace arnorm::tool {
namespace {

std::string count(std::size_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

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

std::optional<Diagnostic> old_encoding(const std::string &file, const ArabicBytes &bytes,
                                       bool stopped) {
  if (bytes.encoding().empty()) {
    return std::nullopt;
  }
  Diagnostic diagnostic;
  diagnostic.code = Code::AR0602;
  diagnostic.severity = stopped ? Severity::error : Severity::warning;
  diagnostic.message =
      fmt::format("the input seems to be in {}, and not in UTF-8", bytes.encoding());
  diagnostic.place.emplace().file = file;
  diagnostic.notes = {
      fmt::format("{} of {} beyond ASCII, in lines that are not UTF-8, are Arabic there",
                  bytes.letters(), count(bytes.bytes(), "byte"))};
  diagnostic.help = fmt::format("convert it first: {}", iconv_line(file, bytes.encoding()));
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
  diagnostic.help = fmt::format("`--jsonl '{}'` selects the strings in it", found.better_path);
  return diagnostic;
}

std::vector<Diagnostic> missing_fields(const Findings &findings,
                                       const std::vector<std::string> &paths,
                                       const Columns *columns, bool strict) {
  std::vector<Diagnostic> all;
  if (findings.records == 0) {
    return all;
  }
  const std::string records = count(findings.records, "record");
  for (std::size_t i = 0; i < paths.size(); ++i) {
    if (i >= findings.fields.size() || findings.fields[i] == 0) {
      all.push_back(
          missing(strict, fmt::format("no record has a string at `{}`", paths[i]),
                  fmt::format("{} read", records + (findings.records == 1 ? " was" : " were")),
                  "keys must be spelled as in the records; examples of paths are `text`, "
                  "`meta.title` and `items[].name`"));
    }
  }
  for (std::size_t column : columns == nullptr ? std::vector<std::size_t>() : columns->numbers()) {
    if (column > findings.columns) {
      all.push_back(missing(strict, fmt::format("no record has a column {}", column),
                            fmt::format("{} read; the longest has {}",
                                        records + (findings.records == 1 ? " was" : " were"),
                                        count(findings.columns, "column")),
                            "columns are numbered from 1; `--delimiter` says what separates them"));
    }
  }
  return all;
}

} // namespace arnorm::tool
