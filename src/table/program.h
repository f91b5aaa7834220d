// A compiled chain: passes, cut points, and the tables of the kernels.
#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "alignment/edit_composer.h"
#include "kernel/kernel_tables.h"
#include "table/cut_points.h"
#include "table/pass.h"
#include "table/segment_cache.h"

namespace arnorm {

// The states of all passes for one text.
class ProgramState {
public:
  explicit ProgramState(const std::vector<PassPtr> &passes);

  // Takes more of the text, and writes UTF-8. Ready for another text after `last`.
  void feed(std::u32string_view piece, bool last, std::string &out);

  // The same, with what was done to the text, in code points, in `script`.
  void feed_aligned(std::u32string_view piece, bool last, std::u32string &out, EditScript &script);

  // Whether a pass gave up within the text that `last` ended.
  bool gave_up() const;

  std::u32string piece; // for the caller, so that it need not allocate one
  SegmentCache cache;   // likewise

private:
  std::vector<std::unique_ptr<PassState>> states_;
  std::u32string from_;
  std::u32string to_;
  EditScript own_; // of a pass
  EditScript so_far_;
  EditScript both_;
  std::vector<EditComposer> composers_; // one between each two passes; made when they are needed
};

class Program {
public:
  explicit Program(std::vector<PassPtr> passes);
  ~Program();
  Program(const Program &) = delete;
  Program &operator=(const Program &) = delete;

  const CutPoints &cut_points() const { return cut_points_; }
  const KernelTables *kernel_tables() const {
    return kernel_tables_.get();
  } // null: all text needs the passes
  Kernel kernel() const { return kernel_; }

  // Whether lines that are taken as one text, line ends included, have the same output.
  bool is_line_local() const { return is_line_local_; }

  // A state that is ready for a text. A few that are not in use are kept, so that a call allocates
  // nothing; no thread waits for another.
  std::unique_ptr<ProgramState> take_state() const;
  void give_back(std::unique_ptr<ProgramState> state) const;

  std::size_t bytes() const; // of memory, roughly

private:
  std::vector<PassPtr> passes_;
  CutPoints cut_points_;
  std::unique_ptr<const KernelTables> kernel_tables_;
  Kernel kernel_ = current_kernel();
  bool is_line_local_;
  mutable std::array<std::atomic<ProgramState *>, 16> idle_{};
};

} // namespace arnorm
