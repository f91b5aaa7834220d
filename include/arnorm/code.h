// The codes of diagnostics.
//
// Codes are stable: a code keeps its meaning, and the code of a removed diagnostic is never reused.
// Later versions may add codes, so a `switch` over them needs a default. The comment after each
// code is the title of its page: see explain_code, `arnorm explain AR0203` and docs/diagnostics.md.
#pragma once

#include <cstdint>

namespace arnorm {

enum class Code : std::uint16_t {
  // Files, and the command line
  AR0001 = 1,  // this file is not valid UTF-8
  AR0002 = 2,  // cannot read a file
  AR0003 = 3,  // a file is larger than 4 MiB
  AR0004 = 4,  // there is no rule set of this name
  AR0005 = 5,  // the chain has an empty element
  AR0006 = 6,  // an element has more than one colon
  AR0007 = 7,  // a rule set takes the place of a built-in one
  AR0008 = 8,  // a path leads outside of the folders of rules
  AR0009 = 9,  // only built-in rules may be used
  AR0010 = 10, // this is not a rule file
  AR0011 = 11, // there are more diagnostics

  // Syntax and names
  AR0101 = 101, // this is not TOML
  AR0102 = 102, // unknown key
  AR0103 = 103, // a value has the wrong type
  AR0104 = 104, // a required key is missing
  AR0105 = 105, // invalid value
  AR0106 = 106, // a stage must have only one operation
  AR0107 = 107, // unknown format
  AR0108 = 108, // the names of the set and its file differ
  AR0109 = 109, // invalid name for a set
  AR0110 = 110, // a name is not defined
  AR0111 = 111, // invalid escape
  AR0112 = 112, // a surrogate is not a character
  AR0113 = 113, // no character has this name
  AR0114 = 114, // `*` and `+` are unbounded counts
  AR0115 = 115, // invalid count
  AR0116 = 116, // this pattern is empty, or can match the empty text
  AR0117 = 117, // unmatched bracket
  AR0118 = 118, // unexpected special character
  AR0119 = 119, // invalid set
  AR0120 = 120, // invalid group
  AR0121 = 121, // invalid reference to a group
  AR0122 = 122, // misplaced `$edge`, `$start` or `$end`
  AR0123 = 123, // a set is empty or contains strings
  AR0124 = 124, // this text contains an invisible character
  AR0125 = 125, // this text is not in NFC
  AR0126 = 126, // `to` contains a line feed
  AR0127 = 127, // `letters` and `to` differ in length
  AR0128 = 128, // a row of letters contains something else
  AR0129 = 129, // listed twice
  AR0130 = 130, // `back` is not possible
  AR0131 = 131, // a pattern refers to itself or to a later one
  AR0132 = 132, // a set and a pattern have the same name
  AR0133 = 133, // `to` needs a name of one character
  AR0140 = 140, // a file of words cannot be named like this
  AR0141 = 141, // a file of words is not text in UTF-8
  AR0142 = 142, // invalid line in a file of words
  AR0143 = 143, // misplaced space in a file of words
  AR0144 = 144, // a file of words, or a word, is too long
  AR0145 = 145, // this word occurs twice
  AR0146 = 146, // a word has an invisible character
  AR0147 = 147, // no text in this form contains this word
  AR0148 = 148, // a file of words has no words
  AR0149 = 149, // more problems in a file of words
  AR0150 = 150, // a space is ignored
  AR0151 = 151, // a separator within a set
  AR0152 = 152, // `.` does not stand for any character
  AR0153 = 153, // `to` contains a pattern
  AR0154 = 154, // a key of the header is below [sets]
  AR0155 = 155, // a dotted circle stands before a mark

  // Meaning
  AR0201 = 201, // circular reference between files
  AR0202 = 202, // this override has no effect
  AR0203 = 203, // this row can never match
  AR0204 = 204, // no text in this form contains this
  AR0205 = 205, // this stage has no reverse
  AR0206 = 206, // this set claims to be reversible but cannot run backwards
  AR0207 = 207, // this set is not reversible
  AR0208 = 208, // this set is not idempotent
  AR0209 = 209, // ICU rejected this transform
  AR0210 = 210, // no stage of the chain runs backwards
  AR0211 = 211, // a row writes a line feed when it runs backwards
  AR0212 = 212, // an earlier stage leaves nothing for this row
  AR0213 = 213, // other rows together mask this row
  AR0214 = 214, // a table or a context is empty
  AR0215 = 215, // this stage never runs
  AR0216 = 216, // `from` and `to` seem to be exchanged
  AR0217 = 217, // this is not the code of a script
  AR0218 = 218, // a letter belongs to neither script of the set
  AR0219 = 219, // a letter looks like one of another script
  AR0220 = 220, // this rule set has no tests
  AR0221 = 221, // the same test appears twice
  AR0222 = 222, // this name is never used
  AR0223 = 223, // ICU does not finish this transform
  AR0224 = 224, // ICU writes something else when it uses a rule again

  // Tests inside rule files
  AR0301 = 301, // this test fails
  AR0302 = 302, // this test passes but is expected to fail
  AR0303 = 303, // this test runs backwards, but its rule set cannot
  AR0304 = 304, // a test fires what is marked as untested

  // Cost and engines
  AR0401 = 401, // a pattern or a table is too large
  AR0402 = 402, // too many files or stages
  AR0403 = 403, // this stage is too large for the ICU engine
  AR0404 = 404, // ICU rejected the rules generated from this stage
  AR0405 = 405, // the table engine cannot run this stage
  AR0406 = 406, // this chain cannot be exported as a single ICU rule text

  // Import
  AR0501 = 501, // these are no ICU rules
  AR0502 = 502, // rules stay ICU rules
  AR0503 = 503, // a rule never applies
  AR0504 = 504, // a count has no limit in ICU
  AR0505 = 505, // this is not a CLDR transform
  AR0506 = 506, // this is not a table of letters
  AR0507 = 507, // a filter is not kept as it is

  // Input of the filter
  AR0601 = 601, // the input is in UTF-16
  AR0602 = 602, // the input seems to be in another encoding
  AR0603 = 603, // a field is not a text
  AR0604 = 604, // no record has a field
};

} // namespace arnorm
