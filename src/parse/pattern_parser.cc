#include "parse/pattern_parser.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <tuple>

#include <fmt/format.h>

#include "characters/ascii.h"
#include "characters/utf.h"
#include "parse/escape.h"
#include "parse/pattern_checks.h"
#include "parse/pattern_errors.h"
#include "parse/pattern_slips.h"

namespace arnorm {
namespace {

constexpr int max_repetitions = 32; // a limit of the format
constexpr int deepest_group = 16;   // limits the recursion for malicious files; also of names
constexpr std::size_t max_items = 256;
constexpr std::size_t max_all_items = 4096; // with those of named patterns
constexpr std::size_t max_errors = 8; // per pattern, because finding the place of each takes time

// Named patterns without a choice or a count become part of the sequence that they stand in.
std::vector<PatternItem> without_seams(std::vector<PatternItem> items) {
  std::vector<PatternItem> result;
  result.reserve(items.size());
  for (PatternItem &item : items) {
    for (std::vector<PatternItem> &choice : item.choices) {
      choice = without_seams(std::move(choice));
    }
    if (item.choices.size() == 1 && item.group == 0 && item.once()) {
      std::move(item.choices[0].begin(), item.choices[0].end(), std::back_inserter(result));
    } else {
      result.push_back(std::move(item));
    }
  }
  return result;
}

class PatternParser {
public:
  PatternParser(const Node &node, PatternRole role, const Names &names, Report &report,
                TextEdges &edges)
      : node_(node), text_(node.string), escapes_(node.escapes()), role_(role), names_(names),
        report_(report), edges_(edges), errors_(report.errors()) {}

  Pattern parse() {
    std::size_t errors = errors_;
    Pattern pattern;
    pattern.span = node_.span;
    pattern.items = without_seams(sequence(0));
    pattern.groups = groups_;
    if (report_.errors() == errors) {
      check_edges(node_, pattern.items, role_, edges_, report_);
      check_length(node_, pattern.items, report_);
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
      item = name();
      break;
    case '\\':
      item = is_property() ? property() : escape();
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
    if (report_.errors() == errors && item.is_set() && item.set.empty()) {
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
      return help + "; for alternatives, write an array of patterns: [\"...\", \"...\"]";
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
    SetResult result = parse_set(text, names_.sets);
    at_ += length;
    if (result.error) {
      report_set_error(node_, base, *result.error, names_, report_);
      return {};
    }
    return for_role(text, result.set);
  }

  bool is_property() const {
    std::string_view text = text_.substr(at_);
    return text.starts_with("\\p{") || text.starts_with("\\P{");
  }

  // A property without brackets: `\p{L}` is `[\p{L}]`.
  PatternItem property() {
    PatternItem item;
    std::size_t begin = at_;
    std::size_t close = text_.find('}', at_);
    at_ = close == std::string_view::npos ? text_.size() : close + 1;
    std::string text = fmt::format("[{}]", text_.substr(begin, at_ - begin));
    SetResult result = parse_set(text, names_.sets);
    if (!result.error) {
      item.set = for_role(text, result.set);
      return item;
    }
    SetError error = *result.error; // its places include the brackets
    error.begin = 0;
    error.end = at_ - begin;
    if (error.kind == SetError::syntax) {
      error.kind = SetError::bad_escape;
      error.word = text_.substr(begin, at_ - begin);
    }
    report_set_error(node_, begin, error, names_, report_);
    return item;
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

  PatternItem name() {
    std::size_t begin = at_;
    std::string_view word = leading_name(text_.substr(begin + 1));
    at_ += 1 + word.size();
    PatternItem item;
    if (word == "start" || word == "end") {
      use_edge(word == "start", word == "end", begin);
      item.set = CodePointSet::single(CodePointSet::edge);
    } else if (word == "edge" && names_.edge != nullptr) {
      item.set = for_role("$edge", *names_.edge);
    } else if (auto set = names_.sets.find(word); set != names_.sets.end()) {
      item.set = for_role(text_.substr(begin, at_ - begin), set->second);
    } else if (auto piece = names_.patterns.find(word); piece != names_.patterns.end()) {
      item = use(piece->second, begin);
    } else {
      report_no_name(node_.inside(begin, at_), word);
    }
    return item;
  }

  void report_no_name(const Span &at, std::string_view word) {
    if (word.empty()) {
      report_.error(Code::AR0110, at, "`$` is not followed by a name",
                    {.help = fmt::format("write {} for the character itself, or $name for a set",
                                         escaped(node_, '$'))});
    } else {
      report_unknown_name(at, "$" + std::string(word), names_, report_);
    }
  }

  void use_edge(bool start, bool end, std::size_t begin) {
    edges_.start = edges_.start || start;
    edges_.end = edges_.end || end;
    for (auto [used, word, key, wanted] : {std::tuple(start, "start", "after", PatternRole::after),
                                           std::tuple(end, "end", "before", PatternRole::before)}) {
      if (used && role_ != wanted && role_ != PatternRole::piece) {
        report_.error(Code::AR0122, node_.inside(begin, at_),
                      fmt::format("`${}` is allowed only in `{}`", word, key),
                      {.help = fmt::format("remove it here and write {} = \"{}\"", key,
                                           text_.substr(begin, at_ - begin))});
      }
    }
  }

  // A copy of a named pattern, as one item.
  PatternItem use(const NamedPattern &piece, std::size_t begin) {
    use_edge(piece.start, piece.end, begin);
    const PatternItem &item = role_ == PatternRole::from ? piece.in_from : piece.in_context;
    all_items_ += piece.items;
    bool deep = piece.depth > deepest_group;
    if (!names_.spend(piece.items) || all_items_ > max_all_items || deep) {
      report_.error(
          Code::AR0401, node_.inside(begin, at_),
          all_items_ > max_all_items
              ? fmt::format("with its named patterns, this pattern has more than {} items",
                            max_all_items)
          : deep ? fmt::format("named patterns are nested more than {} deep", deepest_group)
                 : fmt::format("the named patterns of this file come to more than {} items",
                               max_copied_items),
          {.help = "use shorter patterns, or two stages"});
      at_ = text_.size();
      return {};
    }
    return item;
  }

  // `from` never matches malformed bytes or edges, but contexts may.
  CodePointSet for_role(std::string_view text, const CodePointSet &set) const {
    return role_ == PatternRole::from ? as_matched(text, set, names_.sets) : set;
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
          {.help = role_ == PatternRole::piece
                       ? "remove the parentheses, and write them where the pattern is used"
                       : "remove the parentheses; for alternatives, write an array of contexts"});
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
    item.choices.push_back(sequence(depth + 1));
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

  const Node &node_;
  std::string_view text_;
  std::vector<bool> escapes_; // see Node::escapes
  PatternRole role_;
  const Names &names_;
  Report &report_;
  TextEdges &edges_;
  std::size_t errors_; // before this pattern
  std::size_t at_ = 0;
  int groups_ = 0;
  std::size_t items_ = 0;
  std::size_t all_items_ = 0;
};

} // namespace

Pattern parse_pattern(const Node &node, PatternRole role, const Names &names, Report &report,
                      TextEdges *edges) {
  if (report_pattern_slips(node, role != PatternRole::from, report)) {
    Pattern broken;
    broken.span = node.span;
    broken.groups = max_groups;
    return broken;
  }
  std::size_t errors = report.errors();
  TextEdges ignored;
  TextEdges &used = edges == nullptr ? ignored : *edges;
  Pattern pattern = PatternParser(node, role, names, report, used).parse();
  if (report.errors() == errors && !check_not_empty(node, pattern.items, role, report)) {
    pattern.groups = max_groups;
  }
  return pattern;
}

} // namespace arnorm
