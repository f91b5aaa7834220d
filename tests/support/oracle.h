// The meaning of a rule set, word for word from docs/rule-format.md, slow and obvious.
//
// Shares no algorithm and no Unicode data with the engines: it works on UTF-32, matches patterns by
// trying every count, orders marks by exchanging neighbours, and takes its data from utf8proc,
// while the engines take theirs from ICU.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "alignment/edit_script.h"
#include "rules/step.h"

namespace arnorm::test {

// How often each row fires, by its place in oriented_rows.
using Fired = std::vector<std::uint64_t>;

// What one step makes of a text. Where it is a table, `fired` gets what its rows did.
// `script`, if given, gets its edits, unless it is a form or a mark order (see edit_oracle.h).
std::u32string interpret(const Step &step, const std::u32string &text, Fired *fired = nullptr,
                         EditScript *script = nullptr);

// What all steps make of UTF-8, under Invalid::keep.
std::string interpret(const std::vector<Step> &steps, const std::string &text);

} // namespace arnorm::test
