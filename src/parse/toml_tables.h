// The tables of a TOML file while it is read: their keys, and what may still be added to them.
//
// A table may be defined in several places, with restrictions:
//
//     [a.b]       # also creates `a`, which is implied: [a] may still follow, once
//     c.d = 1     # creates `c`, which is dotted: c.e = 2 may follow here, but not [a.b.c]
//     f = { }     # is complete: neither f.g = 1 nor [a.b.f] may follow
//     [[h]]       # each of these headers adds a table to the array `h`
//
// Does not depend on the syntax of keys and tables.
#pragma once

#include <deque>
#include <map>
#include <string>

#include "parse/toml_errors.h"
#include "parse/toml_node.h"

namespace arnorm {

// A key, or one part of a dotted key.
struct TomlKey {
  std::string name;
  Span span;
};

// Each function finds or creates the value of a key in a table. If TOML does not allow that, an
// error is reported and the result is a value outside of the tree, so that reading can continue.
class TomlTables {
public:
  explicit TomlTables(TomlErrors &errors) : errors_(errors) {}

  Node &new_value(Node &table, TomlKey &key);                            // `key =`
  Node &dotted_table(Node &table, TomlKey &key);                         // `key.` of an entry
  Node &table_of_header(Node &table, TomlKey &key, const Span &header);  // `[key]`
  Node &item_of_header(Node &table, TomlKey &key, const Span &header);   // `[[key]]`
  Node &passed_by_header(Node &table, TomlKey &key, const Span &header); // `[key.`

  // A table outside of the tree.
  Node &spare_table();

private:
  Entry *find(Node &table, const std::string &name);
  Entry &add(Node &table, TomlKey &key);
  Node &refuse_again(const Entry &entry, const Span &at);
  Node &refuse_more(const Entry &entry, const Span &at);

  TomlErrors &errors_;
  std::deque<Node> spare_;
  // The positions of keys in tables with many keys, so that a lookup does not take linear time.
  std::deque<std::map<std::string, std::size_t>> indexes_;
};

} // namespace arnorm
