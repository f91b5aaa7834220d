// The report of `--stats` as JSON. Its keys are stable; docs/stats.md lists them.
#include <fmt/format.h>

#include "characters/json_text.h"
#include "characters/names.h"
#include "characters/utf.h"
#include "tool/report/show.h"
#include "tool/report/stats.h"

namespace arnorm::tool {
namespace {

// A value that exists only if something was counted; otherwise null.
std::string if_any(std::size_t count, std::string value) {
  return count > 0 ? std::move(value) : "null";
}

// An array with one element on each line.
template <class List, class Writer> std::string array(const List &list, Writer write) {
  std::string out;
  for (const auto &each : list) {
    out += fmt::format("{}\n    {}", out.empty() ? "" : ",", write(each));
  }
  return out.empty() ? "[]" : "[" + out + "\n  ]";
}

std::string malformed(const Findings::Malformed &malformed) {
  return fmt::format(R"({{"bytes": {}, "lines": {}, "first_line": {}, "first_offset": {}}})",
                     malformed.bytes, malformed.lines,
                     if_any(malformed.bytes, std::to_string(malformed.first_line)),
                     if_any(malformed.bytes, std::to_string(malformed.first_offset)));
}

std::string bad_records(const Findings::BadRecords &bad) {
  return fmt::format(R"({{"count": {}, "first_line": {}, "first_reason": {}}})", bad.count,
                     if_any(bad.count, std::to_string(bad.first_line)),
                     if_any(bad.count, json_string(bad.first_reason)));
}

std::string unmapped(const Findings &findings) {
  if (!findings.looked_for_unmapped) {
    return "null";
  }
  return array(by_frequency(findings), [](const auto &each) {
    const auto &[c, letter] = each;
    return fmt::format(R"({{"letter": {}, "name": {}, "count": {}, "first_line": {}}})",
                       json_string(to_utf8({&c, 1})), json_string(spell(c)), letter.count,
                       letter.first_line);
  });
}

std::string first_unmapped(const std::optional<Findings::FirstUnmapped> &found) {
  return !found ? "null"
                : fmt::format(R"({{"letter": {}, "name": {}, "line": {}}})",
                              json_string(to_utf8({&found->letter, 1})),
                              json_string(spell(found->letter)), found->line);
}

std::string stopped(const std::optional<Findings::Stop> &stop) {
  if (!stop) {
    return "null";
  }
  return fmt::format(R"({{"line": {}, "what": {}, "offset": {}, "detail": {}}})", stop->line,
                     json_string(stop->what), stop->offset ? std::to_string(*stop->offset) : "null",
                     json_string(stop->detail));
}

// The text of one side of a row; null if it is not literal.
template <class Side> std::string literal(const Side &side) {
  return side.is_literal() ? json_string(to_utf8(side.literal())) : "null";
}

// The members that rows and stages have in common.
std::string place(const RowCounter &counter, const RowCounter::CountedItem &entry) {
  const Span &span = span_of(counter, entry);
  return fmt::format(R"("stage": {}, "set": {}, "file": {}, "line": {})", entry.step + 1,
                     json_string(counter.steps()[entry.step].set->name),
                     json_string(span.source->name()), span.source->line_of(span.begin));
}

std::string row(const RowCounts &hits, std::size_t i) {
  const RowCounter::CountedItem &entry = hits.counter().entries()[i];
  return fmt::format(R"({{"hits": {}, {}, "from": {}, "to": {}, "row": {}}})", hits.counts()[i],
                     place(hits.counter(), entry), literal(entry.row->from), literal(entry.row->to),
                     json_string(row_as_written(*entry.row)));
}

// A row that never fired.
std::string idle(const RowCounts &hits, std::size_t i) {
  const RowCounter::CountedItem &entry = hits.counter().entries()[i];
  return fmt::format(R"({{{}, "row": {}}})", place(hits.counter(), entry),
                     json_string(row_as_written(*entry.row)));
}

std::string stage(const RowCounts &hits, std::size_t i) {
  const RowCounter::CountedItem &entry = hits.counter().entries()[i];
  const Stage &stage = *hits.counter().steps()[entry.step].stage;
  return fmt::format(R"({{"count": {}, "of": "{}", {}, "kind": {}}})", hits.counts()[i],
                     words_of(entry.counted), place(hits.counter(), entry),
                     json_string(kind_of(stage).name(stage)));
}

std::string about_rows(const RowCounts *hits) {
  constexpr auto *form = "  \"rows\": {},\n  \"rows_never_fired\": {},\n"
                         "  \"never_fired\": {},\n  \"stages\": {}\n";
  if (hits == nullptr) {
    return fmt::format(form, "null", "null", "null", "null");
  }
  Tallied tallied(*hits);
  return fmt::format(form, array(tallied.fired, [&](std::size_t i) { return row(*hits, i); }),
                     tallied.never_fired.size(),
                     array(tallied.never_fired, [&](std::size_t i) { return idle(*hits, i); }),
                     array(tallied.stages, [&](std::size_t i) { return stage(*hits, i); }));
}

std::string names(const ReplacedRules &replaced) {
  return array(replaced, [](const RuleLibrary::Replaced &each) {
    return fmt::format(R"({{"name": {}, "file": {}}})", json_string(each.name),
                       json_string(each.file));
  });
}

} // namespace

std::string stats_json(const Findings &findings, const RowCounts *hits,
                       const ReplacedRules &replaced) {
  std::string out = fmt::format("{{\n  \"lines\": {},\n  \"changed_lines\": {},\n", findings.lines,
                                findings.changed);
  out += fmt::format("  \"bytes_in\": {},\n  \"bytes_out\": {},\n", findings.bytes_in,
                     findings.bytes_out);
  out += fmt::format("  \"malformed\": {},\n", malformed(findings.malformed));
  out += fmt::format("  \"malformed_records\": {},\n", bad_records(findings.bad_records));
  out += fmt::format("  \"unmapped\": {},\n", unmapped(findings));
  out += fmt::format("  \"first_unmapped\": {},\n", first_unmapped(findings.first_unmapped));
  out += fmt::format("  \"stopped\": {},\n", stopped(findings.stop));
  out += fmt::format("  \"replaced\": {},\n", names(replaced));
  return out + about_rows(hits) + "}\n";
}

} // namespace arnorm::tool
