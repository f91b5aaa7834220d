// What the filter met in its input: counts, and the first place of each kind of trouble.
//
// A stretch of records is counted apart, from line 1 and byte 0, and then added to those in front
// of it: who works on it need not know where in the file it stands.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>

namespace arnorm::tool {

struct Findings {
  // Where the work is. Set by Records before each text; lines count from 1.
  std::size_t line = 1;
  std::size_t offset = 0; // of the text, in bytes

  std::size_t lines = 0; // ends of records, and a last one without an end
  std::size_t bytes_in = 0;
  std::size_t bytes_out = 0;
  std::size_t changed = 0; // lines that do not come out as they went in; only if asked for

  struct Malformed {
    std::size_t bytes = 0;
    std::size_t lines = 0;
    std::size_t first_line = 0;
    std::size_t first_offset = 0;
    std::size_t last_line = 0; // so that a line with several texts counts once
  } malformed;

  // Records that are not what the options say they are; copied as they stand.
  struct BadRecords {
    std::size_t count = 0;
    std::size_t first_line = 0;
    std::string first_reason;
  } bad_records;

  // Letters of the source script that came through.
  struct UnmappedLetter {
    std::size_t count = 0;
    std::size_t first_line = 0;
  };
  std::map<char32_t, UnmappedLetter> unmapped;

  // The first thing that the options call an error. What is in front of it has been written.
  struct Stop {
    std::size_t line = 0;
    std::string what; // "malformed UTF-8", the line not included
    std::optional<std::size_t> offset;
    std::string detail; // "0xFF"; may be empty
  };
  std::optional<Stop> stop;

  // `count` malformed bytes in the text at hand, the first at `first` in it.
  void add_malformed(std::size_t count, std::size_t first);
  // The record at hand is not one.
  void add_bad_record(std::string reason);
  void add_unmapped(char32_t c);
  // The options call this an error.
  void stop_here(std::string what, std::optional<std::size_t> at = {}, std::string detail = {});

  // What was found behind it: lines and offsets of `next` count from where this one ends.
  void append(const Findings &next);
};

} // namespace arnorm::tool
