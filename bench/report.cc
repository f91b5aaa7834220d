#include "report.h"

#include <cmath>

#include <fmt/format.h>

#include "speed.h"
#include "startup.h"

namespace arnorm::bench {
namespace {

std::string show(Rate number) {
  return !number ? "–" : fmt::format("{:.{}f}", *number, *number < 0.1 ? 4 : *number < 20 ? 2 : 0);
}

// Formats bytes per second as GB/s.
std::string show_speed(Rate rate) {
  return !rate ? "–" : fmt::format("{:.{}f}", *rate / 1e9, *rate < 1e8 ? 4 : *rate < 1e9 ? 3 : 2);
}

std::string show_milliseconds(Rate seconds) {
  return !seconds ? "–" : fmt::format("{:.2f}", *seconds * 1e3);
}

// The speeds of a subject as multiples of other speeds on the same text.
class Ratios {
public:
  Ratios(const Results &results, const Subject &subject)
      : results_(results), subject_(subject), speed_(results.rate(benchmark_name(subject))) {}

  Rate speed() const { return speed_; }

  Rate to(Peer peer) const { return ratio(speed_, results_.rate(benchmark_name(peer, text()))); }

  Rate to(Than than) const {
    switch (than) {
    case Than::simdutf:
      return has(Peer::simdutf) ? to(Peer::simdutf)
                                : ratio(to(Peer::validator), simdutf_by_validator());
    case Than::icu_chain:
      return ratio(speed_, results_.rate(icu_benchmark_name(subject_)));
    case Than::itself:
      return ratio(speed_, results_.rate(benchmark_name(alone())));
    }
    return std::nullopt;
  }

private:
  const std::string &text() const { return subject_.text; }

  Subject alone() const {
    Subject subject = subject_;
    subject.use = Use::alone;
    return subject;
  }

  const Results &results_;
  const Subject &subject_;
  Rate speed_;
};

const char *name(Than than) {
  switch (than) {
  case Than::simdutf:
    return "simdutf";
  case Than::icu_chain:
    return "ICU chain";
  case Than::itself:
    return "alone";
  }
  return "";
}

double minimum(const Target &target) { return uses_avx512() ? target.avx512 : target.avx2; }

std::string describe(const std::vector<Target> &targets) {
  std::string text;
  for (const Target &target : targets) {
    text += fmt::format("{}{} × {}", text.empty() ? "" : ", ", minimum(target), name(target.than));
  }
  return text;
}

// Whether all targets are met, or the share that is reached of the one that is missed most.
std::string verdict(const std::vector<Target> &targets, const Ratios &ratios) {
  Rate least = targets.empty() ? std::nullopt : Rate(1);
  for (const Target &target : targets) {
    Rate reached = ratio(ratios.to(target.than), minimum(target));
    least = !least || !reached ? std::nullopt : std::min(least, reached);
  }
  return targets.empty() ? ""
         : !least        ? "?"
         : *least < 1    ? fmt::format("no: {:.2f}", std::floor(100 * *least) / 100)
                         : "yes";
}

void print_chain(const Results &results, const Subject &subject) {
  Ratios ratios(results, subject);
  fmt::print("| {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", subject.title(), subject.text,
             show_speed(ratios.speed()), show(ratios.to(Peer::copy)),
             show(ratios.to(Peer::validator)), show(ratios.to(Than::simdutf)),
             show(ratios.to(Than::icu_chain)), describe(subject.targets),
             verdict(subject.targets, ratios));
}

void print_use(const Results &results, const Subject &subject) {
  Ratios ratios(results, subject);
  fmt::print("| {} | {} | {} | {} | {} | {} | {} | {} |\n", subject.title(),
             subject.use == Use::edits ? "edits asked for" : "100,000 words", subject.text,
             show_speed(ratios.speed()), show(ratios.to(Than::itself)),
             show(ratios.to(Than::simdutf)), describe(subject.targets),
             verdict(subject.targets, ratios));
}

Rate nanoseconds(Rate per_second) { return ratio(1e9, per_second); }

std::string call_verdict(const Call &call, Rate more, Rate times_icu) {
  if (!more || !times_icu) {
    return "?";
  }
  return *more <= call.nanoseconds_more && *times_icu >= call.times_icu_chain ? "yes" : "no";
}

} // namespace

void print_chains(const Results &results, const std::vector<Subject> &subjects) {
  fmt::print("\nChains: speed, and its ratio to the speed of other programs\n\n"
             "| chain | text | GB/s | memcpy | validator | simdutf | ICU chain | required | met |\n"
             "|---|---|--:|--:|--:|--:|--:|---|---|\n");
  for (const Subject &subject : subjects) {
    if (subject.use == Use::alone) {
      print_chain(results, subject);
    }
  }
}

void print_uses(const Results &results, const std::vector<Subject> &subjects) {
  fmt::print("\nEdits and lists of words: speed, and its ratio to that of the chain alone\n\n"
             "| chain | with | text | GB/s | alone | simdutf | required | met |\n"
             "|---|---|---|--:|--:|--:|---|---|\n");
  for (const Subject &subject : subjects) {
    if (subject.use != Use::alone) {
      print_use(results, subject);
    }
  }
}

void print_calls(const Results &results) {
  Rate copy = nanoseconds(results.rate(word_copies));
  fmt::print("\nA word for each call: nanoseconds of a call; a copy of the word takes {}\n\n"
             "| chain | ns | more than a copy | times as fast as ICU chain | required | met |\n"
             "|---|--:|--:|--:|---|---|\n",
             show(copy));
  for (const Call &call : calls()) {
    Rate own = nanoseconds(results.rate(call_name(call.chain, Engine::automatic)));
    Rate icu = nanoseconds(results.rate(call_name(call.chain, Engine::icu)));
    Rate more = own && copy ? Rate(*own - *copy) : std::nullopt;
    fmt::print("| {} | {} | {} | {} | {} ns more, {} × ICU chain | {} |\n", call.chain, show(own),
               show(more), show(ratio(icu, own)), call.nanoseconds_more, call.times_icu_chain,
               call_verdict(call, more, ratio(icu, own)));
  }
}

void print_peers(const Results &results, const std::vector<std::string> &texts) {
  fmt::print("\nOther programs, GB/s\n\n"
             "| text | memcpy | validator | simdutf | ICU converter |\n"
             "|---|--:|--:|--:|--:|\n");
  for (const std::string &text : texts) {
    auto speed = [&](Peer peer) { return show_speed(results.rate(benchmark_name(peer, text))); };
    fmt::print("| {} | {} | {} | {} | {} |\n", text, speed(Peer::copy), speed(Peer::validator),
               speed(Peer::simdutf), speed(Peer::icu_converter));
  }
}

void print_threads(const Results &results) {
  fmt::print("\nThreads: `{}`, unvocalized prose, wall-clock time\n\n"
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

void print_noise(const Results &results) {
  double noise = results.noise();
  fmt::print("\nNoise: in one benchmark of ten, the median repetition was at least {:.0f} % slower "
             "than the best{}\n",
             100 * noise, noise < 0.1 ? "" : "; the machine was busy, so the ratios are rough");
}

void print_startup(const Results &results, Rate first_load) {
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
