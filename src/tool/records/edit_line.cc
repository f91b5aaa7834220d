#include "tool/records/edit_line.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "characters/json_text.h"
#include "characters/utf.h"

namespace arnorm::tool {
namespace {

std::string json_of(std::string_view text) {
  return json_string(text, {.well_formed = find_malformed(text) == std::string_view::npos});
}

// Turns offsets in bytes into another unit; each must not be less than the one before it. Ranges
// that cut an ill-formed sequence hold all of it. An OffsetIndex takes offsets in any order, but
// reads half a block of the text for each, and there may be one for each character.
class UnitCounter {
public:
  UnitCounter(std::string_view text, OffsetUnit unit) : text_(text), unit_(unit) {}

  std::size_t begin(std::size_t byte) {
    if (unit_ == OffsetUnit::bytes) {
      return byte;
    }
    while (byte_ < byte && byte_ + next().length <= byte) {
      take(next());
    }
    return count_;
  }

  std::size_t end(std::size_t byte) {
    std::size_t before = begin(byte);
    bool cuts = unit_ != OffsetUnit::bytes && byte_ < byte;
    return before + (cuts ? units(next()) : 0);
  }

private:
  Character next() const { return first_character(text_.substr(byte_)); }

  std::size_t units(const Character &c) const {
    bool is_pair = unit_ == OffsetUnit::utf16 && c.c != ill_formed && c.c > 0xFFFF;
    return is_pair ? 2 : 1;
  }

  void take(const Character &c) {
    byte_ += c.length;
    count_ += units(c);
  }

  std::string_view text_;
  OffsetUnit unit_;
  std::size_t byte_ = 0;  // the beginning of a character
  std::size_t count_ = 0; // units before it
};

} // namespace

void append_edit_line(std::string &line, std::string_view in, std::string_view out,
                      const Alignment &edits, OffsetUnit unit, bool more) {
  line.append("{\"in\": ").append(json_of(in)).append(", \"out\": ").append(json_of(out));
  line.append(", \"edits\": [");
  UnitCounter input(in, unit);
  UnitCounter output(out, unit);
  const char *separator = "";
  for (const Alignment::Run &run : edits.runs()) {
    std::size_t in_at = run.in - edits.input_begin();
    std::size_t out_at = run.out - edits.output_begin();
    for (std::size_t i = 0; i < run.count; ++i, in_at += run.in_size, out_at += run.out_size) {
      std::size_t in_begin = input.begin(in_at);
      std::size_t out_begin = output.begin(out_at);
      std::size_t in_end = run.in_size == 0 ? in_begin : input.end(in_at + run.in_size);
      std::size_t out_end = run.out_size == 0 ? out_begin : output.end(out_at + run.out_size);
      fmt::format_to(std::back_inserter(line), "{}[{}, {}, {}, {}]", separator, in_begin, in_end,
                     out_begin, out_end);
      separator = ", ";
    }
  }
  line.append(more ? "], \"more\": true}\n" : "]}\n");
}

} // namespace arnorm::tool
