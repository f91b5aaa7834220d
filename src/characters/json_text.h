// Encodes and decodes JSON strings (RFC 8259, section 7).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace arnorm {

// A string, quotes included. Control characters are escaped; JSON has no way to hold malformed
// bytes: each is U+FFFD, but for the three of a surrogate, which `lone_surrogates` escapes.
// `ascii`: all that is beyond ASCII is escaped too.
struct JsonForm {
  bool ascii = false;
  bool lone_surrogates = false;
  bool well_formed = false; // the text is known to be, which is faster
};
std::string json_string(std::string_view text, JsonForm form = {});

// The text of a string, quotes not included, in well-formed UTF-8 with escapes. A surrogate that
// stands alone becomes three bytes as if UTF-8 had them, so that it can be written again. Nothing
// when an escape is none.
std::optional<std::string> json_unescaped(std::string_view raw);

} // namespace arnorm
