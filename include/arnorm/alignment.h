// Where every character came from: edits, and the map between a text and its result.
//
//     arnorm::Alignment map;
//     std::string out;
//     chain->apply("مِصر", out, map);           // buckwalter: "miSr"
//     map.to_input({1, 2});                     // the "i": bytes 2 to 4, the kasra
//
// All offsets are bytes of UTF-8 unless a name says otherwise.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "arnorm/export.h"

namespace arnorm {

// A stretch [begin, end) of a text.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const Range &) const = default;
};

// These bytes of the input became these bytes of the output. Either may be empty, not both. No
// chain writes anything without having read something, so only edits that a program adds itself
// have an empty input.
struct Edit {
  Range in;
  Range out;
  bool operator==(const Edit &) const = default;
};

// The edits of one text, in order. They do not overlap; what no edit names is copied, byte for
// byte and in order. An edit changes something: its two texts differ.
//
// What an edit is depends on the stage. In a table it is one match of one row; in normalization
// forms and mark orders, a run of such stages taken together, the smallest stretch that changed; in
// `remove` and `squeeze` one character. Edits of later stages are joined with those whose results
// they change.
//
// Memory grows with the changes and not with the text: a row of edits of the same sizes, such as a
// word of letters of two bytes that become one byte each, is one entry.
class ARNORM_EXPORT Alignment {
public:
  // `count` edits in a row, each of `in_size` bytes that became `out_size` bytes.
  struct Run {
    std::size_t in = 0; // where the first begins
    std::size_t out = 0;
    std::size_t in_size = 0;
    std::size_t out_size = 0;
    std::size_t count = 0;
    std::size_t in_end() const { return in + in_size * count; }
    std::size_t out_end() const { return out + out_size * count; }
    bool operator==(const Run &) const = default;
  };

  // Sizes of the two texts, in bytes.
  std::size_t input_size() const { return input_size_; }
  std::size_t output_size() const { return output_size_; }

  // Where in the two texts it begins. Not 0 in a later part of a stream: the sizes are then those
  // of the texts up to its end, and it says nothing of what comes before.
  std::size_t input_begin() const { return input_begin_; }
  std::size_t output_begin() const { return output_begin_; }

  std::span<const Run> runs() const { return runs_; }
  std::vector<Edit> edits() const; // one by one
  std::size_t edit_count() const;

  // The smallest range of the input whose edits cover a range of the output, and back. An empty
  // range leads to the place between two characters, or to the whole edit that it lies in; what
  // was deleted leads to the place where it was. Offsets beyond the end are taken for the end, and
  // those before the beginning for the beginning. The ends of the result do not lie inside a
  // character where those that are given do not. Time grows with the logarithm of the number of
  // runs.
  Range to_input(Range output) const;
  Range to_output(Range input) const;

  // Empties it, and keeps the memory. The next edits are those at these places of the two texts.
  void clear(std::size_t input_begin = 0, std::size_t output_begin = 0);

  // Adds the next part of a text. It should begin where this one ends; if it does not, what lies
  // between is one edit, and a part that begins earlier adds nothing.
  void append(const Alignment &next);

  // Adds the alignment of a text of its own, which follows this one: the next line for example.
  void append_text(const Alignment &text);

  // What two alignments make one after the other: the output of the first is the input of the
  // second. Edits that overlap become one, the others are shifted. Composition is associative,
  // unless there are edits with an empty input. Where the sizes or the beginnings do not fit, what
  // only one of them covers is taken for copied by the other.
  static Alignment compose(const Alignment &first, const Alignment &second);

  // Adds to the end: bytes that are copied, or an edit. For those who make alignments themselves.
  void add_copy(std::size_t bytes) {
    input_size_ += bytes;
    output_size_ += bytes;
  }
  void add_edit(std::size_t in_size, std::size_t out_size, std::size_t count = 1) {
    bool follows = !runs_.empty() && runs_.back().in_end() == input_size_ &&
                   runs_.back().out_end() == output_size_ && runs_.back().in_size == in_size &&
                   runs_.back().out_size == out_size;
    if (follows) {
      runs_.back().count += count;
    } else {
      runs_.push_back({input_size_, output_size_, in_size, out_size, count});
    }
    input_size_ += in_size * count;
    output_size_ += out_size * count;
  }

  // Takes the end back, down to these sizes, which must be those between two characters or edits.
  void truncate(std::size_t input_size, std::size_t output_size);

  bool operator==(const Alignment &) const = default;

private:
  std::vector<Run> runs_; // in order
  std::size_t input_begin_ = 0;
  std::size_t output_begin_ = 0;
  std::size_t input_size_ = 0;
  std::size_t output_size_ = 0;
};

} // namespace arnorm
