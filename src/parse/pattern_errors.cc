#include "parse/pattern_errors.h"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include "characters/names.h"
#include "parse/escape.h"

namespace arnorm {
namespace {

constexpr const char *set_help =
    "sets are ICU UnicodeSet patterns: [a-z], [^...], [\\p{L}], [[:Arabic:]-[...]], [$name]";
constexpr const char *property_help = "ICU does not know this property; write \\p{L}, \\p{Mn} or "
                                      "\\p{Script=Arabic}, for example, or list the characters";

// Reports a built-in name within brackets. These names are defined only in contexts.
void report_built_in_name(const Node &node, const Span &at, const std::string &word,
                          Report &report) {
  std::string help = fmt::format("write {} instead, which is the definition of $edge",
                                 as_written(node, "[^\\p{L}\\p{M}]"));
  if (word != "$edge") {
    std::string key = word == "$start" ? "after" : "before";
    help = fmt::format("write {0} as a separate context: {1} = [\"{0}\", ...]", word, key);
  }
  report.error(Code::AR0110, at, fmt::format("`{}` cannot be used inside a set", word),
               {.help = help});
}

// Reports a pattern of the file that is not defined yet. Returns false if `word` is none.
bool report_later_pattern(const Span &at, std::string_view word, const Names &names,
                          Report &report) {
  if (names.later == nullptr || !names.later->contains(word)) {
    return false;
  }
  bool itself = word == names.reading;
  report.error(
      Code::AR0131, at,
      itself ? fmt::format("the pattern `${}` refers to itself", word)
             : fmt::format("the pattern `${}` is defined only later", word),
      {.second = itself ? Span{} : names.later->at(word),
       .second_label = itself ? "" : "here",
       .notes = {"a pattern may use only those before it, so that every pattern has an end"},
       .help = itself ? "write a count after an item for repetitions: {1,8}"
                      : fmt::format("move `{0}` before `{1}`; if `{0}` refers to `{1}` too, write "
                                    "one of them out",
                                    word, names.reading)});
  return true;
}

} // namespace

bool is_invisible(char32_t c) {
  auto u = static_cast<UChar32>(c);
  return u_hasBinaryProperty(u, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || u_isISOControl(u) ||
         (u_isUWhiteSpace(u) && c != ' ');
}

void report_invisible(const Node &node, std::size_t begin, std::size_t end, char32_t c,
                      Report &report) {
  // TOML accepts both forms as well, so they are correct in either kind of quotes.
  auto value = static_cast<unsigned>(c);
  std::string escape =
      c <= 0xFFFF ? fmt::format("\\u{:04X}", value) : fmt::format("\\U{:08X}", value);
  report.error(
      Code::AR0124, node.inside(begin, end), "this text contains an invisible character",
      {.label = spell(c), .help = fmt::format("delete it, or write it as an escape: {}", escape)});
}

std::string escaped(const Node &node, char sign) {
  return as_written(node, std::string("\\") + sign);
}

void report_unknown_name(const Span &at, const std::string &word, const Names &names,
                         Report &report) {
  if (report_later_pattern(at, std::string_view(word).substr(1), names, report)) {
    return;
  }
  if (word == "$edge") { // only if a file defines it
    report.error(Code::AR0110, at, "`$edge` is not known here",
                 {.notes = {"`word` defines it, and may use this set"},
                  .help = "write the set in brackets, or use $edge directly in a pattern"});
    return;
  }
  if (report.only_counts_error()) {
    return;
  }
  constexpr std::size_t max_names = 1000; // more are not compared for each name that is not there
  std::vector<std::string> known{"$edge", "$start", "$end"};
  auto add = [&](const std::string &name) {
    if (known.size() < max_names) {
      known.push_back("$" + name);
    }
  };
  for (const auto &[name, set] : names.sets) {
    add(name);
  }
  for (const auto &[name, pattern] : names.patterns) {
    add(name);
  }
  std::string help = did_you_mean(word, known);
  if (help.empty()) {
    help = "define it in [sets], or include a file that does; include = [\"arabic\"] defines "
           "common sets";
  }
  report.error(Code::AR0110, at, fmt::format("`{}` is not defined", word), {.help = help});
}

void report_set_error(const Node &node, std::size_t base, const SetError &error, const Names &names,
                      Report &report) {
  Span at = node.inside(base + error.begin, base + error.end);
  switch (error.kind) {
  case SetError::unknown_name:
    if (error.word == "$edge" || error.word == "$start" || error.word == "$end") {
      report_built_in_name(node, at, error.word, report);
    } else if (names.patterns.contains(std::string_view(error.word).substr(1))) {
      report.error(Code::AR0119, at, fmt::format("`{}` is a pattern, not a set", error.word),
                   {.help = "use it outside of the brackets, or define a set in [sets]"});
    } else {
      report_unknown_name(at, error.word, names, report);
    }
    return;
  case SetError::surrogate:
    report.error(Code::AR0112, at, fmt::format("{} is a surrogate, not a character", error.word),
                 {.help = "write a character beyond U+FFFF as one code point: \\U0001F600"});
    return;
  case SetError::has_strings:
    report.error(Code::AR0123, at, "a set can contain only characters, not strings",
                 {.help = "write a separate row or context for each string"});
    return;
  case SetError::bad_escape:
    if (error.word.starts_with("\\N{") && error.word.ends_with('}')) {
      std::string_view word = error.word;
      report_unknown_character(node, at, word.substr(3, word.size() - 4), report);
      return;
    }
    report.error(
        Code::AR0111, at, fmt::format("invalid escape `{}`", error.word),
        {.help = as_written(node, error.word.starts_with("\\p") || error.word.starts_with("\\P")
                                      ? property_help
                                      : escape_help)});
    return;
  case SetError::too_large:
    report.error(
        Code::AR0401, at, "this set refers to too many other sets",
        {.help = "refer to each set only once, and omit sets that are contained in others"});
    return;
  case SetError::file_full:
    report.error(Code::AR0401, at, "this file has too many large sets",
                 {.notes = {fmt::format(
                      "all sets of a file may have {} ranges, equal sets counted once, and "
                      "{} different properties",
                      max_ranges_of_a_file, max_properties_of_a_file)},
                  .help = "use fewer different sets, or split the file in two"});
    return;
  case SetError::syntax:
    report.error(Code::AR0119, at, "invalid set", {.help = as_written(node, set_help)});
    return;
  }
}

} // namespace arnorm
