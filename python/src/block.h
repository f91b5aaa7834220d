// Neighbouring texts of a batch, which one thread converts without the interpreter's lock.
//
// Where a chain sees the end of a line as it sees the end of a text, many short texts are converted
// as the lines of one, which is faster than each by itself:
//
//     texts     "kitab"  ""  "qalam"
//     as one    kitab LF LF qalam
//
// That is not done where a text has line ends of its own.
#pragma once

#include <cstddef>
#include <exception>
#include <string>
#include <vector>

#include "arnorm/arnorm.h"
#include "text.h"

namespace arnorm::python {

struct Block {
  struct Result {
    std::size_t begin; // in `outputs`
    std::size_t end;
    bool same; // the text is unchanged
  };

  const Text *texts = nullptr;
  std::size_t count = 0;
  std::string outputs = {};
  std::vector<Result> results = {}; // fewer than `count` when it stopped at the next
  Tally tally = {};                 // of the text at which it stopped
  std::exception_ptr failure = {};

  void run(const Chain &chain, Invalid invalid, Buffer &buffer);

private:
  bool run_as_lines(const Chain &chain, Invalid invalid, Buffer &buffer);
  void run_each(const Chain &chain, Invalid invalid, Buffer &buffer);
};

} // namespace arnorm::python
