// From what passes do to code points to edits of bytes.
//
// Holds the characters that passes have read or written and whose edits they have not told yet. An
// edit that changes nothing in the end (one stage undoes what another did) is a copy.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "alignment/edit_script.h"
#include "arnorm/alignment.h"

namespace arnorm {

class ByteEdits {
public:
  // A character of the input, as it stands there: one code point for the passes.
  void add_input(std::string_view bytes) { input_.add(bytes); }
  void add_output(std::u32string_view text);

  // Takes the characters that the script tells of and adds its edits.
  void add(const EditScript &script, Alignment &alignment);

private:
  // Characters in a row, taken from the front.
  struct Characters {
    std::string bytes;
    std::vector<std::uint8_t> lengths;
    std::size_t at_byte = 0;
    std::size_t at = 0;

    void add(std::string_view character) {
      bytes += character;
      lengths.push_back(static_cast<std::uint8_t>(character.size()));
    }
    std::string_view take(std::size_t count);
    void forget(); // what has been taken
  };

  void add_one(std::string_view in, std::string_view out, Alignment &alignment);

  Characters input_;
  Characters output_;
};

} // namespace arnorm
