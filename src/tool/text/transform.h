// What becomes of one text: a line, or a field of a record.
//
// Knows nothing of files and records.
#pragma once

#include <string>
#include <string_view>

#include "tool/text/findings.h"

namespace arnorm::tool {

// For one thread at a time.
class Transform {
public:
  virtual ~Transform() = default;

  // Appends what becomes of a whole text. What is wrong with it is noted in `found`; once that
  // says `stop`, what was appended is not used.
  virtual void whole(std::string_view text, std::string &out, Findings &findings) = 0;

  // The same for a text that is too long to be held, piece by piece, cut between any two bytes.
  // After the `last` one it is as new.
  virtual void piece(std::string_view piece, bool last, std::string &out, Findings &findings) = 0;

  // Whether `whole` may be given many lines at once, ends included: as Chain::is_line_local.
  virtual bool takes_lines() const { return false; }
};

} // namespace arnorm::tool
