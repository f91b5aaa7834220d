#include "text/new_words.h"

#include <cstring>
#include <functional>
#include <iterator>

namespace arnorm::bench {
namespace {

// The tables below are in Buckwalter's transliteration, in which ~ is shadda, o is sukun, and F, N
// and K are tanwin.
struct Sign {
  char latin;
  const char *arabic;
};
constexpr Sign signs[] = {
    {'\'', "\u0621"}, {'>', "\u0623"}, {'<', "\u0625"}, {'A', "\u0627"}, {'b', "\u0628"},
    {'p', "\u0629"},  {'t', "\u062A"}, {'v', "\u062B"}, {'j', "\u062C"}, {'H', "\u062D"},
    {'x', "\u062E"},  {'d', "\u062F"}, {'*', "\u0630"}, {'r', "\u0631"}, {'z', "\u0632"},
    {'s', "\u0633"},  {'$', "\u0634"}, {'S', "\u0635"}, {'D', "\u0636"}, {'T', "\u0637"},
    {'Z', "\u0638"},  {'E', "\u0639"}, {'g', "\u063A"}, {'f', "\u0641"}, {'q', "\u0642"},
    {'k', "\u0643"},  {'l', "\u0644"}, {'m', "\u0645"}, {'n', "\u0646"}, {'h', "\u0647"},
    {'w', "\u0648"},  {'Y', "\u0649"}, {'y', "\u064A"}, {'F', "\u064B"}, {'N', "\u064C"},
    {'K', "\u064D"},  {'a', "\u064E"}, {'u', "\u064F"}, {'i', "\u0650"}, {'~', "\u0651"},
    {'o', "\u0652"}};

constexpr const char *consonants = "btvjHxd*rzs$SDTZEgfqklmnhwy";
constexpr const char *sun_letters = "tvd*rzs$SDTZln";

// 1, 2 and 3 are the letters of the root.
constexpr const char *nouns[] = {
    "1a2o3",      "1i2o3",      "1u2o3",    "1a2a3",   "1i2aA3",    "1u2uw3",    "1a2iy3",
    "1aA2i3",     "1a2~aA3",    "ma1o2uw3", "ma1o2a3", "mi1o2aA3",  "ta1o2iy3",  "<i1o2aA3",
    "mu1a2~i3",   "mu1a2~a3",   "mu1aA2i3", "mu1o2i3", "ta1a2~u3",  "ta1aA2u3",  ">a1o2aA3",
    "1awaA2i3",   "ma1aA2iy3",  "ma1aA2i3", "1u2ayo3", "mu1ota2i3", "muno1a2i3", "musota1o2i3",
    "muta1a2~i3", "muta1aA2i3", "1a2o3aAn"};
// The more frequent ones several times.
constexpr const char *noun_prefixes[] = {"",   "",   "",   "",   "wa",   "fa",  "bi",
                                         "li", "Al", "Al", "Al", "waAl", "biAl"};
constexpr const char *noun_endings[] = {"u",     "a",    "i",    "N",    "K",     "FA",   "apu",
                                        "apK",   "aAtu", "aAti", "uwna", "iyna",  "aAni", "ayoni",
                                        "uhu",   "ahu",  "ihi",  "uhaA", "ahaA",  "uka",  "unaA",
                                        "uhumo", "iy",   "apF",  "iy~N", "iy~apu"};
constexpr const char *article_endings[] = {"u",    "a",    "i",    "apu",  "apa",   "api",
                                           "aAtu", "aAti", "uwna", "iyna", "ayoni", "iy~u"};

constexpr const char *verbs[] = {"1a2a3",    "1a2i3",    "1a2~a3",    "1aA2a3",    ">a1o2a3",
                                 "ta1a2~a3", "ta1aA2a3", "Aino1a2a3", "Ai1ota2a3", "Aisota1o2a3"};
constexpr const char *verb_endings[] = {"a",    "ato",   "uwA",   "otu", "ota",   "onaA", "ahu",
                                        "ahaA", "atohu", "ahumo", "naA", "otumo", "ataA", "onaAhu"};
constexpr const char *verb_prefixes[] = {"", "", "wa", "fa"};

const char *arabic(char latin) {
  for (const Sign &sign : signs) {
    if (sign.latin == latin) {
      return sign.arabic;
    }
  }
  return "";
}

std::string to_arabic(const std::string &latin) {
  std::string text;
  for (char sign : latin) {
    text += arabic(sign);
  }
  return text;
}

std::string fill(const char *pattern, const std::string &root) {
  std::string stem;
  for (const char *at = pattern; *at != 0; ++at) {
    stem += *at >= '1' && *at <= '3' ? root[static_cast<std::size_t>(*at - '1')] : *at;
  }
  return stem;
}

// The article before a stem: al-qa..., but as-sa...: its lam has no sign before a doubled letter.
std::string with_article(const std::string &prefix, std::string stem) {
  if (std::strchr(sun_letters, stem[0]) == nullptr) {
    return prefix + "o" + stem;
  }
  return prefix + stem.insert(1, "~");
}

} // namespace

std::string NewWords::next() {
  for (;;) {
    std::string text = to_arabic(word());
    if (known_.insert(std::hash<std::string>()(text)).second) {
      return text;
    }
  }
}

std::string NewWords::word() {
  if (random_() % 4 == 0) {
    std::string prefix = pick(verb_prefixes, std::size(verb_prefixes));
    std::string stem = fill(pick(verbs, std::size(verbs)), root());
    return prefix + stem + pick(verb_endings, std::size(verb_endings));
  }
  std::string prefix = pick(noun_prefixes, std::size(noun_prefixes));
  std::string stem = fill(pick(nouns, std::size(nouns)), root());
  if (prefix.ends_with('l')) {
    return with_article(prefix, stem) + pick(article_endings, std::size(article_endings));
  }
  return prefix + stem + pick(noun_endings, std::size(noun_endings));
}

// Three different letters.
std::string NewWords::root() {
  std::string letters;
  while (letters.size() < 3) {
    char letter = consonants[random_() % std::strlen(consonants)];
    if (letters.find(letter) == std::string::npos) {
      letters += letter;
    }
  }
  return letters;
}

} // namespace arnorm::bench
