// A TOML value with its place in the file, and the values that it contains.
//
// Plain data. Does not depend on the reader or on the meaning of rule files.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/source.h"
#include "parse/toml_text.h"

namespace arnorm {

struct Entry;

struct Node {
  // `other` is a float, a date or a time. `lost` is a value that could not be read: the key exists,
  // and the error has been reported.
  enum class Type : std::uint8_t { string, integer, boolean, array, table, other, lost };

  // How a table, or an array of tables, was created. It determines what may be added to it later.
  enum class Origin : std::uint8_t {
    value,   // by an expression, { ... } or [ ... ], which is complete
    dotted,  // by a dotted key, a.b = 1
    implied, // by the header of a table in it, [a.b]
    header,  // by its own header, [a] or [[a]]
  };

  Span span; // including quotes and brackets
  std::string string;
  std::int64_t integer = 0;
  std::vector<Node> items;    // of an array
  std::vector<Entry> entries; // of a table, in the order of the file
  std::uint32_t index = 0;    // the number of this table's index of keys, from 1; see TomlTables
  Type type = Type::other;
  Origin origin = Origin::value;
  bool boolean = false;
  bool partial = false; // part of the file could not be read, so missing keys are not an error

  const Entry *find(std::string_view key) const;

  // The range of the file from which bytes [begin, end) of a string's value were read.
  Span inside(std::size_t begin, std::size_t end) const;

  // For each byte of a string's value, whether it was written as a TOML escape (\u064E). Empty if
  // the string contains no backslash.
  std::vector<bool> escapes() const;
};

// Where the bytes of a string's value are written, for one range after another in the order of the
// value; all of them together take the time of one.
class ValuePlaces {
public:
  explicit ValuePlaces(const Node &node);

  // As Node::inside. No range begins before the end of the previous one.
  Span inside(std::size_t begin, std::size_t end);

private:
  std::size_t written_at(std::size_t offset, bool begins);

  Span span_;
  QuotedText text_;
  std::size_t in_value_ = 0; // bytes of the value before the piece
  std::size_t at_;           // where that byte is written
  TextPiece piece_;
};

struct Entry {
  std::string key;
  Span key_span;
  Node value;
};

// "a string", "an array" ... for messages.
std::string_view type_name(Node::Type type);

} // namespace arnorm
