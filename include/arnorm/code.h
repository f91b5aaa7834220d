// The codes of diagnostics.
//
// A code is stable: it keeps its meaning, and the code of a diagnostic that is gone is not used
// again. Later versions add codes, so a `switch` over them needs a default. Beside each code stands
// the title of its page: see explain_code, `arnorm explain AR0203` and docs/diagnostics.md.
#pragma once

#include <cstdint>

namespace arnorm {

enum class Code : std::uint16_t {
  // Files, and the words of the command line
  AR0001 = 1, // this file is not UTF-8
  AR0002 = 2, // cannot read a file
  AR0003 = 3, // a file is larger than 4 MiB
  AR0004 = 4, // there is no rule set of this name
  AR0005 = 5, // an element of the chain is empty
  AR0006 = 6, // an element has more than one colon
  AR0007 = 7, // a rule set takes the place of a built-in one
  AR0008 = 8, // a path leads out of the folders of rules
  AR0009 = 9, // only built-in rules may be used
  AR0010 = 10, // this is not a rule file
  AR0011 = 11, // there are more diagnostics

  // Syntax and names
  AR0101 = 101, // this is not TOML
  AR0102 = 102, // unknown key
  AR0103 = 103, // a value has the wrong type
  AR0104 = 104, // something is missing
  AR0105 = 105, // a key cannot have this value
  AR0106 = 106, // a stage does one thing
  AR0107 = 107, // this format is not known
  AR0108 = 108, // the set is named one way, its file another
  AR0109 = 109, // this cannot name a set
  AR0110 = 110, // a name is not defined
  AR0111 = 111, // this is no escape
  AR0112 = 112, // a surrogate is not a character
  AR0113 = 113, // no character has this name
  AR0114 = 114, // `*` and `+` have no bound
  AR0115 = 115, // a count does not count
  AR0116 = 116, // this pattern is empty, or can match the empty text
  AR0117 = 117, // a bracket that is never closed, or closes nothing
  AR0118 = 118, // this sign has no meaning here
  AR0119 = 119, // this is not a set
  AR0120 = 120, // a group that cannot be
  AR0121 = 121, // there is no such group
  AR0122 = 122, // `$start` and `$end` stand at their own edge
  AR0123 = 123, // a set that is empty or holds strings
  AR0124 = 124, // this text holds an invisible character
  AR0125 = 125, // this text is not in NFC
  AR0126 = 126, // `to` writes a line feed

  // Meaning
  AR0201 = 201, // a file is part of itself
  AR0202 = 202, // an override that overrides nothing
  AR0203 = 203, // this row can never match
  AR0204 = 204, // no text in this form holds this
  AR0205 = 205, // this stage has no reverse
  AR0206 = 206, // this set claims to be reversible and cannot run backwards
  AR0207 = 207, // this set is not reversible
  AR0208 = 208, // this set is not idempotent
  AR0209 = 209, // ICU does not take this
  AR0210 = 210, // nothing in the chain runs backwards

  // Tests inside rule files
  AR0301 = 301, // this test fails
  AR0302 = 302, // this test passes, though it says that it fails
  AR0303 = 303, // this test runs backwards, and its rule set does not

  // Cost and engines
  AR0401 = 401, // a pattern or a table is too large
  AR0402 = 402, // too many files or stages
  AR0403 = 403, // this stage is too large for the ICU engine
  AR0404 = 404, // ICU does not take the rules made from this stage
  AR0405 = 405, // the table engine cannot run this stage
  AR0406 = 406, // this chain cannot be written as one ICU rule text
};

} // namespace arnorm
