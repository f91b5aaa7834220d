// Texts that are written to hurt, each with the chain that it hurts: near-matches, long runs of
// marks, contexts that look far, words that nearly are in a list, no place to cut, segments that
// the cache never sees again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace arnorm::test {

struct HostileText {
  enum class Way { at_once, aligned, in_pieces };

  std::string name;
  std::string chain; // the name of a chain, or the text of a rule file
  // About so many bytes; random ones are others for another seed.
  std::function<std::string(std::size_t bytes, std::uint64_t seed)> text;
  std::string words = {}; // the file words.tsv of that rule file
  Way way = Way::at_once;
};

std::vector<HostileText> hostile_texts();

// A text that repeats a part up to about so many bytes, without cutting a character.
std::string repeated_text(std::string_view part, std::size_t bytes);

} // namespace arnorm::test
