#include "text/prose.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace arnorm::bench {
namespace {

// U+064B to U+0652 are D9 8B to D9 92, and U+0670 is D9 B0.
constexpr char lead = '\xD9';
constexpr char shadda = '\x91';
bool is_vowel(char trail) { return trail >= '\x8B' && trail <= '\x90'; }
bool is_mark(char trail) { return is_vowel(trail) || trail == shadda || trail == '\x92'; }

std::string read(const std::string &name) {
  std::ifstream file(ARNORM_SOURCE_ROOT "/tests/data/text/" + name, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (text.empty()) {
    std::fprintf(stderr, "bench: error: cannot read tests/data/text/%s\n", name.c_str());
    std::exit(2);
  }
  return text;
}

// Removes from each line what follows its tab: the romanization.
std::string first_column(const std::string &table) {
  std::string column;
  for (std::size_t begin = 0; begin < table.size(); begin = table.find('\n', begin) + 1) {
    column.append(table, begin, table.find('\t', begin) - begin);
    column += '\n';
  }
  return column;
}

// Swaps every pair of marks whose first is, or is not, a shadda.
std::string swap_pairs(std::string_view text, bool shadda_is_first) {
  std::string swapped(text);
  for (std::size_t i = 0; i + 3 < swapped.size(); ++i) {
    char &first = swapped[i + 1];
    char &second = swapped[i + 3];
    if (swapped[i] == lead && swapped[i + 2] == lead &&
        is_vowel(shadda_is_first ? second : first) &&
        (shadda_is_first ? first : second) == shadda) {
      std::swap(first, second);
      i += 3;
    }
  }
  return swapped;
}

} // namespace

const std::string &prose() {
  static const std::string text = shadda_first(first_column(read("prose.tsv")) + read("pages.txt"));
  return text;
}

std::string shadda_first(std::string_view text) { return swap_pairs(text, false); }

std::string vowel_first(std::string_view text) { return swap_pairs(text, true); }

std::string without_marks(std::string_view text) {
  std::string rest;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == lead && i + 1 < text.size() && (is_mark(text[i + 1]) || text[i + 1] == '\xB0')) {
      ++i;
    } else {
      rest += text[i];
    }
  }
  return rest;
}

} // namespace arnorm::bench
