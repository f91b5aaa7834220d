#include "tool/text/chain_difference.h"

#include <algorithm>

#include <unicode/uchar.h>

#include "characters/utf.h"

namespace arnorm::tool {
namespace {

constexpr std::size_t max_word_bytes = 1024; // longer ones are cut

enum class Kind { word, space, other };

Kind kind_of(char32_t c) {
  constexpr std::uint32_t word = U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK;
  bool joiner = c == U'\u200C' || c == U'\u200D';
  auto u = static_cast<UChar32>(c);
  return joiner || (U_GET_GC_MASK(u) & word) != 0 ? Kind::word
         : u_isUWhiteSpace(u)                     ? Kind::space
                                                  : Kind::other;
}

// The end of the word, the spaces or the other characters that begin at a place.
std::size_t token_end(std::string_view text, std::size_t begin) {
  Character next = first_character(text.substr(begin));
  Kind kind = kind_of(next.c);
  std::size_t end = begin + next.length;
  while (end < text.size() && end - begin < max_word_bytes) {
    next = first_character(text.substr(end));
    if (kind_of(next.c) != kind) {
      break;
    }
    end += next.length;
  }
  return end;
}

std::string_view part(const std::string &text, Range range) {
  return std::string_view(text).substr(range.begin, range.end - range.begin);
}

} // namespace

bool ChainDifference::compare(std::string_view text,
                              const std::function<void(const Difference &)> &use) {
  out_a_.clear();
  out_b_.clear();
  a_.apply(text, out_a_);
  b_.apply(text, out_b_);
  if (out_a_ == out_b_) {
    return false;
  }
  if (whole_ || !compare_words(text, use)) {
    use({text, out_a_, out_b_, 0});
  }
  return true;
}

// Tells whether a word differs. One does, unless an edit reads nothing.
bool ChainDifference::compare_words(std::string_view text,
                                    const std::function<void(const Difference &)> &use) {
  out_a_.clear();
  out_b_.clear();
  a_.apply(text, out_a_, map_a_);
  b_.apply(text, out_b_, map_b_);
  bool any = false;
  for (std::size_t at = 0; at < text.size();) {
    Range word = joined(text, {at, token_end(text, at)});
    std::string_view a = part(out_a_, map_a_.to_output(word));
    std::string_view b = part(out_b_, map_b_.to_output(word));
    if (a != b) {
      use({text.substr(word.begin, word.end - word.begin), a, b, word.begin});
      any = true;
    }
    at = word.end;
  }
  return any;
}

// The word with all that edits of either chain join to it.
Range ChainDifference::joined(std::string_view text, Range word) const {
  for (;;) {
    std::size_t end = word.end;
    for (const Alignment *map : {&map_a_, &map_b_}) {
      Range out = map->to_output(word);
      end = out.begin == out.end ? end : std::max(end, map->to_input(out).end);
    }
    if (end == word.end) {
      return word;
    }
    while (word.end < end) {
      word.end = token_end(text, word.end);
    }
  }
}

} // namespace arnorm::tool
