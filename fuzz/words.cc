// Reads arbitrary bytes as a file of words and converts a text with them:
//
// - there is a list or an error, and not both, and each message has a place;
// - the list has as many words as `size` says, and the index finds the first line of each;
// - tables and the interpreter of the definition give the same, in both directions, and in pieces;
// - edits obey law 6.
//
// The input is a file of words, a line `---` and a text.
#include <map>
#include <memory>
#include <string>

#include "chain/compile.h"
#include "chain/layout.h"
#include "characters/utf.h"
#include "edits.h"
#include "harness.h"
#include "parse/rule_library.h"
#include "parse/word_file.h"
#include "support/oracle.h"
#include "table/text_driver.h"

namespace arnorm::fuzz {
namespace {

constexpr std::size_t longest_text = 256; // the interpreter is slow
constexpr std::size_t most_words = 200;   // likewise

constexpr const char *rules = "format = 1\nname = \"fuzz\"\n[[stage]]\nwords = \"words.tsv\"\n";

WordHash hash_of(std::u32string_view word, WordHash hash) {
  for (char32_t c : word) {
    hash.add(c);
  }
  return hash;
}

// Returns whether the file can be read.
bool check_list(const std::string &file) {
  Report report;
  IndexedWords words = read_words(std::make_shared<Source>("words.tsv", file), {}, report);
  require((words.list == nullptr) == report.has_errors(), "there is a list or an error");
  require((words.list == nullptr) == (words.index == nullptr), "a list has its index");
  for (const Diagnostic &found : report.take()) {
    require(!found.message.empty(), "there is a message");
  }
  if (!words.list) {
    return false;
  }
  std::size_t count = 0;
  std::map<std::string_view, std::size_t> first;
  words.list->for_each([&](const WordLine &line) {
    ++count;
    first.emplace(line.from, line.at);
    require(words.list->line_at(line.at).from == line.from, "a line is found by its place");
  });
  require(count == words.list->size(), "there are as many words as the size says");
  for (const auto &[word, at] : first) {
    std::u32string letters = to_utf32(word);
    auto found = words.index->find(hash_of(letters, words.index->hash()).value(), letters);
    require(found == at, "the index finds the first line of a word");
  }
  return count <= most_words;
}

std::string in_pieces(const CompiledChain &chain, std::string_view text) {
  TextDriver stream(chain.program(), Invalid::keep);
  std::string out;
  while (!text.empty()) {
    std::size_t size = 1 + static_cast<unsigned char>(text[0]) % 5;
    stream.write(text.substr(0, size), false, out);
    text.remove_prefix(std::min(size, text.size()));
  }
  stream.finish(out);
  return out;
}

void convert(const std::string &file, const std::string &text, Direction direction) {
  RuleLibrary library({.files = Files::none, .texts = {{"words.tsv", file}}});
  Report report;
  std::vector<Step> steps;
  RuleSetPtr set = library.parse(rules, "<fuzz>", report);
  require(set != nullptr, "a list that can be read can be used");
  lay_out(set, direction, library, steps, report);
  if (report.has_errors()) {
    require(direction == Direction::reverse, "all lists run forward");
    return;
  }
  auto chain = CompiledChain::build(steps, report);
  require(chain != nullptr, "tables run every list");
  std::string out;
  Alignment map;
  chain->apply(text, Invalid::keep, out, &map);
  require(out == test::interpret(steps, text), "a result is that of the definition");
  require(in_pieces(*chain, text) == out, "cuts change nothing");
  check_edits(text, out, map);
  check_ranges(map);
}

void check(const std::string &file, const std::string &text) {
  if (check_list(file)) {
    convert(file, text, Direction::forward);
    convert(file, text, Direction::reverse);
  }
}

} // namespace
} // namespace arnorm::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  using namespace arnorm::fuzz;
  Parts parts = parts_of(text_of(data, size));
  check(std::string(parts.head), std::string(parts.text.substr(0, longest_text)));
  return 0;
}
