#include "parse/node_reader.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "characters/names.h"

namespace arnorm {
namespace {

std::string type_help(std::string_view key, Node::Type wanted) {
  if (key == "stage" || key == "test") {
    return fmt::format("start each one with [[{}]], with double brackets", key);
  }
  switch (wanted) {
  case Node::Type::string:
    return fmt::format("write it in quotes: {} = \"...\"", key);
  case Node::Type::integer:
    return fmt::format("write digits without quotes: {} = 1", key);
  case Node::Type::boolean:
    return fmt::format("write {0} = true or {0} = false, without quotes", key);
  case Node::Type::array:
    return fmt::format("write the rows in brackets: {} = [ {{ ... }}, {{ ... }} ]", key);
  default:
    return fmt::format("write {} = {{ ... }}", key);
  }
}

// A key of rule files that nothing inside of them has. In TOML, a line below [[stage]] belongs to
// the stage.
bool belongs_to_header(std::string_view key) {
  static const std::set<std::string_view> keys{"format",  "title",      "source",
                                               "scripts", "reversible", "include",
                                               "extends", "idempotent", "override"};
  return keys.contains(key);
}

} // namespace

const Node *NodeReader::any(std::string_view key) {
  known_.push_back(key);
  const Entry *entry = table_.find(key);
  bool lost = entry != nullptr && entry->value.type == Node::Type::lost;
  return entry == nullptr || lost ? nullptr : &entry->value;
}

const Node *NodeReader::get(std::string_view key, Node::Type type) {
  const Node *node = any(key);
  if (node != nullptr && node->type != type) {
    wrong_type(*table_.find(key), type_name(type), type_help(key, type));
    return nullptr;
  }
  return node;
}

void NodeReader::wrong_type(const Entry &entry, std::string_view wanted, std::string help) {
  report_.error(
      Code::AR0103, entry.value.span,
      fmt::format("`{}` must be {}, not {}", entry.key, wanted, type_name(entry.value.type)),
      {.help = std::move(help)});
}

std::string NodeReader::text(std::string_view key) {
  const Node *node = string(key);
  return node == nullptr ? "" : node->string;
}

std::size_t NodeReader::choice(std::string_view key, std::span<const std::string> allowed,
                               std::size_t otherwise) {
  const Node *node = string(key);
  if (node == nullptr) {
    return otherwise;
  }
  auto found = std::find(allowed.begin(), allowed.end(), node->string);
  if (found == allowed.end()) {
    report_.error(Code::AR0105, node->span,
                  fmt::format("invalid value \"{1}\" for `{0}`", key, node->string),
                  {.help = fmt::format("write one of {}", fmt::join(allowed, ", "))});
    return otherwise;
  }
  return static_cast<std::size_t>(found - allowed.begin());
}

std::vector<const Node *> NodeReader::strings(std::string_view key) {
  std::vector<const Node *> result;
  const Node *node = any(key);
  if (node == nullptr) {
    return result;
  }
  if (node->type == Node::Type::string) {
    return {node};
  }
  std::string help = fmt::format("write {0} = \"...\" or {0} = [\"...\", \"...\"]", key);
  if (node->type != Node::Type::array) {
    wrong_type(*table_.find(key), "a string or an array of strings", help);
    return result;
  }
  bool good = true;
  for (const Node &item : node->items) {
    result.push_back(&item);
    if (item.type != Node::Type::string) {
      good = false;
      report_.error(Code::AR0103, item.span,
                    fmt::format("`{}` must contain strings, not {}", key, type_name(item.type)),
                    {.help = help});
    }
  }
  return good ? result : std::vector<const Node *>{};
}

void NodeReader::require(std::string_view key, std::string_view help) {
  known_.push_back(key);
  if (!has(key) && !table_.partial) {
    report_.error(Code::AR0104, table_.span, fmt::format("{} has no `{}`", what_, key),
                  {.help = std::string(help)});
  }
}

bool NodeReader::is_known(std::string_view key) const {
  return std::find(known_.begin(), known_.end(), key) != known_.end();
}

void NodeReader::finish() {
  for (const Entry &entry : table_.entries) {
    if (is_known(entry.key)) {
      continue;
    }
    if (what_ != "a rule file" && belongs_to_header(entry.key)) {
      report_.error(Code::AR0102, entry.key_span,
                    fmt::format("unknown key `{}` in {}", entry.key, what_),
                    {.help = "move it to the header, above the first [[stage]] and [sets]"});
      continue;
    }
    std::set<std::string> sorted(known_.begin(), known_.end());
    std::vector<std::string> known(sorted.begin(), sorted.end());
    std::string help = did_you_mean(entry.key, known);
    if (help.empty()) {
      help = fmt::format("the keys of {} are {}", what_, fmt::join(known, ", "));
    }
    report_.error(Code::AR0102, entry.key_span,
                  fmt::format("unknown key `{}` in {}", entry.key, what_), {.help = help});
  }
}

void report_no_table(const Node &item, std::string_view what, std::string_view help,
                     Report &report) {
  report.error(Code::AR0103, item.span,
               fmt::format("{} must be a table, not {}", what, type_name(item.type)),
               {.help = std::string(help)});
}

} // namespace arnorm
