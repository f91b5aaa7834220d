// The laws of an alignment of a text and its result.
#pragma once

#include <algorithm>
#include <string_view>

#include "arnorm/alignment.h"
#include "harness.h"

namespace arnorm::fuzz {

// Law 6: edits are in order, change something, and all else is copied.
inline void check_edits(std::string_view in, std::string_view out, const Alignment &map) {
  require(map.input_size() == in.size() && map.output_size() == out.size(), "edits cover both");
  std::size_t in_at = 0;
  std::size_t out_at = 0;
  auto copied = [&](std::size_t in_end, std::size_t out_end) {
    require(in_at <= in_end && out_at <= out_end, "edits are in order");
    require(in.substr(in_at, in_end - in_at) == out.substr(out_at, out_end - out_at),
            "what no edit names is copied");
  };
  for (const Edit &edit : map.edits()) {
    copied(edit.in.begin, edit.out.begin);
    in_at = edit.in.end;
    out_at = edit.out.end;
    require(edit.in.begin < in_at, "nothing is written without having read something");
    require(in.substr(edit.in.begin, in_at - edit.in.begin) !=
                out.substr(edit.out.begin, out_at - edit.out.begin),
            "edits change something");
    require(map.to_output(edit.in).begin <= edit.out.begin && map.to_output(edit.in).end >= out_at,
            "the input of an edit leads to its output");
  }
  copied(in.size(), out.size());
}

// Ranges lead both ways: in order, within the texts, and back to what they cover at least. Looks at
// each place of the output if there are few, and else at some of them.
inline void check_ranges(const Alignment &map) {
  constexpr std::size_t most = 64; // places
  std::size_t step = map.output_size() / most + 1;
  Range before{0, 0};
  for (std::size_t at = 0; at < map.output_size(); at += step) {
    Range wide{at, std::min(at + step, map.output_size())};
    Range from = map.to_input(wide);
    Range back = map.to_output(from);
    require(from.begin <= from.end && from.end <= map.input_size(), "a range is in the text");
    require(back.begin <= wide.begin && back.end >= wide.end, "a range leads back to itself");
    require(from.begin >= before.begin && from.end >= before.end, "ranges keep their order");
    Range whole = map.to_input({0, wide.end});
    require(whole.begin <= from.begin && whole.end == from.end, "a longer range covers more");
    before = from;
  }
}

inline bool is_between_characters(std::string_view text, std::size_t at) {
  return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

// For well-formed texts: whole characters come from whole characters.
inline void check_characters(std::string_view in, std::string_view out, const Alignment &map) {
  constexpr std::size_t most = 64; // characters
  std::size_t begin = 0;
  for (std::size_t i = 0; i < most && begin < out.size(); ++i) {
    std::size_t end = begin + 1;
    while (!is_between_characters(out, end)) {
      ++end;
    }
    Range from = map.to_input({begin, end});
    require(is_between_characters(in, from.begin) && is_between_characters(in, from.end),
            "a character comes from whole characters");
    begin = end;
  }
}

} // namespace arnorm::fuzz
