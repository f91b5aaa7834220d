// Encodes and decodes JSON strings (RFC 8259, section 7).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace arnorm {

struct JsonForm {
  bool ascii = false;           // escape all characters beyond ASCII
  bool slashes = false;         // write `\/` for a slash
  bool lower = false;           // hexadecimal digits in lower case
  bool lone_surrogates = false; // escape surrogates that were encoded in three bytes
  bool well_formed = false;     // the caller knows that the text is well-formed, which is faster
};

// Encodes a text as a JSON string, including the quotes. Control characters are escaped. JSON
// cannot represent malformed bytes: each maximal subpart becomes U+FFFD, as under Invalid::replace.
std::string json_string(std::string_view text, JsonForm form = {});

// Decodes a JSON string in well-formed UTF-8, given without its quotes. A lone surrogate becomes
// the three bytes that would encode it if UTF-8 allowed surrogates, so that json_string can restore
// it. Returns nothing if an escape is invalid.
std::optional<std::string> json_unescaped(std::string_view raw);

} // namespace arnorm
