#include "results.h"

#include <algorithm>

namespace arnorm::bench {
namespace {

double best(const std::vector<double> &rates) {
  return *std::max_element(rates.begin(), rates.end());
}

// The quantile: the number that exceeds this share of the numbers.
double quantile(std::vector<double> numbers, double share) {
  auto at = static_cast<std::ptrdiff_t>(share * static_cast<double>(numbers.size()));
  std::nth_element(numbers.begin(), numbers.begin() + at, numbers.end());
  return numbers[static_cast<std::size_t>(at)];
}

} // namespace

Rate ratio(Rate one, Rate other) {
  return one && other && *other > 0 ? Rate(*one / *other) : std::nullopt;
}

bool Results::ReportContext(const Context &) { return true; }

void Results::ReportRuns(const std::vector<Run> &runs) {
  for (const Run &run : runs) {
    for (const char *counter : {"bytes_per_second", "items_per_second"}) {
      auto found = run.counters.find(counter);
      if (run.run_type == Run::RT_Iteration && found != run.counters.end()) {
        rates_[run.run_name.function_name].push_back(found->second.value);
      }
    }
  }
}

Rate Results::rate(const std::string &benchmark) const {
  auto found = rates_.find(benchmark);
  return found == rates_.end() ? std::nullopt : Rate(best(found->second));
}

double Results::noise() const {
  std::vector<double> lags;
  for (const auto &[benchmark, rates] : rates_) {
    lags.push_back(1 - quantile(rates, 0.5) / best(rates));
  }
  return lags.empty() ? 0 : quantile(lags, 0.9);
}

} // namespace arnorm::bench
