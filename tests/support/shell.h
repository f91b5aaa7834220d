// Runs shell commands as a user would, with the arnorm of this build first in the PATH.
#pragma once

#include <string>
#include <string_view>

#include "support/support.h"

namespace arnorm::test {

struct Result {
  std::string out;
  std::string err;
  int status = 0; // as the shell counts: 128 + the signal that ended it
};

// A fixture: a folder of its own, in which the commands of a test run. They see none of the
// user's rule sets and no locale but C.UTF-8; standard input is empty.
class Shell {
public:
  Result run(const std::string &command) const;

  // Standard output of a command that must end well and have nothing to log_error of.
  std::string good(const std::string &command) const;

  // Words before a command under which calls fail: see faults.cc. Empty where nothing can be loaded
  // into the command, as under a sanitizer.
  std::string with_fault(const std::string &fault) const;

  void write(std::string_view name, std::string_view text) const { folder_.write(name, text); }
  std::string read(const std::string &name) const { return read_text(path(name)); }
  bool exists(const std::string &name) const;
  std::string path(const std::string &name) const { return folder_.path() + "/" + name; }

  // Names in the folder, sorted, one a line.
  std::string files() const { return good("ls -A"); }

private:
  TemporaryFolder folder_;
};

// Boost.Test prints both texts whole when they differ; this tells only where, for long ones.
void check_same(std::string_view got, std::string_view wanted);

bool contains(std::string_view text, std::string_view part);
std::size_t lines(std::string_view text); // line feeds

// Bytes without any order, the same ones in each run.
std::string random_bytes(std::size_t count, unsigned seed);

// Text in which much of what the filter must take care of is frequent: line ends of all kinds,
// letters, marks, NUL, bytes that are no UTF-8.
std::string random_text(std::size_t pieces, unsigned seed);

} // namespace arnorm::test
