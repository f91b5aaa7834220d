// Finds places at which the TOML reader can resume after an error.
//
// This is a heuristic based on the next bytes: a line that looks like an entry may be wrong too.
// Nothing is reported here.
#pragma once

#include <cstddef>
#include <string_view>

namespace arnorm {

// Whether `key =` (which may contain dots and quotes), `[name` or `[[name` begins at `at`. An array
// also begins with a bracket, but no bare word follows it.
bool begins_entry_or_header(std::string_view text, std::size_t at);

// Whether an item of an array other than a bare word begins at `at`.
bool begins_item(std::string_view text, std::size_t at);

// Finds the end of an array item that contains an error, by its brackets and braces.
class ItemEnd {
public:
  explicit ItemEnd(std::string_view text) : text_(text) {}

  // The end of the item that begins at `begin`, if that is after `at` on the same line and is
  // followed by a comma, a bracket or the end of the line; otherwise 0. All calls together take
  // linear time, because no line is searched twice without success.
  std::size_t find(std::size_t begin, std::size_t at);

private:
  std::size_t text_end(std::size_t begin) const;

  std::string_view text_;
  std::size_t searched_ = 0; // no item ends before this offset
};

} // namespace arnorm
