// Random rule files and random texts for them, the same in every run of the tests.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "arnorm/arnorm.h"

namespace arnorm::test {

using Random = std::mt19937;

// How often to repeat a random test that is usually repeated `count` times: $ARNORM_ROUNDS times as
// often, and a sixth of that with the address sanitizer, with which everything takes ten times as
// long, and which looks for wrong accesses rather than for wrong results.
int rounds(int count);

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
