#include "tool/report/differences.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "characters/json_text.h"
#include "characters/names.h"
#include "characters/shown_text.h"
#include "characters/utf.h"
#include "tool/report/styled_text.h"

namespace arnorm::tool {
namespace {

constexpr std::size_t max_example = 40;  // characters on either side
constexpr std::size_t max_shown = 200;   // characters of a result
constexpr std::size_t entry_bytes = 256; // besides the texts, which are kept twice

// The end of at most `max_example` characters.
std::string_view beginning(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < max_example && end < text.size(); ++i) {
    end += first_character(text.substr(end)).length;
  }
  return text.substr(0, end);
}

std::string_view ending(std::string_view text) {
  std::size_t begin = text.size();
  for (std::size_t i = 0; i < max_example && begin > 0; ++i) {
    do {
      --begin;
    } while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80);
  }
  return text.substr(begin);
}

std::string example_of(const Difference &difference, std::string_view text) {
  std::string_view before = text.substr(0, difference.at);
  std::string_view after = text.substr(difference.at + difference.in.size());
  std::string_view left = ending(before);
  std::string_view right = beginning(after);
  return (left.size() < before.size() ? "..." : "") + std::string(left) +
         std::string(difference.in) + std::string(right) +
         (right.size() < after.size() ? "..." : "");
}

// Which characters of two texts are not in their longest common subsequence.
struct Marks {
  std::vector<bool> a, b;
};

// The middle is what remains without the common beginning and end; a long one is marked whole.
Marks marks_of(std::u32string_view a, std::u32string_view b) {
  constexpr std::size_t max_middle = 512;
  Marks marks{std::vector<bool>(a.size(), false), std::vector<bool>(b.size(), false)};
  std::size_t begin = 0;
  std::size_t min = std::min(a.size(), b.size());
  while (begin < min && a[begin] == b[begin]) {
    ++begin;
  }
  std::size_t tail = 0;
  while (tail < min - begin && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) {
    ++tail;
  }
  std::u32string_view x = a.substr(begin, a.size() - begin - tail);
  std::u32string_view y = b.substr(begin, b.size() - begin - tail);
  std::fill_n(marks.a.begin() + static_cast<std::ptrdiff_t>(begin), x.size(), true);
  std::fill_n(marks.b.begin() + static_cast<std::ptrdiff_t>(begin), y.size(), true);
  if (x.size() > max_middle || y.size() > max_middle) {
    return marks;
  }
  std::vector<std::vector<int>> longest(x.size() + 1, std::vector<int>(y.size() + 1, 0));
  for (std::size_t i = x.size(); i-- > 0;) {
    for (std::size_t j = y.size(); j-- > 0;) {
      longest[i][j] =
          x[i] == y[j] ? longest[i + 1][j + 1] + 1 : std::max(longest[i + 1][j], longest[i][j + 1]);
    }
  }
  for (std::size_t i = 0, j = 0; i < x.size() && j < y.size();) {
    if (x[i] == y[j]) {
      marks.a[begin + i++] = false;
      marks.b[begin + j++] = false;
    } else if (longest[i + 1][j] >= longest[i][j + 1]) {
      ++i;
    } else {
      ++j;
    }
  }
  return marks;
}

using Paint = std::string (StyledText::*)(const std::string &) const;
std::string marked(std::u32string_view text, const std::vector<bool> &marks,
                   const StyledText &style, Paint paint) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && marks[end] == marks[i]) {
      ++end;
    }
    std::string part = sanitize_for_terminal(to_utf8(text.substr(i, end - i)));
    out += marks[i] ? (style.*paint)(fmt::format("[{}]", on_carrier(part))) : part;
    i = end;
  }
  return out;
}

// The names of the marked characters beyond ASCII: " (U+0629 TEH MARBUTA)".
std::string names_of(std::u32string_view text, const std::vector<bool> &marks) {
  constexpr std::size_t max_named = 4;
  std::u32string differs;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (marks[i] && text[i] > 0x7F) {
      differs += text[i];
    }
  }
  std::string names = code_points_beside(differs.substr(0, max_named));
  return names.empty() ? ""
                       : fmt::format("  ({}{})", names, differs.size() > max_named ? ", ..." : "");
}

std::u32string shortened(std::string_view text) {
  std::u32string characters = to_utf32(text);
  if (characters.size() > max_shown) {
    characters = characters.substr(0, max_shown) + U"...";
  }
  return characters;
}

std::string one_text(const Differences::Entry &entry, std::size_t width, const DiffNames &names,
                     const RenderOptions &options) {
  StyledText style(options);
  std::u32string a = shortened(entry.a);
  std::u32string b = shortened(entry.b);
  Marks marks = marks_of(a, b);
  std::string margin(width + 2, ' ');
  auto line = [&](char chain, const std::string &text, const std::string &differs) {
    return fmt::format("{}{}  {}{}\n", margin, chain, options.isolate ? isolated(text) : text,
                       differs);
  };
  std::string out =
      fmt::format("{:>{}}  {}\n", entry.count, width, style.shown(to_utf8(shortened(entry.in))));
  out += line('A', marked(a, marks.a, style, &StyledText::removed), names_of(a, marks.a));
  out += line('B', marked(b, marks.b, style, &StyledText::added), names_of(b, marks.b));
  std::string example = names.whole ? "" : " " + style.shown(entry.example);
  return out + fmt::format("{}{}:{}:{}\n", margin, sanitize_for_terminal(entry.file), entry.line,
                           example);
}

std::string plural(std::uint64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string summary(const Differences &found, std::size_t entries, bool whole) {
  if (found.times() == 0) {
    return fmt::format("no difference in {}\n", plural(found.lines(), "line", "lines"));
  }
  std::string out =
      fmt::format("{} {}, {}, in {} of {}\n",
                  plural(entries, whole ? "line" : "word", whole ? "lines" : "words"),
                  entries == 1 ? "differs" : "differ", plural(found.times(), "time", "times"),
                  found.differing_lines(), plural(found.lines(), "line", "lines"));
  return found.unlisted() == 0
             ? out
             : out + fmt::format("{} of others are not listed: there are too many different ones\n",
                                 plural(found.unlisted(), "occurrence", "occurrences"));
}

} // namespace

void Differences::add(const Difference &difference, std::string_view text, const std::string &file,
                      std::uint64_t line) {
  ++times_;
  key_.clear(); // sizes first, because texts may contain any byte
  key_ = fmt::format("{} {} ", difference.in.size(), difference.a.size());
  key_.append(difference.in).append(difference.a).append(difference.b);
  auto known = by_texts_.find(key_);
  if (known != by_texts_.end()) {
    ++entries_[known->second].count;
    return;
  }
  std::string example = example_of(difference, text);
  std::size_t needed = 2 * key_.size() + example.size() + file.size() + entry_bytes;
  if (bytes_ + needed > max_bytes_) {
    ++unlisted_;
    return;
  }
  bytes_ += needed;
  by_texts_.emplace(key_, entries_.size());
  entries_.push_back({std::string(difference.in), std::string(difference.a),
                      std::string(difference.b), 1, file, line, std::move(example)});
}

void Differences::add_line(bool differs, bool begins) {
  lines_ += begins ? 1 : 0;
  line_differs_ = !begins && line_differs_;
  differing_lines_ += differs && !line_differs_ ? 1 : 0;
  line_differs_ = line_differs_ || differs;
}

std::vector<const Differences::Entry *> Differences::sorted() const {
  std::vector<const Entry *> entries;
  entries.reserve(entries_.size());
  for (const Entry &entry : entries_) {
    entries.push_back(&entry);
  }
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry *a, const Entry *b) { return a->count > b->count; });
  return entries;
}

std::string differences_text(const Differences &found, const DiffNames &names,
                             const RenderOptions &options) {
  std::vector<const Differences::Entry *> entries = found.sorted();
  std::string out;
  if (!entries.empty()) {
    out = fmt::format("A: {}\nB: {}\n", sanitize_for_terminal(names.a),
                      sanitize_for_terminal(names.b));
  }
  std::size_t width = entries.empty() ? 0 : std::to_string(entries[0]->count).size();
  for (const Differences::Entry *entry : entries) {
    out += one_text(*entry, width, names, options);
  }
  return out + summary(found, entries.size(), names.whole);
}

std::string differences_json(const Differences &found, const DiffNames &names) {
  std::string out = fmt::format(
      R"({{"a": {}, "b": {}, "lines": {}, "differing_lines": {}, "times": {}, "unlisted": {}, )"
      R"("differences": [)",
      json_string(names.a), json_string(names.b), found.lines(), found.differing_lines(),
      found.times(), found.unlisted());
  bool first = true;
  for (const Differences::Entry *entry : found.sorted()) {
    out += fmt::format(
        R"({}{{"count": {}, "in": {}, "a": {}, "b": {}, "file": {}, "line": {}, "example": {}}})",
        std::exchange(first, false) ? "" : ", ", entry->count, json_string(entry->in),
        json_string(entry->a), json_string(entry->b), json_string(entry->file), entry->line,
        json_string(entry->example));
  }
  return out + "]}\n";
}

} // namespace arnorm::tool
