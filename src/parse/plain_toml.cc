#include "parse/plain_toml.h"

#include <algorithm>
#include <charconv>

#include "characters/utf.h"

namespace arnorm {
namespace {

constexpr int deepest_value = 16;        // keeps recursion bounded
constexpr std::size_t max_keys = 256;    // of one table: a new one is compared with all
constexpr std::size_t max_digits = 18;   // what surely fits
constexpr std::size_t usual_entries = 2; // of a row: `from` and `to`

bool is_key_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// TOML allows no control character but the tab, not even in a comment.
bool is_control(char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F; }

// Every function that answers with a bool says whether what it read is plain.
class Reader {
public:
  explicit Reader(const std::shared_ptr<const Source> &source)
      : source_(source), text_(source->text()) {}

  bool read(Node &root) {
    root.type = Node::Type::table;
    root.span = {source_, 0, 0};
    bool plain = entries(root);
    while (plain && next() == '[') {
      plain = section(root);
    }
    return plain && at_ == text_.size();
  }

private:
  // What stands next; nothing that is plain begins with the zero that stands for the end.
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

  void skip_comment() {
    if (next() == '#') {
      skip_until(is_control);
    }
  }

  // White space, comments and ends of lines.
  void skip_lines() {
    do {
      skip_space();
      skip_comment();
    } while (take("\n"));
  }

  bool end_of_line() {
    skip_space();
    skip_comment();
    return take("\n") || at_ == text_.size();
  }

  // Keys and values up to the next header.
  bool entries(Node &table) {
    for (skip_lines(); is_key_byte(next()); skip_lines()) {
      if (!entry(table, 0) || !end_of_line()) {
        return false;
      }
    }
    return true;
  }

  bool entry(Node &table, int depth) {
    Entry *entry = key(table);
    if (entry == nullptr) {
      return false;
    }
    skip_space();
    if (!take("=")) {
      return false;
    }
    skip_space();
    return value(entry->value, depth);
  }

  std::string_view key() {
    std::size_t begin = at_;
    skip_until([](char c) { return !is_key_byte(c); });
    return text_.substr(begin, at_ - begin);
  }

  // A new entry, or null when there is no key or the table has it already.
  Entry *key(Node &table) {
    std::size_t begin = at_;
    std::string_view name = key();
    if (name.empty() || table.entries.size() == max_keys || table.find(name) != nullptr) {
      return nullptr;
    }
    if (table.entries.empty()) {
      table.entries.reserve(usual_entries);
    }
    Entry &entry = table.entries.emplace_back();
    entry.key = name;
    entry.key_span = {source_, begin, at_};
    return &entry;
  }

  // The entry of [[name]]: an earlier one's, or a new one.
  Entry *repeated_key(Node &root) {
    std::size_t begin = at_;
    std::string_view name = key();
    for (std::size_t index : repeated_) {
      if (root.entries[index].key == name) {
        return &root.entries[index];
      }
    }
    at_ = begin;
    Entry *entry = key(root);
    if (entry != nullptr) {
      entry->value.type = Node::Type::array;
      repeated_.push_back(root.entries.size() - 1);
    }
    return entry;
  }

  // A header, [name] or [[name]], and what stands below it.
  bool section(Node &root) {
    std::size_t begin = at_;
    bool repeated = take("[[");
    at_ += repeated ? 0 : 1;
    skip_space();
    Entry *entry = repeated ? repeated_key(root) : key(root);
    skip_space();
    if (entry == nullptr || !take(repeated ? "]]" : "]")) {
      return false;
    }
    Node &value = entry->value;
    Node &table = repeated ? value.items.emplace_back() : value;
    table.type = Node::Type::table;
    table.span = {source_, begin, at_};
    if (repeated) { // the array reaches from the first header to the last
      value.span = {source_, value.items.front().span.begin, at_};
    }
    return end_of_line() && entries(table);
  }

  bool value(Node &out, int depth) {
    std::size_t begin = at_;
    bool plain = depth < deepest_value && content(out, depth);
    out.span = {source_, begin, at_};
    return plain;
  }

  bool content(Node &out, int depth) {
    switch (next()) {
    case '"':
      return basic_string(out);
    case '\'':
      return literal_string(out);
    case '[':
      return array(out, depth);
    case '{':
      return inline_table(out, depth);
    case 't':
    case 'f':
      return boolean(out);
    default:
      return integer(out);
    }
  }

  // The text up to a quote, a control character or the end.
  std::string_view text_until(char quote, char other) {
    std::size_t begin = at_;
    skip_until([=](char c) { return c == quote || c == other || is_control(c); });
    return text_.substr(begin, at_ - begin);
  }

  bool basic_string(Node &out) {
    out.type = Node::Type::string;
    ++at_;
    out.string = text_until('"', '\\');
    bool empty = out.string.empty() && next() == '"';
    while (!take("\"")) {
      if (!escape(out.string)) {
        return false;
      }
      out.string += text_until('"', '\\');
    }
    return !(empty && next() == '"'); // three quotes
  }

  bool literal_string(Node &out) {
    out.type = Node::Type::string;
    ++at_;
    out.string = text_until('\'', '\'');
    return take("'") && !(out.string.empty() && next() == '\'');
  }

  bool escape(std::string &out) {
    if (!take("\\")) {
      return false;
    }
    char kind = next();
    ++at_;
    switch (kind) {
    case '"':
    case '\\':
      out += kind;
      return true;
    case 'n':
      out += '\n';
      return true;
    case 't':
      out += '\t';
      return true;
    case 'u':
      return code_point(4, out);
    case 'U':
      return code_point(8, out);
    default:
      return false;
    }
  }

  bool code_point(std::size_t digits, std::string &out) {
    std::string_view hex = text_.substr(std::min(at_, text_.size()), digits);
    std::uint32_t c = 0;
    auto [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), c, 16);
    bool whole = error == std::errc() && end == hex.data() + digits;
    if (!whole || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) {
      return false;
    }
    append_utf8(out, static_cast<char32_t>(c));
    at_ += digits;
    return true;
  }

  bool array(Node &out, int depth) {
    out.type = Node::Type::array;
    ++at_;
    for (skip_lines(); next() != ']'; skip_lines()) {
      if (!value(out.items.emplace_back(), depth + 1)) {
        return false;
      }
      skip_lines();
      if (next() != ']' && !take(",")) {
        return false;
      }
    }
    ++at_;
    return true;
  }

  bool inline_table(Node &out, int depth) {
    out.type = Node::Type::table;
    ++at_;
    skip_space();
    if (take("}")) {
      return true;
    }
    do {
      skip_space();
      if (!entry(out, depth + 1)) {
        return false;
      }
      skip_space();
    } while (take(","));
    return take("}");
  }

  bool boolean(Node &out) {
    out.type = Node::Type::boolean;
    out.boolean = take("true");
    return out.boolean || take("false");
  }

  // What else begins like a number (a float, a date) is seen where the number should end.
  bool integer(Node &out) {
    out.type = Node::Type::integer;
    std::size_t begin = at_;
    take("-");
    std::size_t first = at_;
    skip_until([](char c) { return !is_digit(c); });
    std::size_t digits = at_ - first;
    if (digits == 0 || digits > max_digits || (digits > 1 && text_[first] == '0')) {
      return false;
    }
    std::from_chars(text_.data() + begin, text_.data() + at_, out.integer);
    return true;
  }

  std::shared_ptr<const Source> source_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<std::size_t> repeated_; // entries of the root that [[name]] has made
};

} // namespace

std::optional<Node> read_plain_toml(const std::shared_ptr<const Source> &source) {
  Node root;
  return Reader(source).read(root) ? std::optional(std::move(root)) : std::nullopt;
}

} // namespace arnorm
