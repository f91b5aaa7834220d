// Measures chains on texts, with the table engine and with ICU.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "arnorm/arnorm.h"
#include "peers.h"
#include "text.h"

namespace arnorm::bench {

// Each text, and the beginning of each for slow programs.
struct Texts {
  explicit Texts(std::size_t bytes);
  const std::string &whole(Kind kind) const { return texts[static_cast<std::size_t>(kind)]; }
  std::string_view beginning(Kind kind) const;

  std::array<std::string, kinds.size()> texts;
};

struct Subject {
  const char *chain;
  Direction direction;
  Kind kind;

  std::string title() const; // "buckwalter -r"
};

const std::vector<Subject> &subjects();

// The names of benchmarks, under which their results are found.
std::string benchmark_name(Peer peer, Kind kind);
std::string benchmark_name(const Subject &subject, Engine engine);

// Registers benchmarks of all subjects, and of the peers on the same texts, which must live until
// the benchmarks have run. A chain whose engines disagree is reported on standard error and
// omitted.
void register_speed(const Texts &texts);

// Registers benchmarks of chains with and without edits (Chain::apply with an Alignment).
struct AlignmentSubject {
  const char *chain;
  Kind kind;
};
const std::vector<AlignmentSubject> &alignment_subjects();
std::string alignment_name(const AlignmentSubject &subject, bool asked);
void register_alignment(const Texts &texts);

// Registers benchmarks of one chain in one and in two threads, of two chains in two threads, and of
// memcpy in one and in two threads.
void register_threads(const Texts &texts);
inline constexpr const char *threads_subject = "search";
inline constexpr const char *one_thread = "one thread";
inline constexpr const char *two_threads = "two threads, one chain";
inline constexpr const char *two_chains = "two threads, a chain each";
inline constexpr const char *copy_one_thread = "memcpy, one thread";
inline constexpr const char *copy_two_threads = "memcpy, two threads";

} // namespace arnorm::bench
