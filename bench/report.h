// Prints the measurements in Markdown, as ratios next to the targets.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "results.h"
#include "subjects.h"

namespace arnorm::bench {

void print_chains(const Results &results, const std::vector<Subject> &subjects);
void print_uses(const Results &results, const std::vector<Subject> &subjects);
void print_calls(const Results &results);
void print_peers(const Results &results, const std::vector<std::string> &texts);
void print_threads(const Results &results);
void print_startup(const Results &results, std::optional<double> first_load);
void print_noise(const Results &results);

} // namespace arnorm::bench
