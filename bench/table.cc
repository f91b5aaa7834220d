#include "table.h"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include "speed.h"
#include "startup.h"

namespace arnorm::bench {
namespace {

using Rate = std::optional<double>;

// The required speed of a chain, as multiples of the speed of other programs; 0 if there is none.
// The requirement for the validator applies if simdutf is missing.
struct Required {
  double simdutf = 0;
  double validator = 0;
  double icu_chain = 0;
};

std::optional<Required> required(const Subject &subject, bool avx2) {
  auto is = [&](const char *chain, Direction direction) {
    return std::strcmp(subject.chain, chain) == 0 && subject.direction == direction;
  };
  bool vocalized = subject.kind == Kind::vocalized || subject.kind == Kind::vocalized_c;
  if (!vocalized && subject.kind != Kind::plain) {
    return std::nullopt;
  }
  if (is("buckwalter", Direction::forward)) {
    return avx2 ? Required{0.6, 0, 0} : Required{1.6, 0.6, 0};
  }
  if (is("buckwalter", Direction::reverse)) {
    return avx2 ? Required{0.6, 0, 0} : Required{0.8, 0.3, 0};
  }
  if (is("search", Direction::forward)) {
    return avx2 ? Required{0.6, 0, 0} : Required{1.2, 0.5, 200};
  }
  if (is("iso-233", Direction::forward) && vocalized) {
    return avx2 ? Required{0.2, 0, 0} : Required{0.2, 0, 50};
  }
  return std::nullopt;
}

std::string describe(const Required &required) {
  std::string text = fmt::format("{} × simdutf", required.simdutf);
  text += required.validator > 0 ? fmt::format(" or {} × validator", required.validator) : "";
  text += required.icu_chain > 0 ? fmt::format(", {} × ICU chain", required.icu_chain) : "";
  return text;
}

Rate ratio(Rate one, Rate other) {
  return one && other && *other > 0 ? Rate(*one / *other) : std::nullopt;
}

double best(const std::vector<double> &rates) {
  return *std::max_element(rates.begin(), rates.end());
}

// The quantile: the number that exceeds this share of the numbers.
double quantile(std::vector<double> numbers, double share) {
  auto at = static_cast<std::ptrdiff_t>(share * static_cast<double>(numbers.size()));
  std::nth_element(numbers.begin(), numbers.begin() + at, numbers.end());
  return numbers[static_cast<std::size_t>(at)];
}

std::string show(Rate number) {
  return !number ? "–" : fmt::format("{:.{}f}", *number, *number < 20 ? 2 : 0);
}

// Formats bytes per second as GB/s.
std::string show_speed(Rate rate) {
  return !rate ? "–" : fmt::format("{:.{}f}", *rate / 1e9, *rate < 1e9 ? 3 : 2);
}

std::string show_milliseconds(Rate seconds) {
  return !seconds ? "–" : fmt::format("{:.2f}", *seconds * 1e3);
}

// Whether the requirement is met; "?" without a measurement to compare with.
const char *verdict(const Required &required, Rate simdutf, Rate validator, Rate icu_chain) {
  Rate measured = simdutf ? simdutf : validator;
  double asked = simdutf ? required.simdutf : required.validator;
  if (!measured || !icu_chain || asked == 0) {
    return "?";
  }
  return *measured >= asked && *icu_chain >= required.icu_chain ? "yes" : "no";
}

void print_row(const Collector &results, const Subject &subject, bool avx2) {
  Rate speed = results.rate(benchmark_name(subject, Engine::automatic));
  auto against = [&](Peer peer) {
    return ratio(speed, results.rate(benchmark_name(peer, subject.kind)));
  };
  Rate icu_chain = ratio(speed, results.rate(benchmark_name(subject, Engine::icu)));
  Rate simdutf = against(Peer::simdutf);
  Rate validator = against(Peer::validator);
  auto asked = required(subject, avx2);
  fmt::print("| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", subject.title(),
             name(subject.kind), show_speed(speed), show(against(Peer::copy)), show(validator),
             show(simdutf), show(against(Peer::icu_converter)), show(icu_chain),
             asked ? describe(*asked) : "",
             asked ? verdict(*asked, simdutf, validator, icu_chain) : "");
}

} // namespace

bool Collector::ReportContext(const Context &) { return true; }

void Collector::ReportRuns(const std::vector<Run> &runs) {
  for (const Run &run : runs) {
    for (const char *counter : {"bytes_per_second", "items_per_second"}) {
      auto found = run.counters.find(counter);
      if (run.run_type == Run::RT_Iteration && found != run.counters.end()) {
        rates_[run.run_name.function_name].push_back(found->second.value);
      }
    }
  }
}

Rate Collector::rate(const std::string &benchmark) const {
  auto found = rates_.find(benchmark);
  return found == rates_.end() ? std::nullopt : Rate(best(found->second));
}

double Collector::noise() const {
  std::vector<double> lags;
  for (const auto &[benchmark, rates] : rates_) {
    lags.push_back(1 - quantile(rates, 0.5) / best(rates));
  }
  return lags.empty() ? 0 : quantile(lags, 0.9);
}

void print_speeds(const Collector &results, bool avx2) {
  fmt::print("\nChains: speed, and its ratio to the speed of other programs\n\n"
             "| chain | text | GB/s | memcpy | validator | simdutf | ICU converter | ICU chain "
             "| required | met |\n|---|---|--:|--:|--:|--:|--:|--:|---|---|\n");
  for (const Subject &subject : subjects()) {
    print_row(results, subject, avx2);
  }
}

void print_peers(const Collector &results) {
  fmt::print("\nOther programs, GB/s\n\n"
             "| text | memcpy | validator | simdutf | ICU converter |\n"
             "|---|--:|--:|--:|--:|\n");
  for (Kind kind : kinds) {
    auto speed = [&](Peer peer) { return show_speed(results.rate(benchmark_name(peer, kind))); };
    fmt::print("| {} | {} | {} | {} | {} |\n", name(kind), speed(Peer::copy),
               speed(Peer::validator), speed(Peer::simdutf), speed(Peer::icu_converter));
  }
}

void print_alignment(const Collector &results) {
  fmt::print("\nEdits: speed where they are asked for\n\n"
             "| chain | text | GB/s without | GB/s with | not asked for | simdutf |\n"
             "|---|---|--:|--:|--:|--:|\n");
  for (const AlignmentSubject &subject : alignment_subjects()) {
    Rate plain = results.rate(alignment_name(subject, false));
    Rate asked = results.rate(alignment_name(subject, true));
    Rate simdutf = results.rate(benchmark_name(Peer::simdutf, subject.kind));
    fmt::print("| {} | {} | {} | {} | {} | {} |\n", subject.chain, name(subject.kind),
               show_speed(plain), show_speed(asked), show(ratio(asked, plain)),
               show(ratio(asked, simdutf)));
  }
}

void print_threads(const Collector &results) {
  fmt::print("\nThreads: `{}`, unvocalized text, wall-clock time\n\n"
             "| | GB/s | one thread | required |\n|---|--:|--:|---|\n",
             threads_subject);
  auto row = [&](const char *benchmark, const char *one, const char *asked) {
    Rate speed = results.rate(benchmark);
    fmt::print("| {} | {} | {} | {} |\n", benchmark, show_speed(speed),
               show(ratio(speed, results.rate(one))), asked);
  };
  row(one_thread, one_thread, "");
  row(two_threads, one_thread, "1.8");
  row(two_chains, one_thread, "");
  row(copy_one_thread, copy_one_thread, "");
  row(copy_two_threads, copy_one_thread, "");
}

void print_noise(const Collector &results) {
  double noise = results.noise();
  fmt::print("\nNoise: in one benchmark of ten, the median repetition was at least {:.0f} % slower "
             "than the "
             "best{}\n",
             100 * noise, noise < 0.1 ? "" : "; the machine was busy, so the ratios are rough");
}

void print_startup(const Collector &results, Rate first_load) {
  auto seconds = [&](const char *benchmark) { return ratio(1, results.rate(benchmark)); };
  fmt::print("\nStartup, `{}`, processor time\n\n| | ms |\n|---|--:|\n", startup_chain);
  auto row = [](const char *what, Rate time) {
    fmt::print("| {} | {} |\n", what, show_milliseconds(time));
  };
  row("Chain::load, the first in a process", first_load);
  row("Chain::load, again", seconds(load_again));
  row("arnorm, a process for a file of one line", seconds(start_arnorm));
  row("uconv -x, the same with the exported rules", seconds(start_uconv));
  row("uconv, the same without rules", seconds(start_uconv_plain));
}

} // namespace arnorm::bench
