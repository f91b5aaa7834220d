#include "toml_document.h"

#include <algorithm>

#include <toml++/toml.h>

#include "utf.h"

namespace arnorm {
namespace {

using SourcePtr = std::shared_ptr<const Source>;

Span span_of(const SourcePtr &source, const toml::source_region &region) {
  std::size_t begin = source->offset(region.begin.line, region.begin.column);
  std::size_t end = source->offset(region.end.line, region.end.column);
  return {source, begin, std::max(begin, end)};
}

Node convert(const toml::node &node, const SourcePtr &source);

Node convert_table(const toml::table &table, const SourcePtr &source) {
  Node out;
  out.type = Node::Type::table;
  for (const auto &[key, value] : table) {
    Entry entry{std::string(key.str()), span_of(source, key.source()), convert(value, source)};
    out.entries.push_back(std::move(entry));
  }
  // toml++ sorts keys; diagnostics and rows want the order of the file.
  std::stable_sort(
      out.entries.begin(), out.entries.end(),
      [](const Entry &a, const Entry &b) { return a.key_span.begin < b.key_span.begin; });
  return out;
}

Node convert_array(const toml::array &array, const SourcePtr &source) {
  Node out;
  out.type = Node::Type::array;
  for (const toml::node &item : array) {
    out.items.push_back(convert(item, source));
  }
  return out;
}

Node convert(const toml::node &node, const SourcePtr &source) {
  Node out;
  if (const auto *table = node.as_table()) {
    out = convert_table(*table, source);
  } else if (const auto *array = node.as_array()) {
    out = convert_array(*array, source);
  } else if (const auto *string = node.as_string()) {
    out.type = Node::Type::string;
    out.string = string->get();
  } else if (const auto *integer = node.as_integer()) {
    out.type = Node::Type::integer;
    out.integer = integer->get();
  } else if (const auto *boolean = node.as_boolean()) {
    out.type = Node::Type::boolean;
    out.boolean = boolean->get();
  }
  out.span = span_of(source, node.source());
  return out;
}

// Walks a string literal as it stands in the file, one character of its value after another.
class LiteralWalk {
public:
  LiteralWalk(std::string_view file, std::size_t begin) : file_(file), at_(begin) {
    char quote = at_ < file_.size() ? file_[at_] : '"';
    basic_ = quote == '"';
    bool multi_line = file_.substr(at_).starts_with(std::string(3, quote));
    at_ += multi_line ? 3 : 1;
    if (multi_line && file_.substr(at_).starts_with("\r\n")) {
      at_ += 2;
    } else if (multi_line && file_.substr(at_).starts_with("\n")) {
      at_ += 1;
    }
    skip_folded_lines();
  }

  std::size_t at() const { return at_; }
  bool at_escape() const { return basic_ && at_ < file_.size() && file_[at_] == '\\'; }

  // Steps over one character of the value and returns its length there, in bytes.
  std::size_t step() {
    std::size_t length = at_escape() ? step_escape() : step_plain();
    skip_folded_lines();
    return length;
  }

private:
  std::size_t step_plain() {
    std::size_t length = std::max<std::size_t>(1, sequence_length(file_.substr(at_)));
    at_ += length;
    return length;
  }

  std::size_t step_escape() {
    char kind = at_ + 1 < file_.size() ? file_[at_ + 1] : '\\';
    std::size_t digits = kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
    std::size_t length = 1;
    if (digits > 0) {
      std::string hex(file_.substr(at_ + 2, digits));
      std::string utf8;
      append_utf8(utf8, static_cast<char32_t>(std::strtoul(hex.c_str(), nullptr, 16)));
      length = utf8.size();
    }
    at_ += 2 + digits;
    return length;
  }

  // A backslash at the end of a line swallows the white space up to the next character.
  void skip_folded_lines() {
    while (at_escape()) {
      std::size_t next = file_.find_first_not_of(" \t\r\n", at_ + 1);
      std::size_t line_end = file_.find('\n', at_);
      if (next == std::string_view::npos || line_end == std::string_view::npos ||
          next < line_end || next == at_ + 1) {
        return;
      }
      at_ = next;
    }
  }

  std::string_view file_;
  std::size_t at_;
  bool basic_ = true;
};

// toml++ ends its messages with a full stop or not at all; ours never have one.
std::string tidy(std::string_view description) {
  while (description.ends_with('.')) {
    description.remove_suffix(1);
  }
  return std::string(description);
}

struct TomlError {
  Span at;
  std::string message;
};

// toml++ from Debian is built with exceptions; this is where they end.
std::optional<TomlError> parse_once(const std::string &text, const SourcePtr &source, Node &root) {
  try {
    root = convert(toml::parse(text, source->name()), source);
    root.span = {source, 0, 0};
    return std::nullopt;
  } catch (const toml::parse_error &error) {
    return TomlError{span_of(source, error.source()), tidy(error.description())};
  }
}

void blank_line(std::string &text, const Source &source, std::size_t line) {
  std::size_t begin = source.line_start(line);
  std::size_t length = source.line(line).size();
  std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(begin), length, ' ');
}

} // namespace

const Entry *Node::find(std::string_view key) const {
  auto found = std::find_if(entries.begin(), entries.end(),
                            [&](const Entry &entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &*found;
}

Span Node::inside(std::size_t begin, std::size_t end) const {
  LiteralWalk walk(span.source->text(), span.begin);
  std::size_t value_at = 0;
  while (value_at < begin && walk.at() < span.end) {
    value_at += walk.step();
  }
  std::size_t from = walk.at();
  while (value_at < end && walk.at() < span.end) {
    value_at += walk.step();
  }
  return {span.source, from, std::max(from, walk.at())};
}

bool Node::was_escaped(std::size_t at) const {
  LiteralWalk walk(span.source->text(), span.begin);
  for (std::size_t value_at = 0; value_at < at && walk.at() < span.end;) {
    value_at += walk.step();
  }
  return walk.at_escape();
}

std::string_view type_name(Node::Type type) {
  switch (type) {
  case Node::Type::string:
    return "a string";
  case Node::Type::integer:
    return "an integer";
  case Node::Type::boolean:
    return "true or false";
  case Node::Type::array:
    return "an array";
  case Node::Type::table:
    return "a table";
  case Node::Type::other:
    break;
  }
  return "a float, date or time";
}

TomlResult parse_toml(const SourcePtr &source, Report &report) {
  constexpr int most_errors = 20; // each costs a parse of the whole file
  std::string text(source->text());
  TomlResult result;
  std::size_t last_line = 0;
  for (int errors = 0; errors < most_errors; ++errors) {
    std::optional<TomlError> error = parse_once(text, source, result.root);
    if (!error) {
      return result;
    }
    result.broken = true;
    std::size_t line = std::max<std::size_t>(source->line_of(error->at.begin), 1);
    // An error on the line after the last one, or before it, is most likely the same trouble.
    if (errors == 0 || line > last_line + 1) {
      report.error("AR0101", error->at, "this is not TOML: " + error->message,
                   {.help = "see https://toml.io/en/v1.0.0 for the syntax"});
    }
    if (line == last_line) {
      break;
    }
    last_line = std::max(last_line, line);
    blank_line(text, *source, line);
  }
  result.root.type = Node::Type::table;
  result.root.span = {source, 0, 0};
  return result;
}

} // namespace arnorm
