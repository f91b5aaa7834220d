#include <iostream>
#include <string>
#include <string_view>

#include <arnorm/alignment.h>
#include <arnorm/arnorm.h>

int main() {
  arnorm::Loaded chain = arnorm::Chain::load("buckwalter");
  if (!chain) {
    std::cerr << arnorm::render(chain.diagnostics);
    return 2;
  }
  const std::string text = "مُحَمَّد";
  arnorm::Stream stream(*chain);
  std::string out;
  arnorm::Alignment part;
  auto print = [&] {
    for (const arnorm::Edit &edit : part.edits()) {
      std::cout << edit.in.begin << "-" << edit.in.end << " became " << edit.out.begin << "-"
                << edit.out.end << "\n";
    }
  };
  for (std::size_t begin = 0; begin < text.size(); begin += 5) { // cuts characters too
    stream.write(std::string_view(text).substr(begin, 5), out, part);
    print();
  }
  stream.finish(out, part);
  print();
  std::cout << out << "\n";
  return 0;
}
