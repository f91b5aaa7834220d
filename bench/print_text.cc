// Writes a text of the benchmarks to standard output, up to a given size.
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "text.h"

int main(int words, char **word) {
  using namespace arnorm::bench;
  for (Kind kind : kinds) {
    if (words == 3 && std::string_view(word[1]) == name(kind)) {
      constexpr std::size_t megabyte = 1'000'000;
      const std::string text = make_text(kind, 20 * megabyte);
      auto left = static_cast<std::size_t>(std::atoll(word[2])) * megabyte;
      for (; left > 0; left -= left < text.size() ? left : text.size()) {
        if (std::fwrite(text.data(), 1, left < text.size() ? left : text.size(), stdout) == 0) {
          return 2;
        }
      }
      return std::fflush(stdout) == 0 ? 0 : 2;
    }
  }
  std::fputs("usage: print_text TEXT MEGABYTES, TEXT one of:\n", stderr);
  for (Kind kind : kinds) {
    std::fprintf(stderr, "  %s\n", name(kind));
  }
  return 2;
}
