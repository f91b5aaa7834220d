// Paths to the strings of a JSON document that are to be converted.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arnorm::tool {

// One step into a document: to the value of a key, or to elements of an array.
struct JsonStep {
  std::optional<std::string> key;   // of an object
  std::optional<std::size_t> index; // of an array, from 0
  bool every = false;               // all elements of an array

  bool fits_key(std::string_view other) const { return key && *key == other; }
  bool fits_index(std::size_t other) const { return every || index == other; }
};

using JsonPath = std::vector<JsonStep>;

// Parses "meta.title", "items[].name", "items[2]" or "a\.b" (a key that contains a dot). A text
// that begins with a slash is a JSON Pointer (RFC 6901): "/items/2/name". Returns nothing if the
// text is neither; `problem` then says why.
std::optional<JsonPath> parse_json_path(std::string_view text, std::string &problem);

// The path in the first of these forms.
std::string json_path_text(const JsonPath &path);

} // namespace arnorm::tool
