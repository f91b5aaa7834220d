#include "tool/report/stats.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "characters/names.h"
#include "characters/utf.h"
#include "tool/report/show.h"

namespace arnorm::tool {

Tallied::Tallied(const RowCounts &hits) {
  const auto &entries = hits.counter().entries();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].counted != Counted::hits) {
      stages.push_back(i);
    } else if (hits.counts()[i] > 0) {
      fired.push_back(i);
    } else {
      never_fired.push_back(i);
    }
  }
  std::stable_sort(fired.begin(), fired.end(), [&](std::size_t a, std::size_t b) {
    return hits.counts()[a] > hits.counts()[b];
  });
}

UnmappedLetters by_frequency(const Findings &findings) {
  UnmappedLetters letters(findings.unmapped.begin(), findings.unmapped.end());
  std::stable_sort(letters.begin(), letters.end(),
                   [](const auto &a, const auto &b) { return a.second.count > b.second.count; });
  return letters;
}

std::size_t sum(const UnmappedLetters &letters) {
  std::size_t all = 0;
  for (const auto &[c, letter] : letters) {
    all += letter.count;
  }
  return all;
}

std::string row_as_written(const Row &row) {
  std::string from = written(row.from.span);
  std::string what = row.to.span.source == nullptr // a stage that is one row
                         ? fmt::format("case {}", from)
                         : fmt::format("from {} to {}", from, written(row.to.span));
  return what + conditions(row);
}

const Span &span_of(const RowCounter &counter, const RowCounter::CountedItem &entry) {
  return entry.row ? entry.row->span : counter.steps()[entry.step].stage->span;
}

namespace {

// Names and numbers, aligned.
class Numbers {
public:
  void add(std::string name, std::size_t number) {
    std::string digits = std::to_string(number);
    digits_ = std::max(digits_, digits.size());
    add(std::move(name), std::move(digits));
  }
  // Words in place of a number. They do not widen the column.
  void add(std::string name, std::string words) {
    names_ = std::max(names_, name.size());
    lines_.emplace_back(std::move(name), std::move(words));
  }
  std::string text() const {
    std::string out;
    for (const auto &[name, number] : lines_) {
      out += fmt::format("{:<{}}  {:>{}}\n", name, names_, number, digits_);
    }
    return out;
  }

private:
  std::vector<std::pair<std::string, std::string>> lines_;
  std::size_t names_ = 0;
  std::size_t digits_ = 0;
};

std::string numbers(const Findings &findings) {
  Numbers numbers;
  numbers.add("lines", findings.lines);
  numbers.add("changed lines", findings.changed);
  numbers.add("bytes in", findings.bytes_in);
  numbers.add("bytes out", findings.bytes_out);
  numbers.add("malformed bytes", findings.malformed.bytes);
  numbers.add("malformed records", findings.bad_records.count);
  UnmappedLetters letters = by_frequency(findings);
  if (findings.looked_for_unmapped) {
    numbers.add("unmapped letters", sum(letters));
  } else {
    numbers.add("unmapped letters", "not looked for");
  }
  for (const auto &[c, letter] : letters) {
    numbers.add("  " + spell(c), letter.count);
  }
  return numbers.text();
}

// The names of characters on one side of a row that may be displayed out of place.
template <class Side> std::string deceptive(const Side &side) {
  return spell_bidi(side.is_literal() ? to_utf8(side.literal()) : written(side.span));
}

std::string spelled(const Row &row) {
  std::string from = deceptive(row.from);
  std::string to = deceptive(row.to);
  return from + (from.empty() || to.empty() ? "" : " -> ") + to;
}

// A line of the table: a row or a stage, its count and its place. The first line is the header.
struct CountLine {
  std::string count, stage, place, what;
};

class CountTable {
public:
  CountTable(const RowCounts &hits, bool isolate) : hits_(hits), isolate_(isolate) {}

  std::string text(const char *head, const std::vector<std::size_t> &entries) const {
    std::vector<CountLine> lines{{head, "stage", "place", ""}};
    for (std::size_t i : entries) {
      lines.push_back(line(i));
    }
    return aligned(lines);
  }

private:
  CountLine line(std::size_t i) const {
    const RowCounter::CountedItem &entry = hits_.counter().entries()[i];
    return {std::to_string(hits_.counts()[i]), std::to_string(entry.step + 1), place(entry),
            entry.row ? row(*entry.row) : stage(entry)};
  }

  // The directory is omitted, because the file name is sufficient.
  std::string place(const RowCounter::CountedItem &entry) const {
    const Span &span = span_of(hits_.counter(), entry);
    const std::string &file = span.source->name();
    return sanitize_for_terminal(
        fmt::format("{}:{}", file.substr(file.rfind('/') + 1), span.source->line_of(span.begin)));
  }

  std::string row(const Row &row) const {
    std::string text = sanitize_for_terminal(row_as_written(row));
    std::string names = spelled(row);
    return (isolate_ ? "\u2066" + text + "\u2069" : text) + (names.empty() ? "" : "  ") + names;
  }

  std::string stage(const RowCounter::CountedItem &entry) const {
    const Stage &stage = *hits_.counter().steps()[entry.step].stage;
    return fmt::format("{}: {}", kind_of(stage).name(stage), words_of(entry.counted));
  }

  static std::string aligned(const std::vector<CountLine> &lines) {
    std::size_t count = 0;
    std::size_t place = 0;
    for (const CountLine &line : lines) {
      count = std::max(count, line.count.size());
      place = std::max(place, count_code_points(line.place));
    }
    std::string out;
    for (const CountLine &line : lines) {
      out += fmt::format("{:>{}}  {:>5}  {:<{}}  {}", line.count, count, line.stage, line.place,
                         place, line.what);
      out.erase(out.find_last_not_of(' ') + 1);
      out += '\n';
    }
    return out;
  }

  const RowCounts &hits_;
  bool isolate_;
};

// The lines of rows, file by file: "letters.toml: 14, 17-40".
std::string lines_of(const RowCounter &counter, const std::vector<std::size_t> &entries) {
  std::map<std::string, std::set<std::size_t>> files;
  for (std::size_t i : entries) {
    const Span &span = span_of(counter, counter.entries()[i]);
    const std::string &file = span.source->name();
    files[file.substr(file.rfind('/') + 1)].insert(span.source->line_of(span.begin));
  }
  std::string out;
  for (const auto &[file, numbers] : files) {
    std::string list;
    for (auto at = numbers.begin(); at != numbers.end();) {
      std::size_t first = *at;
      std::size_t last = first;
      while (++at != numbers.end() && *at == last + 1) {
        ++last;
      }
      list += (list.empty() ? "" : ", ") + std::to_string(first);
      list += last == first ? "" : "-" + std::to_string(last);
    }
    out += sanitize_for_terminal(fmt::format("{}: {}", file, list)) + "\n";
  }
  return out;
}

std::string rows(const RowCounts &hits, bool isolate) {
  Tallied tallied(hits);
  CountTable lines(hits, isolate);
  std::string out;
  if (!tallied.fired.empty()) {
    out += "\n" + lines.text("hits", tallied.fired);
  }
  if (std::size_t count = tallied.never_fired.size(); count > 0) {
    out += fmt::format("\n{} row{} never fired\n", count, count == 1 ? "" : "s");
    out += lines_of(hits.counter(), tallied.never_fired);
  }
  if (!tallied.stages.empty()) {
    out += "\n" + lines.text("count", tallied.stages);
  }
  return out;
}

std::string names(const ReplacedRules &replaced) {
  std::string out;
  for (const RuleLibrary::Replaced &each : replaced) {
    out += sanitize_for_terminal(fmt::format("{}: {}", each.name, each.file)) + "\n";
  }
  return out.empty() ? "" : "\nfiles that replace built-in rules\n" + out;
}

} // namespace

std::string stats_text(const Findings &findings, const RowCounts *hits,
                       const ReplacedRules &replaced, bool isolate) {
  return numbers(findings) + names(replaced) + (hits == nullptr ? "" : rows(*hits, isolate));
}

} // namespace arnorm::tool
