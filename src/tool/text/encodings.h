// Recognizes text that is not UTF-8 by its bytes.
//
// Only guesses, for messages: nothing is converted. Encodings have the names that iconv knows.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace arnorm::tool {

// The encoding of an input if that is UTF-16 or UTF-32, from its beginning; empty if it is neither.
// Without a byte order mark, the high bytes tell: in the Arabic and ASCII characters of UTF-16,
// every second byte is 00 or 06, which UTF-8 never has.
std::string_view wide_encoding(std::string_view beginning);

// Counts bytes beyond ASCII that spell words in old Arabic encodings, where each letter is a byte.
// Text in other old encodings, binary data and truncated UTF-8 have other bytes among them.
class ArabicBytes {
public:
  // Counts a text that is not well-formed.
  void add(std::string_view text);
  void add(const ArabicBytes &other);

  // The encoding in which nearly all of the bytes are Arabic; empty if there is none.
  std::string_view encoding() const;
  std::size_t letters() const; // in that encoding
  std::size_t bytes() const { return bytes_; }

private:
  void add_run(std::string_view run, bool is_word);

  static constexpr std::size_t encodings = 2;
  std::size_t bytes_ = 0;
  std::size_t alefs_ = 0; // the same byte in all of the encodings
  std::size_t high_ = 0;  // from lam to the last letter
  std::array<std::size_t, encodings> letters_{};
};

} // namespace arnorm::tool
