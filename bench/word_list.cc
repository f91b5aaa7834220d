// A chain after a list of words. `bench/words.py` measures the time to load lists, and their
// memory.
#include <filesystem>
#include <fstream>
#include <sstream>
#include <unordered_set>

#include <unistd.h>

#include "speed.h"
#include "text/new_words.h"

namespace arnorm::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t list_size = 100'000;

// Signs that the text has after words, and that a list could not hold as they are. The Arabic ones
// are U+060C and U+061F.
bool has_sign(const std::string &word) {
  return word.find_first_of("\t\"#.:!0123456789") != std::string::npos ||
         word.find("\u060C") != std::string::npos || word.find("\u061F") != std::string::npos;
}

// Every second one of the different words of a text, then words that it does not have.
std::vector<std::string> choose_words(const std::string &text) {
  std::unordered_set<std::string> known;
  std::vector<std::string> words;
  std::istringstream in(text);
  for (std::string word; words.size() < list_size && in >> word;) {
    if (known.insert(word).second && known.size() % 2 == 0 && !has_sign(word)) {
      words.push_back(word);
    }
  }
  NewWords fresh(3);
  while (words.size() < list_size) {
    words.push_back(fresh.next());
    if (!known.insert(words.back()).second) {
      words.pop_back();
    }
  }
  return words;
}

// The words become themselves, so that the rest of the chain has as much to do as without them.
void write_rules(const fs::path &folder, const std::string &chain, const std::string &text) {
  std::ofstream list(folder / "list.tsv");
  for (const std::string &word : choose_words(text)) {
    list << word << '\t' << word << '\n';
  }
  std::ofstream(folder / "rules.toml") << "format = 1\nname = \"rules\"\n\n"
                                       << "[[stage]]\nwords = \"list.tsv\"\n\n"
                                       << "[[stage]]\nuse = \"" << chain << "\"\n";
}

} // namespace

SharedChain load_with_words(const std::string &chain, const std::string &text) {
  fs::path folder = fs::temp_directory_path() / ("arnorm-bench-" + std::to_string(getpid()));
  fs::create_directory(folder);
  write_rules(folder, chain, text);
  SharedChain loaded = load(folder / "rules.toml");
  fs::remove_all(folder);
  return loaded;
}

} // namespace arnorm::bench
