// From the origins of a link's output to a script of edits.
//
// Characters whose origins cross, or that have none of their own, become one edit with their
// neighbours.
#pragma once

#include <cstddef>
#include <vector>

#include "alignment/edit_script.h"
#include "icu/gap_text.h"

namespace arnorm {

class OriginScript {
public:
  // One character of the output, in order.
  void add(const UnitOrigin &origin) { waiting_.push_back(origin); }

  // Appends what is certain: nothing that comes later holds a character of the input before
  // `next_input`. All of it when `last`; `next_input` is then the size of the input.
  void close(std::size_t next_input, bool last, EditScript &script);

private:
  void append(std::size_t first, std::size_t count, const UnitOrigin &hull, EditScript &script);

  std::vector<UnitOrigin> waiting_; // characters of the output that no edit tells of yet
  std::size_t input_ = 0;           // the first character of the input that no edit tells of yet
};

} // namespace arnorm
