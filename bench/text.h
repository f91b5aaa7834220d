// Texts for the benchmarks. They are generated from letter frequencies, so that nothing needs to be
// downloaded and all runs use the same bytes. They have no meaning.
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

// A text of at least `bytes` bytes and at most one line more. Lines have about 80 to 500
// characters.
std::string make_text(Kind kind, std::size_t bytes);

} // namespace arnorm::bench
