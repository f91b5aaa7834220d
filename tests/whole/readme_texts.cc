#include <iostream>

#include <arnorm/arnorm.h>

int main() {
  arnorm::Options options;
  options.files = arnorm::Files::none; // only built-in rules and those below, none from files
  options.texts["mine"] = R"(format = 1
name = "mine"
[[stage]]
use = "search"
[[stage]]
table = [ { from = "چ", to = "ج" } ]
)";
  arnorm::Loaded chain = arnorm::Chain::load("mine,buckwalter", options);
  if (!chain) {
    std::cerr << arnorm::render(chain.diagnostics);
    return 2;
  }
  for (const arnorm::SetInfo &set : chain->sets()) {
    std::cout << set.name << ": " << set.file << "\n";
  }
  std::cout << chain->apply("چَاي") << " " << chain->fingerprint() << "\n";
  return 0;
}
