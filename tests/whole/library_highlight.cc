#include <iostream>
#include <string>

#include <arnorm/alignment.h>
#include <arnorm/arnorm.h>
#include <arnorm/offsets.h>

int main() {
  arnorm::Loaded chain = arnorm::Chain::load("search");
  if (!chain) {
    std::cerr << arnorm::render(chain.diagnostics);
    return 2;
  }
  const std::string text = "قرأتُ الكِتَابَ أمس";
  std::string key; // what is searched: without vowel signs, alef folded
  arnorm::Alignment map;
  chain->apply(text, key, map);

  const std::string query = chain->apply("كتاب");
  std::size_t at = key.find(query);
  if (at == std::string::npos) {
    return 1;
  }
  // Back to the original, with the vowel sign after the last letter.
  arnorm::Range found = map.to_input({at, at + query.size()});
  found = arnorm::whole_clusters(text, found);
  std::cout << text.substr(0, found.begin) << "["
            << text.substr(found.begin, found.end - found.begin) << "]" << text.substr(found.end)
            << "\n";

  arnorm::Utf16Index utf16(text); // for JavaScript
  arnorm::Range units = utf16.from_bytes(found);
  std::cout << units.begin << "-" << units.end << "\n";
  return 0;
}
