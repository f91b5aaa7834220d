#include <iostream>
#include <string>

#include <arnorm/arnorm.h>

int main() {
  arnorm::Loaded chain = arnorm::Chain::load("search,buckwalter");
  if (!chain) {
    std::cerr << arnorm::render(chain.diagnostics); // the problem, its place, and help
    return 2;
  }
  std::string out; // `apply` appends; any number of threads may use one chain
  arnorm::Tally tally = chain->apply("العَرَبِيَّةُ", out);
  std::cout << out << "\n"; // AlErbyh
  return tally.malformed == 0 ? 0 : 1;
}
