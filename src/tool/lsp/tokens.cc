#include "tool/lsp/tokens.h"

#include <algorithm>
#include <array>

namespace arnorm::tool {
namespace {

struct Named {
  std::string_view name;
  RuleTable table;
};

// The headers of rule files.
constexpr std::array headers{
    Named{"sets", RuleTable::sets},       Named{"patterns", RuleTable::patterns},
    Named{"scripts", RuleTable::scripts}, Named{"stage", RuleTable::stage},
    Named{"stage.each", RuleTable::each}, Named{"stage.squeeze", RuleTable::squeeze},
    Named{"stage.table", RuleTable::row}, Named{"override", RuleTable::override_row},
    Named{"test", RuleTable::test},
};

// A table or an array that is open.
struct Level {
  char bracket; // 0 for what a header begins
  RuleTable table;
  bool known;
  std::size_t number;
  std::string_view key = {}; // whose value is read, or which holds the array
  bool after_equals = false;
};

class Scanner {
public:
  explicit Scanner(std::string_view text) : text_(text) {
    levels_.push_back({0, RuleTable::file, true, 0});
  }

  std::vector<Token> run() {
    at_ = text_.starts_with("\xEF\xBB\xBF") ? 3 : 0; // a byte order mark
    while (at_ < text_.size()) {
      next();
    }
    return std::move(tokens_);
  }

  // After the whole text.
  TypingPlace end() {
    const Level &level = top();
    return {level.table, level.known,        level.number,
            level.key,   level.after_equals, level.bracket == 0};
  }

private:
  void next() {
    char c = text_[at_];
    if (c == '\n') {
      end_line();
    } else if (c == ' ' || c == '\t' || c == '\r') {
      ++at_;
    } else if (c == '#') {
      add(Token::Kind::comment, std::min(text_.find('\n', at_), text_.size()));
    } else if (c == '[' && is_header()) {
      header();
    } else if (c == '"' || c == '\'') {
      string(c);
    } else if (std::string_view("[]{},=").find(c) != std::string_view::npos) {
      sign(c);
    } else {
      word();
    }
  }

  Level &top() { return levels_.back(); }

  void add(Token::Kind kind, std::size_t end) {
    const Level &level = top();
    tokens_.push_back({.kind = kind,
                       .begin = at_,
                       .end = end,
                       .table = level.table,
                       .known = level.known,
                       .number = level.number,
                       .key = level.key,
                       .after_equals = level.after_equals});
    at_ = end;
  }

  // An inline table ends with its line, and a value that is not an array.
  void end_line() {
    ++at_;
    while (top().bracket == '{') {
      levels_.pop_back();
    }
    if (top().bracket == 0) {
      top().key = {};
      top().after_equals = false;
    }
  }

  // The name between the brackets of a header, if the line consists of one.
  std::string_view header_name() const {
    std::size_t end = std::min(text_.find('\n', at_), text_.size());
    std::string_view line = text_.substr(at_, end - at_);
    line = line.substr(0, line.find('#'));
    line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
    std::size_t brackets = line.starts_with("[[") ? 2 : 1;
    bool closed = line.size() > 2 * brackets && line.ends_with(brackets == 2 ? "]]" : "]");
    return closed ? line.substr(brackets, line.size() - 2 * brackets) : std::string_view();
  }

  // Within an array, only a line that looks like one of the headers above is a header.
  bool is_header() const {
    std::size_t before = text_.substr(0, at_).find_last_not_of(" \t");
    if (before != std::string_view::npos && text_[before] != '\n') {
      return false;
    }
    std::string_view name = header_name();
    bool usual = std::any_of(headers.begin(), headers.end(),
                             [&](const Named &each) { return each.name == name; });
    return usual || levels_.size() == 1;
  }

  void header() {
    std::string_view name = header_name();
    auto found = std::find_if(headers.begin(), headers.end(),
                              [&](const Named &each) { return each.name == name; });
    bool known = found != headers.end();
    RuleTable table = known ? found->table : RuleTable::file;
    levels_.assign(1, {0, table, known, ++numbers_, name});
    std::size_t line = std::min(text_.find('\n', at_), text_.size());
    std::size_t close = text_.substr(at_, line - at_).rfind(']');
    add(Token::Kind::header, close == std::string_view::npos ? line : at_ + close + 1);
    top().key = {};
  }

  void string(char quote) {
    bool three = text_.substr(at_, 3) == std::string(3, quote);
    std::size_t length = three ? 3 : 1;
    std::size_t end = at_ + length;
    bool closed = false;
    while (end < text_.size() && !closed && (three || text_[end] != '\n')) {
      if (text_[end] == '\\' && quote == '"') {
        end += end + 1 < text_.size() && (three || text_[end + 1] != '\n') ? 2 : 1;
      } else {
        closed = text_[end] == quote && (!three || text_.substr(end, 3) == std::string(3, quote));
        end += closed ? length : 1;
      }
    }
    bool key = !top().after_equals && top().bracket != '[';
    if (key) {
      top().key = text_.substr(at_ + length, end - at_ - (closed ? 2 : 1) * length);
    }
    add(key ? Token::Kind::key : Token::Kind::string, end);
    tokens_.back().is_closed = closed;
    tokens_.back().quote = length;
  }

  void word() {
    std::size_t end = std::min(text_.find_first_of(" \t\r\n#\"'[]{},=", at_), text_.size());
    bool key = !top().after_equals && top().bracket != '[';
    if (key) {
      top().key = text_.substr(at_, end - at_);
    }
    add(key ? Token::Kind::key : Token::Kind::word, end);
  }

  void sign(char c) {
    if (c == '[' || c == '{') {
      open(c);
    } else if (c == ']' || c == '}') {
      close(c);
    } else {
      bool in_array = top().bracket == '[';
      top().after_equals = in_array || c == '=';
      top().key = c == ',' && !in_array ? std::string_view() : top().key;
    }
    add(Token::Kind::sign, at_ + 1);
  }

  void open(char c) {
    Level inner = top();
    inner.bracket = c;
    inner.after_equals = c == '[';
    if (c == '{') {
      enter_table(inner);
    }
    levels_.push_back(inner);
  }

  void enter_table(Level &inner) {
    const std::string_view key = inner.key;
    const RuleTable outer = inner.table;
    inner.number = ++numbers_;
    inner.key = {};
    inner.known = true;
    if (outer == RuleTable::file && key == "scripts") {
      inner.table = RuleTable::scripts;
    } else if (outer == RuleTable::file && (key == "sets" || key == "patterns")) {
      inner.table = key == "sets" ? RuleTable::sets : RuleTable::patterns;
    } else if (outer == RuleTable::file && key == "override") {
      inner.table = RuleTable::override_row;
    } else if (outer == RuleTable::file && (key == "stage" || key == "test")) {
      inner.table = key == "stage" ? RuleTable::stage : RuleTable::test;
    } else if (outer == RuleTable::stage && (key == "table" || key == "each" || key == "squeeze")) {
      inner.table = key == "table"  ? RuleTable::row
                    : key == "each" ? RuleTable::each
                                    : RuleTable::squeeze;
    } else {
      inner.known = false;
    }
  }

  // Closes the innermost level of the same kind, and those in it, which are not closed themselves.
  void close(char c) {
    char wanted = c == ']' ? '[' : '{';
    auto found = std::find_if(levels_.rbegin(), levels_.rend(),
                              [&](const Level &level) { return level.bracket == wanted; });
    if (found != levels_.rend()) {
      levels_.erase(std::prev(found.base()), levels_.end());
    }
  }

  std::string_view text_;
  std::vector<Level> levels_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::size_t numbers_ = 0;
};

} // namespace

std::vector<Token> tokens_of(std::string_view text) { return Scanner(text).run(); }

TypingPlace typing_place(std::string_view text, std::size_t offset) {
  Scanner scanner(text.substr(0, offset));
  scanner.run();
  return scanner.end();
}

TokenPlace find_token(const std::vector<Token> &tokens, std::size_t offset) {
  TokenPlace place;
  auto after = std::partition_point(tokens.begin(), tokens.end(),
                                    [&](const Token &token) { return token.begin < offset; });
  for (auto token = after; token != tokens.begin();) {
    --token;
    if (token->end >= offset && place.inside == nullptr) {
      place.inside = &*token;
    }
    if (token->kind != Token::Kind::comment) {
      place.before = &*token;
      break;
    }
  }
  if (after != tokens.end() && after->begin == offset) {
    bool better = place.inside == nullptr || place.inside->kind == Token::Kind::sign;
    place.inside = better ? &*after : place.inside;
  }
  return place;
}

} // namespace arnorm::tool
