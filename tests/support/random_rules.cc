#include "support/random_rules.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>

#include <fmt/format.h>

#include "support/sanitizer.h"

namespace arnorm::test {
namespace {

// So few that random rows overlap: letters, marks of different classes, a mark that decomposes
// (U+0344), characters beyond the BMP, characters with a special meaning in ICU (U+FFFF, stand-ins
// from U+F000) and noncharacters.
const std::vector<std::string> letters{"a",       "b",       "c",       "\\u0627", "\\u0644",
                                       "\\u064E", "\\u0651", "\\u0654", "\\u0655", "\\u{1F600}",
                                       "\\uFFFF", "\\uF000", "\\uFDD0"};
const std::vector<std::string> texts{"a",      "b",      "c",          "\u0627", "\u0644",
                                     "\u064E", "\u0651", "\u0654",     "\u0655", "\U0001F600",
                                     "\uFFFF", "\uF000", "\uFDD0",     "x",      " ",
                                     "\xFF",   "\xD8",   "\u0344",     "\u06DC", "\u0300",
                                     "\u0323", "\uF8FF", "\U0010FFFF", "\u0622", "\u1EA5"};
// Frequent characters of running text, which most rules do not name.
const std::vector<std::string> common{"\u0628", "\u062A", "\u0633", "\u0645", " ",
                                      "\u0646", "\u0639", "d",      "\n",     "\u0627"};

constexpr int word_files = 30;

// A file of words over the same alphabet, with few and short ones, so that texts contain them.
std::string word_file(Random &random) {
  auto below = [&](std::size_t n) { return random() % n; };
  auto piece = [&] {
    std::string out;
    for (std::size_t n = 1 + below(2); n > 0; --n) {
      const std::string &letter =
          below(3) == 0 ? common[below(common.size())] : texts[below(texts.size())];
      out +=
          letter.size() == 1 && !std::isalpha(static_cast<unsigned char>(letter[0])) ? "a" : letter;
    }
    return out;
  };
  auto column = [&] {
    std::string out = piece();
    for (std::size_t n = below(3); n > 1; --n) {
      out += " " + piece();
    }
    return out;
  };
  std::string file = "# words\n";
  for (std::size_t n = 1 + below(8); n > 0; --n) {
    file +=
        column() + "\t" + (below(8) == 0 ? "" : column()) + (below(4) == 0 ? "\ta note\n" : "\n");
  }
  return file;
}

class Writer {
public:
  explicit Writer(Random &random) : random_(random) {}

  std::string file() {
    std::string out = "format = 1\nname = \"test\"\n";
    out += one_in(8) ? "only = \"forward\"\n" : "";
    out += one_in(3) ? fmt::format("word = '[\\p{{L}}{}{}]'\n", letter(), letter()) : "";
    out += "[sets]\nsome = '[ab\\u064E]'\nother = '[^$some]'\none = '\\u064E'\n";
    out += "[patterns]\n" + patterns();
    for (int stages = 1 + below(3); stages > 0; --stages) {
      out += "[[stage]]\n" + stage();
    }
    return out;
  }

private:
  int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }
  bool one_in(int n) { return below(n) == 0; }

  const std::string &letter() { return letters[static_cast<std::size_t>(below(letters.size()))]; }

  std::string set() {
    switch (below(8)) {
    case 0:
      return "$some ";
    case 1:
      return "$other ";
    case 2:
      return "[^" + letter() + "]";
    case 3:
      return "[\\p{M}]";
    case 4:
      return one_in(2) ? "\\p{L}" : "\\P{Mn}";
    case 5: // a long range; most of the letters have low bytes that neither end has
      return one_in(2) ? "[\\u00E0-\\u0710]" : "[" + letter() + "\\u0430-\\u0700]";
    default:
      return "[" + letter() + letter() + letter() + "]";
    }
  }

  std::string count() {
    static const std::vector<std::string> counts{"?", "{0,2}", "{1,2}", "{2}", "{1,3}"};
    return one_in(4) ? counts[static_cast<std::size_t>(below(counts.size()))] : "";
  }

  // The ICU rules of squeeze compare the members of its set bit by bit, so large sets take seconds
  // to load.
  std::string small_set() { return "[" + letter() + letter() + letter() + letter() + "]"; }

  std::string item() {
    if (has_patterns_ && one_in(8)) {
      return (one_in(2) ? "$piece " : "$choice ") + count();
    }
    return (one_in(3) ? set() : letter()) + count();
  }

  std::string patterns() {
    std::string out = fmt::format("piece = '{}'\n", items(2));
    out += fmt::format("choice = ['{}', '{}{}']\n", items(2), one_in(2) ? "$piece " : "", items(1));
    has_patterns_ = true;
    return out;
  }

  std::string items(int max) {
    std::string out = item();
    for (int n = below(max); n > 0; --n) {
      out += item();
    }
    return out;
  }

  std::string from(bool &grouped) {
    grouped = one_in(4);
    if (!grouped) {
      return items(3);
    }
    return (one_in(2) ? item() : "") + "(" + items(2) + ")" + count() + (one_in(2) ? item() : "");
  }

  std::string context(bool after) {
    std::string out = items(2);
    if (one_in(5)) {
      out = after ? "$start" + out : out + "$end";
    } else if (one_in(5)) {
      out = "$edge";
    }
    return one_in(4) ? fmt::format("['{}', '{}']", out, items(2)) : fmt::format("'{}'", out);
  }

  // Different letters of the alphabet, from a random one on.
  std::string several_letters(int count) {
    std::string out;
    for (int i = below(static_cast<int>(letters.size())); count > 0; --count) {
      out += letters[static_cast<std::size_t>(i)];
      i = (i + 1) % static_cast<int>(letters.size());
    }
    return out;
  }

  std::string letters_row() {
    int count = 1 + below(3);
    std::string out = fmt::format("  {{ letters = '{}'", several_letters(count));
    out += one_in(3) ? fmt::format(", after = {}", context(true)) : "";
    out += one_in(3) ? fmt::format(", before = {}", context(false)) : "";
    if (one_in(2)) {
      out += fmt::format(", to = '{}'", several_letters(count));
    } else {
      std::string texts;
      for (int i = 0; i < count; ++i) {
        texts += fmt::format("'{}{}', ", letter(), one_in(3) ? letter() : "");
      }
      out += fmt::format(", to = [{}]", texts);
    }
    return out + (one_in(2) ? ", back = true" : "") + " },\n";
  }

  std::string row() {
    if (one_in(8)) {
      return letters_row();
    }
    bool grouped = false;
    std::string pattern = fmt::format("'{}'", from(grouped));
    for (bool array = one_in(6); array && one_in(2);) { // each with a group if the first has one
      bool has_group = false;
      std::string other = from(has_group);
      pattern += has_group == grouped ? fmt::format(", '{}'", other) : "";
    }
    bool back = one_in(12);
    pattern = back && !grouped ? fmt::format("'{}{}', {}", letter(), letter(), pattern) : pattern;
    std::string out = fmt::format("  {{ from = [{}]", pattern);
    out += one_in(4) ? fmt::format(", after = {}", context(true)) : "";
    out += one_in(4) ? fmt::format(", before = {}", context(false)) : "";
    out += fmt::format(", to = '{}{}{}'",
                       one_in(4)   ? ""
                       : one_in(8) ? "$one"
                                   : letter(),
                       grouped ? "$1" : "", one_in(4) ? letter() : "");
    if (back) {
      out += ", back = true";
    } else if (one_in(10)) {
      out += one_in(2) ? ", only = \"forward\"" : ", only = \"reverse\"";
    }
    return out + " },\n";
  }

  std::string stage() {
    static const std::vector<std::string> forms{"NFC", "NFD", "NFKC", "NFKD"};
    static const std::vector<std::string> cases{"lower", "upper", "title", "fold"};
    static const std::vector<std::string> orders{"canonical", "shadda-first", "utr53"};
    switch (below(12)) {
    case 0:
      return fmt::format("form = \"{}\"\n", forms[static_cast<std::size_t>(below(4))]);
    case 1:
      return fmt::format("marks = \"{}\"\n", orders[static_cast<std::size_t>(below(3))]);
    case 2:
      return fmt::format("remove = '{}'\nonly = \"forward\"\n", set());
    case 3:
      return squeeze();
    case 4:
      return fmt::format("case = \"{}\"\nafter = {}\nset = '[a-cA-D$some]'\nonly = \"forward\"\n",
                         cases[static_cast<std::size_t>(below(4))], context(true));
    case 5:
      return fmt::format("words = \"{}.tsv\"\n{}", below(word_files),
                         one_in(8) ? "only = \"reverse\"\n" : "");
    default:
      break;
    }
    std::string out = one_in(4) ? each() : "";
    out += "table = [\n";
    for (int rows = 1 + below(5); rows > 0; --rows) {
      out += row();
    }
    return out + "]\n";
  }

  std::string squeeze() {
    int max = 1 + below(3);
    std::string from = one_in(2) ? fmt::format("from = {}, ", max + 1 + below(3)) : "";
    return fmt::format("squeeze = {{ set = '{}', {}max = {} }}\nonly = \"forward\"\n", small_set(),
                       from, max);
  }

  std::string each() {
    std::string out = "each = { note = 'n'";
    out += one_in(2) ? fmt::format(", after = {}", context(true)) : "";
    out += one_in(2) ? fmt::format(", before = {}", context(false)) : "";
    out += one_in(4) ? ", only = 'forward'" : "";
    return out + " }\n";
  }

  Random &random_;
  bool has_patterns_ = false;
};

} // namespace

int rounds(int count) {
  const char *value = std::getenv("ARNORM_ROUNDS");
  int times = value == nullptr ? 1 : std::max(1, std::atoi(value));
  constexpr int part = has_address_sanitizer ? 6 : 1;
  return std::max(1, count * times / part);
}

const RuleTexts &random_word_files() {
  static const RuleTexts files = [] {
    Random random(41);
    RuleTexts texts;
    for (int i = 0; i < word_files; ++i) {
      texts.emplace(fmt::format("{}.tsv", i), word_file(random));
    }
    return texts;
  }();
  return files;
}

std::string random_rule_file(Random &random) { return Writer(random).file(); }

std::string random_text(Random &random, std::size_t max) {
  std::uniform_int_distribution<std::size_t> length(0, max);
  std::uniform_int_distribution<std::size_t> pick(0, texts.size() - 1);
  std::uniform_int_distribution<std::size_t> pick_common(0, common.size() - 1);
  std::bernoulli_distribution is_common(random() % 2 == 0 ? 0.1 : 0.8);
  std::string out;
  for (std::size_t n = length(random); n > 0; --n) {
    out += is_common(random) ? common[pick_common(random)] : texts[pick(random)];
  }
  return out;
}

} // namespace arnorm::test
