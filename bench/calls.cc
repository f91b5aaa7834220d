// Calls with one word. Each returns a new string, as a copy of the word does.
#include <cstdint>
#include <fmt/format.h>
#include <sstream>

#include <benchmark/benchmark.h>

#include "speed.h"
#include "text/prose.h"

namespace arnorm::bench {
namespace {

using Words = std::vector<std::string>;

const Words &words() {
  static const Words list = [] {
    Words words;
    std::istringstream text(prose());
    for (std::string word; words.size() < 1000 && text >> word;) {
      words.push_back(word);
    }
    return words;
  }();
  return list;
}

template <typename Function>
void register_function(const std::string &name, const Function &function, int repetitions) {
  auto run = [function](benchmark::State &state) {
    for (auto _ : state) {
      for (const std::string &word : words()) {
        std::string result = function(word);
        benchmark::DoNotOptimize(result.data());
      }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(words().size()));
  };
  benchmark::RegisterBenchmark(name.c_str(), run)->Repetitions(repetitions);
}

} // namespace

std::string call_name(const char *chain, Engine engine) {
  return fmt::format("{}calls of {}", engine == Engine::icu ? "ICU " : "", chain);
}

void register_calls() {
  register_function(
      word_copies, [](const std::string &word) { return std::string(word); }, 20);
  for (const Call &call : calls()) {
    for (Engine engine : {Engine::automatic, Engine::icu}) {
      SharedChain chain = load(call.chain, Direction::forward, engine);
      if (chain) {
        register_function(
            call_name(call.chain, engine),
            [chain](const std::string &word) { return chain->apply(word); },
            engine == Engine::icu ? 3 : 20);
      }
    }
  }
}

} // namespace arnorm::bench
