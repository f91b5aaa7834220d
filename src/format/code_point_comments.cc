#include "format/code_point_comments.h"

#include <algorithm>
#include <array>

#include "characters/ascii.h"
#include "characters/names.h"

namespace arnorm {
namespace {

constexpr std::size_t max_spelled = 8; // ranges of a comment

// The length of the name of a code point at the front of a text, in full or as `spell` shortens it;
// 0 if there is another one.
std::size_t name_length(std::string_view text, char32_t c) {
  std::string spelled = spell(c);
  std::string name = spelled.substr(std::min(spelled.find(' ') + 1, spelled.size()));
  for (std::string_view prefix : {"", "ARABIC ", "ARABIC LETTER "}) {
    std::string full = std::string(prefix) + name;
    if (text.starts_with(full)) {
      return full.size();
    }
  }
  return 0;
}

// Controls, private and unassigned characters have none.
bool has_name(char32_t c) { return spell(c).find('<') == std::string::npos; }

// Takes "U+062B THEH" from the front of a text.
std::optional<char32_t> take_code_point(std::string_view &text) {
  if (!text.starts_with("U+")) {
    return std::nullopt;
  }
  std::size_t space = text.find(' ');
  if (space > std::string_view("U+10FFFF").size()) { // or npos, which is more
    return std::nullopt;
  }
  auto c = hex_value(text.substr(2, space - 2));
  if (!c || *c > max_code_point || !has_name(*c)) {
    return std::nullopt;
  }
  std::size_t length = name_length(text.substr(space + 1), *c);
  text.remove_prefix(space + 1 + length);
  return length == 0 ? std::nullopt : c;
}

bool take(std::string_view &text, std::string_view word) {
  bool found = text.starts_with(word);
  text.remove_prefix(found ? word.size() : 0);
  return found;
}

const CommentedValue *find(const CommentedValue &row, std::string_view key) {
  auto pair = std::find(row.pairs.begin(), row.pairs.end(), key);
  return pair == row.pairs.end() ? nullptr : &pair->value;
}

// The characters of a string, or of all strings of an array.
void add_value(const CommentedValue &value, WrittenCharacters &out) {
  if (value.kind == CommentedValue::Kind::plain && value.plain.find_first_of("\"'") == 0) {
    out.add_string(value.plain);
  }
  for (const CommentedItem &item : value.items) {
    add_value(item.value, out);
  }
}

// The characters of `from`, which is complete only if all of them are known.
WrittenCharacters characters_of_from(const CommentedValue &row) {
  WrittenCharacters out;
  const CommentedValue *from = find(row, "from");
  if (from == nullptr) {
    out.complete = false;
  } else {
    add_value(*from, out);
  }
  return out;
}

// A single character, or characters that are all written as escapes: nothing that the row shows.
bool needs_spelling(const WrittenCharacters &from) {
  if (!from.complete || from.ranges.empty() || from.ranges.size() > max_spelled) {
    return false;
  }
  const CharacterRange &first = from.ranges.front();
  bool one = from.ranges.size() == 1 && first.first == first.last;
  return one || std::all_of(from.ranges.begin(), from.ranges.end(),
                            [](const CharacterRange &range) { return range.escaped; });
}

// Whether a row has all of these code points, as far as that can be seen.
bool may_have(const CommentedValue &row, const std::vector<char32_t> &code_points) {
  WrittenCharacters all;
  for (std::string_view key : {"from", "after", "before", "to"}) {
    if (const CommentedValue *value = find(row, key)) {
      add_value(*value, all);
    }
  }
  return all.ranges.size() == WrittenCharacters::max_ranges ||
         std::all_of(code_points.begin(), code_points.end(),
                     [&](char32_t c) { return all.has(c); });
}

} // namespace

std::optional<CodePointComment> read_code_point_comment(std::string_view comment) {
  CodePointComment out;
  std::string_view rest = comment;
  if (!take(rest, "# ")) {
    return std::nullopt;
  }
  do {
    auto c = take_code_point(rest);
    if (!c) {
      return std::nullopt;
    }
    out.code_points.push_back(*c);
  } while (take(rest, ", ") || take(rest, " to "));
  if (!rest.empty() && !take(rest, ": ")) {
    return std::nullopt;
  }
  out.remark = rest;
  return out;
}

std::optional<std::string> code_point_comment(const WrittenCharacters &characters,
                                              std::string_view remark) {
  std::string out = "#";
  for (const auto &[first, last, escaped] : characters.ranges) {
    if (!has_name(first) || !has_name(last)) {
      return std::nullopt;
    }
    out += (out.size() > 1 ? ", " : " ") + spell(first);
    out += first == last ? "" : " to " + spell(last);
  }
  if (characters.ranges.empty()) {
    return std::nullopt;
  }
  return out + (remark.empty() ? "" : ": ") + std::string(remark);
}

std::string renewed_comment(const CommentedValue &row, const std::string &comment) {
  std::optional<CodePointComment> list = read_code_point_comment(comment);
  if (!list) {
    return comment;
  }
  WrittenCharacters from = characters_of_from(row);
  bool stays = !from.complete || from.ranges.size() > max_spelled ||
               (!needs_spelling(from) && may_have(row, list->code_points));
  return stays ? comment : code_point_comment(from, list->remark).value_or(comment);
}

std::string new_comment(const CommentedValue &row) {
  WrittenCharacters from = characters_of_from(row);
  if (!needs_spelling(from) || find(row, "after") != nullptr || find(row, "before") != nullptr) {
    return "";
  }
  const CharacterRange &first = from.ranges.front();
  bool plain = !first.escaped && first.first > ' ' && first.first < 0x7F;
  return plain ? "" : code_point_comment(from).value_or("");
}

} // namespace arnorm
