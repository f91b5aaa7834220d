// Two scripts, one after the other, as one: what a first pass did and what a second pass did to its
// result.
//
//     first    "لا" -> "la"        replace 2 by 2
//     second   "la" -> "lA"        copy 1, replace 1 by 1
//     both     "لا" -> "lA"        replace 2 by 2
//
// Operations that overlap in the text between the two become one. What the first one deletes lies
// between two characters there: it joins an operation of the second one that reaches across that
// place, and not one that only begins or ends there. Works in pieces: an operation comes out as
// soon as nothing can join it any more.
#pragma once

#include <cstddef>
#include <vector>

#include "alignment/edit_script.h"

namespace arnorm {

// Operations taken from the front. Memory is kept, and the front only moves when there is more to
// add. Equal deletions are counted: a pass may delete millions of characters before the next one
// has read what stands before them.
class EditQueue {
public:
  bool empty() const { return front_ == ops_.size(); }
  EditOp &front() { return ops_[front_].op; } // only a deletion may stand for several
  const EditOp &front() const { return ops_[front_].op; }
  void pop_front() { front_ += --ops_[front_].times == 0 ? 1 : 0; }
  void append(const std::vector<EditOp> &ops) {
    ops_.erase(ops_.begin(), ops_.begin() + static_cast<std::ptrdiff_t>(front_));
    front_ = 0;
    for (const EditOp &op : ops) {
      bool is_deletion = !op.copies && op.out == 0;
      if (is_deletion && !ops_.empty() && is_same_deletion(ops_.back().op, op)) {
        ++ops_.back().times;
      } else {
        ops_.push_back({op, 1});
      }
    }
  }

private:
  struct Counted {
    EditOp op;
    std::size_t times;
  };
  static bool is_same_deletion(const EditOp &known, const EditOp &deletion) {
    return !known.copies && known.out == 0 && known.in == deletion.in;
  }

  std::vector<Counted> ops_;
  std::size_t front_ = 0;
};

class EditComposer {
public:
  // More of the first script.
  void add_first(const EditScript &first);

  // More of the second one, and appends what is certain by now. Where it reaches beyond what is
  // known of the first one, it waits.
  void add_second(const EditScript &second, EditScript &out);

  // Both have ended. As new afterwards.
  void finish(EditScript &out);

private:
  void run(bool all, EditScript &out);
  void copy(std::size_t units, EditScript &out);
  void replace(const EditOp &op, EditScript &out);
  bool front_is_deletion() const;
  std::size_t take_from_replacement(std::size_t units);
  void pass_deletions(EditScript &out);
  void close(EditScript &out);

  EditQueue first_;          // not yet read by the second; `out` of the front counts down
  EditQueue second_;         // not yet done
  std::size_t between_ = 0;  // units that the first has written and the second not yet read
  bool front_begun_ = false; // some of the front's result has been read
  std::size_t in_ = 0;       // the operation at hand, which has joined several perhaps
  std::size_t out_ = 0;
};

} // namespace arnorm
