// The text of a rule file, and spans of it.
//
// A span is a pair of byte offsets. Lines and columns are computed only for diagnostics, so that
// nothing else has to keep track of them.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "arnorm/arnorm.h"
#include "characters/once.h"
#include "diagnostics/packed_text.h"

namespace arnorm {

// Where the text of a rule file comes from.
struct Home {
  Origin origin = Origin::text;
  std::string key = {};    // unique, whatever name the text was found by
  std::string folder = {}; // base of relative paths in the file; empty if it cannot name files
  std::string tree = {};   // contains all files that it may name, besides the search path
  bool unasked = false;    // found in a data folder, which the caller did not name
  bool replaces_built_in = false; // differs from the built-in set of the same name
};

// The text of one rule file. Does not depend on TOML or rules.
class Source {
public:
  Source(std::string name, std::string text, Home home = {});
  Source(std::string name, PackedText packed, Home home = {}); // unpacked when first needed
  ~Source();
  Source(const Source &) = delete;
  Source &operator=(const Source &) = delete;

  const std::string &name() const { return name_; }
  const Home &home() const { return home_; }
  std::string_view text() const {
    unpack();
    return text_;
  }

  // Whether somebody has asked for the text, if that was packed.
  bool is_unpacked() const { return is_unpacked_.load(std::memory_order_acquire); }

  // The length of the byte order mark before the text.
  std::size_t bytes_before() const { return own_text_.size() - text_.size(); }

  // The byte offset of a line and a column. Both count from 1; columns are in code points.
  std::size_t offset(std::size_t line, std::size_t column) const;

  // The number of the line (from 1) that contains a byte offset, and the text of a line without its
  // end.
  std::size_t line_of(std::size_t offset) const;
  std::string_view line(std::size_t number) const;
  std::size_t line_start(std::size_t number) const;

  // The column of a byte offset in its line, from 1.
  std::size_t column_of(std::size_t offset) const;

  // Keeps diagnostics from quoting this text, because it is not a rule file.
  void hide() const { hidden_ = true; }
  bool is_hidden() const { return hidden_; }

private:
  struct Lines {
    explicit Lines(std::string_view text);
    std::vector<std::size_t> starts{0};  // byte offset of each line
    std::vector<std::size_t> points;     // byte offset of every 256th code point, for long lines
    std::vector<std::size_t> numbers{0}; // number of code points before each line
  };

  const Lines &lines() const;
  std::size_t code_points_before(std::size_t offset) const;

  void unpack() const {
    if (!is_unpacked()) {
      unpack_once();
    }
  }
  void unpack_once() const;

  std::string name_;
  PackedText packed_;
  mutable std::string own_text_;
  Home home_;
  mutable std::string_view text_;
  mutable std::atomic<bool> is_unpacked_;
  mutable Once unpacking_;
  // Computed when first needed, because most files have no errors. Several threads may need it at
  // the same time.
  mutable std::atomic<const Lines *> lines_{nullptr};
  mutable std::atomic<bool> hidden_{false};
};

// A range of a source in bytes. Without a source it has no place, such as a chain on the command
// line.
struct Span {
  std::shared_ptr<const Source> source;
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The text of a span as its file writes it, quotes included.
std::string written(const Span &span);

// The number of code points that a diagnostic quotes of a line.
inline constexpr std::size_t max_quoted = 160;

// Converts a span to line and column, in time and memory that do not depend on the length of the
// line. The default label names the code points to which a caret could not point.
Place place_of(const Span &span, std::string label = {});

// The place of a whole file.
Place whole_file(std::string name);

} // namespace arnorm
