// The problems that the filter found in its input: counts, and the first place of each kind.
//
// Each block of records is counted separately, from line 1 and byte 0, and then added to the
// preceding ones. The worker therefore need not know the position of its block in the file.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tool/text/encodings.h"

namespace arnorm::tool {

struct Findings {
  // The current position. Set by Records before each text; lines are numbered from 1.
  std::size_t line = 1;
  std::size_t offset = 0; // of the text, in bytes

  std::size_t lines = 0; // records, including an unterminated last one
  std::size_t bytes_in = 0;
  std::size_t bytes_out = 0;
  std::size_t changed = 0; // lines whose output differs from the input; only if requested

  struct Malformed {
    std::size_t bytes = 0;
    std::size_t lines = 0;
    std::size_t first_line = 0;
    std::size_t first_offset = 0;
    std::size_t last_line = 0; // so that a line with several texts counts once
  } malformed;

  // Malformed records, which are copied unchanged.
  struct BadRecords {
    std::size_t count = 0;
    std::size_t first_line = 0;
    std::string first_reason;
  } bad_records;

  // What the texts with malformed bytes are if they are not UTF-8.
  ArabicBytes arabic_bytes;

  // Selected values of JSON documents that are neither strings nor arrays of strings.
  struct NoText {
    std::size_t count = 0; // records
    std::size_t first_line = 0;
    std::size_t column = 0; // in code points, from 1
    std::string path;
    std::string what;        // "an object"
    std::string better_path; // of a string in the first one, or else of its first value
    bool better_is_text = true;
  } no_text;

  // What was there to select from: records, the columns of the longest one, and for each path of
  // --jsonl 1 if it led to something.
  std::size_t records = 0;
  std::size_t columns = 0;
  std::vector<char> fields;

  // Texts that an `icu` stage did not finish.
  struct Unfinished {
    std::size_t count = 0;
    std::size_t first_line = 0;
  } unfinished;

  // Letters of the source script that remain in the output.
  struct UnmappedLetter {
    std::size_t count = 0;
    std::size_t first_line = 0;
  };
  std::map<char32_t, UnmappedLetter> unmapped;
  bool looked_for_unmapped = false; // set by the filter, for its report

  // The first of them, where only that is looked for.
  struct FirstUnmapped {
    char32_t letter = 0;
    std::size_t line = 0;
    std::size_t at = 0; // its offset in the output of its text
  };
  std::optional<FirstUnmapped> first_unmapped;

  // The first problem that the options treat as an error. Everything before it has been written.
  struct Stop {
    std::size_t line = 0;
    std::string what; // the problem without its place, such as "malformed UTF-8"
    std::optional<std::size_t> offset;
    std::string detail; // "0xFF"; may be empty
  };
  std::optional<Stop> stop;

  // Notes `count` malformed bytes in the current text, the first one at offset `first`.
  void add_malformed(std::size_t count, std::size_t first);
  // Notes that the current record is malformed.
  void add_bad_record(std::string reason);
  // Notes that a selected value of the current record is no text. `found` has no count and line.
  void add_no_text(NoText found);
  void add_unmapped(char32_t c);
  void add_unfinished();
  // Stops the run, because the options treat this as an error.
  void stop_here(std::string what, std::optional<std::size_t> at = {}, std::string detail = {});

  // Adds the findings of the following records. The lines and offsets of `next` are relative to the
  // end of this one.
  void append(const Findings &next);

private:
  void append_malformed(const Malformed &next);
  void append_fields(const std::vector<char> &next);
};

} // namespace arnorm::tool
