#include "tool/commands/accept_results.h"

#include <algorithm>
#include <cerrno>
#include <optional>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "characters/names.h"
#include "characters/normal_form.h"
#include "characters/utf.h"
#include "parse/pattern_errors.h"
#include "parse/read_file.h"
#include "tool/io/console.h"
#include "tool/io/file_version.h"
#include "tool/io/log.h"
#include "tool/io/output.h"

namespace arnorm::tool {
namespace {

constexpr std::size_t max_file_bytes = 64u << 20; // more than any rule file

// A mark is shown on the character before it, which must then be part of the same text.
bool needs_escape(char32_t before, char32_t c) {
  bool mark = combining_class(c) != 0;
  return is_invisible(c) || is_unprintable(c) || (mark && (before == 0 || before == U' '));
}

bool is_shown(std::u32string_view text) {
  char32_t before = 0;
  return std::none_of(text.begin(), text.end(),
                      [&](char32_t c) { return needs_escape(std::exchange(before, c), c); });
}

std::string escape(char32_t c) {
  auto value = static_cast<unsigned>(c);
  return c == U'"' || c == U'\\' ? fmt::format("\\{}", static_cast<char>(c))
         : c == U'\n'            ? "\\n"
         : c == U'\t'            ? "\\t"
         : c <= 0xFFFF           ? fmt::format("\\u{:04X}", value)
                                 : fmt::format("\\U{:08X}", value);
}

// What replaces a span of the file.
struct Replaced {
  Span span;
  std::string text;
};

std::vector<Replaced> replacements(const TestCounts &counts) {
  std::vector<Replaced> found;
  for (const FailedTest &failed : counts.failures) {
    bool is_way_back =
        failed.test->direction == TestDirection::both && failed.direction == Direction::reverse;
    if (failed.engines_agree && !is_way_back) {
      const Span &span = failed.test->to_span;
      found.push_back({span, toml_string(failed.got, written(span))});
    }
  }
  std::sort(found.begin(), found.end(),
            [](const Replaced &a, const Replaced &b) { return a.span.begin < b.span.begin; });
  return found;
}

std::string replaced(std::string_view text, const std::vector<Replaced> &changes) {
  std::string out;
  std::size_t at = 0;
  for (const Replaced &change : changes) {
    out.append(text.substr(at, change.span.begin - at)).append(change.text);
    at = change.span.end;
  }
  return out.append(text.substr(at));
}

bool refuse(const std::string &file, std::string_view why) {
  log_error(fmt::format("cannot accept results in {}: {}", file, why));
  return false;
}

bool write_file(const std::string &file, const FileVersion &version, std::string_view text) {
  Output output;
  if (!output.open(file)) {
    return false;
  }
  output.expect(version);
  return output.write(text) && output.finish();
}

} // namespace

std::string toml_string(std::string_view value, std::string_view like) {
  std::u32string text = to_utf32(std::string(value));
  bool literal = like.starts_with('\'') && text.find(U'\'') == std::u32string::npos;
  if (literal && is_shown(text)) {
    return fmt::format("'{}'", value);
  }
  std::string out = "\"";
  char32_t before = 0;
  for (char32_t c : text) {
    bool plain = c != U'"' && c != U'\\' && !needs_escape(before, c);
    out += plain ? to_utf8(std::u32string(1, c)) : escape(c);
    before = plain ? c : U' ';
  }
  return out + "\"";
}

bool accept_results(const RuleSet &set, const TestCounts &counts) {
  const Source &source = *set.file;
  std::vector<Replaced> changes = replacements(counts);
  if (changes.empty()) {
    return true;
  }
  if (source.home().origin != Origin::file) {
    return refuse(source.name(), "it is built in; name a file");
  }
  std::optional<FileVersion> version = FileVersion::of(source.name());
  if (!version) {
    return refuse(source.name(), std::generic_category().message(errno));
  }
  if (!version->is_regular()) {
    return refuse(source.name(), "it is not a regular file");
  }
  FileText now = read_file(source.name(), max_file_bytes);
  if (!now.error.empty()) {
    return refuse(source.name(), now.error);
  }
  std::string_view rest =
      std::string_view(now.text).substr(std::min(source.bytes_before(), now.text.size()));
  if (rest != source.text()) {
    return refuse(source.name(), "it has changed since it was tested");
  }
  std::string text = now.text.substr(0, source.bytes_before()) + replaced(rest, changes);
  return write_file(source.name(), *version, text) &&
         print(fmt::format("{}: accepted {} result{}\n", set.name, changes.size(),
                           changes.size() == 1 ? "" : "s"));
}

} // namespace arnorm::tool
