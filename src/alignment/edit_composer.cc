#include "alignment/edit_composer.h"

#include <algorithm>
#include <utility>

namespace arnorm {

void EditComposer::add_first(const EditScript &first) {
  first_.append(first.ops());
  for (const EditOp &op : first.ops()) {
    between_ += op.out;
  }
}

void EditComposer::add_second(const EditScript &second, EditScript &out) {
  second_.append(second.ops());
  run(false, out);
  pass_deletions(out); // nothing that follows can reach across them from before
}

void EditComposer::finish(EditScript &out) {
  run(true, out);
  pass_deletions(out); // all that the second one has not read
}

// `all`: no more follows, and what is inserted at the end is certain too.
void EditComposer::run(bool all, EditScript &out) {
  while (!second_.empty() && (between_ > 0 || all)) {
    EditOp &op = second_.front();
    if (op.copies) {
      std::size_t units = std::min(op.in, between_);
      copy(units, out);
      op.in -= units;
      between_ -= units;
      if (op.in > 0) {
        return;
      }
    } else if (op.in <= between_) {
      replace(op, out);
      between_ -= op.in;
    } else {
      return;
    }
    second_.pop_front();
  }
}

bool EditComposer::front_is_deletion() const {
  return !first_.empty() && !front_begun_ && !first_.front().copies && first_.front().out == 0;
}

// The second one reads `units` of the result of the replacement in front, or fewer.
std::size_t EditComposer::take_from_replacement(std::size_t units) {
  EditOp &op = first_.front();
  in_ += front_begun_ ? 0 : op.in;
  std::size_t taken = std::min(units, op.out);
  op.out -= taken;
  front_begun_ = op.out > 0;
  if (!front_begun_) {
    first_.pop_front();
  }
  return taken;
}

// Ends the operation at hand, unless part of a replacement's result is still to be read.
void EditComposer::close(EditScript &out) {
  if (front_begun_) {
    return;
  }
  if (in_ > 0 || out_ > 0) { // neither: what one has inserted the other has deleted
    out.replace(in_, out_);
  }
  in_ = out_ = 0;
}

void EditComposer::pass_deletions(EditScript &out) {
  while (front_is_deletion()) {
    out.replace(first_.front().in, 0);
    first_.pop_front();
  }
}

void EditComposer::copy(std::size_t units, EditScript &out) {
  while (units > 0 && !first_.empty()) {
    pass_deletions(out);
    EditOp &op = first_.front();
    if (op.copies) {
      std::size_t taken = std::min(units, op.in);
      out.copy(taken);
      units -= taken;
      op.in -= taken;
      op.out -= taken;
      if (op.in == 0) {
        first_.pop_front();
      }
    } else {
      std::size_t taken = take_from_replacement(units);
      out_ += taken;
      units -= taken;
      close(out);
    }
  }
}

void EditComposer::replace(const EditOp &replacement, EditScript &out) {
  pass_deletions(out);
  out_ += replacement.out;
  std::size_t units = replacement.in;
  while (units > 0 && !first_.empty()) {
    EditOp &op = first_.front();
    if (!op.copies) { // a deletion too: the replacement reaches across it
      units -= take_from_replacement(units);
      continue;
    }
    std::size_t taken = std::min(units, op.in);
    in_ += taken;
    units -= taken;
    op.in -= taken;
    op.out -= taken;
    if (op.in == 0) {
      first_.pop_front();
    }
  }
  close(out);
}

} // namespace arnorm
