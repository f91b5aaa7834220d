// Measures the processor time before the first byte is converted.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace arnorm::bench {

inline constexpr const char *startup_chain = "clean,buckwalter";
inline constexpr const char *load_again = "load again";
inline constexpr const char *start_arnorm = "arnorm";
inline constexpr const char *start_uconv = "uconv -x";
inline constexpr const char *start_uconv_plain = "uconv";

// The time of Chain::load in seconds in a process that has not loaded a chain before, the best of
// several processes. These are forks of this process, so call this first.
std::optional<double> first_load();

// Registers benchmarks of repeated Chain::load, and of whole processes on a small file: arnorm,
// uconv with the same chain as ICU rules, and uconv without rules. Programs that are not installed
// are omitted.
void register_startup();

} // namespace arnorm::bench
