// Where the TOML reader can go on after an error, as far as the next bytes tell.
//
// Guesses only: a line may look like an entry and still be wrong. Nothing is reported here.
#pragma once

#include <cstddef>
#include <string_view>

namespace arnorm {

// `key =`, with dots and quotes, or `[name`, `[[name`. An array may begin with a bracket as well,
// but not with such a word in it.
bool begins_entry_or_header(std::string_view text, std::size_t at);

// What an item of an array may begin with, words aside.
bool begins_item(std::string_view text, std::size_t at);

// For every item that failed: where its brackets and braces are closed again.
class ItemEnd {
public:
  explicit ItemEnd(std::string_view text) : text_(text) {}

  // The end of the item that begins at `begin`, beyond `at`, when it is in the same line and a
  // comma, a bracket or the end of the line comes next; 0 otherwise. Takes linear time over all
  // calls: no line is searched twice in vain.
  std::size_t find(std::size_t begin, std::size_t at);

private:
  std::size_t text_end(std::size_t begin) const;

  std::string_view text_;
  std::size_t searched_ = 0; // in vain
};

} // namespace arnorm
