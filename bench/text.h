// Texts to measure on. They are made here, from letter frequencies, so that nothing has to be
// downloaded and every run of one build sees the same bytes. They mean nothing.
#pragma once

#include <array>
#include <cstddef>
#include <string>

namespace arnorm::bench {

enum class Kind {
  plain,       // Arabic without vowel signs
  vocalized,   // with them, as people type them: shadda first, then the vowel
  vocalized_c, // the same text in NFC: the vowel first
  persian,     // Persian letters and digits, zero-width non-joiners inside words
  mixed,       // about half of the bytes are ASCII: markup and Latin words
};

inline constexpr std::array kinds{Kind::plain, Kind::vocalized, Kind::vocalized_c, Kind::persian,
                                  Kind::mixed};

const char *name(Kind kind);

// At least `bytes` of text, and at most one line more, in lines of some 80 to 500 characters.
std::string make_text(Kind kind, std::size_t bytes);

} // namespace arnorm::bench
