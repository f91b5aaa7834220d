#include "support/toml_judge.h"

#include <algorithm>
#include <stdexcept>

namespace {
// Without assertions (NDEBUG) toml++ does not call it.
[[maybe_unused]] void fail_assertion(const char *what) { throw std::logic_error(what); }
} // namespace

// A known bug of toml++: it asserts that a key follows, although an invalid file may contain
// something else.
#define TOML_ASSERT(expression) ((expression) ? void() : fail_assertion(#expression))
#include <toml++/toml.h>

namespace arnorm::test {
namespace {

std::string line(Node::Type type, const std::string &value) {
  return std::string(type_name(type)) + " " + value;
}

std::string shown(const toml::node &node, const std::string &indent) {
  if (const auto *table = node.as_table()) {
    std::string out = indent + line(Node::Type::table, "");
    for (const auto &[key, value] : *table) { // sorted
      out += indent + std::string(key.str()) + shown(value, indent + "  ");
    }
    return out;
  }
  if (const auto *array = node.as_array()) {
    std::string out = indent + line(Node::Type::array, "");
    for (const toml::node &item : *array) {
      out += shown(item, indent + "- ");
    }
    return out;
  }
  if (const auto *string = node.as_string()) {
    return indent + line(Node::Type::string, string->get());
  }
  if (const auto *integer = node.as_integer()) {
    return indent + line(Node::Type::integer, std::to_string(integer->get()));
  }
  if (const auto *boolean = node.as_boolean()) {
    return indent + line(Node::Type::boolean, boolean->get() ? "true" : "false");
  }
  return indent + line(Node::Type::other, "");
}

std::string value_of(const Node &node) {
  switch (node.type) {
  case Node::Type::string:
    return node.string;
  case Node::Type::integer:
    return std::to_string(node.integer);
  case Node::Type::boolean:
    return node.boolean ? "true" : "false";
  default:
    return "";
  }
}

} // namespace

std::string shown(const Node &node, const std::string &indent) {
  std::string out = indent + line(node.type, value_of(node));
  for (const Node &item : node.items) {
    out += shown(item, indent + "- ");
  }
  std::vector<const Entry *> entries;
  for (const Entry &entry : node.entries) {
    entries.push_back(&entry);
  }
  std::sort(entries.begin(), entries.end(),
            [](const Entry *a, const Entry *b) { return a->key < b->key; });
  for (const Entry *entry : entries) {
    out += indent + entry->key + shown(entry->value, indent + "  ");
  }
  return out;
}

std::string shown_by_arnorm(const std::string &text) {
  Report report;
  TomlResult result = parse_toml(std::make_shared<Source>("f.toml", text), report);
  return result.broken ? "not TOML" : shown(result.root);
}

// Debian's toml++ is built with exceptions, which are caught here.
std::string shown_by_judge(const std::string &text) {
  try {
    return shown(toml::parse(text), "\n");
  } catch (const toml::parse_error &) {
    return "not TOML";
  } catch (const std::logic_error &) {
    return "not TOML";
  }
}

} // namespace arnorm::test
