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
  // `other` is a float, a date or a time. `lost` is a value that could not be read: its key is
  // there, and the error has been reported.
  enum class Type : std::uint8_t { string, integer, boolean, array, table, other, lost };

  // How a table, or an array of tables, came about. TOML decides by it what may be added later.
  enum class Origin : std::uint8_t {
    value,   // written out, { ... } or [ ... ]: complete
    dotted,  // by the dots of a key, a.b = 1
    implied, // by a header of something in it, [a.b]
    header,  // by a header of its own, [a] or [[a]]
  };

  Span span; // quotes and brackets included
  std::string string;
  std::int64_t integer = 0;
  std::vector<Node> items;    // of an array
  std::vector<Entry> entries; // of a table, in the order of the file
  std::uint32_t index = 0;    // for the reader: which index of keys this table has, from 1
  Type type = Type::other;
  Origin origin = Origin::value;
  bool boolean = false;
  bool partial = false; // some of the file could not be read: what is missing is no error

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
