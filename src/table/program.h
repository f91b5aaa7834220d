// A compiled chain: passes, cut points, and the tables of the kernels.
#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <vector>

#include "kernel/kernel_tables.h"
#include "table/cut_points.h"
#include "table/pass.h"
#include "table/program_state.h"

namespace arnorm {

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

  // A state of its own, with other bounds than usual.
  std::unique_ptr<ProgramState> start(ProgramState::Bounds bounds) const {
    return std::make_unique<ProgramState>(passes_, bounds);
  }

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
