// Runs of the command in which one of its system calls fails, is interrupted, or does a part of
// what it was asked for.
#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "support/sanitizer.h"
#include "support/shell.h"

namespace arnorm::test {

// With the address sanitizer, one run in so many.
inline constexpr std::size_t share_of_runs = has_address_sanitizer ? 8 : 1;

using Files = std::map<std::string, std::string>; // texts by name

struct Scenario {
  std::string command; // @ stands for the command with its faults
  Files before;
  bool joins = false;   // several files on one output: one that cannot be read is skipped
  bool reports = false; // standard output tells of the run, and may say what failed
  bool answers = false; // the same, and what failed does not change the status
};

struct State {
  Result result;
  Files files;          // afterwards
  bool is_open = false; // others than before may read or write one of the files that were there
};

class Faults : public Shell {
public:
  // False, with a message, where nothing can be loaded into the command.
  bool possible() const;

  // Runs a scenario in an empty folder. The words stand in front of the command: see preload.h.
  State run_with(const Scenario &scenario, const std::string &words) const;
  State run_with_fault(const Scenario &scenario, const std::string &fault) const;

  // How many calls of each kind a run makes.
  std::map<std::string, long> count_calls(const Scenario &scenario) const;
};

// Whether a run wrote all that the run without a fault did.
bool is_complete(const State &whole, const State &got);

// What is the same whatever happens: a status, no torn output, each file old or new, none lost.
void check_whole(const Scenario &scenario, const State &whole, const State &got,
                 const std::string &about);

// A run with something harmless does what the run without it does.
void check_unchanged(const Scenario &scenario, const State &whole, const State &got,
                     const std::string &fault);

// A run in which a call had an error, given by name, either says so or is complete.
void check_failure(const Scenario &scenario, const State &whole, const State &got,
                   const std::string &fault, const std::string &error);

// Some calls of each kind that a run makes fail in turn, with each error that they may have: one
// run in so many. Returns the number of runs.
std::size_t fail_each(const Faults &shell, const Scenario &scenario,
                      std::size_t one_in = share_of_runs);

// Interruptions everywhere, and reads and writes of so many bytes each.
void interrupt_and_shorten(const Faults &shell, const Scenario &scenario, std::size_t bytes);

} // namespace arnorm::test
