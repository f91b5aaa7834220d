#include "parse/toml_tables.h"

#include <algorithm>

namespace arnorm {
namespace {

constexpr std::size_t max_searched = 16; // keys of a table that are compared one by one
constexpr std::size_t usual_entries = 2; // of a row: `from` and `to`

using Type = Node::Type;
using Defined = Node::Origin;

bool is(const Node &node, Type type, Defined origin) {
  return node.type == type && node.origin == origin;
}

Node &make_table(Node &node, Defined origin, const Span &span) {
  node.type = Type::table;
  node.origin = origin;
  node.span = span;
  return node;
}

} // namespace

Entry *TomlTables::find(Node &table, const std::string &name) {
  auto &entries = table.entries;
  if (table.index == 0) {
    auto found = std::find_if(entries.begin(), entries.end(),
                              [&](const Entry &entry) { return entry.key == name; });
    return found == entries.end() ? nullptr : &*found;
  }
  const auto &index = indexes_[table.index - 1];
  auto found = index.find(name);
  return found == index.end() ? nullptr : &entries[found->second];
}

// The value is `lost` until it has been read.
Entry &TomlTables::add(Node &table, TomlKey &key) {
  auto &entries = table.entries;
  if (entries.empty()) {
    entries.reserve(usual_entries);
  }
  if (entries.size() == max_searched) {
    auto &index = indexes_.emplace_back();
    table.index = static_cast<std::uint32_t>(indexes_.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
      index.emplace(entries[i].key, i);
    }
  }
  if (table.index != 0) {
    indexes_[table.index - 1].emplace(key.name, entries.size());
  }
  Entry &entry = entries.emplace_back();
  entry.key = std::move(key.name);
  entry.key_span = std::move(key.span);
  entry.value.type = Type::lost;
  return entry;
}

Node &TomlTables::spare_table() {
  Node &table = spare_.emplace_back();
  table.type = Type::table;
  return table;
}

Node &TomlTables::refuse_again(const Entry &entry, const Span &at) {
  if (entry.value.type == Type::lost) {
    errors_.key_twice(entry.key, at, entry.key_span);
  } else {
    bool by_header = entry.value.origin == Defined::header;
    errors_.key_twice(entry.key, at, by_header ? entry.value.span : entry.key_span);
  }
  return spare_table();
}

Node &TomlTables::refuse_more(const Entry &entry, const Span &at) {
  if (entry.value.type != Type::lost) { // the type of a lost value is unknown
    errors_.not_a_table(entry.key, at, entry.key_span);
  }
  return spare_table();
}

Node &TomlTables::new_value(Node &table, TomlKey &key) {
  Entry *entry = find(table, key.name);
  return entry == nullptr ? add(table, key).value : refuse_again(*entry, key.span);
}

Node &TomlTables::dotted_table(Node &table, TomlKey &key) {
  Entry *entry = find(table, key.name);
  if (entry == nullptr) {
    Span at = key.span;
    return make_table(add(table, key).value, Defined::dotted, at);
  }
  bool open = is(entry->value, Type::table, Defined::dotted) ||
              is(entry->value, Type::table, Defined::implied);
  return open ? entry->value : refuse_more(*entry, key.span);
}

Node &TomlTables::passed_by_header(Node &table, TomlKey &key, const Span &header) {
  Entry *entry = find(table, key.name);
  if (entry == nullptr) {
    return make_table(add(table, key).value, Defined::implied, header);
  }
  Node &value = entry->value;
  if (value.origin == Defined::value) {
    return refuse_more(*entry, key.span);
  }
  return value.type == Type::array ? value.items.back() : value;
}

Node &TomlTables::table_of_header(Node &table, TomlKey &key, const Span &header) {
  Entry *entry = find(table, key.name);
  if (entry == nullptr) {
    return make_table(add(table, key).value, Defined::header, header);
  }
  if (is(entry->value, Type::table, Defined::implied)) {
    return make_table(entry->value, Defined::header, header);
  }
  // The entries after the repeated header are read into another table, so that references to names
  // that they define are not reported.
  Node &spare = refuse_again(*entry, header);
  return is(entry->value, Type::table, Defined::header) ? entry->value : spare;
}

Node &TomlTables::item_of_header(Node &table, TomlKey &key, const Span &header) {
  Entry *entry = find(table, key.name);
  if (entry == nullptr) {
    entry = &add(table, key);
    entry->value.type = Type::array;
    entry->value.origin = Defined::header;
  }
  Node &value = entry->value;
  if (!is(value, Type::array, Defined::header)) {
    return refuse_again(*entry, header);
  }
  Node &item = make_table(value.items.emplace_back(), Defined::header, header);
  // The array extends from the first header to the last.
  value.span = {header.source, value.items.front().span.begin, header.end};
  return item;
}

} // namespace arnorm
