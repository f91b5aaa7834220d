// The tables of a TOML file while it is read: which keys they have, and what may still be added.
//
// TOML lets one table be written in several places, within rules:
//
//     [a.b]       # makes `a` along the way: it is implied, and [a] may still follow, once
//     c.d = 1     # makes `c`, dotted: c.e = 2 may follow here, [a.b.c] may not
//     f = { }     # complete: neither f.g = 1 nor [a.b.f] may follow
//     [[h]]       # each of these adds a table to the array `h`
//
// Knows keys and tables, not how they are written.
#pragma once

#include <deque>
#include <map>
#include <string>

#include "parse/toml_errors.h"
#include "parse/toml_node.h"

namespace arnorm {

// A key as it was read, or a part of one between dots.
struct TomlKey {
  std::string name;
  Span span;
};

// Every function finds or makes what a key stands for in a table. When it cannot be, that is
// reported, and the result is a value outside of the tree, so that reading can go on.
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
  // Positions of keys in tables that have many, so that a file of keys costs no square.
  std::deque<std::map<std::string, std::size_t>> indexes_;
};

} // namespace arnorm
