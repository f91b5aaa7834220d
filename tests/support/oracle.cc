#include "support/oracle.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include "characters/normal_form.h"
#include "characters/utf.h"
#include "rules/word_list.h"

namespace arnorm::test {
namespace {

// The range [begin, end) of the text that a group matched.
struct Stretch {
  std::size_t begin;
  std::size_t end;
};
using Groups = std::map<int, Stretch>;

// One way in which a pattern matches at a position.
struct Match {
  std::size_t end;
  Groups groups;
};

// All ways in which the items match at `at`. If an item can be repeated more or less often, more
// comes first; of the sequences of a choice, the earlier one. A set matches one code point, and
// `from` matches nothing beyond the edges of the text.
std::vector<Match> matches(const std::vector<PatternItem> &items, std::size_t index,
                           const std::u32string &text, std::size_t at, const Groups &groups);

std::vector<Match> once(const PatternItem &item, const std::u32string &text, std::size_t at,
                        const Groups &groups) {
  std::vector<Match> all;
  for (const auto &choice : item.choices) {
    for (Match &match : matches(choice, 0, text, at, groups)) {
      all.push_back(std::move(match));
    }
  }
  if (!item.choices.empty()) {
    return all;
  }
  if (at < text.size() && item.set.contains(text[at])) {
    return {{at + 1, groups}};
  }
  return {};
}

std::vector<Match> times(const PatternItem &item, int count, const std::u32string &text,
                         std::size_t at, const Groups &groups) {
  std::vector<Match> ways{{at, groups}};
  for (int i = 0; i < count; ++i) {
    std::vector<Match> longer;
    for (const Match &way : ways) {
      for (Match &next : once(item, text, way.end, way.groups)) {
        longer.push_back(std::move(next));
      }
    }
    ways = std::move(longer);
  }
  for (Match &way : ways) {
    if (item.group != 0) {
      way.groups[item.group] = {at, way.end};
    }
  }
  return ways;
}

std::vector<Match> matches(const std::vector<PatternItem> &items, std::size_t index,
                           const std::u32string &text, std::size_t at, const Groups &groups) {
  if (index == items.size()) {
    return {{at, groups}};
  }
  std::vector<Match> result;
  for (int count = items[index].max; count >= items[index].min; --count) {
    for (const Match &way : times(items[index], count, text, at, groups)) {
      for (Match &rest : matches(items, index + 1, text, way.end, way.groups)) {
        result.push_back(std::move(rest));
      }
    }
  }
  return result;
}

// To a context, every position beyond the text is an edge.
char32_t seen(const std::u32string &text, std::ptrdiff_t at) {
  bool inside = at >= 0 && at < static_cast<std::ptrdiff_t>(text.size());
  return inside ? text[static_cast<std::size_t>(at)] : CodePointSet::edge;
}

// All positions that the items can reach from `at`, one item after the other: to the right with
// step 1, and to the left, the last item first, with step -1. Positions beyond the text are edges.
using Places = std::set<std::ptrdiff_t>;

Places reached(const std::vector<PatternItem> &items, const std::u32string &text,
               const Places &from, int step);

Places reached_once(const PatternItem &item, const std::u32string &text, const Places &from,
                    int step) {
  Places to;
  for (std::ptrdiff_t at : item.choices.empty() ? from : Places{}) {
    if (item.set.contains(seen(text, step > 0 ? at : at - 1))) {
      to.insert(at + step);
    }
  }
  for (const auto &choice : item.choices) {
    to.merge(reached(choice, text, from, step));
  }
  return to;
}

Places reached(const std::vector<PatternItem> &items, const std::u32string &text,
               const Places &from, int step) {
  Places places = from;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const PatternItem &item = items[step > 0 ? i : items.size() - 1 - i];
    Places all;
    for (int count = 0; count <= item.max; ++count) {
      if (count >= item.min) {
        all.insert(places.begin(), places.end());
      }
      places = reached_once(item, text, places, step);
    }
    places = all;
  }
  return places;
}

bool context_holds(const Row &row, const std::u32string &text, std::size_t begin, std::size_t end) {
  auto after = [&](const Pattern &pattern) {
    return !reached(pattern.items, text, {static_cast<std::ptrdiff_t>(begin)}, -1).empty();
  };
  auto before = [&](const Pattern &pattern) {
    return !reached(pattern.items, text, {static_cast<std::ptrdiff_t>(end)}, 1).empty();
  };
  return (row.after.empty() || std::any_of(row.after.begin(), row.after.end(), after)) &&
         (row.before.empty() || std::any_of(row.before.begin(), row.before.end(), before));
}

std::u32string written(const Replacement &to, const Match &match, const std::u32string &text) {
  std::u32string out;
  for (const ReplacementPiece &piece : to.pieces) {
    out += piece.text;
    if (auto group = match.groups.find(piece.group); group != match.groups.end()) {
      out += text.substr(group->second.begin, group->second.end - group->second.begin);
    }
  }
  return out;
}

std::u32string interpret_table(const std::vector<OrientedRow> &rows, const std::u32string &text,
                               Fired &fired, EditScript &script) {
  std::u32string out;
  fired.assign(rows.size(), 0);
  for (std::size_t at = 0; at < text.size();) {
    std::size_t longest = 0;
    std::size_t winner = 0;
    std::u32string result;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const OrientedRow &each = rows[i];
      for (const Match &match : matches(each.row->from.items, 0, text, at, {})) {
        // Strictly longer, because of equal matches the earlier row and its earlier way win.
        if (match.end - at > longest && context_holds(*each.row, text, at, match.end)) {
          longest = match.end - at;
          winner = i;
          result = written(each.row->to, match, text);
        }
      }
    }
    if (longest > 0) {
      ++fired[winner];
      bool copies = text.compare(at, longest, result) == 0; // the row changes nothing
      copies ? script.copy(longest) : script.replace(longest, result.size());
    } else {
      script.copy(1);
    }
    out += longest > 0 ? result : text.substr(at, 1);
    at += std::max<std::size_t>(1, longest);
  }
  return out;
}

std::u32string removed(const CodePointSet &set, const std::u32string &text, EditScript &script) {
  std::u32string out;
  for (char32_t c : text) {
    if (set.contains(c)) {
      script.replace(1, 0);
    } else {
      script.copy(1);
      out += c;
    }
  }
  return out;
}

std::u32string squeezed(const SqueezeStage &squeeze, const std::u32string &text,
                        EditScript &script) {
  std::u32string out;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = std::min(text.find_first_not_of(text[begin], begin), text.size());
    bool too_long =
        squeeze.set.contains(text[begin]) && end - begin >= static_cast<std::size_t>(squeeze.from);
    std::size_t kept = too_long ? static_cast<std::size_t>(squeeze.max) : end - begin;
    out.append(kept, text[begin]);
    script.copy(kept);
    for (std::size_t i = begin + kept; i < end; ++i) {
      script.replace(1, 0);
    }
    begin = end;
  }
  return out;
}

// Each character that may change, where a context holds as for a row of a table.
std::u32string in_case(const CaseStage &stage, const std::u32string &text, Fired &fired,
                       EditScript &script) {
  Row contexts;
  contexts.after = stage.after;
  contexts.before = stage.before;
  fired.assign(1, 0); // the stage counts as one row
  std::u32string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (stage.set.contains(text[at]) && context_holds(contexts, text, at, at + 1)) {
      std::u32string mapped = map_case(text[at], stage.mapping, stage.turkic);
      script.replace(1, mapped.size());
      ++fired[0];
      out += mapped;
    } else {
      script.copy(1);
      out += text[at];
    }
  }
  return out;
}

// The Canonical Ordering Algorithm (Unicode Standard, D109): swaps two neighbours as long as any
// two are in the wrong order.
void order_canonically(std::u32string &marks) {
  for (bool sorted = false; !sorted;) {
    sorted = true;
    for (std::size_t i = 1; i < marks.size(); ++i) {
      if (combining_class(marks[i - 1]) > combining_class(marks[i])) {
        std::swap(marks[i - 1], marks[i]);
        sorted = false;
      }
    }
  }
}

// UAX #53, section 3: the modifier combining marks.
bool is_modifier(char32_t c) {
  static const std::u32string_view marks =
      U"\u0654\u0655\u0658\u06DC\u06E3\u06E7\u06E8\u08CA\u08CB\u08CD\u08CE\u08CF\u08D3\u08F3"
      U"\U00010EF4\U00010EF6\U00010EF9";
  return marks.find(c) != marks.npos;
}

// UAX #53, section 4.1, steps 2b and 2c: removes the modifier marks at the beginning of the marks
// of a class.
std::u32string take_modifiers(std::u32string &marks, int of_class) {
  std::u32string taken;
  std::size_t at = 0;
  while (at < marks.size() && combining_class(marks[at]) != of_class) {
    ++at;
  }
  while (at < marks.size() && combining_class(marks[at]) == of_class && is_modifier(marks[at])) {
    taken += marks[at];
    marks.erase(at, 1);
  }
  return taken;
}

std::u32string ordered_marks(std::u32string marks, MarkOrder order) {
  order_canonically(marks);
  if (order == MarkOrder::canonical) {
    return marks;
  }
  auto shaddas = static_cast<std::size_t>(std::count(marks.begin(), marks.end(), U'\u0651'));
  std::erase(marks, U'\u0651');
  marks.insert(0, shaddas, U'\u0651');
  if (order == MarkOrder::utr53) {
    std::u32string above = take_modifiers(marks, 230);
    std::u32string below = take_modifiers(marks, 220);
    return below + above + marks;
  }
  return marks;
}

// Orders each run of marks separately, in parts of at most max_mark_run marks.
std::u32string ordered(const std::u32string &text, MarkOrder order) {
  std::u32string out;
  std::u32string marks;
  for (char32_t c : text) {
    bool is_mark = combining_class(c) != 0;
    if (!is_mark || marks.size() == max_mark_run) {
      out += ordered_marks(marks, order);
      marks.clear();
    }
    (is_mark ? marks : out) += c;
  }
  return out + ordered_marks(marks, order);
}

// The lines of a file of words as rows with an edge on both sides.
std::vector<OrientedRow> rows_of_words(const WordsStage &words, bool turned) {
  std::vector<OrientedRow> rows;
  std::istringstream lines{std::string(words.list->text())};
  for (std::string line; std::getline(lines, line);) {
    if (line.ends_with('\r')) {
      line.pop_back();
    }
    if (line.empty() || line[0] == '#') {
      continue;
    }
    line += "\t\t";
    std::size_t first = line.find('\t');
    std::size_t second = line.find('\t', first + 1);
    std::u32string from = to_utf32(line.substr(0, first));
    std::u32string to = to_utf32(line.substr(first + 1, second - first - 1));
    if (turned) {
      std::swap(from, to);
    }
    auto row = std::make_shared<Row>();
    row->from = literal_pattern(from, {});
    row->to.pieces.push_back({to, 0});
    Pattern edge;
    edge.items.emplace_back().set = words.edge;
    row->after = row->before = {edge};
    if (!from.empty()) {
      rows.push_back({row, rows.size(), turned});
    }
  }
  return rows;
}

} // namespace

std::u32string interpret(const Step &step, const std::u32string &text, Fired *fired,
                         EditScript *wanted) {
  EditScript unwanted;
  EditScript &script = wanted == nullptr ? unwanted : *wanted;
  const Stage &stage = *step.stage;
  Fired ignored;
  if (const auto *table = std::get_if<TableStage>(&stage.what)) {
    return interpret_table(oriented_rows(*table, stage.only, step.direction), text,
                           fired == nullptr ? ignored : *fired, script);
  }
  if (const auto *words = std::get_if<WordsStage>(&stage.what)) {
    Fired ignored;
    bool turned = step.direction == Direction::reverse && stage.only != Only::reverse;
    return interpret_table(rows_of_words(*words, turned), text, fired == nullptr ? ignored : *fired,
                           script);
  }
  if (const auto *remove = std::get_if<RemoveStage>(&stage.what)) {
    return removed(remove->set, text, script);
  }
  if (const auto *squeeze = std::get_if<SqueezeStage>(&stage.what)) {
    return squeezed(*squeeze, text, script);
  }
  if (const auto *change = std::get_if<CaseStage>(&stage.what)) {
    return in_case(*change, text, fired == nullptr ? ignored : *fired, script);
  }
  if (const auto *form = std::get_if<FormStage>(&stage.what)) {
    return to_form(text, form->form);
  }
  return ordered(text, std::get<MarksStage>(stage.what).order);
}

std::string interpret(const std::vector<Step> &steps, const std::string &text) {
  std::u32string current = to_utf32(text);
  for (const Step &step : steps) {
    current = interpret(step, current);
  }
  return to_utf8(current);
}

} // namespace arnorm::test
