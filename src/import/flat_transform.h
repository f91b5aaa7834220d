// The rules of a transform as sequences of sets, in one direction, in ICU's order.
//
// An example. The rule  a { b? [cd] } > x | y  becomes two:
//
//     after a: b [cd]  ->  x, and y is read again
//     after a:   [cd]  ->  x, and y is read again
//
// ICU's `?`, `*` and `+` take all they can and give nothing back. What follows an item that is left
// out is therefore never in the set of that item. Runs of any length are cut at max_run.
//
// The functions below change such rules until they mean the same to a table, in which the longest
// match wins, contexts see the input, and no result is read again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "characters/code_point_set.h"
#include "import/transform.h"

namespace arnorm {

constexpr int max_run = 32; // the largest count of a pattern

// A character of a set, some times.
struct Slot {
  CodePointSet set;
  int min = 1;
  int max = 1;
  bool once() const { return min == 1 && max == 1; }
  bool operator==(const Slot &) const = default;
};

// A part of a result: a text, or the slots [begin, end) of what was matched.
struct FlatPiece {
  std::u32string text = {};
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const FlatPiece &) const = default;
};

struct FlatTransformRule {
  std::vector<Slot> after = {}; // from left to right; a start of the text is the edge as a set
  std::vector<Slot> from = {};
  std::vector<Slot> before = {};
  std::vector<FlatPiece> to = {};
  std::vector<FlatPiece> again = {}; // what is read again after it
  std::size_t statement = 0;
  bool at_limit = false; // matches where ICU may go no further: the end of the text or of a filter
};

using FlatTransform = std::vector<FlatTransformRule>;

// Why rules cannot be said as rows.
struct Obstacle {
  std::string reason;
  Span span = {};
  std::optional<std::size_t> statement = {}; // where there is no span
};

constexpr std::size_t max_flat_rules = 5000;

// Appends a rule in the direction of `forward`. `is_cut` becomes true if a run of any length is cut
// at max_run.
std::optional<Obstacle> flatten(const TransformStatement &statement, std::size_t number,
                                bool forward, FlatTransform &rules, bool &is_cut);

// Rules without `again`: what is read again is read in the rules themselves.
std::optional<Obstacle> read_again(FlatTransform &rules);

// Rules whose `after` looks at the input and not at what has been written.
std::optional<Obstacle> look_at_input(FlatTransform &rules);

// Rules of which the longest that matches is the first that matches.
std::optional<Obstacle> put_longest_first(FlatTransform &rules);

// All characters, and the edges of the text.
const CodePointSet &all_positions();

// The edge alone.
const CodePointSet &text_edge();

} // namespace arnorm
