// Records that are held in memory as a whole and may be malformed.
#pragma once

#include <string>

#include "tool/records/records.h"

namespace arnorm::tool {

class BoundedRecords : public Records {
public:
  // `strict`: a malformed record stops the run.
  BoundedRecords(char end, std::size_t longest, bool strict)
      : Records(end), longest_(longest), strict_(strict) {}

  std::size_t longest() const final { return longest_; }

  // Copies a record that is longer than `longest`. It is malformed.
  void piece(std::string_view piece, bool last, Transform &work, std::string &out,
             Findings &findings) final;

protected:
  // Notes that the current record is malformed, or stops the run if `strict`.
  void bad(const std::string &reason, Findings &findings) const;

private:
  std::size_t longest_;
  bool strict_;
  bool in_pieces_ = false;
};

} // namespace arnorm::tool
