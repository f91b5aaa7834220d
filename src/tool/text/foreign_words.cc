#include "tool/text/foreign_words.h"

#include <algorithm>

#include <utf8proc.h>

#include "characters/set_syntax.h"
#include "characters/utf.h"

namespace arnorm::tool {
namespace {

bool is_vowel_sign(char32_t c) { return (c >= 0x64B && c <= 0x650) || c == 0x652; }
bool is_tanwin(char32_t c) { return c >= 0x64B && c <= 0x64D; }
constexpr char32_t shadda = 0x651;
constexpr char32_t sukun = 0x652;

// Letters that can denote a long vowel, and therefore need no vowel sign.
bool is_long(char32_t c) {
  return std::u32string_view(U"\u0627\u0648\u064A\u0649\u0671\u0622").find(c) !=
         std::u32string_view::npos;
}

utf8proc_category_t category(char32_t c) {
  return c > 0x10FFFF ? UTF8PROC_CATEGORY_CN : utf8proc_category(static_cast<int>(c));
}
bool is_letter(char32_t c) {
  auto of = category(c);
  return of >= UTF8PROC_CATEGORY_LU && of <= UTF8PROC_CATEGORY_LO;
}
bool is_mark(char32_t c) {
  auto of = category(c);
  return of >= UTF8PROC_CATEGORY_MN && of <= UTF8PROC_CATEGORY_ME;
}

// A letter and its marks.
struct Cluster {
  char32_t letter = 0;
  int vowels = 0;
  int shaddas = 0;
  bool has_sukun = false;
  bool has_tanwin = false;
};

// Splits a word into clusters. Returns false if a mark has no letter to combine with.
bool split(std::u32string_view word, std::vector<Cluster> &clusters) {
  bool on_letter = false;
  for (char32_t c : word) {
    if (is_letter(c)) {
      clusters.push_back({c});
      on_letter = true;
    } else if (!is_mark(c)) {
      on_letter = false;
    } else if (!on_letter) {
      return false;
    } else {
      Cluster &last = clusters.back();
      last.vowels += is_vowel_sign(c) ? 1 : 0;
      last.shaddas += c == shadda ? 1 : 0;
      last.has_sukun = last.has_sukun || c == sukun;
      last.has_tanwin = last.has_tanwin || is_tanwin(c);
    }
  }
  return true;
}

// Teh marbuta and alef maksura occur only at the end of a word. Tanwin occurs at its end or before
// a final silent alef.
bool can_stand_before(const Cluster &here, const Cluster &next, bool next_is_last) {
  bool ends = here.letter == 0x629 || here.letter == 0x649;
  bool silent = next_is_last && (next.letter == 0x627 || next.letter == 0x649);
  return !ends && (!here.has_tanwin || silent);
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

// Lowercase, capitalized or all capitals, with at least one vowel.
bool looks_english(std::string_view word) {
  while (!word.empty() && std::string_view("([\"").find(word.front()) != std::string_view::npos) {
    word.remove_prefix(1);
  }
  while (!word.empty() &&
         std::string_view(".,;:!?)]\"").find(word.back()) != std::string_view::npos) {
    word.remove_suffix(1);
  }
  bool vowel = word.find_first_of("aeiouyAEIOUY") != std::string_view::npos;
  bool capitals = std::all_of(word.begin(), word.end(), is_upper);
  return vowel && (capitals || ((is_upper(word[0]) || is_lower(word[0])) &&
                                std::all_of(word.begin() + 1, word.end(), is_lower)));
}

bool is_space(char c) { return std::string_view(" \t\n\r\f\v").find(c) != std::string_view::npos; }

} // namespace

Spelling spelling_of(std::u32string_view word) {
  Spelling spelling;
  std::vector<Cluster> clusters;
  spelling.possible = split(word, clusters);
  spelling.has_letters = !clusters.empty();
  bool vowels = false;
  bool bare = false;
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    const Cluster &here = clusters[i];
    bool last = i + 1 == clusters.size();
    bool fits = here.vowels <= 1 && here.shaddas <= 1 && !(i == 0 && here.has_sukun) &&
                (last || can_stand_before(here, clusters[i + 1], i + 2 == clusters.size()));
    spelling.possible = spelling.possible && fits;
    vowels = vowels || (here.vowels > 0 && !here.has_tanwin);
    bare = bare || (!last && here.vowels == 0 && here.shaddas == 0 && !is_long(here.letter) &&
                    !is_long(clusters[i + 1].letter));
  }
  spelling.gaps = vowels && bare;
  return spelling;
}

ForeignWords::ForeignWords(const Chain &backwards, Invalid invalid)
    : chain_(backwards), invalid_(invalid), latin_(parse_set("[\\p{Latin}]", {}).set) {}

ForeignWords::Kind ForeignWords::kind_of(std::string_view word) {
  back_.clear();
  chain_.apply(word, back_, invalid_);
  std::u32string back = to_utf32(back_);
  bool left = std::any_of(back.begin(), back.end(), [&](char32_t c) { return latin_.contains(c); });
  Spelling spelling = spelling_of(back);
  if (left || !spelling.possible) {
    return foreign;
  }
  if (!spelling.has_letters) {
    return no_word;
  }
  if (!looks_english(word)) {
    return arabic;
  }
  return spelling.gaps ? partial : whole;
}

void ForeignWords::add_words(std::string_view text, std::size_t begin, std::size_t end) {
  for (std::size_t at = begin; at < end;) {
    std::size_t after = at;
    while (after < end && !is_space(text[after])) {
      ++after;
    }
    if (after > at) {
      Kind kind = kind_of(text.substr(at, after - at));
      if (kind != no_word) {
        words_.push_back({{at, after}, kind});
      }
    }
    at = after + 1;
  }
}

// Goes from left to right, because a decision depends on that for the preceding word.
void ForeignWords::decide() {
  bool before = false;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    bool after = i + 1 < words_.size() && words_[i + 1].kind == foreign;
    Kind kind = words_[i].kind;
    before = kind == foreign || (kind == partial && (before || after)) ||
             (kind == whole && before && after);
    if (before) {
      found_.push_back(words_[i].span);
    }
  }
}

const std::vector<ProtectedSpan> &ForeignWords::find(std::string_view text,
                                                     const std::vector<ProtectedSpan> &taken) {
  words_.clear();
  found_.clear();
  std::size_t at = 0;
  for (const ProtectedSpan &span : taken) {
    add_words(text, at, span.begin);
    at = span.end;
  }
  add_words(text, at, text.size());
  decide();
  return found_;
}

} // namespace arnorm::tool
