// Writes a text of the benchmarks to standard output: whole lines, of at most a given size.
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "text/text.h"

namespace {

using namespace arnorm::bench;

bool print(Kind kind, std::size_t bytes) {
  const std::string text = make_text(kind, 20'000'000);
  while (bytes >= text.size()) {
    bytes -= text.size();
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) {
      return false;
    }
  }
  std::size_t rest = bytes == 0 ? 0 : text.rfind('\n', bytes - 1) + 1;
  return std::fwrite(text.data(), 1, rest, stdout) == rest && std::fflush(stdout) == 0;
}

} // namespace

int main(int words, char **word) {
  constexpr std::size_t megabyte = 1'000'000;
  for (Kind kind : kinds) {
    if (words == 3 && std::string_view(word[1]) == name(kind)) {
      return print(kind, static_cast<std::size_t>(std::atoll(word[2])) * megabyte) ? 0 : 2;
    }
  }
  std::fputs("usage: print-text TEXT MEGABYTES, TEXT one of:\n", stderr);
  for (Kind kind : kinds) {
    std::fprintf(stderr, "  %s\n", name(kind));
  }
  return 2;
}
