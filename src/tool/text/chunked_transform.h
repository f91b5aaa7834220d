// Splits texts that are too long to be held for a transform that must see each text as a whole.
//
// A part ends after a space if there is one, otherwise between two characters. Parts are
// transformed independently.
#pragma once

#include <string>

#include "tool/text/transform.h"

namespace arnorm::tool {

class ChunkedTransform : public Transform {
public:
  static constexpr std::size_t part_bytes = 1u << 18;

  void piece(std::string_view piece, bool last, std::string &out, Findings &findings) final;

protected:
  // Whether `whole` is given a later part of a text.
  bool in_later_part() const { return begun_; }

private:
  // Written between the parts of one text.
  virtual std::string_view seam() const { return {}; }

  void part(std::size_t size, std::string &out, Findings &findings);

  std::string held_;
  bool begun_ = false; // a part of the current text has been written
};

} // namespace arnorm::tool
