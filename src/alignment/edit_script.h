// What a pass does to a text, as a row of operations: copy so many units, replace so many by so
// many.
//
//     "abc" -> "xyzc"      replace 2 by 3, copy 1
//
// Units are code points in the passes and bytes in an Alignment. Knows no text.
#pragma once

#include <cstddef>
#include <vector>

namespace arnorm {

struct EditOp {
  std::size_t in;
  std::size_t out;
  bool copies; // then in == out, and they are as many units, each copied
  bool operator==(const EditOp &) const = default;
};

class EditScript {
public:
  void copy(std::size_t units) {
    if (units == 0) {
      return;
    }
    if (!ops_.empty() && ops_.back().copies) {
      ops_.back().in += units;
      ops_.back().out += units;
    } else {
      ops_.push_back({units, units, true});
    }
  }
  void replace(std::size_t in, std::size_t out) { ops_.push_back({in, out, false}); }
  void append(const EditScript &other) {
    for (const EditOp &op : other.ops_) {
      op.copies ? copy(op.in) : replace(op.in, op.out);
    }
  }

  const std::vector<EditOp> &ops() const { return ops_; }
  bool empty() const { return ops_.empty(); }
  void clear() { ops_.clear(); }

private:
  std::vector<EditOp> ops_;
};

// Stands for a script where nobody asks for edits: the compiler leaves it out.
struct NoScript {
  void copy(std::size_t) {}
  void replace(std::size_t, std::size_t) {}
};

} // namespace arnorm
