#include "parse/pattern_parser.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "characters/ascii.h"
#include "characters/utf.h"
#include "parse/escape.h"
#include "parse/pattern_errors.h"
#include "parse/pattern_slips.h"

namespace arnorm {
namespace {

constexpr int max_repetitions = 32; // a limit of the format
constexpr int deepest_group = 16;   // limits the recursion for malicious files
constexpr int max_groups = 9;       // $1 to $9
constexpr std::size_t max_items = 256;
constexpr std::size_t max_errors = 8; // per pattern, because finding the place of each takes time

bool is_ignored_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class PatternParser {
public:
  PatternParser(const Node &node, PatternRole role, const NamedSets &named, Report &report)
      : node_(node), text_(node.string), escapes_(node.escapes()), role_(role), named_(named),
        report_(report), errors_(report.errors()) {}

  Pattern parse() {
    std::size_t errors = errors_;
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
      pattern.groups = max_groups; // so that no reference in `to` is reported
    }
    return pattern;
  }

private:
  std::vector<PatternItem> sequence(int depth) {
    std::vector<PatternItem> items;
    bool counted = false; // the last item has a count
    while (at_ < text_.size()) {
      if (report_.errors() >= errors_ + max_errors) {
        at_ = text_.size();
        break;
      }
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
          Code::AR0117, node_.inside(at_, at_ + 1), fmt::format("unmatched `{}`", text_[at_]),
          {.help = fmt::format("write {} for the character itself", escaped(node_, text_[at_]))});
      ++at_;
      return;
    case '}':
    case '|':
    case '^':
      report_.error(Code::AR0118, node_.inside(at_, at_ + 1),
                    fmt::format("unexpected `{}`", text_[at_]),
                    {.help = reserved_help(text_[at_])});
      ++at_;
      return;
    default:
      item = literal();
    }
    if (report_.errors() == errors && item.set.empty()) {
      report_.error(Code::AR0123, node_.inside(begin, at_), "this set is empty and never matches",
                    {.help = role_ == PatternRole::from
                                 ? "add characters to the set; surrogates and the edge of the text "
                                   "do not count as characters"
                                 : "add characters to the set, or remove it"});
    }
    items.push_back(std::move(item));
    if (++items_ > max_items) {
      report_.error(Code::AR0401, node_.span,
                    fmt::format("this pattern has more than {} items", max_items),
                    {.help = "split it; a later stage can process the result of an earlier one"});
      at_ = text_.size();
    }
  }

  std::string reserved_help(char c) const {
    std::string help = fmt::format("write {} for the character itself", escaped(node_, c));
    switch (c) {
    case '|':
      return help + "; for alternatives, write separate rows or an array of contexts";
    case '^':
      return help + "; for the start of the text, write after = \"$start\"";
    default:
      return help;
    }
  }

  CodePointSet bracket() {
    std::size_t length = bracket_length(text_.substr(at_));
    if (length == 0) {
      report_.error(Code::AR0117, node_.inside(at_, at_ + 1), "this `[` is never closed",
                    {.help = fmt::format("close it with `]`, or write {} for the character itself",
                                         escaped(node_, '['))});
      at_ = text_.size();
      return {};
    }
    std::size_t base = at_;
    check_invisible(base, base + length);
    std::string_view text = text_.substr(at_, length);
    SetResult result = parse_set(text, named_);
    at_ += length;
    if (result.error) {
      report_set_error(node_, base, *result.error, named_, report_);
      return {};
    }
    return for_role(text, result.set);
  }

  bool is_escape(std::size_t at) const { return at < escapes_.size() && escapes_[at]; }

  // Within a set, ICU treats some invisible characters as members and ignores others. Only the
  // first one is reported.
  void check_invisible(std::size_t begin, std::size_t end) {
    while (begin < end) {
      auto [c, length] = first_character(text_.substr(begin));
      bool space = length == 1 && is_ignored_space(text_[begin]);
      if (!space && is_invisible(c) && !is_escape(begin)) {
        report_invisible(node_, begin, begin + length, c, report_);
        return;
      }
      begin += length;
    }
  }

  CodePointSet name() {
    std::size_t begin = at_++;
    while (at_ < text_.size() && is_name_byte(text_[at_])) {
      ++at_;
    }
    std::string_view word = text_.substr(begin + 1, at_ - begin - 1);
    if (word == "edge") {
      return for_role("$edge", word_edge());
    }
    if (word == "start" || word == "end") {
      return text_edge(word, begin);
    }
    auto found = named_.find(word);
    if (found != named_.end()) {
      return for_role(text_.substr(begin, at_ - begin), found->second);
    }
    Span at = node_.inside(begin, at_);
    if (word.empty()) {
      report_.error(Code::AR0110, at, "`$` is not followed by a name",
                    {.help = fmt::format("write {} for the character itself, or $name for a set",
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
      report_.error(Code::AR0122, node_.inside(begin, at_),
                    fmt::format("`${}` is allowed only in `{}`", word, key),
                    {.help = fmt::format("remove it here and write {} = \"${}\"", key, word)});
    }
    return CodePointSet::single(CodePointSet::edge);
  }

  // `from` never matches malformed bytes or edges, but contexts may.
  CodePointSet for_role(std::string_view text, const CodePointSet &set) const {
    return role_ == PatternRole::from ? as_matched(text, set, named_) : set;
  }

  // In contexts, U+FFFF also denotes the edge.
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
    auto [c, length] = first_character(text_.substr(at_));
    PatternItem item;
    item.literal = true;
    item.escaped = is_escape(at_);
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
      report_.error(
          Code::AR0120, node_.inside(begin, begin + 1), "groups are allowed only in `from`",
          {.help = "remove the parentheses; for alternatives, write an array of contexts"});
    }
    PatternItem item;
    item.group = ++groups_;
    if (depth == deepest_group || item.group > max_groups) {
      report_.error(Code::AR0120, node_.inside(begin, begin + 1),
                    fmt::format("this pattern has more than {} groups", max_groups),
                    {.help = "combine adjacent groups that `to` repeats unchanged into one"});
      at_ = text_.size();
      return;
    }
    std::size_t errors = report_.errors();
    item.items = sequence(depth + 1);
    if (at_ == text_.size()) {
      if (report_.errors() == errors) { // an error within the group may hide its end
        report_.error(
            Code::AR0117, node_.inside(begin, begin + 1), "this `(` is never closed",
            {.help = fmt::format("close it with `)`, or write {} for the character itself",
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
      report_.error(
          Code::AR0114, node_.inside(begin, at_), fmt::format("`{}` is an unbounded count", c),
          {.help =
               fmt::format("write a bounded count such as {{{},8}}, or {} for the character itself",
                           c == '*' ? 0 : 1, escaped(node_, c))});
      return;
    }
    int min = 0;
    int max = 1;
    if (c == '{' && !bounds(begin, min, max)) {
      return;
    }
    if (items.empty() || counted) {
      report_.error(Code::AR0115, node_.inside(begin, at_),
                    items.empty() ? "there is no item before this count"
                                  : "this item already has a count",
                    {.help = fmt::format("write one count after each character, set, name or "
                                         "group, or write {} for the character itself",
                                         escaped(node_, c))});
      return;
    }
    items.back().min = min;
    items.back().max = max;
    counted = true;
  }

  bool bounds(std::size_t begin, int &min, int &max) {
    std::size_t close = text_.find('}', at_);
    std::string_view inner = text_.substr(at_, close == std::string_view::npos ? 0 : close - at_);
    at_ = close == std::string_view::npos ? text_.size() : close + 1;
    std::size_t comma = inner.find(',');
    bool good = number(inner.substr(0, comma), min);
    max = min;
    if (comma != std::string_view::npos) {
      good = number(inner.substr(comma + 1), max) && good;
    }
    if (good && min <= max && max >= 1 && max <= max_repetitions) {
      return true;
    }
    report_.error(Code::AR0115, node_.inside(begin, at_),
                  "this count does not have the form {n} or {m,n}",
                  {.help = fmt::format("use numbers m and n with n from 1 to {} and m not larger "
                                       "than n, or write {} for the character itself",
                                       max_repetitions, escaped(node_, '{'))});
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
    return error == std::errc() && end == digits.data() + digits.size() && !digits.starts_with('-');
  }

  // `$start` must be first and `$end` last, because there is no text beyond them.
  void check_edges(const Pattern &pattern) {
    const auto &items = pattern.items;
    for (std::size_t i = 0; i < items.size(); ++i) {
      bool outermost = role_ == PatternRole::after ? i == 0 : i + 1 == items.size();
      bool edge = items[i].set.is_single() && items[i].set.first() == CodePointSet::edge;
      if (edge && !(outermost && items[i].once())) {
        bool after = role_ == PatternRole::after;
        report_.error(Code::AR0122, node_.span,
                      after ? "`$start` must be the first item, without a count"
                            : "`$end` must be the last item, without a count",
                      {.help = fmt::format("there is no text beyond its edge; for alternatives, "
                                           "write an array of contexts: {}",
                                           after ? "after = [\"$start\", \"...\"]"
                                                 : "before = [\"...\", \"$end\"]")});
        return;
      }
    }
  }

  // The counts of nested groups multiply.
  void check_length(const Pattern &pattern) {
    if (longest_match(pattern.items) > max_matched) {
      report_.error(Code::AR0401, node_.span,
                    fmt::format("this pattern matches more than {} characters", max_matched),
                    {.help = "use smaller counts or two stages"});
    }
  }

  const Node &node_;
  std::string_view text_;
  std::vector<bool> escapes_; // see Node::escapes
  PatternRole role_;
  const NamedSets &named_;
  Report &report_;
  std::size_t errors_; // before this pattern
  std::size_t at_ = 0;
  int groups_ = 0;
  std::size_t items_ = 0;
};

bool can_be_empty(const std::vector<PatternItem> &items) {
  return std::all_of(items.begin(), items.end(), [](const PatternItem &item) {
    return item.min == 0 || (item.group != 0 && can_be_empty(item.items));
  });
}

} // namespace

Pattern parse_pattern(const Node &node, PatternRole role, const NamedSets &named, Report &report) {
  if (report_pattern_slips(node, role != PatternRole::from, report)) {
    Pattern broken;
    broken.span = node.span;
    broken.groups = max_groups;
    return broken;
  }
  std::size_t errors = report.errors();
  Pattern pattern = PatternParser(node, role, named, report).parse();
  if (report.errors() == errors && can_be_empty(pattern.items) &&
      (role == PatternRole::from || pattern.items.empty())) {
    bool from = role == PatternRole::from;
    report.error(Code::AR0116, node.span,
                 pattern.items.empty() ? "this pattern is empty"
                                       : "this pattern can match the empty text",
                 {.help = !pattern.items.empty() ? "write at least one item without `?` or {0,n}"
                          : from                 ? "write at least one character or set"
                                 : "write at least one character or set, or omit the key"});
    pattern.groups = max_groups;
  }
  return pattern;
}

} // namespace arnorm
