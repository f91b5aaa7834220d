#include "subjects.h"

#include <algorithm>

#include <fmt/format.h>

namespace arnorm::bench {
namespace {

using enum Kind;
using enum Use;
using enum Than;

constexpr Direction forward = Direction::forward;
constexpr Direction reverse = Direction::reverse;

// One subject for each text.
struct Entry {
  std::vector<const char *> chains;
  Direction direction;
  Use use;
  std::vector<Kind> texts;
  std::vector<Target> targets;
};

// The numbers are those of the section "Targets" of docs/benchmarks.md.
const Entry entries[] = {
    {{"buckwalter", "buckwalter-safe"},
     forward,
     alone,
     {prose_plain, prose, language, plain, vocalized},
     {{simdutf, 1.6, 1.0}}},
    {{"buckwalter", "buckwalter-safe"},
     forward,
     alone,
     {prose_c, vocalized_c},
     {{simdutf, 0.8, 0.8}}},
    {{"buckwalter", "buckwalter-safe"},
     reverse,
     alone,
     {prose_plain, prose, prose_c},
     {{simdutf, 0.8, 0.8}}},
    {{"search", "clean"},
     forward,
     alone,
     {prose_plain, prose, prose_c, language, plain, vocalized, vocalized_c},
     {{simdutf, 1.2, 0.8}, {icu_chain, 200, 200}}},
    {{"iso-233"},
     forward,
     alone,
     {prose, prose_c, vocalized, vocalized_c},
     {{simdutf, 0.2, 0.2}, {icu_chain, 50, 50}}},
    {{"iso-233"}, reverse, alone, {prose, prose_c}, {{simdutf, 0.2, 0.2}, {icu_chain, 50, 50}}},
    {{"ala-lc", "din-31635", "bgn-pcgn", "ipa"},
     forward,
     alone,
     {language, prose},
     {{simdutf, 0.1, 0.1}}},
    {{"ala-lc", "din-31635", "bgn-pcgn", "ipa"}, forward, alone, {new_words}, {}},
    {{"search,buckwalter"}, forward, alone, {prose_plain, prose}, {}},
    {{"strip-tashkeel"}, forward, alone, {prose}, {}},
    {{"buckwalter", "search", "clean"}, forward, alone, {persian, mixed}, {}},

    {{"ala-lc", "din-31635", "search", "buckwalter"},
     forward,
     words,
     {language},
     {{itself, 0.7, 0.7}}},
    {{"buckwalter", "search", "clean"},
     forward,
     edits,
     {prose_plain, prose, prose_c},
     {{simdutf, 0.1, 0.1}}},
    {{"iso-233"}, forward, edits, {prose, prose_c}, {{itself, 0.6, 0.6}}},
    {{"ala-lc", "din-31635"}, forward, edits, {language}, {{itself, 0.6, 0.6}}},
};

std::vector<Subject> list_subjects() {
  std::vector<Subject> list;
  for (const Entry &entry : entries) {
    for (const char *chain : entry.chains) {
      for (Kind kind : entry.texts) {
        list.push_back({chain, entry.direction, entry.use, name(kind), entry.targets});
      }
    }
  }
  return list;
}

} // namespace

std::string Subject::title() const {
  return fmt::format("{}{}", chain, direction == Direction::reverse ? " -r" : "");
}

bool Subject::has_target(Than than) const {
  return std::any_of(targets.begin(), targets.end(),
                     [&](const Target &target) { return target.than == than; });
}

const std::vector<Subject> &subjects() {
  static const std::vector<Subject> list = list_subjects();
  return list;
}

std::vector<Subject> subjects_for(const std::string &text) {
  std::vector<Subject> list;
  for (const char *chain :
       {"buckwalter", "search", "clean", "iso-233", "ala-lc", "din-31635", "bgn-pcgn", "ipa"}) {
    list.push_back({chain, forward, alone, text, {}});
  }
  return list;
}

const std::vector<Call> &calls() {
  static const std::vector<Call> list{{"buckwalter", 50, 100},
                                      {"search", 50, 100},
                                      {"clean", 50, 100},
                                      {"iso-233", 50, 100},
                                      {"ala-lc", 50, 100}};
  return list;
}

} // namespace arnorm::bench
