// Transliterates the lines of standard input with ICU rules from files, one after the other: what
// `uconv -x` does with rules that fit in an argument of a command, for those that do not.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include <unicode/translit.h>

namespace {

using Link = std::unique_ptr<icu::Transliterator>;

Link load(const char *path) {
  std::ifstream file(path, std::ios::binary);
  std::string rules{std::istreambuf_iterator<char>(file), {}};
  UErrorCode status = U_ZERO_ERROR;
  UParseError where;
  Link link(icu::Transliterator::createFromRules("rules", icu::UnicodeString::fromUTF8(rules),
                                                 UTRANS_FORWARD, where, status));
  return U_SUCCESS(status) && !rules.empty() ? std::move(link) : nullptr;
}

} // namespace

int main(int words, char **word) {
  std::vector<Link> links;
  for (int i = 1; i < words; ++i) {
    links.push_back(load(word[i]));
    if (!links.back()) {
      std::fprintf(stderr, "icu-texts: error: no ICU rules in %s\n", word[i]);
      return 2;
    }
  }
  for (std::string line; std::getline(std::cin, line);) {
    icu::UnicodeString text = icu::UnicodeString::fromUTF8(line);
    for (const Link &link : links) {
      link->transliterate(text);
    }
    std::string out;
    std::cout << text.toUTF8String(out) << '\n';
  }
}
