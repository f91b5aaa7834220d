// Collects the measurements. Does not know what is measured.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

namespace arnorm::bench {

using Rate = std::optional<double>; // per second

// The quotient, if both are known.
Rate ratio(Rate one, Rate other);

// The rates of all repetitions of every benchmark, in bytes or items per second.
class Results : public benchmark::BenchmarkReporter {
public:
  bool ReportContext(const Context &context) override;
  void ReportRuns(const std::vector<Run> &runs) override;

  // The rate of the best repetition; nothing if the benchmark has not run.
  Rate rate(const std::string &benchmark) const;

  // The 90th percentile, over the benchmarks, of how much slower the median repetition is than the
  // best one. Near 0 on an idle machine.
  double noise() const;

private:
  std::map<std::string, std::vector<double>> rates_;
};

} // namespace arnorm::bench
