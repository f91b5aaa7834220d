// A rule file's text, and places in it.
//
// A place is a pair of byte offsets; lines and columns are only worked out when a diagnostic is
// made, so that nothing else has to carry them.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "arnorm/arnorm.h"

namespace arnorm {

// Where the text of a rule file is from.
struct Home {
  Origin origin = Origin::text;
  std::string key = {};    // tells it from all others, whatever it is called
  std::string folder = {}; // that files it names are relative to; empty: it has none
  std::string tree = {};   // the folder that those must lie in, if they are not in the search path
  bool unasked = false;    // in a data folder, which nobody has named
  bool replaces_built_in = false; // a built-in one of that name, which differs
};

// The text of one rule file. Knows nothing of TOML or of rules.
class Source {
public:
  struct Constant {
    std::string_view text; // outlives everything
  };

  Source(std::string name, std::string text, Home home = {});
  Source(std::string name, Constant constant, Home home = {}); // does not copy the text
  ~Source();
  Source(const Source &) = delete;
  Source &operator=(const Source &) = delete;

  const std::string &name() const { return name_; }
  const Home &home() const { return home_; }
  std::string_view text() const { return text_; }

  // Bytes before the text: those of a byte order mark.
  std::size_t bytes_before() const { return before_; }

  // Byte offset of a line and column, both from 1, columns in code points.
  std::size_t offset(std::size_t line, std::size_t column) const;

  // The line (from 1) that holds a byte offset, and that line's text without its end.
  std::size_t line_of(std::size_t offset) const;
  std::string_view line(std::size_t number) const;
  std::size_t line_start(std::size_t number) const;

  // The column of a byte offset in its line, from 1.
  std::size_t column_of(std::size_t offset) const;

  // From now on no place in it quotes a line: it is no rule file.
  void hide() const { hidden_ = true; }
  bool is_hidden() const { return hidden_; }

private:
  struct Lines {
    explicit Lines(std::string_view text);
    std::vector<std::size_t> starts{0}; // byte offset of every line
    std::vector<std::size_t> points;    // byte offset of every 256th code point: a line may be long
    std::vector<std::size_t> numbers{0}; // code points before every line
  };

  const Lines &lines() const;
  std::size_t code_points_before(std::size_t offset) const;

  std::string name_;
  std::string own_text_; // empty for a constant
  Home home_;
  std::string_view text_;
  std::size_t before_;
  // Made when somebody asks, as most files have nothing wrong; several threads may ask at once.
  mutable std::atomic<const Lines *> lines_{nullptr};
  mutable std::atomic<bool> hidden_{false};
};

// A stretch of a source, in bytes. Without a source it is nowhere: the chain as typed, say.
struct Span {
  std::shared_ptr<const Source> source;
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Code points of a line that a diagnostic quotes; of a longer line it is a window.
inline constexpr std::size_t max_quoted = 160;

// The span as users see it, in time and memory that do not depend on the length of its line.
// Without a label of its own it is labelled by the code points that a caret could not point at.
Place place_of(const Span &span, std::string label = {});

// A place that is the whole file.
Place whole_file(std::string name);

} // namespace arnorm
