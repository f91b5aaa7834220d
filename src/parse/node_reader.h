// Reads keys of a TOML table, and reports unknown keys, wrong types, missing keys, and values that
// are not among the allowed ones.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/report.h"
#include "parse/toml_node.h"

namespace arnorm {

class NodeReader {
public:
  // `what` names the table in messages: "a row", "the file". It and the keys must outlive this
  // object.
  NodeReader(const Node &table, std::string_view what, Report &report)
      : table_(table), what_(what), report_(report) {
    known_.reserve(usual_keys);
  }

  // The value of a key, or null if it is absent or has the wrong type. Reports a wrong type, except
  // for a lost value, which the TOML reader has already reported.
  const Node *string(std::string_view key) { return get(key, Node::Type::string); }
  const Node *integer(std::string_view key) { return get(key, Node::Type::integer); }
  const Node *boolean(std::string_view key) { return get(key, Node::Type::boolean); }
  const Node *array(std::string_view key) { return get(key, Node::Type::array); }
  const Node *table(std::string_view key) { return get(key, Node::Type::table); }
  const Node *any(std::string_view key);

  // The text of a key; empty if it is absent.
  std::string text(std::string_view key);

  // The index of a string value among the allowed ones, or `otherwise`.
  std::size_t choice(std::string_view key, std::span<const std::string> allowed,
                     std::size_t otherwise);

  // The strings of a key whose value is a string or an array of strings.
  std::vector<const Node *> strings(std::string_view key);

  bool has(std::string_view key) const { return table_.find(key) != nullptr; }
  void require(std::string_view key, std::string_view help = {});

  // Reports all keys that have not been read as unknown. Call this last.
  void finish();

private:
  static constexpr std::size_t usual_keys = 16;

  const Node *get(std::string_view key, Node::Type type);
  bool is_known(std::string_view key) const;
  void wrong_type(const Entry &entry, std::string_view wanted, std::string help);

  const Node &table_;
  std::string_view what_;
  Report &report_;
  std::vector<std::string_view> known_; // the keys that were read, possibly repeated
};

void report_no_table(const Node &item, std::string_view what, std::string_view help,
                     Report &report);

// Calls `read` for each table of an array, and reports AR0103 for items of other types. `what`
// names an item in messages: "a row".
template <class Read>
void for_each_table(const Node &array, std::string_view what, std::string_view help, Report &report,
                    Read read) {
  for (const Node &item : array.items) {
    if (item.type == Node::Type::table) {
      read(item);
    } else {
      report_no_table(item, what, help, report);
    }
  }
}

} // namespace arnorm
