// Counts the characters of files that may not belong there: other scripts, letters of other
// languages, presentation forms, invisible characters, malformed bytes, digits of several systems
// in one line.
//
// Reads files of any size in pieces, also with lines of any length. Memory is bounded by the number
// of different characters. Does not know any rules.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <unicode/uscript.h>

namespace arnorm::tool {

enum class Oddity {
  malformed,    // bytes that are not UTF-8
  control,      // control characters
  bidi,         // directional marks, embeddings and isolates
  zero_width,   // joiners, soft hyphens, byte order marks and other invisible characters
  unassigned,   // unassigned, private or not a character, and U+FFFD
  presentation, // ligatures and forms of letters
  look_alike,   // letters of one language that look like those of another
  other_script, // letters of another script than the one asked for
  none,
};

// "presentation forms"
std::string_view name_of(Oddity oddity);

// What a character is in a text in a script.
Oddity oddity_of(char32_t c, UScriptCode script);

struct LinePlace {
  std::size_t file = 0; // its number
  std::size_t line = 0; // from 1
};

struct Occurrences {
  static constexpr std::size_t max_places = 3;
  std::size_t count = 0;
  std::vector<LinePlace> places = {}; // the first ones, in different lines

  void add(const LinePlace &place);
};

class Inventory {
public:
  // The next piece of the file that has begun; pieces may end anywhere.
  void begin_file();
  void add(std::string_view piece);
  void end_file();

  std::size_t lines() const { return lines_; }
  std::size_t characters() const { return total_; }
  const std::map<char32_t, Occurrences> &found() const { return found_; } // all characters
  const Occurrences &malformed() const { return malformed_; }
  const Occurrences &mixed_digits() const { return mixed_digits_; } // lines

private:
  void add(char32_t c);
  void end_line();

  std::map<char32_t, Occurrences> found_;
  std::vector<Occurrences *> known_ = std::vector<Occurrences *>(0x10000); // those of the BMP
  Occurrences malformed_;
  Occurrences mixed_digits_;
  std::string tail_; // a character that has not ended
  std::size_t total_ = 0;
  std::size_t lines_ = 0;
  std::size_t file_ = 0;
  std::size_t line_ = 1;
  unsigned digits_ = 0; // systems in this line, as bits
  bool line_open_ = false;
};

} // namespace arnorm::tool
