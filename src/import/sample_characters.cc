#include "import/sample_characters.h"

namespace arnorm {
namespace {

constexpr std::size_t max_samples = 400;
constexpr std::size_t of_a_set = 3;

} // namespace

void SampleCharacters::add(const FlatTransform &rules) {
  for (const FlatTransformRule &rule : rules) {
    for (const auto *slots : {&rule.from, &rule.after, &rule.before}) {
      for (const Slot &slot : *slots) {
        add(slot.set, of_a_set);
      }
    }
  }
}

void SampleCharacters::add(const CodePointSet &set, std::size_t max) {
  for (auto [first, last] : set.ranges()) {
    for (char32_t c = first; c <= last && max > 0; ++c, --max) {
      add(c);
    }
  }
}

void SampleCharacters::add(char32_t c) {
  bool character = c > 0 && c <= 0x10FFFF && !(c >= 0xD800 && c <= 0xDFFF) && c != U'\n';
  if (character && text_.size() < max_samples && text_.find(c) == std::u32string::npos) {
    text_ += c;
  }
}

} // namespace arnorm
