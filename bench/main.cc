// Measures arnorm and other programs in one run and prints ratios, which docs/benchmarks.md
// explains. Absolute times would depend on the machine and its load.
#include <charconv>
#include <cstdio>
#include <cstring>
#include <string_view>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "peers.h"
#include "report.h"
#include "speed.h"
#include "startup.h"

namespace {

using namespace arnorm::bench;

constexpr const char *usage =
    "usage: arnorm-bench [--avx2] [--megabytes=N] [--text=FILE]... [--benchmark_...]\n\n"
    "  --avx2           hold arnorm, simdutf and simdjson to AVX2\n"
    "  --megabytes=N    the size of each text; 20 unless told\n"
    "  --text=FILE      measure this text too; may be repeated\n"
    "  --benchmark_...  options of Google Benchmark; --benchmark_filter=REGEX leaves out\n"
    "                   what is not wanted, and its columns stay empty\n";

struct Choices {
  bool avx2 = false;
  std::size_t megabytes = 20;
  std::vector<std::string> files;
};

bool read_size(std::string_view text, std::size_t &size) {
  const char *end = text.data() + text.size();
  return std::from_chars(text.data(), end, size).ptr == end && size >= 1 && size <= 200;
}

// Returns false if an option is unknown. The options of Google Benchmark have already been removed.
bool read(int words, char **word, Choices &choices) {
  constexpr std::string_view size = "--megabytes=";
  constexpr std::string_view file = "--text=";
  for (int i = 1; i < words; ++i) {
    std::string_view text = word[i];
    if (text == "--avx2") {
      choices.avx2 = true;
    } else if (text.starts_with(file)) {
      choices.files.emplace_back(text.substr(file.size()));
    } else if (!text.starts_with(size) || !read_size(text.substr(size.size()), choices.megabytes)) {
      return false;
    }
  }
  return true;
}

// Runs short repetitions of all benchmarks, interleaved in random order. A disturbance then affects
// only a few repetitions of each benchmark, and not its best one. The caller's own options follow
// and take precedence.
void initialize(int &words, char **&word, std::vector<char *> &all) {
  static char interleave[] = "--benchmark_enable_random_interleaving=true";
  static char repeat[] = "--benchmark_repetitions=20";
  static char briefly[] = "--benchmark_min_time=0.02"; // seconds, for each
  all.assign(word, word + words);
  all.insert(all.begin() + 1, {interleave, repeat, briefly});
  words = static_cast<int>(all.size());
  all.push_back(nullptr);
  word = all.data();
  benchmark::Initialize(&words, word);
}

void print_build() {
  fmt::print("compiler: {}{}{}\n",
#ifdef __clang__
             "",
#else
             "g++ ",
#endif
             __VERSION__,
#if defined(__OPTIMIZE__) && defined(NDEBUG)
             ""
#else
             " (not a release build: the figures are too low)"
#endif
  );
  for (const std::string &line : describe_kernels()) {
    fmt::print("{}\n", line);
  }
}

} // namespace

int main(int words, char **word) {
  if (words == 2 && std::strcmp(word[1], "--help") == 0) {
    std::fputs(usage, stdout);
    return 0;
  }
  std::vector<char *> all;
  initialize(words, word, all);
  Choices choices;
  if (!read(words, word, choices)) {
    std::fputs(usage, stderr);
    return 2;
  }
  if (choices.avx2 && !force_avx2()) {
    std::fputs("bench: error: there is no AVX2 here, or a library has no code for it\n", stderr);
    return 2;
  }

  auto first = first_load();
  Texts texts(choices.megabytes * 1'000'000);
  std::vector<Subject> all_subjects = subjects();
  for (const std::string &file : choices.files) {
    if (!texts.add(file)) {
      fmt::print(stderr, "bench: error: cannot read a text from {}\n", file);
      return 2;
    }
    auto more = subjects_for(texts.files().back());
    all_subjects.insert(all_subjects.end(), more.begin(), more.end());
  }
  register_peers(texts);
  register_subjects(all_subjects, texts);
  register_calls();
  register_threads(texts);
  register_startup();
  Results results;
  benchmark::RunSpecifiedBenchmarks(&results);

  print_build();
  print_chains(results, all_subjects);
  print_uses(results, all_subjects);
  print_calls(results);
  print_peers(results, texts.names());
  print_threads(results);
  print_startup(results, first);
  print_noise(results);
}
