// What is measured, and the speeds that are required. Does not depend on how they are measured.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "arnorm/arnorm.h"
#include "text/text.h"

namespace arnorm::bench {

// How a chain is used.
enum class Use {
  alone, // Chain::apply
  edits, // Chain::apply with an Alignment
  words, // Chain::apply; the chain begins with a list of 100,000 words, which stay as they are
};

// What a speed is compared with.
enum class Than { simdutf, icu_chain, itself };

// A required speed, as a multiple of another one, on processors with AVX-512 and with AVX2.
struct Target {
  Than than;
  double avx512;
  double avx2;
};

struct Subject {
  std::string chain;
  Direction direction;
  Use use;
  std::string text;
  std::vector<Target> targets;

  std::string title() const; // "buckwalter -r"
  bool has_target(Than than) const;
};

// All subjects on texts that are made, in the order of the tables.
const std::vector<Subject> &subjects();

// The subjects for a text of the caller, which have no targets.
std::vector<Subject> subjects_for(const std::string &text);

// A word for each call.
struct Call {
  const char *chain;
  double times_icu_chain;  // at least
  double nanoseconds_more; // at most, than a copy of the word takes
};
const std::vector<Call> &calls();

} // namespace arnorm::bench
