// The texts of the benchmarks. All runs use the same bytes, and nothing is downloaded.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace arnorm::bench {

enum class Kind {
  // The prose in tests/data/text, again and again.
  prose_plain, // without vowel signs
  prose,       // with all of them, as people type them: shadda first, then the vowel
  prose_c,     // the same text in NFC: the vowel first
  // Vocalized words, as people type them, in sentences without a meaning.
  language,  // words that repeat as often as in language
  new_words, // no word occurs twice
  // Letters that follow each other at random, with the frequencies of running text.
  plain,
  vocalized,
  vocalized_c,
  persian, // Persian letters and digits, zero-width non-joiners inside words
  mixed,   // about half of the bytes are ASCII: markup and Latin words
};

inline constexpr std::array kinds{
    Kind::prose_plain, Kind::prose,     Kind::prose_c,     Kind::language, Kind::new_words,
    Kind::plain,       Kind::vocalized, Kind::vocalized_c, Kind::persian,  Kind::mixed};

const char *name(Kind kind);

// A text of at least `bytes` bytes and at most one line more.
std::string make_text(Kind kind, std::size_t bytes);

// Whole copies of a text, at least one and at least so many bytes.
std::string repeat(std::string_view text, std::size_t bytes);

} // namespace arnorm::bench
