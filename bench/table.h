// Collects what was measured and prints it as Markdown: ratios, and beside them what is required.
#pragma once

#include <map>
#include <optional>
#include <string>

#include <benchmark/benchmark.h>

namespace arnorm::bench {

// The best repetition of every benchmark, as bytes or items in a second.
class Collector : public benchmark::BenchmarkReporter {
public:
  bool ReportContext(const Context &context) override;
  void ReportRuns(const std::vector<Run> &runs) override;

  std::optional<double> rate(const std::string &benchmark) const;

private:
  std::map<std::string, double> best_;
};

void print_speeds(const Collector &results, bool avx2);
void print_peers(const Collector &results);
void print_threads(const Collector &results);
void print_startup(const Collector &results, std::optional<double> first_load);

} // namespace arnorm::bench
