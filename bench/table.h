// Collects what was measured and prints it as Markdown: ratios, and beside them what is required.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

namespace arnorm::bench {

// All repetitions of every benchmark, as bytes or items in a second.
class Collector : public benchmark::BenchmarkReporter {
public:
  bool ReportContext(const Context &context) override;
  void ReportRuns(const std::vector<Run> &runs) override;

  // That of the best repetition; nothing when the benchmark has not run.
  std::optional<double> rate(const std::string &benchmark) const;

  // How far the middle repetition is behind the best one, in one benchmark of ten or further: near
  // 0 on an idle machine.
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
