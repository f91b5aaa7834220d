#include "tool/report/messages.h"

#include <algorithm>

#include <fmt/format.h>

#include "characters/names.h"
#include "characters/utf.h"
#include "tool/report/stats.h"

namespace arnorm::tool {
namespace {

constexpr std::size_t max_letters = 10; // that are named one by one

std::string malformed_sentence(const Findings::Malformed &malformed,
                               const FilterArguments &arguments) {
  bool copied = arguments.invalid == Invalid::keep && !arguments.align;
  return fmt::format("malformed UTF-8, {} ({} in {}, the first in line {} at byte offset {})",
                     copied ? "copied unchanged" : "replaced with U+FFFD",
                     count(malformed.bytes, "byte"), count(malformed.lines, "line"),
                     malformed.first_line, malformed.first_offset);
}

std::string bad_records_sentence(const Findings::BadRecords &bad, bool copied) {
  return fmt::format("{}, {} (the first in line {}: {})", count(bad.count, "malformed record"),
                     copied ? "copied unchanged" : "left out", bad.first_line, bad.first_reason);
}

std::string unmapped_sentence(const Findings &findings, bool kept) {
  UnmappedLetters letters = by_frequency(findings);
  std::string names;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const auto &[c, letter] = letters[i];
    if (i < max_letters) {
      names += fmt::format("{}{}, {} (the first in line {})", i == 0 ? "" : "; ", spell(c),
                           letter.count == 1 ? "once" : fmt::format("{} times", letter.count),
                           letter.first_line);
    }
  }
  if (letters.size() > max_letters) {
    names += fmt::format("; {} more", letters.size() - max_letters);
  }
  return fmt::format("{} that no row maps, {}: {}", count(sum(letters), "letter"),
                     kept ? "kept" : "deleted", names);
}

// "`a`", "`a` and `b`", "`a`, `b` and 3 more sets"
std::string list_of(const std::vector<std::string> &names) {
  std::size_t shown = std::min(names.size(), max_named_sets);
  std::string list;
  for (std::size_t i = 0; i < shown; ++i) {
    bool last = i > 0 && i + 1 == names.size();
    list += fmt::format("{}`{}`", i == 0 ? "" : last ? " and " : ", ", names[i]);
  }
  return shown == names.size() ? list : list + " and others";
}

// Blocks Arabic Presentation Forms-A and -B.
bool is_presentation_form(char32_t c) {
  return (c >= 0xFB50 && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFF);
}

} // namespace

std::string count(std::size_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

std::string first_unmapped_sentence(const Findings::FirstUnmapped &found,
                                    const std::vector<std::string> &sets,
                                    const FilterArguments &arguments) {
  std::string others =
      !sets.empty() ? fmt::format("{} {} it", list_of(sets), sets.size() == 1 ? "maps" : "map")
      : is_presentation_form(found.letter) ? "`clean` before it makes such forms letters"
                                           : "no other set between these scripts maps it";
  return fmt::format("note: {} ({}) in line {} is not mapped by `{}` and stays as it is; {} "
                     "(--unmapped keep counts all such letters, --unmapped ignore omits this note)",
                     spell(found.letter), to_utf8({&found.letter, 1}), found.line, arguments.chain,
                     others);
}

std::string stop_sentence(const Findings::Stop &stop) {
  return fmt::format("{} in line {}{}{}", stop.what, stop.line,
                     stop.offset ? fmt::format(", byte offset {}", *stop.offset) : "",
                     stop.detail.empty() ? "" : ": " + stop.detail);
}

std::vector<std::string> sentences(const Findings &findings, const FilterArguments &arguments) {
  std::vector<std::string> all;
  if (findings.malformed.bytes > 0) {
    all.push_back(malformed_sentence(findings.malformed, arguments));
  }
  if (findings.bad_records.count > 0) {
    all.push_back(bad_records_sentence(findings.bad_records, !arguments.align));
  }
  if (findings.unfinished.count > 0) {
    all.push_back(
        fmt::format("{} on which an `icu` stage did not come to an end; the rest of each is "
                    "as it was (the first in line {}; `arnorm check` names the stage)",
                    count(findings.unfinished.count, "text"), findings.unfinished.first_line));
  }
  if (!findings.unmapped.empty() && arguments.unmapped != Unmapped::error) {
    all.push_back(unmapped_sentence(findings, arguments.unmapped == Unmapped::keep));
  }
  return all;
}

} // namespace arnorm::tool
