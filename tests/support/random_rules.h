// Random rule files and random texts for them, the same in every run of the tests.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "arnorm/arnorm.h"

namespace arnorm::test {

using Random = std::mt19937;

// The number of times to run the random tests: $ARNORM_ROUNDS, by default 1.
int rounds();

// A rule file with every construct except `icu`, `use` and `include`, over a small alphabet, so
// that rows often interact. Some of these files are rejected, for example for rows that can never
// match.
std::string random_rule_file(Random &random);

// Files of words that these rule files name, for Options::texts.
const RuleTexts &random_word_files();

// A text over the same alphabet, with marks, supplementary and unusual characters, and malformed
// bytes. Half of the texts consist mainly of letters that the rules rarely name.
std::string random_text(Random &random, std::size_t max);

} // namespace arnorm::test
