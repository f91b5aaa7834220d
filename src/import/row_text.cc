#include "import/row_text.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <unicode/uchar.h>

#include "characters/ascii.h"
#include "characters/set_syntax.h"
#include "characters/utf.h"
#include "import/transform_sets.h"

namespace arnorm {
namespace {

constexpr std::size_t max_groups = 9;

bool is_plain(char32_t c) {
  switch (u_charType(static_cast<UChar32>(c))) {
  case U_NON_SPACING_MARK:
  case U_ENCLOSING_MARK:
  case U_COMBINING_SPACING_MARK:
  case U_CONTROL_CHAR:
  case U_FORMAT_CHAR:
  case U_PRIVATE_USE_CHAR:
  case U_SURROGATE:
  case U_UNASSIGNED:
  case U_SPACE_SEPARATOR:
  case U_LINE_SEPARATOR:
  case U_PARAGRAPH_SEPARATOR:
    return false;
  default:
    return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) == 0;
  }
}

std::string character_text(char32_t c, std::string_view special) {
  if (c == U' ') {
    return "\\ ";
  }
  if (!is_plain(c)) {
    return escaped_character(c);
  }
  std::string text = to_utf8(std::u32string(1, c));
  return c < 0x80 && special.find(text[0]) != std::string_view::npos ? "\\" + text : text;
}

std::string member_text(char32_t c) {
  bool letter = (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9');
  if (c > U' ' && c < 0x7F && !letter) {
    return "\\" + std::string(1, static_cast<char>(c));
  }
  return c == U'\'' ? escaped_character(c) : character_text(c, "");
}

std::string ranges_text(const CodePointSet &set) {
  std::string text;
  for (auto [first, last] : set.ranges()) {
    last = std::min(last, char32_t{0x10FFFF});
    if (first > last) {
      continue; // the edge alone
    }
    bool ascii = last < 0x80;
    if (last - first < 2) {
      text += member_text(first) + (last > first ? member_text(last) : "");
    } else {
      text += (ascii ? member_text(first) : escaped_character(first)) + "-" +
              (ascii ? member_text(last) : escaped_character(last));
    }
  }
  return text;
}

CodePointSet complement(const CodePointSet &set) { return all_positions().minus(set); }

std::size_t cost(const CodePointSet &set) { return set.ranges().size(); }

// "a|b" of a pattern with parentheses around what `to` copies.
class RowWriter {
public:
  RowWriter(const FlatTransformRule &rule, KnownSets &known) : rule_(rule), known_(known) {
    for (const FlatPiece &piece : rule.to) {
      if (piece.end > piece.begin) {
        copies_.insert({piece.begin, piece.end});
      }
    }
  }

  bool has_groups() const { return !copies_.empty(); }

  // Groups may stand side by side or in each other.
  bool is_good() const {
    for (auto [begin, end] : copies_) {
      for (auto [other, other_end] : copies_) {
        if (begin < other && other < end && end < other_end) {
          return false;
        }
      }
    }
    return copies_.size() <= max_groups;
  }

  std::string from() const {
    std::string text;
    for (std::size_t at = 0; at <= rule_.from.size(); ++at) {
      for (auto [begin, end] : copies_) {
        text += end == at ? ")" : "";
      }
      for (auto copy : order()) {
        text += copy.first == at ? "(" : "";
      }
      if (at < rule_.from.size()) {
        append(text, slot(rule_.from[at]));
      }
    }
    return quoted_pattern(text);
  }

  std::string context(const std::vector<Slot> &slots, const char *edge) const {
    std::string text;
    for (const Slot &each : slots) {
      append(text, each.set == text_edge() ? edge : slot(each));
    }
    return quoted_pattern(text);
  }

  std::string to() const {
    std::string text;
    for (const FlatPiece &piece : rule_.to) {
      text += replacement_text(piece.text);
      if (piece.end > piece.begin) {
        text += fmt::format("${}", number({piece.begin, piece.end}));
      }
    }
    return quoted_pattern(text);
  }

private:
  using Copy = std::pair<std::size_t, std::size_t>;

  // By the place where they open, outer ones first.
  std::vector<Copy> order() const {
    std::vector<Copy> all(copies_.begin(), copies_.end());
    std::sort(all.begin(), all.end(), [](const Copy &a, const Copy &b) {
      return a.first != b.first ? a.first < b.first : a.second > b.second;
    });
    return all;
  }

  std::size_t number(Copy copy) const {
    std::vector<Copy> all = order();
    return static_cast<std::size_t>(std::find(all.begin(), all.end(), copy) - all.begin()) + 1;
  }

  std::string slot(const Slot &slot) const {
    std::string count;
    if (!slot.once()) {
      count = slot.min == 0 && slot.max == 1 ? "?" : fmt::format("{{{},{}}}", slot.min, slot.max);
    }
    if (slot.set.is_single()) {
      return literal_text(std::u32string(1, slot.set.first())) + count;
    }
    return known_.text(slot.set) + count;
  }

  // A space separates a name from a letter.
  static void append(std::string &text, const std::string &item) {
    std::size_t name = text.rfind('$');
    bool open = name != std::string::npos && name + 1 < text.size() &&
                leading_name(text.substr(name + 1)).size() == text.size() - name - 1;
    text += (open && is_name_byte(item[0]) ? " " : "") + item;
  }

  const FlatTransformRule &rule_;
  KnownSets &known_;
  std::set<Copy> copies_;
};

std::string list(const std::vector<std::string> &texts) {
  if (texts.size() == 1) {
    return texts[0];
  }
  std::string all;
  for (const std::string &text : texts) {
    all += (all.empty() ? "" : ", ") + text;
  }
  return "[" + all + "]";
}

// A row whose `from` and `after` may be choices.
struct RowParts {
  std::size_t statement;
  std::vector<std::string> from;
  std::vector<std::string> after;
  std::string before;
  std::string to;
  bool groups;
};

void add_once(std::vector<std::string> &texts, const std::string &text) {
  if (std::find(texts.begin(), texts.end(), text) == texts.end()) {
    texts.push_back(text);
  }
}

// Whether the second row is the first one with another `after`, or with another `from`.
bool join(RowParts &into, const RowParts &row) {
  bool same = into.statement == row.statement && into.before == row.before && into.to == row.to;
  if (same && into.from == row.from && !into.after.empty() && !row.after.empty()) {
    add_once(into.after, row.after[0]);
    return true;
  }
  if (same && into.after == row.after && !into.groups && !row.groups) {
    add_once(into.from, row.from[0]);
    return true;
  }
  return false;
}

// First rows with several contexts, then rows with several texts.
std::vector<RowParts> joined(const std::vector<RowParts> &rows) {
  std::vector<RowParts> result;
  for (const RowParts &row : rows) {
    if (result.empty() || !join(result.back(), row)) {
      result.push_back(row);
    }
  }
  return result;
}

std::string row_line(const RowParts &row) {
  std::string line = fmt::format("{{ from = {}", list(row.from));
  if (!row.after.empty()) {
    line += fmt::format(", after = {}", list(row.after));
  }
  if (!row.before.empty()) {
    line += fmt::format(", before = {}", row.before);
  }
  return line + fmt::format(", to = {} }},", row.to);
}

} // namespace

void KnownSets::add(std::string text, const CodePointSet &set) {
  bool is_new = std::none_of(known_.begin(), known_.end(),
                             [&](const Known &each) { return each.set == set; });
  if (is_new && known_.size() < 200 && !set.is_single()) {
    known_.push_back({.text = std::move(text), .set = set, .definition = {}});
  }
}

void KnownSets::name(const std::string &name, std::string definition, const CodePointSet &set) {
  std::erase_if(known_, [&](const Known &each) { return each.text == "$" + name; });
  known_.insert(known_.begin(),
                {.text = "$" + name, .set = set, .definition = std::move(definition)});
}

std::string KnownSets::text(const CodePointSet &set) {
  Known *best = nullptr;
  std::size_t lowest = std::min(cost(set), cost(complement(set))) + 1;
  for (Known &each : known_) {
    std::size_t now =
        each.set == set ? 0 : cost(set.minus(each.set)) + cost(each.set.minus(set)) + 1;
    if (now < lowest) {
      best = &each;
      lowest = now;
    }
  }
  if (best == nullptr) {
    return set_text(set);
  }
  std::string text = best->text;
  CodePointSet less = best->set.minus(set);
  CodePointSet more = set.minus(best->set);
  if (!less.empty()) {
    text += "-[" + ranges_text(less) + "]";
  }
  if (!more.empty()) {
    text += "[" + ranges_text(more) + "]";
  }
  if (!less.empty() || !more.empty()) {
    text = "[" + text + "]";
  }
  best->used = true;
  return text;
}

std::string KnownSets::definitions() const {
  std::string text;
  for (auto each = known_.rbegin(); each != known_.rend(); ++each) {
    if (each->used && !each->definition.empty()) {
      text += fmt::format("{} = {}\n", each->text.substr(1), quoted_pattern(each->definition));
    }
  }
  return text;
}

std::string set_text(const CodePointSet &set) {
  CodePointSet others = complement(set);
  bool inverted = set.contains(CodePointSet::edge) || cost(others) < cost(set);
  inverted = inverted && set.contains(CodePointSet::edge) == set.contains(0xFFFF);
  return inverted && set.contains(CodePointSet::edge) && !others.empty()
             ? "[^" + ranges_text(others) + "]"
             : "[" + ranges_text(set) + "]";
}

std::string replacement_text(std::u32string_view text) {
  std::string out;
  for (char32_t c : text) {
    out += c == U'$' ? "$$" : c == U' ' ? " " : character_text(c, "\\[](){}");
  }
  return out;
}

std::string literal_text(std::u32string_view text) {
  std::string out;
  for (char32_t c : text) {
    out += character_text(c, "[](){}?*+|^$.\\");
  }
  return out;
}

std::string quoted_pattern(std::string_view pattern) {
  if (pattern.find_first_of("\\\"") == std::string_view::npos) {
    return fmt::format("\"{}\"", pattern);
  }
  std::string inner;
  for (char c : pattern) {
    inner += c == '\'' ? "\\u0027" : std::string(1, c);
  }
  return fmt::format("'{}'", inner);
}

std::string quoted_text(std::string_view text) {
  std::string out = "\"";
  for (char32_t c : to_utf32(text)) {
    out += c == U'"' || c == U'\\' ? "\\" + std::string(1, static_cast<char>(c))
           : c == U' '             ? " "
           : is_plain(c)           ? to_utf8(std::u32string(1, c))
                                   : escaped_character(c);
  }
  return out + "\"";
}

std::string comment_text(std::string_view comment) {
  std::string text = "#";
  for (char32_t c : to_utf32(comment)) {
    text += text.size() == 1 && c != U'#' ? " " : "";
    text += c < U' ' || c == 0x7F || is_opaque(c) ? " " : to_utf8(std::u32string(1, c));
  }
  return text;
}

std::optional<std::string> rows_text(const FlatTransform &rules,
                                     const std::vector<TransformStatement> &statements,
                                     KnownSets &known) {
  std::vector<RowParts> rows;
  for (const FlatTransformRule &rule : rules) {
    RowWriter writer(rule, known);
    if (!writer.is_good()) {
      return std::nullopt;
    }
    RowParts row{rule.statement, {writer.from()}, {}, {}, writer.to(), writer.has_groups()};
    if (!rule.after.empty()) {
      row.after.push_back(writer.context(rule.after, "$start"));
    }
    if (!rule.before.empty()) {
      row.before = writer.context(rule.before, "$end");
    }
    rows.push_back(std::move(row));
  }
  std::string text;
  std::size_t last = static_cast<std::size_t>(-1);
  for (const RowParts &row : joined(joined(rows))) {
    const TransformStatement &statement = statements[row.statement];
    bool first = row.statement != last;
    for (const std::string &comment : first ? statement.comments : std::vector<std::string>{}) {
      text += "  " + comment_text(comment) + "\n";
    }
    text += "  " + row_line(row);
    text += first && !statement.comment.empty() ? " " + comment_text(statement.comment) : "";
    text += "\n";
    last = row.statement;
  }
  return text;
}

} // namespace arnorm
