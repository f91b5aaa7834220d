#include "pattern.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <unicode/uchar.h>

#include "escape.h"
#include "names.h"
#include "utf.h"

namespace arnorm {
namespace {

constexpr int most_repetitions = 32; // design of the format: n <= 32
constexpr int deepest_group = 16;    // keeps recursion bounded on hostile files
constexpr int most_groups = 9;       // $1 to $9
constexpr std::size_t most_items = 256;
constexpr std::size_t most_matched = 1024; // code points in the longest match
constexpr std::size_t most_written = 1024; // in `to`

constexpr const char *set_help =
    "sets are ICU UnicodeSet patterns: [a-z], [^...], [\\p{L}], [[:Arabic:]-[...]], [$name]";
constexpr const char *property_help =
    "ICU knows no such property; write \\p{L}, \\p{Mn}, \\p{Script=Arabic}, or the characters";

bool is_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool is_ignored_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// What cannot be seen in an editor: controls, joiners, bidi marks, spaces that are not U+0020.
bool is_invisible(char32_t c) {
  auto u = static_cast<UChar32>(c);
  return u_hasBinaryProperty(u, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || u_isISOControl(u) ||
         (u_isUWhiteSpace(u) && c != ' ');
}

void report_invisible(const Node &node, std::size_t begin, std::size_t end, char32_t c,
                      Report &report) {
  // TOML reads both forms as well, so that they are right in quotes of either kind.
  auto value = static_cast<unsigned>(c);
  std::string escape =
      c <= 0xFFFF ? fmt::format("\\u{:04X}", value) : fmt::format("\\U{:08X}", value);
  report.error(
      "AR0124", node.inside(begin, end), "this text holds an invisible character",
      {.label = spell(c), .help = fmt::format("delete it, or write it as an escape: {}", escape)});
}

// A sign that stands for itself.
std::string escaped(const Node &node, char sign) {
  return as_written(node, std::string("\\") + sign);
}

void report_unknown_name(const Span &at, const std::string &word, const NamedSets &named,
                         Report &report) {
  std::vector<std::string> names{"$edge", "$start", "$end"};
  for (const auto &[name, set] : named) {
    names.push_back("$" + name);
  }
  std::string help = did_you_mean(word, names);
  if (help.empty()) {
    help = "define it under [sets], or include the file that does: include = [\"arabic\"] has the "
           "usual ones";
  }
  report.error("AR0110", at, fmt::format("`{}` is not defined", word), {.help = help});
}

// The built-in names have a meaning in a context only; in brackets they are nothing.
void report_built_in_name(const Node &node, const Span &at, const std::string &word,
                          Report &report) {
  std::string help = fmt::format("write {} there: that is what $edge stands for",
                                 as_written(node, "[^\\p{L}\\p{M}]"));
  if (word != "$edge") {
    std::string key = word == "$start" ? "after" : "before";
    help = fmt::format("let {0} stand alone, as one of several contexts: {1} = [\"{0}\", ...]",
                       word, key);
  }
  report.error("AR0110", at, fmt::format("`{}` is not defined within a set", word), {.help = help});
}

void report_set_error(const Node &node, std::size_t base, const SetError &error,
                      const NamedSets &named, Report &report) {
  Span at = node.inside(base + error.begin, base + error.end);
  switch (error.kind) {
  case SetError::unknown_name:
    if (error.word == "$edge" || error.word == "$start" || error.word == "$end") {
      report_built_in_name(node, at, error.word, report);
    } else {
      report_unknown_name(at, error.word, named, report);
    }
    return;
  case SetError::surrogate:
    report.error("AR0112", at, fmt::format("{} is a surrogate, not a character", error.word),
                 {.help = "write a character beyond U+FFFF as one code point: \\U0001F600"});
    return;
  case SetError::has_strings:
    report.error("AR0123", at, "a set may hold characters only, not strings",
                 {.help = "write a row, or a context, of its own for each string"});
    return;
  case SetError::bad_escape:
    if (error.word.starts_with("\\N{") && error.word.ends_with('}')) {
      std::string_view word = error.word;
      report_unknown_character(node, at, word.substr(3, word.size() - 4), report);
      return;
    }
    report.error(
        "AR0111", at, fmt::format("`{}` is no escape", error.word),
        {.help = as_written(node, error.word.starts_with("\\p") || error.word.starts_with("\\P")
                                      ? property_help
                                      : escape_help)});
    return;
  case SetError::syntax:
    report.error("AR0119", at, "this is not a set", {.help = as_written(node, set_help)});
    return;
  }
}

class Parser {
public:
  Parser(const Node &node, PatternRole role, const NamedSets &named, Report &report)
      : node_(node), text_(node.string), role_(role), named_(named), report_(report) {}

  Pattern parse() {
    std::size_t errors = report_.errors();
    Pattern pattern;
    pattern.span = node_.span;
    pattern.items = sequence(0);
    pattern.groups = groups_;
    if (report_.errors() == errors) {
      check_edges(pattern);
      check_length(pattern);
    }
    if (report_.errors() != errors) {
      pattern.items.clear();
      pattern.groups = most_groups; // so that `to` may name any
    }
    return pattern;
  }

private:
  std::vector<PatternItem> sequence(int depth) {
    std::vector<PatternItem> items;
    bool counted = false; // the last item has a count
    while (at_ < text_.size()) {
      char c = text_[at_];
      if (is_ignored_space(c)) {
        ++at_;
      } else if (c == ')' && depth > 0) {
        return items;
      } else if (c == '?' || c == '{' || c == '*' || c == '+') {
        quantifier(items, counted);
      } else {
        counted = false;
        c == '(' ? group(items, depth) : item(items);
      }
    }
    return items;
  }

  void item(std::vector<PatternItem> &items) {
    std::size_t errors = report_.errors();
    std::size_t begin = at_;
    PatternItem item;
    switch (text_[at_]) {
    case '[':
      item.set = bracket();
      break;
    case '$':
      item.set = name();
      break;
    case '\\':
      item = escape();
      break;
    case ']':
    case ')':
      report_.error(
          "AR0117", node_.inside(at_, at_ + 1), fmt::format("`{}` closes nothing", text_[at_]),
          {.help = fmt::format("write {} for the sign itself", escaped(node_, text_[at_]))});
      ++at_;
      return;
    case '}':
    case '|':
    case '^':
      report_.error("AR0118", node_.inside(at_, at_ + 1),
                    fmt::format("`{}` has no meaning here", text_[at_]),
                    {.help = reserved_help(text_[at_])});
      ++at_;
      return;
    default:
      item = literal();
    }
    if (report_.errors() == errors && item.set.empty()) {
      report_.error("AR0123", node_.inside(begin, at_), "this set is empty: nothing matches it",
                    {.help = role_ == PatternRole::from
                                 ? "put characters into it: surrogates and the edge of the text "
                                   "are none"
                                 : "put characters into it, or leave it out"});
    }
    items.push_back(std::move(item));
    if (++items_ > most_items) {
      report_.error("AR0401", node_.span,
                    fmt::format("this pattern has more than {} items", most_items),
                    {.help = "split it: a later stage can build on what an earlier one wrote"});
      at_ = text_.size();
    }
  }

  std::string reserved_help(char c) const {
    std::string help = fmt::format("write {} for the sign itself", escaped(node_, c));
    switch (c) {
    case '|':
      return help + "; alternatives are rows of their own, or an array of contexts";
    case '^':
      return help + "; the beginning of the text is after = \"$start\"";
    default:
      return help;
    }
  }

  CodePointSet bracket() {
    std::size_t length = bracket_length(text_.substr(at_));
    if (length == 0) {
      report_.error("AR0117", node_.inside(at_, at_ + 1), "this `[` is never closed",
                    {.help = fmt::format("close it with `]`, or write {} for the sign itself",
                                         escaped(node_, '['))});
      at_ = text_.size();
      return {};
    }
    std::size_t base = at_;
    SetResult result = parse_set(text_.substr(at_, length), named_);
    at_ += length;
    if (result.error) {
      report_set_error(node_, base, *result.error, named_, report_);
      return {};
    }
    return for_role(result.set);
  }

  CodePointSet name() {
    std::size_t begin = at_++;
    while (at_ < text_.size() && is_name_byte(text_[at_])) {
      ++at_;
    }
    std::string_view word = text_.substr(begin + 1, at_ - begin - 1);
    if (word == "edge") {
      return for_role(word_edge());
    }
    if (word == "start" || word == "end") {
      return text_edge(word, begin);
    }
    auto found = named_.find(word);
    if (found != named_.end()) {
      return for_role(found->second);
    }
    Span at = node_.inside(begin, at_);
    if (word.empty()) {
      report_.error("AR0110", at, "`$` is not followed by a name",
                    {.help = fmt::format("write {} for the sign itself, $name for a set",
                                         escaped(node_, '$'))});
    } else {
      report_unknown_name(at, "$" + std::string(word), named_, report_);
    }
    return {};
  }

  CodePointSet text_edge(std::string_view word, std::size_t begin) {
    PatternRole wanted = word == "start" ? PatternRole::after : PatternRole::before;
    if (role_ != wanted) {
      std::string key = wanted == PatternRole::after ? "after" : "before";
      report_.error("AR0122", node_.inside(begin, at_),
                    fmt::format("`${}` belongs in `{}`", word, key),
                    {.help = fmt::format("leave it out here and write {} = \"${}\"", key, word)});
    }
    return CodePointSet::single(CodePointSet::edge);
  }

  // A malformed byte is never matched, but contexts may look at it; only contexts see edges.
  CodePointSet for_role(const CodePointSet &set) const {
    if (role_ != PatternRole::from) {
      return set;
    }
    CodePointSet never = surrogates();
    never.add({CodePointSet::edge, CodePointSet::edge});
    return set.minus(never);
  }

  // In contexts U+FFFF stands for the edge as well.
  CodePointSet one(char32_t c) const {
    CodePointSet set = CodePointSet::single(c);
    if (c == 0xFFFF && role_ != PatternRole::from) {
      set.add({CodePointSet::edge, CodePointSet::edge});
    }
    return set;
  }

  PatternItem escape() {
    Escape escape = read_escape(node_, at_, report_);
    at_ += escape.length;
    PatternItem item;
    item.literal = item.escaped = true;
    item.set = one(escape.c.value_or(U'\uFFFD'));
    return item;
  }

  PatternItem literal() {
    std::size_t length = std::max<std::size_t>(1, sequence_length(text_.substr(at_)));
    char32_t c = to_utf32(text_.substr(at_, length)).front();
    PatternItem item;
    item.literal = true;
    item.escaped = node_.was_escaped(at_);
    item.set = one(c);
    if (is_invisible(c) && !item.escaped) {
      report_invisible(node_, at_, at_ + length, c, report_);
    }
    at_ += length;
    return item;
  }

  void group(std::vector<PatternItem> &items, int depth) {
    std::size_t begin = at_++;
    if (role_ != PatternRole::from) {
      report_.error("AR0120", node_.inside(begin, begin + 1), "groups belong in `from` only",
                    {.help = "leave the parentheses out; for alternatives write an array of "
                             "contexts"});
    }
    PatternItem item;
    item.group = ++groups_;
    if (depth == deepest_group || item.group > most_groups) {
      report_.error("AR0120", node_.inside(begin, begin + 1),
                    fmt::format("this pattern has more than {} groups", most_groups),
                    {.help = "$1 to $9 is all there is: let one group hold what `to` repeats as "
                             "it is"});
      at_ = text_.size();
      return;
    }
    std::size_t errors = report_.errors();
    item.items = sequence(depth + 1);
    if (at_ == text_.size()) {
      if (report_.errors() == errors) { // an error within may be what hides the end
        report_.error("AR0117", node_.inside(begin, begin + 1), "this `(` is never closed",
                      {.help = fmt::format("close it with `)`, or write {} for the sign itself",
                                           escaped(node_, '('))});
      }
      return;
    }
    ++at_;
    items.push_back(std::move(item));
  }

  void quantifier(std::vector<PatternItem> &items, bool &counted) {
    std::size_t begin = at_;
    char c = text_[at_++];
    if (c == '*' || c == '+') {
      report_.error("AR0114", node_.inside(begin, at_), fmt::format("`{}` has no bound", c),
                    {.help = fmt::format("every pattern is bounded: write {{{},8}}, say, or {} for "
                                         "the sign itself",
                                         c == '*' ? 0 : 1, escaped(node_, c))});
      return;
    }
    int least = 0;
    int most = 1;
    if (c == '{' && !bounds(begin, least, most)) {
      return;
    }
    if (items.empty() || counted) {
      report_.error("AR0115", node_.inside(begin, at_),
                    items.empty() ? "nothing stands before this count"
                                  : "this item has a count already",
                    {.help = fmt::format("let it follow one character, set, name or group, or "
                                         "write {} for the sign itself",
                                         escaped(node_, c))});
      return;
    }
    items.back().least = least;
    items.back().most = most;
    counted = true;
  }

  bool bounds(std::size_t begin, int &least, int &most) {
    std::size_t close = text_.find('}', at_);
    std::string_view inner = text_.substr(at_, close == std::string_view::npos ? 0 : close - at_);
    at_ = close == std::string_view::npos ? text_.size() : close + 1;
    std::size_t comma = inner.find(',');
    bool good = number(inner.substr(0, comma), least);
    most = least;
    if (comma != std::string_view::npos) {
      good = number(inner.substr(comma + 1), most) && good;
    }
    if (good && least <= most && most >= 1 && most <= most_repetitions) {
      return true;
    }
    report_.error("AR0115", node_.inside(begin, at_), "this count is not {n} or {m,n}",
                  {.help = fmt::format("m and n are numbers, m at most n, n from 1 to {}; write {} "
                                       "for the sign itself",
                                       most_repetitions, escaped(node_, '{'))});
    return false;
  }

  static bool number(std::string_view digits, int &value) {
    while (digits.starts_with(' ')) {
      digits.remove_prefix(1);
    }
    while (digits.ends_with(' ')) {
      digits.remove_suffix(1);
    }
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size() &&
           !digits.starts_with('-');
  }

  // `$start` can only stand first and `$end` only last: nothing lies beyond them.
  void check_edges(const Pattern &pattern) {
    const auto &items = pattern.items;
    for (std::size_t i = 0; i < items.size(); ++i) {
      bool outermost = role_ == PatternRole::after ? i == 0 : i + 1 == items.size();
      if (items[i].set == CodePointSet::single(CodePointSet::edge) &&
          !(outermost && items[i].once())) {
        bool after = role_ == PatternRole::after;
        report_.error("AR0122", node_.span,
                      after ? "`$start` must stand first, without a count"
                            : "`$end` must stand last, without a count",
                      {.help = fmt::format("nothing lies beyond the edge of the text; several "
                                           "contexts are an array: {}",
                                           after ? "after = [\"$start\", \"...\"]"
                                                 : "before = [\"...\", \"$end\"]")});
        return;
      }
    }
  }

  // Counts of groups in groups multiply.
  void check_length(const Pattern &pattern) {
    if (longest_match(pattern.items) > most_matched) {
      report_.error("AR0401", node_.span,
                    fmt::format("this pattern matches more than {} characters", most_matched),
                    {.help = "use smaller counts, or do it in two stages"});
    }
  }

  // At most one more than is allowed.
  static std::size_t longest_match(const std::vector<PatternItem> &items) {
    std::size_t total = 0;
    for (const PatternItem &item : items) {
      std::size_t once = item.group != 0 ? longest_match(item.items) : 1;
      total = std::min(total + once * static_cast<std::size_t>(item.most), most_matched + 1);
    }
    return total;
  }

  const Node &node_;
  std::string_view text_;
  PatternRole role_;
  const NamedSets &named_;
  Report &report_;
  std::size_t at_ = 0;
  int groups_ = 0;
  std::size_t items_ = 0;
};

bool can_be_empty(const std::vector<PatternItem> &items) {
  return std::all_of(items.begin(), items.end(), [](const PatternItem &item) {
    return item.least == 0 || (item.group != 0 && can_be_empty(item.items));
  });
}

} // namespace

bool PatternItem::operator==(const PatternItem &other) const {
  return group == other.group && least == other.least && most == other.most && set == other.set &&
         items == other.items;
}

bool Pattern::is_literal() const {
  return !items.empty() && std::all_of(items.begin(), items.end(), [](const PatternItem &item) {
    return item.group == 0 && item.once() && item.set.is_single();
  });
}

std::u32string Pattern::literal() const {
  std::u32string text;
  for (const PatternItem &item : items) {
    text += item.set.first();
  }
  return text;
}

Pattern parse_pattern(const Node &node, PatternRole role, const NamedSets &named, Report &report) {
  std::size_t errors = report.errors();
  Pattern pattern = Parser(node, role, named, report).parse();
  if (report.errors() == errors && can_be_empty(pattern.items) &&
      (role == PatternRole::from || pattern.items.empty())) {
    bool from = role == PatternRole::from;
    report.error("AR0116", node.span,
                 pattern.items.empty() ? "this pattern is empty"
                                       : "this pattern can match the empty text",
                 {.help = !pattern.items.empty() ? "let one item stand without `?` or {0,n}"
                          : from                 ? "write at least one character or set"
                                 : "write at least one character or set, or leave the key out"});
    pattern.groups = most_groups;
  }
  return pattern;
}

bool Replacement::is_literal() const {
  return std::all_of(pieces.begin(), pieces.end(),
                     [](const ReplacementPiece &piece) { return piece.group == 0; });
}

std::u32string Replacement::literal() const {
  std::u32string text;
  for (const ReplacementPiece &piece : pieces) {
    text += piece.text;
  }
  return text;
}

Replacement parse_replacement(const Node &node, const Pattern &from, Report &report) {
  Replacement to;
  to.span = node.span;
  std::string_view text = node.string;
  std::size_t size = 0;
  bool seen_invisible = false; // one is enough; each costs a walk through the string
  auto append = [&](char32_t c) {
    if (to.pieces.empty() || to.pieces.back().group != 0) {
      to.pieces.push_back({});
    }
    to.pieces.back().text += c;
    ++size;
  };
  for (std::size_t at = 0; at < text.size();) {
    if (size + to.pieces.size() > most_written) {
      report.error("AR0401", node.span,
                   fmt::format("`to` has more than {} characters and groups", most_written),
                   {.help = "write less: a row's result is copied for every way it can match"});
      return to;
    }
    char next = at + 1 < text.size() ? text[at + 1] : '\0';
    if (text[at] == '\\') {
      Escape escape = read_escape(node, at, report);
      append(escape.c.value_or(U'\uFFFD'));
      at += escape.length;
    } else if (text[at] == '$' && next == '$') {
      append(U'$');
      at += 2;
    } else if (text[at] == '$') {
      int group = next >= '1' && next <= '9' ? next - '0' : 0;
      if (group == 0 || group > from.groups) {
        report.error("AR0121", node.inside(at, group == 0 ? at + 1 : at + 2),
                     group == 0 ? "`$` is not followed by the number of a group"
                                : fmt::format("`from` has no group {}", group),
                     {.help = group == 0 ? "write $$ for the sign itself, $1 to $9 for a group"
                                         : "put ( ) around what `to` repeats; $1 is the first "
                                           "pair"});
      }
      to.pieces.push_back({{}, std::max(group, 1)});
      at += group == 0 ? 1 : 2;
    } else {
      std::size_t length = std::max<std::size_t>(1, sequence_length(text.substr(at)));
      char32_t c = to_utf32(text.substr(at, length)).front();
      if (!seen_invisible && is_invisible(c) && !node.was_escaped(at)) {
        report_invisible(node, at, at + length, c, report);
        seen_invisible = true;
      }
      append(c);
      at += length;
    }
  }
  return to;
}

Pattern literal_pattern(const std::u32string &text, const Span &span) {
  Pattern pattern;
  pattern.span = span;
  for (char32_t c : text) {
    PatternItem item;
    item.set = CodePointSet::single(c);
    item.literal = item.escaped = true;
    pattern.items.push_back(std::move(item));
  }
  return pattern;
}

} // namespace arnorm
