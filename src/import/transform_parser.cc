#include "import/transform_parser.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "characters/ascii.h"
#include "characters/names.h"
#include "characters/utf.h"
#include "import/transform_sets.h"

namespace arnorm {
namespace {

constexpr int max_depth = 16;             // of segments; limits the recursion
constexpr std::size_t max_items = 100000; // of all rules, with their variables written out

constexpr std::string_view syntax_help =
    "see the chapter \"Transforms\" of the ICU User Guide for the syntax";

std::size_t items_in(const std::vector<TransformItem> &items) {
  std::size_t count = items.size();
  for (const TransformItem &item : items) {
    count += items_in(item.inside);
  }
  return count;
}

class Parser {
public:
  Parser(const RuleText &rules, Report &report)
      : rules_(rules), text_(rules.text), report_(report) {}

  Transform parse() {
    while (skip_to_statement()) {
      std::size_t begin = at_;
      failed_ = false;
      statement();
      if (failed_) {
        resume(begin);
      }
      ends_line_of_ = at_;
    }
    result_.comments = std::move(comments_);
    return std::move(result_);
  }

private:
  enum class Place { side, segment };

  // ---- Characters ----

  bool is_done() const { return at_ >= text_.size(); }
  std::string_view rest() const { return text_.substr(at_); }
  Character next() const { return first_character(rest()); }

  bool accept(std::string_view word) {
    bool found = rest().starts_with(word);
    at_ += found ? word.size() : 0;
    return found;
  }

  // ICU's Pattern_White_Space.
  static bool is_space(char32_t c) {
    return (c >= 9 && c <= 13) || c == U' ' || c == 0x85 || c == 0x200E || c == 0x200F ||
           c == 0x2028 || c == 0x2029;
  }

  void skip_spaces() {
    while (!is_done() && is_space(next().c)) {
      at_ += next().length;
    }
  }

  void fail(std::size_t begin, std::size_t end, std::string message, std::string help = "") {
    if (!failed_) {
      report_.error(Code::AR0501, rules_.span(begin, std::min(end, text_.size())),
                    std::move(message), {.help = help.empty() ? std::string(syntax_help) : help});
    }
    failed_ = true;
  }

  // Spaces and comments. False at the end of the text.
  bool skip_to_statement() {
    for (;;) {
      skip_spaces();
      if (!accept("#")) {
        return !is_done();
      }
      comment();
    }
  }

  void comment() {
    std::size_t begin = at_;
    std::size_t end = std::min(text_.find('\n', at_), text_.size());
    at_ = end;
    std::string line(text_.substr(begin, end - begin));
    std::erase_if(line, [](unsigned char c) { return c < ' ' || c == 0x7F; });
    line.erase(line.find_last_not_of(' ') + 1);
    line.erase(0, line.starts_with(' ') ? 1 : 0);
    bool same_line =
        ends_line_of_ &&
        text_.substr(*ends_line_of_, begin - *ends_line_of_).find('\n') == std::string_view::npos;
    if (same_line && !result_.statements.empty() && comments_.empty()) {
      result_.statements.back().comment = std::move(line);
    } else if (comments_.size() < max_items) {
      comments_.push_back(std::move(line));
    }
    ends_line_of_.reset();
  }

  // After an error: behind the next `;` at the end of a line.
  void resume(std::size_t begin) {
    at_ = std::max(at_, begin);
    std::size_t end = std::min(text_.find_first_of(";\n", at_), text_.size());
    at_ = std::min(std::max(end + 1, begin + 1), text_.size());
  }

  // ---- Statements ----

  void statement() {
    std::size_t begin = at_;
    if (accept("::")) {
      call(begin);
    } else if (rest().starts_with("use ") || rest().starts_with("use\t")) {
      at_ = std::min(text_.find(';', at_), text_.size()); // pragmas matter to ICU only
      accept(";");
    } else {
      rule(begin);
    }
  }

  TransformStatement &add(std::size_t begin) {
    TransformStatement statement;
    statement.comments = std::exchange(comments_, {});
    statement.span = rules_.span(begin, at_);
    return result_.statements.emplace_back(std::move(statement));
  }

  void call(std::size_t begin) {
    TransformCall call;
    part(call.forward);
    skip_spaces();
    if (accept("(")) {
      call.backward.given = true;
      part(call.backward);
      skip_spaces();
      if (!accept(")")) {
        fail(at_, at_ + 1, "a `)` is missing here");
      }
      skip_spaces();
    }
    if (!accept(";") && !is_done()) {
      fail(at_, at_ + next().length, "a `;` is missing here");
    }
    if (!failed_) {
      add(begin).call = std::move(call);
    }
  }

  void part(TransformCall::Part &part) {
    skip_spaces();
    if (std::size_t length = set_length(); length > 0) {
      TransformSet set = read_set(length);
      part.filter = set.text;
      part.given = true;
    }
    skip_spaces();
    std::size_t end = std::min(text_.find_first_of("();[#<>=", at_), text_.size());
    std::string_view id = text_.substr(at_, end - at_);
    while (!id.empty() && is_space(static_cast<unsigned char>(id.back()))) {
      id.remove_suffix(1);
    }
    part.id = id;
    part.given = part.given || !id.empty();
    at_ = end;
  }

  void rule(std::size_t begin) {
    TransformSide left = side();
    std::size_t at = at_;
    char op = failed_ ? 0 : operation();
    if (op == 0) {
      fail(at, at + 1, "an operator `>`, `<`, `<>` or `=` is missing here");
      return;
    }
    if (op == '=') {
      define(begin);
      return;
    }
    TransformRule rule;
    rule.left = std::move(left);
    rule.right = side();
    rule.forward = op != '<';
    rule.backward = op != '>';
    if (!failed_ && !accept(";") && !is_done()) {
      fail(at_, at_ + next().length, "a `;` is missing here");
    }
    if (!failed_ && rule.left.key.empty() && rule.right.key.empty()) {
      fail(begin, at_, "this rule has nothing to match");
    }
    if (!failed_) {
      add(begin).rule = std::move(rule);
    }
  }

  char operation() {
    for (auto [word, op] : {std::pair<std::string_view, char>{"<>", '~'},
                            {"↔", '~'},
                            {">", '>'},
                            {"→", '>'},
                            {"<", '<'},
                            {"←", '<'},
                            {"=", '='}}) {
      if (accept(word)) {
        return op;
      }
    }
    return 0;
  }

  // The name has been read as a variable that need not exist yet.
  void define(std::size_t begin) {
    TransformSide side = this->side();
    std::string_view name = variable_name(text_.substr(begin + (text_[begin] == '$' ? 1 : 0)));
    bool plain = side.before.empty() && side.after.empty() && !side.cursor;
    if (name.empty() || is_ascii_digit(name[0]) || text_[begin] != '$' || !plain) {
      fail(begin, at_, "a variable is defined as `$name = pattern ;`");
    }
    if (!failed_ && !accept(";") && !is_done()) {
      fail(at_, at_ + next().length, "a `;` is missing here");
    }
    if (failed_) {
      broken_variables_.emplace(name);
      return;
    }
    TransformVariable variable{.name = std::string(name),
                               .items = std::move(side.key),
                               .text = {},
                               .definition = side.text};
    const auto &items = variable.items;
    variable.is_set = items.size() == 1 && items[0].kind == TransformItem::Kind::set &&
                      items[0].max == 1 && !last_set_.empty();
    variable.text = variable.is_set ? last_set_ : "";
    result_.variables.push_back(std::move(variable));
    comments_.clear();
  }

  // ---- Sides ----

  TransformSide side() {
    TransformSide side;
    skip_spaces();
    std::size_t begin = at_;
    std::vector<TransformItem> items;
    last_set_.clear();
    segments_ = 0;
    std::optional<std::size_t> open;  // `{`
    std::optional<std::size_t> close; // `}`
    auto mark = [&](std::optional<std::size_t> &place, std::string_view what) {
      if (place) {
        fail(at_, at_ + 1, fmt::format("this side has a second `{}`", what));
      }
      place = items.size();
      ++at_;
    };
    while (!failed_ && !is_done() && !ends_side()) {
      char c = text_[at_];
      if (c == '{') {
        mark(open, "{");
      } else if (c == '}') {
        mark(close, "}");
      } else if (c == '|') {
        mark(side.cursor, "|");
      } else if (c == '@') {
        side.moves_cursor = true;
        ++at_;
      } else if (c == '^') {
        if (!items.empty() || side.at_start) {
          fail(at_, at_ + 1, "`^` stands only at the start of a rule");
        }
        side.at_start = true;
        ++at_;
      } else {
        item(items, 0, side.at_end);
      }
    }
    std::size_t first = open.value_or(0);
    std::size_t last = close.value_or(items.size());
    if (first > last) {
      fail(begin, at_, "`}` stands before `{`");
      return side;
    }
    auto from = [&](std::size_t at) { return items.begin() + static_cast<std::ptrdiff_t>(at); };
    side.before.assign(items.begin(), from(first));
    side.key.assign(from(first), from(last));
    side.after.assign(from(last), items.end());
    if (side.cursor) {
      if (*side.cursor < first || *side.cursor > last) {
        fail(begin, at_, "`|` stands outside of the text that is written");
      }
      *side.cursor -= std::min(*side.cursor, first);
    }
    side.text = text_.substr(begin, at_ - begin);
    side.span = rules_.span(begin, at_);
    return side;
  }

  bool ends_side() const {
    char c = text_[at_];
    return c == '<' || c == '>' || c == '=' || c == ';' || rest().starts_with("→") ||
           rest().starts_with("←") || rest().starts_with("↔");
  }

  std::size_t set_length() {
    bool begins = rest().starts_with('[') || rest().starts_with("\\p") || rest().starts_with("\\P");
    std::size_t length = begins ? transform_set_length(rest()) : 0;
    if (begins && length == 0) {
      fail(at_, at_ + 1, "this set is never closed");
    }
    return length;
  }

  TransformSet read_set(std::size_t length) {
    TransformSet set = read_transform_set(text_.substr(at_, length), result_.variables, memory_);
    if (set.error) {
      fail(at_, at_ + length, *set.error, set.help);
    }
    at_ += length;
    return set;
  }

  void item(std::vector<TransformItem> &items, int depth, bool &at_end) {
    std::size_t begin = at_;
    auto [c, length] = next();
    if (is_space(c)) {
      at_ += length;
      return;
    }
    if (++count_ > max_items) {
      fail(begin, begin + length, "the rules of this file are too long",
           "split the file into several");
      at_ = text_.size();
      return;
    }
    if (rest().starts_with('[') || rest().starts_with("\\p") || rest().starts_with("\\P")) {
      bracket(items);
    } else if (c == U'\\') {
      escape(items);
    } else if (c == U'\'') {
      quoted(items);
    } else if (c == U'(') {
      segment(items, depth);
    } else if (c == U'$') {
      dollar(items, at_end);
    } else if (c == U'&' || c == 0x2206) {
      function(items, depth);
    } else if (c == U'*' || c == U'+' || c == U'?') {
      count(items);
    } else if (c == U'.') {
      any(items);
    } else if (c > U' ' && c < 0x7F && !is_ascii_letter(static_cast<char>(c)) &&
               !is_ascii_digit(static_cast<char>(c))) {
      fail(begin, begin + 1,
           fmt::format("`{}` must be quoted in ICU's rules", static_cast<char>(c)),
           fmt::format("write '{}' or \\{}", static_cast<char>(c), static_cast<char>(c)));
    } else {
      at_ += length;
      literal(items, c, begin);
    }
  }

  void literal(std::vector<TransformItem> &items, char32_t c, std::size_t begin) {
    TransformItem item;
    item.set = CodePointSet::single(c);
    item.span = rules_.span(begin, at_);
    items.push_back(std::move(item));
  }

  void bracket(std::vector<TransformItem> &items) {
    std::size_t begin = at_;
    std::size_t length = set_length();
    if (length == 0) {
      return;
    }
    TransformSet set = read_set(length);
    TransformItem item;
    item.set = std::move(set.set);
    item.strings = std::move(set.strings);
    item.span = rules_.span(begin, at_);
    item.text = last_set_ = std::move(set.text);
    items.push_back(std::move(item));
  }

  void any(std::vector<TransformItem> &items) {
    ++at_;
    TransformItem item;
    item.set = parse_set("[^[:Zp:][:Zl:]\\r\\n\\uFFFF]", memory_).set;
    item.span = rules_.span(at_ - 1, at_);
    items.push_back(std::move(item));
  }

  void escape(std::vector<TransformItem> &items) {
    std::size_t begin = at_++;
    if (is_done()) {
      fail(begin, at_, "a backslash at the end");
      return;
    }
    auto [c, length] = next();
    at_ += length;
    std::size_t digits = c == U'u' ? 4 : c == U'U' ? 8 : 0;
    std::optional<char32_t> value;
    if ((c == U'u' || c == U'x') && rest().starts_with('{')) {
      std::size_t close = std::min(text_.find('}', at_), text_.size());
      value = hex_value(text_.substr(at_ + 1, close - at_ - 1));
      at_ = std::min(close + 1, text_.size());
    } else if (digits > 0) {
      value = rest().size() >= digits ? hex_value(rest().substr(0, digits)) : std::nullopt;
      at_ = std::min(at_ + digits, text_.size());
    } else {
      value = escaped_control(c);
    }
    if (value && is_surrogate(*value)) {
      fail(begin, at_, surrogate_error, surrogate_help);
      return;
    }
    if (!value || *value > max_code_point) {
      fail(begin, at_, "this escape is not a character",
           "write \\uXXXX, \\UXXXXXXXX or \\x{X} with hexadecimal digits");
      return;
    }
    literal(items, *value, begin);
  }

  void quoted(std::vector<TransformItem> &items) {
    std::size_t begin = at_++;
    if (accept("'")) {
      literal(items, U'\'', begin);
      return;
    }
    for (;;) {
      if (is_done()) {
        fail(begin, begin + 1, "this quote is never closed");
        return;
      }
      std::size_t at = at_;
      auto [c, length] = next();
      at_ += length;
      if (c == U'\'' && !accept("'")) {
        return;
      }
      literal(items, c, at);
    }
  }

  void segment(std::vector<TransformItem> &items, int depth) {
    std::size_t begin = at_++;
    TransformItem item;
    item.kind = TransformItem::Kind::segment;
    item.number = ++segments_;
    inside(item, begin, depth);
    items.push_back(std::move(item));
  }

  void inside(TransformItem &item, std::size_t begin, int depth) {
    if (depth >= max_depth) {
      fail(begin, begin + 1, fmt::format("segments are nested more than {} deep", max_depth));
    }
    bool at_end = false;
    while (!failed_ && !is_done() && !rest().starts_with(')')) {
      if (ends_side() || text_[at_] == '{' || text_[at_] == '}' || text_[at_] == '|') {
        break;
      }
      this->item(item.inside, depth + 1, at_end);
    }
    if (!failed_ && !accept(")")) {
      fail(begin, begin + 1, "this `(` is never closed");
    }
    item.span = rules_.span(begin, at_);
  }

  void function(std::vector<TransformItem> &items, int depth) {
    std::size_t begin = at_;
    at_ = std::min(text_.find_first_of("(;", at_), text_.size());
    TransformItem item;
    item.kind = TransformItem::Kind::function;
    if (!rest().starts_with('(')) {
      fail(begin, at_, "a function is written &Name( )");
      return;
    }
    ++at_;
    inside(item, begin, depth);
    items.push_back(std::move(item));
  }

  void dollar(std::vector<TransformItem> &items, bool &at_end) {
    std::size_t begin = at_++;
    std::size_t name_at = at_;
    std::string_view name = variable_name(rest());
    at_ += name.size();
    if (name.empty()) {
      at_end = true;
      return;
    }
    if (is_ascii_digit(name[0])) {
      at_ = name_at + 1;
      TransformItem item;
      item.kind = TransformItem::Kind::reference;
      item.number = name[0] - '0';
      item.span = rules_.span(begin, at_);
      items.push_back(std::move(item));
      return;
    }
    const auto &variables = result_.variables;
    auto found = std::find_if(variables.rbegin(), variables.rend(),
                              [&](const TransformVariable &each) { return each.name == name; });
    if (found != variables.rend()) {
      use(items, *found, begin);
      return;
    }
    std::size_t end = at_;
    skip_spaces();
    if (rest().starts_with('=')) { // a definition follows
      return;
    }
    if (broken_variables_.contains(name)) {
      failed_ = true; // what is wrong was reported
    } else {
      fail(begin, end, fmt::format("there is no variable `${}`", sanitize_for_terminal(name)),
           "define it above the rule: $name = [abc] ;");
    }
  }

  void use(std::vector<TransformItem> &items, const TransformVariable &variable,
           std::size_t begin) {
    std::size_t size = items_in(variable.items);
    count_ += size;
    if (count_ > max_items) {
      fail(begin, at_, "the rules of this file are too long", "split the file into several");
      at_ = text_.size();
      return;
    }
    last_set_ = variable.is_set ? variable.text : "";
    if (variable.items.size() == 1) {
      items.push_back(variable.items[0]);
    } else {
      TransformItem item;
      item.kind = TransformItem::Kind::segment;
      item.inside = variable.items;
      items.push_back(std::move(item));
    }
    items.back().span = rules_.span(begin, at_);
  }

  void count(std::vector<TransformItem> &items) {
    char c = text_[at_++];
    bool counted = items.empty() || items.back().max != 1 || items.back().min != 1;
    if (counted) {
      fail(at_ - 1, at_, fmt::format("there is nothing before this `{}`", c));
      return;
    }
    items.back().min = c == '+' ? 1 : 0;
    items.back().max = c == '?' ? 1 : TransformItem::unbounded;
  }

  const RuleText &rules_;
  std::string_view text_;
  Report &report_;
  Transform result_;
  NamedSets memory_;
  std::vector<std::string> comments_;
  std::optional<std::size_t> ends_line_of_; // where the last statement ended
  std::string last_set_;                    // as read, if the side so far ends in one
  std::size_t at_ = 0;
  std::size_t count_ = 0;
  int segments_ = 0;
  bool failed_ = false;
  std::set<std::string, std::less<>> broken_variables_; // whose definitions have errors
};

} // namespace

Transform parse_transform(const RuleText &text, Report &report) {
  return Parser(text, report).parse();
}

} // namespace arnorm
