#include <array>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <thread>

#include <benchmark/benchmark.h>

#include "speed.h"

namespace arnorm::bench {
namespace {

using Work = std::function<void()>;

// In each iteration every worker does its work once, the first one in this thread. The time is
// wall-clock time, because processor time would not include waiting for another thread.
void run_workers(benchmark::State &state, const std::vector<Work> &workers, std::size_t bytes) {
  for (auto _ : state) {
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < workers.size(); ++i) {
      others.emplace_back(workers[i]);
    }
    workers.front()();
    for (std::thread &other : others) {
      other.join();
    }
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes * workers.size()));
}

// The outputs of the workers, the same pages in all benchmarks.
using Outputs = std::array<std::string, 2>;

Work transform(std::size_t worker, std::shared_ptr<const Chain> chain, std::string_view text) {
  static Outputs outputs;
  return [&out = outputs[worker], chain, text] {
    out.clear();
    chain->apply(text, out);
    benchmark::DoNotOptimize(out.data());
    benchmark::ClobberMemory();
  };
}

Work copy(std::size_t worker, std::string_view text) {
  static Outputs outputs;
  outputs[worker].resize(text.size());
  return [&out = outputs[worker], text] {
    std::memcpy(out.data(), text.data(), text.size());
    benchmark::DoNotOptimize(out.data());
    benchmark::ClobberMemory();
  };
}

void register_workers(const char *benchmark, std::vector<Work> workers, std::size_t bytes) {
  auto run = [workers, bytes](benchmark::State &state) { run_workers(state, workers, bytes); };
  benchmark::RegisterBenchmark(benchmark, run)->UseRealTime();
}

} // namespace

void register_threads(const Texts &texts) {
  std::string_view text = texts.whole(name(Kind::prose_plain));
  auto load = [] { return Chain::load(threads_subject).share(); };
  auto chain = load();
  auto other = load();
  register_workers(one_thread, {transform(0, chain, text)}, text.size());
  register_workers(two_threads, {transform(0, chain, text), transform(1, chain, text)},
                   text.size());
  register_workers(two_chains, {transform(0, chain, text), transform(1, other, text)}, text.size());
  register_workers(copy_one_thread, {copy(0, text)}, text.size());
  register_workers(copy_two_threads, {copy(0, text), copy(1, text)}, text.size());
}

} // namespace arnorm::bench
