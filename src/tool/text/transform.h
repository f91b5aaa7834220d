// Transforms one text: a line, or a field of a record.
//
// Does not depend on files or records.
#pragma once

#include <string>
#include <string_view>

#include "arnorm/alignment.h"
#include "tool/text/findings.h"

namespace arnorm::tool {

// For one thread at a time.
class Transform {
public:
  virtual ~Transform() = default;

  // Appends the result for a whole text. Problems are noted in `findings`. If `findings.stop` is
  // set, the appended text is not used.
  virtual void whole(std::string_view text, std::string &out, Findings &findings) = 0;

  // The same for a text that is too long to be held, in pieces cut between any two bytes. After the
  // `last` piece the transform is ready for a new text.
  virtual void piece(std::string_view piece, bool last, std::string &out, Findings &findings) = 0;

  // The edits that `whole` makes in a text. Returns false if it cannot tell.
  virtual bool find_edits(std::string_view text, Alignment &edits) {
    static_cast<void>(text);
    static_cast<void>(edits);
    return false;
  }

  // Whether `whole` accepts many lines at once, including their ends. See Chain::is_line_local.
  virtual bool takes_lines() const { return false; }
};

} // namespace arnorm::tool
