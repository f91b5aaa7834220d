// Vocalized Arabic words, each of them new.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <unordered_set>

namespace arnorm::bench {

// Puts random roots into the patterns of Arabic nouns and verbs, and adds prefixes, the article and
// endings. From the root k-t-b come biAlomakotabapi ("in the library") and fatakaAtabonaA ("then we
// wrote to each other"). Most roots do not exist, so the words only look like Arabic. There are
// some ninety million; a text of 20 MB takes less than one million.
class NewWords {
public:
  explicit NewWords(std::uint32_t seed) : random_(seed) {}

  // Shadda is before its vowel. No word is returned twice.
  std::string next();

private:
  std::string word();
  std::string root();
  const char *pick(const char *const *from, std::size_t count) { return from[random_() % count]; }

  std::mt19937 random_;
  std::unordered_set<std::uint64_t> known_; // their hashes
};

} // namespace arnorm::bench
