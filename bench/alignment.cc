#include "speed.h"

#include <cstdint>
#include <memory>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "arnorm/alignment.h"

namespace arnorm::bench {
namespace {

using SharedChain = std::shared_ptr<const Chain>;

void finish(benchmark::State &state, std::string_view text, const std::string &out) {
  benchmark::DoNotOptimize(out.data());
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

// The output and the alignment keep their memory, as in a program that converts many texts.
void register_both(const AlignmentSubject &subject, const SharedChain &chain,
                   std::string_view text) {
  static std::string out;
  static Alignment edits;
  auto plain = [chain, text](benchmark::State &state) {
    for (auto _ : state) {
      out.clear();
      chain->apply(text, out);
      benchmark::ClobberMemory();
    }
    finish(state, text, out);
  };
  auto asked = [chain, text](benchmark::State &state) {
    for (auto _ : state) {
      out.clear();
      chain->apply(text, out, edits);
      benchmark::ClobberMemory();
    }
    finish(state, text, out);
  };
  benchmark::RegisterBenchmark(alignment_name(subject, false).c_str(), plain);
  benchmark::RegisterBenchmark(alignment_name(subject, true).c_str(), asked);
}

} // namespace

const std::vector<AlignmentSubject> &alignment_subjects() {
  static const std::vector<AlignmentSubject> list{
      {"buckwalter", Kind::plain},   {"buckwalter", Kind::vocalized}, {"search", Kind::vocalized},
      {"clean", Kind::vocalized_c},  {"iso-233", Kind::vocalized},    {"ala-lc", Kind::vocalized},
      {"din-31635", Kind::vocalized}};
  return list;
}

std::string alignment_name(const AlignmentSubject &subject, bool asked) {
  return fmt::format("{} on {}, {}", subject.chain, name(subject.kind),
                     asked ? "with edits" : "without edits");
}

// Of the beginning of each text: what is read by sound is slow.
void register_alignment(const Texts &texts) {
  for (const AlignmentSubject &subject : alignment_subjects()) {
    if (Loaded chain = Chain::load(subject.chain)) {
      register_both(subject, chain.share(), texts.beginning(subject.kind));
    }
  }
}

} // namespace arnorm::bench
