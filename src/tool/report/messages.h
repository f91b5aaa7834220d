// Messages for standard error about the findings in a file.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tool/settings.h"
#include "tool/text/findings.h"

namespace arnorm::tool {

// "1 byte", "2 bytes".
std::string count(std::size_t number, std::string_view noun);

// What stopped the run: "malformed UTF-8 in line 3, byte offset 17: 0xFF".
std::string stop_sentence(const Findings::Stop &stop);

// Of more sets than these, the rest is told as "others".
inline constexpr std::size_t max_named_sets = 5;

// What is told once a run: "note: U+0691 RREH (ڑ) in line 3 is not mapped by ala-lc, ...".
std::string first_unmapped_sentence(const Findings::FirstUnmapped &found,
                                    const std::vector<std::string> &sets,
                                    const FilterArguments &arguments);

// One message for each kind of problem that was copied, replaced or deleted.
std::vector<std::string> sentences(const Findings &findings, const FilterArguments &arguments);

} // namespace arnorm::tool
