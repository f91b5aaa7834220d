// Interprets rule sets exactly as docs/rule-format.md defines them, slowly and obviously.
//
// Shares no algorithm and no Unicode data with the engines. It works on UTF-32, matches patterns by
// trying every count, and orders marks by swapping neighbours. Its data is that of utf8proc, and
// that of the engines is ICU's.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "alignment/edit_script.h"
#include "rules/step.h"

namespace arnorm::test {

// How often each row fires, by its index in oriented_rows.
using Fired = std::vector<std::uint64_t>;

// The result of one step for a text. If it is a table, counts the matches of its rows in `fired`.
// `script`, if given, gets its edits, unless it is a form or a mark order (see edit_oracle.h).
std::u32string interpret(const Step &step, const std::u32string &text, Fired *fired = nullptr,
                         EditScript *script = nullptr);

// The result of all steps for UTF-8 text, under Invalid::keep.
std::string interpret(const std::vector<Step> &steps, const std::string &text);

} // namespace arnorm::test
