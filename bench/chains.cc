// Throughput of chains beside memcpy, on text made for it: build with -Dbenchmarks=enabled and run
// `meson test --benchmark -C build`, or build/bench/chains. Ratios against memcpy in the same run
// mean something; times alone do not.
#include <cstring>

#include <benchmark/benchmark.h>

#include "arnorm/arnorm.h"
#include "text.h"

namespace {

constexpr std::size_t text_bytes = 1u << 20;

const std::string &text(bool vocalized) {
  static const std::string plain = arnorm::bench::arabic_text(text_bytes, false);
  static const std::string marked = arnorm::bench::arabic_text(text_bytes, true);
  return vocalized ? marked : plain;
}

void count(benchmark::State &state, std::size_t bytes) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(bytes));
}

void copy(benchmark::State &state) {
  const std::string &in = text(false);
  std::string out(in.size(), '\0');
  for (auto _ : state) {
    std::memcpy(out.data(), in.data(), in.size());
    benchmark::DoNotOptimize(out.data());
    benchmark::ClobberMemory();
  }
  count(state, in.size());
}

void chain(benchmark::State &state, const char *name, bool vocalized) {
  auto loaded = arnorm::Chain::load(name);
  if (!loaded) {
    state.SkipWithError("chain cannot be loaded");
    return;
  }
  const std::string &in = text(vocalized);
  std::string out;
  for (auto _ : state) {
    out.clear();
    loaded->apply(in, out);
    benchmark::DoNotOptimize(out.data());
  }
  count(state, in.size());
}

void load(benchmark::State &state, const char *name) {
  for (auto _ : state) {
    auto loaded = arnorm::Chain::load(name);
    benchmark::DoNotOptimize(&*loaded);
  }
}

} // namespace

BENCHMARK(copy);
BENCHMARK_CAPTURE(chain, buckwalter_plain, "buckwalter", false);
BENCHMARK_CAPTURE(chain, buckwalter_vocalized, "buckwalter", true);
BENCHMARK_CAPTURE(chain, iso_233_vocalized, "iso-233", true);
BENCHMARK_CAPTURE(chain, search_plain, "search", false);
BENCHMARK_CAPTURE(chain, search_vocalized, "search", true);
BENCHMARK_CAPTURE(load, search_buckwalter, "search,buckwalter");

BENCHMARK_MAIN();
