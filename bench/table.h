// Collects the measurements and prints them in Markdown, as ratios next to the requirements.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

namespace arnorm::bench {

// The rates of all repetitions of every benchmark, in bytes or items per second.
class Collector : public benchmark::BenchmarkReporter {
public:
  bool ReportContext(const Context &context) override;
  void ReportRuns(const std::vector<Run> &runs) override;

  // The rate of the best repetition; nothing if the benchmark has not run.
  std::optional<double> rate(const std::string &benchmark) const;

  // The 90th percentile, over the benchmarks, of how much slower the median repetition is than the
  // best one. Near 0 on an idle machine.
  double noise() const;

private:
  std::map<std::string, std::vector<double>> rates_;
};

void print_speeds(const Collector &results, bool avx2);
void print_peers(const Collector &results);
void print_alignment(const Collector &results);
void print_threads(const Collector &results);
void print_noise(const Collector &results);
void print_startup(const Collector &results, std::optional<double> first_load);

} // namespace arnorm::bench
