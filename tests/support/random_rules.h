// Random rule files and random texts for them, the same in every run of the tests.
#pragma once

#include <random>
#include <string>
#include <vector>

namespace arnorm::test {

using Random = std::mt19937;

// How many times over the random tests are to run: $ARNORM_ROUNDS, otherwise 1.
int rounds();

// A rule file that uses every construct but `icu`, `use` and `include`, over a small alphabet, so
// that rows meet each other often. Some are refused (rows that can never match, say).
std::string random_rule_file(Random &random);

// Texts over the same alphabet, with marks, supplementary and odd characters and bad bytes; half of
// them mostly of letters that the rules hardly name.
std::string random_text(Random &random, std::size_t max);

} // namespace arnorm::test
