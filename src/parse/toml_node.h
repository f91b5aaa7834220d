// A TOML value that remembers where it stands, and the values in it.
//
// Plain data: knows neither how it was read nor what rule files say.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/source.h"

namespace arnorm {

struct Entry;

struct Node {
  enum class Type { string, integer, boolean, array, table, other };

  Type type = Type::other;
  Span span; // quotes and brackets included
  std::string string;
  std::int64_t integer = 0;
  bool boolean = false;
  bool partial = false;       // the file lost lines that are no TOML: what is missing is no error
  std::vector<Node> items;    // of an array
  std::vector<Entry> entries; // of a table, in the order of the file

  const Entry *find(std::string_view key) const;

  // The stretch of the file that wrote bytes [begin, end) of a string's value.
  Span inside(std::size_t begin, std::size_t end) const;

  // For every byte of a string's value, whether it was written as a TOML escape (\u064E). Empty
  // when there is no backslash that could be one.
  std::vector<bool> escapes() const;
};

struct Entry {
  std::string key;
  Span key_span;
  Node value;
};

// "a string", "an array" ... for messages.
std::string_view type_name(Node::Type type);

} // namespace arnorm
