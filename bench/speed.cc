#include "speed.h"

#include <cstdint>
#include <cstdio>
#include <memory>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

namespace arnorm::bench {
namespace {

using SharedChain = std::shared_ptr<const Chain>;

// ICU converts this much in a tenth of a second.
constexpr std::size_t beginning_bytes = 1'000'000;

SharedChain load(const char *name, Direction direction, Engine engine) {
  Options options;
  options.direction = direction;
  options.engine = engine;
  Loaded loaded = Chain::load(name, options);
  if (!loaded) {
    std::fputs(render(loaded.diagnostics).c_str(), stderr);
  }
  return loaded.share();
}

// The input of a chain: Arabic text or, in the reverse direction, the output of the forward
// direction.
std::string input_of(const Subject &subject, std::string_view text) {
  if (subject.direction == Direction::forward) {
    return std::string(text);
  }
  return load(subject.chain, Direction::forward, Engine::automatic)->apply(text);
}

bool engines_agree(const Chain &one, const Chain &other, const std::string &text) {
  return one.apply(text) == other.apply(text);
}

// The benchmark owns its input unless it is one of the texts.
benchmark::internal::Benchmark *register_chain(const std::string &benchmark, SharedChain chain,
                                               const Subject &subject, std::string_view text) {
  std::shared_ptr<const std::string> made;
  if (subject.direction == Direction::reverse) {
    made = std::make_shared<const std::string>(input_of(subject, text));
  }
  static std::string out; // shared, so that all benchmarks write to the same pages
  auto run = [chain, made, text](benchmark::State &state) {
    std::string_view in = made ? std::string_view(*made) : text;
    for (auto _ : state) {
      out.clear();
      chain->apply(in, out);
      benchmark::DoNotOptimize(out.data());
      benchmark::ClobberMemory();
    }
    // The size is that of the Arabic text in both directions.
    std::size_t bytes = made ? out.size() : in.size();
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
  };
  return benchmark::RegisterBenchmark(benchmark.c_str(), run);
}

void register_subject(const Subject &subject, const Texts &texts) {
  SharedChain chain = load(subject.chain, subject.direction, Engine::automatic);
  SharedChain icu = load(subject.chain, subject.direction, Engine::icu);
  if (!chain || !icu) {
    return;
  }
  std::string_view beginning = texts.beginning(subject.kind);
  if (!engines_agree(*chain, *icu, input_of(subject, beginning))) {
    fmt::print(stderr, "bench: error: the engines disagree: {}\n",
               benchmark_name(subject, Engine::automatic));
    return;
  }
  register_chain(benchmark_name(subject, Engine::automatic), chain, subject,
                 texts.whole(subject.kind));
  register_chain(benchmark_name(subject, Engine::icu), icu, subject, beginning)
      ->Iterations(1)
      ->Repetitions(3);
}

std::vector<Subject> list_subjects() {
  std::vector<Subject> list;
  for (Kind kind : kinds) {
    for (const char *chain : {"buckwalter", "search", "search,buckwalter", "clean"}) {
      list.push_back({chain, Direction::forward, kind});
    }
    if (kind == Kind::persian || kind == Kind::mixed) {
      continue;
    }
    for (const char *chain : {"iso-233", "strip-tashkeel"}) {
      list.push_back({chain, Direction::forward, kind});
    }
    for (const char *chain : {"buckwalter", "iso-233"}) {
      list.push_back({chain, Direction::reverse, kind});
    }
  }
  return list;
}

} // namespace

Texts::Texts(std::size_t bytes) {
  for (Kind kind : kinds) {
    texts[static_cast<std::size_t>(kind)] = make_text(kind, bytes);
  }
}

std::string_view Texts::beginning(Kind kind) const {
  std::string_view text = whole(kind);
  return text.substr(0, text.find('\n', std::min(beginning_bytes, text.size() - 1)) + 1);
}

std::string Subject::title() const {
  return fmt::format("{}{}", chain, direction == Direction::reverse ? " -r" : "");
}

const std::vector<Subject> &subjects() {
  static const std::vector<Subject> list = list_subjects();
  return list;
}

std::string benchmark_name(Peer peer, Kind kind) {
  return fmt::format("{} on {}", name(peer), name(kind));
}

std::string benchmark_name(const Subject &subject, Engine engine) {
  return fmt::format("{}{} on {}", engine == Engine::icu ? "ICU chain " : "", subject.title(),
                     name(subject.kind));
}

void register_speed(const Texts &texts) {
  for (Kind kind : kinds) {
    for (Peer peer : {Peer::copy, Peer::validator, Peer::simdutf, Peer::icu_converter}) {
      if (has(peer)) {
        register_peer(peer, benchmark_name(peer, kind), texts.whole(kind));
      }
    }
  }
  for (const Subject &subject : subjects()) {
    register_subject(subject, texts);
  }
}

} // namespace arnorm::bench
