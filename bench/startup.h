// How much processor time passes before the first byte is transformed.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace arnorm::bench {

inline constexpr const char *startup_chain = "search,buckwalter";
inline constexpr const char *load_again = "load again";
inline constexpr const char *start_arnorm = "arnorm";
inline constexpr const char *start_uconv = "uconv -x";
inline constexpr const char *start_uconv_plain = "uconv";

// Seconds for Chain::load in a process that has loaded none, the best of several such processes.
// They are copies of this one: call it before anything else is done.
std::optional<double> first_load();

// Chain::load again and again, and whole processes on a small file: arnorm, uconv with the same
// chain as ICU rules, and uconv with none. What is not installed is left out.
void register_startup();

} // namespace arnorm::bench
