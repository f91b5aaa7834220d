// The lines of a TOML file with their comments, for programs that rewrite it.
//
// Texts are kept as the file writes them: strings with their quotes and escapes. Only the spaces
// between keys, values and comments are left out. For example,
//
//     [[ stage ]]         # repairs
//     table=[{from="a" , to="b"}]
//
// is a header `[[stage]]` with the comment `# repairs`, and an entry `table` whose value is an
// array with one table of two pairs.
//
// Does not know the keys of rule files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace arnorm {

struct CommentedPair;
struct CommentedItem;

struct CommentedValue {
  enum class Kind { plain, table, array };

  Kind kind = Kind::plain;
  // A value that is neither of the others, or that has line ends inside of an array or a table.
  std::string plain;
  std::vector<CommentedPair> pairs; // of a table
  std::vector<CommentedItem> items; // of an array
  bool multi_line = false;          // whether there are line ends in an array
};

struct CommentedPair {
  std::string key;
  CommentedValue value;

  bool operator==(std::string_view other) const { return key == other; }
};

// An item of an array, or a comment on a line of its own.
struct CommentedItem {
  CommentedValue value;
  std::string comment; // after the value, or alone; from its `#`
  bool is_comment = false;
  bool new_line = false; // the first one of its line
  bool blank_before = false;
};

// A header, an entry, or a comment on a line of its own.
struct CommentedLine {
  enum class Kind { header, entry, comment };

  Kind kind = Kind::comment;
  std::string key; // of an entry; or a header with its brackets
  CommentedValue value;
  std::string comment;
  bool blank_before = false; // there are empty lines before this one
};

// Splits a text that must be valid TOML with LF as line ends.
std::vector<CommentedLine> read_commented_toml(std::string_view text);

// All comments of such a text, in order.
std::vector<std::string_view> comments_of(std::string_view text);

} // namespace arnorm
