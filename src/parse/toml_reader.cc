#include "parse/toml_reader.h"

#include <algorithm>

#include "characters/utf.h"
#include "parse/toml_errors.h"
#include "parse/toml_lookahead.h"
#include "parse/toml_scalar.h"
#include "parse/toml_tables.h"
#include "parse/toml_text.h"

namespace arnorm {
namespace {

constexpr int max_depth = 256; // of arrays and inline tables: keeps recursion bounded
constexpr int max_dots = 16;   // of a key; each is a table in a table

// A function that returns a bool returns true if it has read its whole construct. Otherwise it has
// reported an error, and `at_` is where the error was noticed.
class Reader {
public:
  Reader(const std::shared_ptr<const Source> &source, Report &report)
      : source_(source), text_(source->text()), errors_(source, report), tables_(errors_),
        item_end_(text_) {}

  TomlResult read() {
    TomlResult result;
    result.root.type = Node::Type::table;
    result.root.span = {source_, 0, 0};
    Node *table = &result.root;
    for (skip_lines(); at_ < text_.size(); skip_lines()) {
      std::size_t begin = at_;
      bool good = next() == '[' ? header(result.root, table) : entry(*table, 0);
      if (!good || !end_of_line()) {
        resume(begin);
      }
    }
    result.broken = errors_.count() > 0;
    result.first_error = errors_.first();
    return result;
  }

private:
  // The next character, or NUL at the end of the file. No valid construct begins with NUL.
  char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  bool take(std::string_view piece) {
    bool there = text_.substr(at_, piece.size()) == piece;
    at_ += there ? piece.size() : 0;
    return there;
  }

  template <typename Stops> void skip_until(Stops stops) {
    auto stop = std::find_if(text_.begin() + static_cast<std::ptrdiff_t>(at_), text_.end(), stops);
    at_ = static_cast<std::size_t>(stop - text_.begin());
  }

  void skip_space() {
    skip_until([](char c) { return c != ' ' && c != '\t'; });
  }

  bool at_key() const { return is_toml_key_byte(next()) || next() == '"' || next() == '\''; }

  bool at_line_end() const { return next() == '\n' || text_.substr(at_, 2) == "\r\n"; }

  bool take_line_end() { return take("\n") || take("\r\n"); }

  void skip_line() {
    at_ = std::min(text_.find('\n', at_), text_.size());
    take("\n");
  }

  // Reports control characters, which do not end a comment.
  void skip_comment() {
    if (next() != '#') {
      return;
    }
    skip_until(is_toml_control);
    if (at_ < text_.size() && !at_line_end()) {
      errors_.control(at_);
      at_ = std::min(text_.find('\n', at_), text_.size());
    }
  }

  // Skips white space, comments and line ends. Returns whether there was a line end.
  bool skip_lines() {
    bool ended = false;
    for (;; ended = true) {
      skip_space();
      skip_comment();
      if (!take_line_end()) {
        return ended;
      }
    }
  }

  bool end_of_line() {
    skip_space();
    skip_comment();
    return take_line_end() || at_ == text_.size() || errors_.not_end_of_line(at_);
  }

  // ---- Resuming after an error

  bool is_first_in_line() const {
    std::size_t before = at_ == 0 ? std::string_view::npos : text_.find_last_not_of(" \t", at_ - 1);
    return before == std::string_view::npos || text_[before] == '\n';
  }

  bool at_entry_or_header() const { return begins_entry_or_header(text_, at_); }

  // Moves to the next line that can begin an entry or a header. The failed one began at `begin`.
  void resume(std::size_t begin) {
    bool here = at_ > begin && is_first_in_line() && at_entry_or_header();
    while (!here && at_ < text_.size()) {
      skip_line();
      skip_space();
      here = at_entry_or_header();
    }
  }

  // Moves to the next item of an array, or to its end: on the same line if the brackets of the
  // failed item are balanced there, otherwise on a later line if the array began on an earlier one.
  bool resume_array(std::size_t item, std::size_t first_line_end) {
    if (std::size_t end = item_end_.find(item, at_); end != 0) {
      at_ = end;
      skip_space();
      take(",");
      return true;
    }
    if (at_ <= first_line_end) {
      return false;
    }
    if (!(at_ > item && is_first_in_line())) {
      skip_line();
    }
    for (; at_ < text_.size(); skip_line()) {
      skip_space();
      if (at_entry_or_header()) {
        return false;
      }
      if (begins_item(text_, at_)) {
        return true;
      }
    }
    return false;
  }

  // ---- Keys and tables

  Span span(std::size_t begin) const { return {source_, begin, at_}; }

  bool key(TomlKey &key) {
    std::size_t begin = at_;
    if (next() == '"' || next() == '\'') {
      return quoted_key(key);
    }
    skip_until([](char c) { return !is_toml_key_byte(c); });
    key.name = text_.substr(begin, at_ - begin);
    key.span = span(begin);
    return !key.name.empty() || errors_.no_key(at_);
  }

  bool quoted_key(TomlKey &key) {
    std::size_t begin = at_;
    QuotedText text(text_, at_);
    if (text.is_multi_line()) {
      return errors_.key_in_three_quotes(at_);
    }
    bool closed = string(text, key.name);
    key.span = span(begin);
    return closed;
  }

  // Reads a key such as `a.b.c` and returns its value in a table; null after an error. Each dot
  // increases the depth.
  Node *value_of_key(Node &table, int &depth) {
    Node *in = &table;
    for (int dots = 0; dots <= max_dots; ++dots) {
      TomlKey name;
      if (!key(name)) {
        return nullptr;
      }
      skip_space();
      if (next() != '.') {
        depth += dots;
        return &tables_.new_value(*in, name);
      }
      ++at_;
      skip_space();
      in = &tables_.dotted_table(*in, name);
    }
    errors_.long_key(at_ - 1);
    return nullptr;
  }

  bool entry(Node &table, int depth) {
    std::size_t begin = at_;
    Node *value = value_of_key(table, depth);
    if (value == nullptr) {
      return false;
    }
    if (!take("=")) {
      return errors_.no_equals_sign(at_, begin);
    }
    skip_space();
    return read_value(*value, depth);
  }

  // Reads a header, [a.b] or [[a.b]], and sets `table` to the table for the following entries.
  // After an invalid header, that is a table outside of the tree.
  bool header(Node &root, Node *&table) {
    std::size_t begin = at_;
    bool repeated = take("[[");
    at_ += repeated ? 0 : 1;
    table = &tables_.spare_table();
    Node *in = &root;
    for (int dots = 0; dots <= max_dots; ++dots) {
      TomlKey name;
      skip_space();
      if (!key(name)) {
        return false;
      }
      skip_space();
      if (!take(".")) {
        return close_header(begin, repeated, *in, name, table);
      }
      in = &tables_.passed_by_header(*in, name, span(begin));
    }
    return errors_.long_key(at_ - 1);
  }

  // If only a bracket is missing, the header is still used.
  bool close_header(std::size_t begin, bool repeated, Node &in, TomlKey &name, Node *&table) {
    std::size_t errors = errors_.count();
    if (!take(repeated ? "]]" : "]")) {
      bool clear = (repeated && take("]")) || at_line_end();
      errors_.header_not_closed(at_, repeated);
      if (!clear) {
        return false;
      }
    }
    table = repeated ? &tables_.item_of_header(in, name, span(begin))
                     : &tables_.table_of_header(in, name, span(begin));
    return errors_.count() == errors ||
           at_line_end(); // otherwise another one follows on the same line
  }

  // ---- Values

  bool read_value(Node &out, int depth) {
    std::size_t begin = at_;
    if (depth >= max_depth && (next() == '[' || next() == '{')) {
      return errors_.deep_value(at_);
    }
    bool good = content(out, depth);
    out.span = span(begin);
    return good;
  }

  bool content(Node &out, int depth) {
    switch (next()) {
    case '"':
    case '\'':
      return string(out);
    case '[':
      return array(out, depth);
    case '{':
      return inline_table(out, depth);
    default:
      return scalar(out);
    }
  }

  bool string(Node &out) {
    QuotedText text(text_, at_);
    std::size_t errors = errors_.count();
    bool closed = string(text, out.string);
    out.type = errors_.count() == errors ? Node::Type::string : Node::Type::lost;
    return closed;
  }

  // Returns whether the string is closed. Only its first error is reported, because its value is
  // then not used.
  bool string(QuotedText &text, std::string &out) {
    std::size_t begin = at_;
    std::size_t errors = errors_.count();
    for (;;) {
      TextPiece piece = text.next();
      at_ = piece.end;
      switch (piece.kind) {
      case TextPiece::Kind::plain:
        out.append(text_.substr(piece.begin, piece.end - piece.begin));
        break;
      case TextPiece::Kind::escape:
        append_utf8(out, piece.c);
        break;
      case TextPiece::Kind::line_end:
        out += '\n';
        break;
      case TextPiece::Kind::folded:
        break;
      case TextPiece::Kind::end:
        return true;
      default:
        if (errors_.count() == errors) {
          errors_.in_text(begin, piece);
        }
        if (piece.kind == TextPiece::Kind::not_closed) {
          leave_open_text(text, begin);
          return false;
        }
      }
    }
  }

  // Where an unclosed multi-line string should end is unknown, so the next [[stage]] or [[test]] is
  // taken as its end.
  void leave_open_text(const QuotedText &text, std::size_t begin) {
    std::size_t header = text_.find("\n[[", begin);
    if (text.is_multi_line() && header != std::string_view::npos) {
      at_ = header + 1;
    }
  }

  bool array(Node &out, int depth) {
    std::size_t open = at_++;
    std::size_t first_line_end = std::string_view::npos; // determined at the first error
    out.type = Node::Type::array;
    for (;;) {
      bool new_line = skip_lines();
      if (take("]")) {
        return true;
      }
      if (at_ == text_.size() || (new_line && at_entry_or_header())) {
        return errors_.never_closed(at_, open);
      }
      std::size_t begin = at_;
      if (!item(out, depth)) {
        if (first_line_end == std::string_view::npos) {
          first_line_end = std::min(text_.find('\n', open), text_.size());
        }
        if (!resume_array(begin, first_line_end)) {
          return false;
        }
      }
    }
  }

  // Reads an item and the comma after it. An item that contains an error is omitted.
  bool item(Node &array, int depth) {
    std::size_t errors = errors_.count();
    bool good = read_value(array.items.emplace_back(), depth + 1);
    if (errors_.count() != errors) {
      array.items.pop_back();
    }
    if (!good) {
      return false;
    }
    bool new_line = skip_lines();
    if (take(",") || next() == ']' || at_ == text_.size() || (new_line && at_entry_or_header())) {
      return true;
    }
    errors_.no_comma(at_, ']');
    return begins_item(text_, at_); // otherwise more than the comma is missing
  }

  bool inline_table(Node &out, int depth) {
    std::size_t open = at_++;
    std::size_t comma = 0; // offset of a comma that nothing follows yet
    bool over_lines = false;
    out.type = Node::Type::table;
    for (skip_in_table(open, over_lines); !take("}"); skip_in_table(open, over_lines)) {
      if (!at_key()) {
        return !over_lines && errors_.no_key(at_);
      }
      if (!entry(out, depth + 1)) {
        return false;
      }
      skip_in_table(open, over_lines);
      comma = next() == ',' ? at_++ : 0;
      if (comma == 0 && next() != '}' && !goes_on_without_comma(over_lines)) {
        return false;
      }
    }
    if (comma != 0) {
      errors_.comma_before_brace(comma);
    }
    return true;
  }

  bool goes_on_without_comma(bool over_lines) {
    return !over_lines && (errors_.no_comma(at_, '}') || at_entry_or_header());
  }

  // Skips white space. Line ends are reported once for the whole table.
  void skip_in_table(std::size_t open, bool &over_lines) {
    skip_space();
    if (!over_lines && (next() == '#' || at_line_end() || at_ == text_.size())) {
      over_lines = true;
      errors_.table_over_lines(at_, open);
    }
    if (over_lines) {
      skip_lines();
    }
  }

  bool scalar(Node &out) {
    std::size_t begin = at_;
    std::string_view word = text_.substr(at_, word_length(text_.substr(at_)));
    if (word.empty()) {
      return errors_.no_value(at_);
    }
    Scalar scalar = read_scalar(word);
    out.integer = scalar.integer;
    out.boolean = scalar.boolean;
    out.type = type_of(scalar.kind);
    at_ += word.size();
    if (scalar.kind == Scalar::Kind::too_large) {
      return errors_.large_number(begin, at_) || true;
    }
    return scalar.kind != Scalar::Kind::none || errors_.not_a_value(begin, at_);
  }

  static Node::Type type_of(Scalar::Kind kind) {
    switch (kind) {
    case Scalar::Kind::integer:
      return Node::Type::integer;
    case Scalar::Kind::boolean:
      return Node::Type::boolean;
    case Scalar::Kind::other:
      return Node::Type::other;
    default:
      return Node::Type::lost;
    }
  }

  std::shared_ptr<const Source> source_;
  std::string_view text_;
  TomlErrors errors_;
  TomlTables tables_;
  std::size_t at_ = 0;
  ItemEnd item_end_;
};

void mark_partial(Node &node) {
  node.partial = true;
  for (Node &item : node.items) {
    mark_partial(item);
  }
  for (Entry &entry : node.entries) {
    mark_partial(entry.value);
  }
}

} // namespace

TomlResult parse_toml(const std::shared_ptr<const Source> &source, Report &report) {
  TomlResult result = Reader(source, report).read();
  if (result.broken) {
    mark_partial(result.root);
  }
  return result;
}

} // namespace arnorm
