// The passes of a chain with what makes most text fast: places to cut it, and a kernel for the
// parts in which no character minds its neighbours.
#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "kernel/kernel_tables.h"
#include "table/pass.h"
#include "table/cut_points.h"
#include "table/segment_cache.h"

namespace arnorm {

// The passes at work on one text, one behind the other.
class PassRuns {
public:
  explicit PassRuns(const std::vector<PassPtr> &passes);

  // Takes more of the text, and writes UTF-8. As new after `last`.
  void feed(std::u32string_view piece, bool last, std::string &out);

  std::u32string piece; // for the caller, so that it need not allocate one
  StretchMemo memo;     // likewise

private:
  std::vector<std::unique_ptr<PassRun>> runs_;
  std::u32string from_;
  std::u32string to_;
};

class Passes {
public:
  explicit Passes(std::vector<PassPtr> passes);
  ~Passes();
  Passes(const Passes &) = delete;
  Passes &operator=(const Passes &) = delete;

  const Splits &splits() const { return splits_; }
  const EasyText *easy() const { return easy_.get(); } // null: nothing is
  EasyKernel kernel() const { return kernel_; }

  // Whether what comes out of lines is the same when they are taken as one text, ends included.
  bool lines_at_once() const { return lines_at_once_; }

  // Runs that are as new. A few that are not in use are kept, so that a call allocates nothing;
  // no thread waits for another.
  std::unique_ptr<PassRuns> take_runs() const;
  void give_back(std::unique_ptr<PassRuns> runs) const;

  std::size_t bytes() const; // of memory, roughly

private:
  std::vector<PassPtr> passes_;
  Splits splits_;
  std::unique_ptr<const EasyText> easy_;
  EasyKernel kernel_ = easy_kernel();
  bool lines_at_once_;
  mutable std::array<std::atomic<PassRuns *>, 16> idle_{};
};

} // namespace arnorm
