#include "speed.h"

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "arnorm/alignment.h"

namespace arnorm::bench {
namespace {

// ICU converts this much in a tenth of a second.
constexpr std::size_t beginning_bytes = 1'000'000;

std::string_view beginning_of(std::string_view text) {
  return text.substr(0, text.find('\n', std::min(beginning_bytes, text.size() - 1)) + 1);
}

// The input of a chain: Arabic text or, in the reverse direction, the output of the forward
// direction.
std::string input_of(const Subject &subject, std::string_view text) {
  if (subject.direction == Direction::forward) {
    return std::string(text);
  }
  return load(subject.chain)->apply(text);
}

// A chain and what it is applied to.
struct Job {
  SharedChain chain;
  std::string_view text;                   // in Arabic letters
  std::shared_ptr<const std::string> made; // the input, if it is not the text
  Use use;
};

void apply(const Job &job, std::string_view in, std::string &out) {
  static Alignment edits; // keeps its memory, as in a program that converts many texts
  out.clear();
  if (job.use == Use::edits) {
    job.chain->apply(in, out, edits);
  } else {
    job.chain->apply(in, out);
  }
  benchmark::DoNotOptimize(out.data());
  benchmark::ClobberMemory();
}

void run(benchmark::State &state, const Job &job) {
  static std::string out; // shared, so that all benchmarks write to the same pages
  std::string_view in = job.made ? std::string_view(*job.made) : job.text;
  for (auto _ : state) {
    apply(job, in, out);
  }
  // The size is that of the Arabic text in both directions.
  std::size_t bytes = job.made ? out.size() : in.size();
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}

Job make_job(const Subject &subject, SharedChain chain, std::string_view text) {
  Job job{std::move(chain), text, nullptr, subject.use};
  if (subject.direction == Direction::reverse) {
    job.made = std::make_shared<const std::string>(input_of(subject, text));
  }
  return job;
}

benchmark::internal::Benchmark *register_job(const std::string &name, const Job &job) {
  return benchmark::RegisterBenchmark(name.c_str(),
                                      [job](benchmark::State &state) { run(state, job); });
}

// Whether the whole text would take more than a tenth of a second.
bool is_slow(const Job &job) {
  std::string input(job.made ? beginning_of(*job.made) : beginning_of(job.text));
  std::string out;
  auto begin = std::chrono::steady_clock::now();
  apply(job, input, out);
  std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  return seconds.count() * static_cast<double>(job.text.size()) >
         0.1 * static_cast<double>(input.size());
}

// Registers the chain of ICU, unless its result is not that of the other chain.
bool register_icu(const Subject &subject, const SharedChain &chain, std::string_view text) {
  SharedChain icu = load(subject.chain, subject.direction, Engine::icu);
  if (!icu) {
    return false;
  }
  std::string input = input_of(subject, text);
  if (chain->apply(input) != icu->apply(input)) {
    fmt::print(stderr, "bench: error: the engines disagree: {}\n", benchmark_name(subject));
    return false;
  }
  register_job(icu_benchmark_name(subject), make_job(subject, icu, text))
      ->Iterations(1)
      ->Repetitions(3);
  return true;
}

void register_subject(const Subject &subject, const Texts &texts) {
  const std::string &text = texts.whole(subject.text);
  SharedChain chain = subject.use == Use::words ? load_with_words(subject.chain, text)
                                                : load(subject.chain, subject.direction);
  bool compared = subject.has_target(Than::icu_chain);
  if (!chain || (compared && !register_icu(subject, chain, texts.beginning(subject.text)))) {
    return;
  }
  Job job = make_job(subject, chain, text);
  auto *registered = register_job(benchmark_name(subject), job);
  if (is_slow(job)) {
    registered->Iterations(1)->Repetitions(3);
  }
}

std::string read(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

Texts::Texts(std::size_t bytes) : bytes_(bytes) {
  for (Kind kind : kinds) {
    keep(name(kind), make_text(kind, bytes));
  }
}

bool Texts::add(const std::string &file) {
  std::string text = read(file);
  std::string name = std::filesystem::path(file).stem();
  if (text.empty() || texts_.contains(name)) {
    return false;
  }
  if (text.back() != '\n') {
    text += '\n';
  }
  files_.push_back(name);
  keep(name, repeat(text, bytes_));
  return true;
}

void Texts::keep(const std::string &name, std::string text) {
  names_.push_back(name);
  texts_[name] = std::move(text);
}

std::string_view Texts::beginning(const std::string &name) const {
  return beginning_of(whole(name));
}

SharedChain load(const std::string &chain, Direction direction, Engine engine) {
  Options options;
  options.direction = direction;
  options.engine = engine;
  Loaded loaded = Chain::load(chain, options);
  if (!loaded) {
    std::fputs(render(loaded.diagnostics).c_str(), stderr);
  }
  return loaded.share();
}

std::string benchmark_name(Peer peer, const std::string &text) {
  return fmt::format("{} on {}", name(peer), text);
}

std::string benchmark_name(const Subject &subject) {
  const char *use = subject.use == Use::edits   ? " with edits"
                    : subject.use == Use::words ? " after words"
                                                : "";
  return fmt::format("{}{} on {}", subject.title(), use, subject.text);
}

std::string icu_benchmark_name(const Subject &subject) {
  return "ICU chain " + benchmark_name(subject);
}

void register_peers(const Texts &texts) {
  for (const std::string &text : texts.names()) {
    for (Peer peer : {Peer::copy, Peer::validator, Peer::simdutf, Peer::icu_converter}) {
      if (has(peer)) {
        register_peer(peer, benchmark_name(peer, text), texts.whole(text));
      }
    }
  }
}

void register_subjects(const std::vector<Subject> &subjects, const Texts &texts) {
  for (const Subject &subject : subjects) {
    register_subject(subject, texts);
  }
}

} // namespace arnorm::bench
