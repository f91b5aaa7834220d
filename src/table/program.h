// The passes of a chain with what makes most text fast: places to cut it, and a kernel for the
// parts in which no character minds its neighbours.
#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "kernel/kernel_tables.h"
#include "table/cut_points.h"
#include "table/pass.h"
#include "table/segment_cache.h"

namespace arnorm {

// The passes at work on one text, one behind the other.
class ProgramState {
public:
  explicit ProgramState(const std::vector<PassPtr> &passes);

  // Takes more of the text, and writes UTF-8. As new after `last`.
  void feed(std::u32string_view piece, bool last, std::string &out);

  std::u32string piece; // for the caller, so that it need not allocate one
  SegmentCache cache;   // likewise

private:
  std::vector<std::unique_ptr<PassState>> states_;
  std::u32string from_;
  std::u32string to_;
};

class Program {
public:
  explicit Program(std::vector<PassPtr> passes);
  ~Program();
  Program(const Program &) = delete;
  Program &operator=(const Program &) = delete;

  const CutPoints &cut_points() const { return cut_points_; }
  const KernelTables *kernel_tables() const { return kernel_tables_.get(); } // null: nothing is
  Kernel kernel() const { return kernel_; }

  // Whether what comes out of lines is the same when they are taken as one text, ends included.
  bool is_line_local() const { return is_line_local_; }

  // Runs that are as new. A few that are not in use are kept, so that a call allocates nothing;
  // no thread waits for another.
  std::unique_ptr<ProgramState> take_state() const;
  void give_back(std::unique_ptr<ProgramState> runs) const;

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
