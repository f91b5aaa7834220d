#include "parse/toml_document.h"

#include <algorithm>

#include <toml++/toml.h>

#include "characters/utf.h"
#include "parse/plain_toml.h"

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
  std::stable_sort(out.entries.begin(), out.entries.end(), [](const Entry &a, const Entry &b) {
    return a.key_span.begin < b.key_span.begin;
  });
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
  }

  std::size_t at() const { return at_; }
  bool at_escape() const { return basic_ && at_ < file_.size() && file_[at_] == '\\'; }

  // Steps over one character of the value and returns its length there, in bytes.
  std::size_t step() {
    skip_folded_lines();
    return at_escape() ? step_escape() : step_plain();
  }

  // A backslash at the end of a line swallows the white space up to the next character.
  void skip_folded_lines() {
    while (at_escape()) {
      std::size_t next = file_.find_first_not_of(" \t\r\n", at_ + 1);
      if (next == std::string_view::npos ||
          file_.substr(at_, next - at_).find('\n') == std::string_view::npos) {
        return;
      }
      at_ = next;
    }
  }

private:
  std::size_t step_plain() {
    if (file_.substr(at_).starts_with("\r\n")) { // one line feed in the value
      at_ += 2;
      return 1;
    }
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

  std::string_view file_;
  std::size_t at_;
  bool basic_ = true;
};

struct TomlError {
  Span at;
  std::string message;
  std::string context; // what was being read: "string", "inline table"
};

// toml++ writes "Error while parsing inline table: expected ..." and ends with a full stop or not
// at all. What it was reading goes into the label.
TomlError tidy(Span at, std::string_view description) {
  std::string_view rest = at.source->text().substr(at.begin);
  if (at.end == at.begin && !rest.empty() && rest[0] != '\n' && rest[0] != '\r') {
    at.end += std::max<std::size_t>(1, sequence_length(rest));
  }
  constexpr std::string_view opening = "Error while parsing ";
  while (description.ends_with('.')) {
    description.remove_suffix(1);
  }
  std::string_view context = "file";
  std::size_t colon = description.find(": ");
  if (description.starts_with(opening) && colon != std::string_view::npos) {
    context = description.substr(opening.size(), colon - opening.size());
    description.remove_prefix(colon + 2);
  }
  return {std::move(at), "this is not TOML: " + std::string(description), std::string(context)};
}

std::string label_of(const TomlError &error) {
  std::string there = place_of(error.at).label; // code points, where they are needed
  return "read as " + error.context + (there.empty() ? "" : "; ") + there;
}

// toml++ knows what it expected, not what was meant.
std::string help_of(const TomlError &error) {
  auto says = [&](std::string_view words) {
    return error.message.find(words) != std::string::npos;
  };
  if (says("escape sequence")) {
    return "write patterns in single quotes, '...': there a backslash stands for itself";
  }
  if (says("unescaped control characters")) {
    return "close the string in the line in which it begins";
  }
  if (says("cannot redefine")) {
    return "keep one of the two; every stage begins with [[stage]], every test with [[test]]";
  }
  if (says("end-of-file")) {
    return "close the bracket, brace or quote that is still open";
  }
  if (error.context == "table header") {
    return "a header reads [sets], [[stage]] or [[test]], in a line of its own";
  }
  if (says("expected comma")) {
    return "put a comma between two entries, and close what was opened";
  }
  if (says("expected a comment")) {
    return "begin every key in a line of its own; a comment begins with #";
  }
  return "a text stands in quotes; see https://toml.io/en/v1.0.0 for the whole syntax";
}

// End of the string or comment that begins at `at`, as far as there is one.
std::size_t skip_text(std::string_view text, std::size_t at) {
  char quote = text[at];
  if (quote == '#') {
    return std::min(text.find('\n', at), text.size());
  }
  std::string_view fence = text.substr(at, 3);
  bool multi_line = fence == "\"\"\"" || fence == "'''";
  at += multi_line ? 3 : 1;
  for (; at < text.size() && (multi_line || text[at] != '\n'); ++at) {
    if (text[at] == '\\' && quote == '"') {
      ++at;
    } else if (text[at] == quote && (!multi_line || text.substr(at).starts_with(fence))) {
      return at + (multi_line ? 3 : 1);
    }
  }
  return std::min(at, text.size());
}

// Every dot of a key (a.b.c) is a table in a table. toml++ bounds the depth of values but not of
// keys, and recurses; so the dots are counted before it sees them.
std::optional<std::size_t> find_deep_key(std::string_view text) {
  constexpr int deepest_key = 16;
  int dots = 0;
  for (std::size_t at = 0; at < text.size();) {
    char c = text[at];
    if (c == '"' || c == '\'' || c == '#') {
      at = skip_text(text, at);
      continue;
    }
    if (c == '.' && ++dots > deepest_key) {
      return at;
    }
    if (std::string_view("\n=,{}[]").find(c) != std::string_view::npos) {
      dots = 0;
    }
    ++at;
  }
  return std::nullopt;
}

// toml++ from Debian is built with exceptions; this is where they end.
std::optional<TomlError> parse_once(const std::string &text, const SourcePtr &source, Node &root) {
  if (auto deep = find_deep_key(text)) {
    return tidy({source, *deep, *deep + 1}, "Error while parsing key: too many dots");
  }
  try {
    root = convert(toml::parse(text, source->name()), source);
    root.span = {source, 0, 0};
    return std::nullopt;
  } catch (const toml::parse_error &error) {
    return tidy(span_of(source, error.source()), error.description());
  }
}

// Tables of a file that lost lines may lack what stood there.
void mark_partial(Node &node) {
  node.partial = true;
  for (Node &item : node.items) {
    mark_partial(item);
  }
  for (Entry &entry : node.entries) {
    mark_partial(entry.value);
  }
}

void blank_line(std::string &text, const Source &source, std::size_t line) {
  std::size_t begin = source.line_start(line);
  std::size_t length = source.line(line).size();
  std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(begin), length, ' ');
}

// Takes a line out. Behind a [header] go the lines up to the next one, which would otherwise be
// taken for a part of the table before.
void take_out(std::string &text, const Source &source, std::size_t line) {
  bool header = source.line(line).starts_with('[');
  std::size_t last = source.line_of(source.text().size());
  do {
    blank_line(text, source, line);
    ++line;
  } while (header && line <= last && !source.line(line).starts_with('['));
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
  walk.skip_folded_lines();
  std::size_t from = walk.at();
  while (value_at < end && walk.at() < span.end) {
    value_at += walk.step();
  }
  return {span.source, from, std::max(from, walk.at())};
}

std::vector<bool> Node::escapes() const {
  std::string_view written = span.source->text().substr(span.begin, span.end - span.begin);
  if (written.starts_with('\'') || written.find('\\') == std::string_view::npos) {
    return {};
  }
  std::vector<bool> result;
  LiteralWalk walk(span.source->text(), span.begin);
  while (result.size() < string.size() && walk.at() < span.end) {
    walk.skip_folded_lines();
    bool escaped = walk.at_escape();
    result.resize(result.size() + walk.step(), escaped);
  }
  result.resize(string.size());
  return result;
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
  if (auto plain = read_plain_toml(source)) {
    return {std::move(*plain), false};
  }
  constexpr int max_errors = 20; // each costs a parse of the whole file
  std::string text(source->text());
  TomlResult result;
  std::size_t last_line = 0;
  for (int errors = 0; errors < max_errors; ++errors) {
    std::optional<TomlError> error = parse_once(text, source, result.root);
    if (!error) {
      if (result.broken) {
        mark_partial(result.root);
      }
      return result;
    }
    result.broken = true;
    std::size_t line = std::max<std::size_t>(source->line_of(error->at.begin), 1);
    // An error on the line after the last one, or before it, is most likely the same trouble.
    if (errors == 0 || line > last_line + 1) {
      report.error(Code::AR0101, error->at, error->message,
                   {.label = label_of(*error), .help = help_of(*error)});
    }
    if (line == last_line) {
      break;
    }
    last_line = std::max(last_line, line);
    take_out(text, *source, line);
  }
  result.root.type = Node::Type::table;
  result.root.span = {source, 0, 0};
  return result;
}

} // namespace arnorm
