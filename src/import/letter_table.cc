#include "import/letter_table.h"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "characters/ascii.h"
#include "characters/names.h"
#include "characters/split.h"
#include "characters/utf.h"
#include "import/row_text.h"

namespace arnorm {
namespace {

constexpr std::string_view line_help =
    "write the letter, a tab, what it becomes, and perhaps another tab and a note";
constexpr std::size_t max_letter = 64; // characters

std::string_view trimmed(std::string_view text) {
  std::size_t begin = text.find_first_not_of(" \r");
  return begin == std::string_view::npos
             ? std::string_view()
             : text.substr(begin, text.find_last_not_of(" \r") - begin + 1);
}

// "U+0628 U+0651" as these characters, other texts as they are.
std::u32string letters_of(std::string_view column) {
  std::u32string letters;
  for (std::string_view word : split(column, ' ')) {
    bool hex = word.size() >= 6 && (word.starts_with("U+") || word.starts_with("u+"));
    std::optional<char32_t> c = hex ? hex_value(word.substr(2)) : std::nullopt;
    if (!c || *c > max_code_point || is_surrogate(*c)) {
      return to_utf32(column);
    }
    letters += *c;
  }
  return letters;
}

class LetterTable {
public:
  LetterTable(std::shared_ptr<const Source> source, Report &report)
      : source_(std::move(source)), report_(report) {}

  std::string rows() {
    std::string_view text = source_->text();
    for (std::size_t at = 0; at < text.size();) {
      std::size_t end = std::min(text.find('\n', at), text.size());
      line(text.substr(at, end - at), at);
      at = end + 1;
    }
    if (seen_.empty() && !report_.has_errors()) {
      fail(0, 0, "this table has no letters");
    }
    return report_.has_errors() ? "" : rows_;
  }

private:
  void fail(std::size_t begin, std::size_t end, std::string message) {
    report_.error(Code::AR0506, {source_, begin, end}, std::move(message),
                  {.help = std::string(line_help)});
  }

  void line(std::string_view line, std::size_t at) {
    std::string_view shown = trimmed(line);
    if (shown.empty()) {
      return;
    }
    if (shown.starts_with('#')) {
      rows_ += "  " + comment_text(trimmed(shown.substr(1))) + "\n";
      return;
    }
    std::vector<std::string_view> columns;
    for (std::string_view column : split(line, '\t')) {
      columns.push_back(trimmed(column));
    }
    std::size_t end = at + line.size();
    if (columns.size() < 2 || columns.size() > 3) {
      fail(at, end, columns.size() < 2 ? "this line has no tab" : "this line has too many columns");
    } else if (columns[0].empty()) {
      fail(at, end, "this line has no letter before its tab");
    } else {
      row(columns, at, end);
    }
  }

  void row(const std::vector<std::string_view> &columns, std::size_t at, std::size_t end) {
    std::u32string from = letters_of(columns[0]);
    std::u32string to = letters_of(columns[1]);
    if (from.size() > max_letter || to.size() > max_letter) {
      fail(at, end, fmt::format("a text of more than {} characters is no letter", max_letter));
      return;
    }
    auto [known, is_new] = seen_.emplace(from, Span{source_, at, end});
    if (!is_new) {
      report_.error(Code::AR0506, {source_, at, end}, "this letter occurs twice",
                    {.label = spell(from),
                     .second = known->second,
                     .second_label = "here already",
                     .help = "delete one of the lines"});
      return;
    }
    rows_ += fmt::format("  {{ from = {}, to = {} }},", quoted_pattern(literal_text(from)),
                         quoted_pattern(replacement_text(to)));
    rows_ += " " + comment_text(columns.size() > 2 && !columns[2].empty() ? std::string(columns[2])
                                                                          : spell(from));
    rows_ += "\n";
  }

  std::shared_ptr<const Source> source_;
  Report &report_;
  std::map<std::u32string, Span> seen_;
  std::string rows_;
};

} // namespace

std::string import_letters(std::shared_ptr<const Source> source, const std::string &name,
                           const std::string &origin, Report &report) {
  std::string_view text = source->text();
  if (std::size_t bad = find_malformed(text); bad != std::string_view::npos) {
    report.error(Code::AR0001, {source, bad, bad + 1}, "this file is not valid UTF-8",
                 {.label = fmt::format("byte 0x{:02X}", static_cast<unsigned char>(text[bad])),
                  .help = "convert the file to UTF-8"});
    return {};
  }
  std::string rows = LetterTable(source, report).rows();
  if (rows.empty()) {
    return {};
  }
  return fmt::format("format = 1\nname = {}\ntitle = \"A table of letters\"\nsource = {}\n\n"
                     "[[stage]]\ntable = [\n{}]\n",
                     quoted_text(name), quoted_text("imported by arnorm from " + origin), rows);
}

} // namespace arnorm
