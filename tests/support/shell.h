// Runs shell commands as a user would, with the arnorm command of this build first in PATH.
#pragma once

#include <string>
#include <string_view>

#include "support/support.h"

namespace arnorm::test {

struct Result {
  std::string out;
  std::string err;
  int status = 0; // as in the shell: 128 + N after signal N
};

// A fixture with a temporary folder, in which the commands of a test run. They do not see the
// user's rule sets, their locale is C.UTF-8, and their standard input is empty.
class Shell {
public:
  Result run(const std::string &command) const;

  // The standard output of a command, which must succeed and write nothing to standard error.
  std::string good(const std::string &command) const;

  // A command prefix that makes calls fail; see faults.cc. Empty if preloading is not possible, as
  // with a sanitizer.
  std::string with_fault(const std::string &fault) const;

  void write(std::string_view name, std::string_view text) const { folder_.write(name, text); }
  std::string read(const std::string &name) const { return read_text(path(name)); }
  bool exists(const std::string &name) const;
  std::string path(const std::string &name) const { return folder_.path() + "/" + name; }

  // The sorted names of the files in the folder, one per line.
  std::string files() const { return good("ls -A"); }

private:
  TemporaryFolder folder_;
};

// For long texts: reports only where they differ, whereas Boost.Test would print both.
void check_same(std::string_view got, std::string_view wanted);

bool contains(std::string_view text, std::string_view part);
std::size_t lines(std::string_view text); // the number of line feeds

// Random bytes, the same in each run.
std::string random_bytes(std::size_t count, unsigned seed);

// A text with many special cases for the filter: line ends of all kinds, letters, marks, NUL, and
// malformed UTF-8.
std::string random_text(std::size_t pieces, unsigned seed);

} // namespace arnorm::test
