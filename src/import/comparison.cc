#include "import/comparison.h"

#include <random>

#include "characters/ascii.h"
#include "characters/utf.h"

namespace arnorm {
namespace {

constexpr std::size_t max_pairs = 120;  // characters of which all pairs are tried
constexpr std::size_t max_triples = 32; // the same for three
constexpr std::size_t random_words = 12000;

Options without_files() {
  Options options;
  options.files = Files::none;
  return options;
}

} // namespace

Comparison::Comparison(const std::string &wanted, const std::string &got)
    : wanted_(Chain::parse(wanted, without_files())), got_(Chain::parse(got, without_files())) {
  for (const Loaded *each : {&wanted_, &got_}) {
    for (const Diagnostic &diagnostic : each->diagnostics) {
      if (diagnostic.severity == Severity::error) {
        broken_.push_back(diagnostic);
      }
    }
  }
}

std::optional<Difference> Comparison::differ(const std::u32string &text) {
  std::string utf8 = to_utf8(text);
  ++texts_;
  wanted_result_.clear();
  got_result_.clear();
  wanted_->apply(utf8, wanted_result_);
  got_->apply(utf8, got_result_);
  if (wanted_result_ != got_result_) { // the first use of a rule may differ from all others: AR0224
    wanted_result_.clear();
    wanted_->apply(utf8, wanted_result_);
  }
  if (wanted_result_ == got_result_) {
    return std::nullopt;
  }
  return Difference{text, wanted_result_, got_result_};
}

std::optional<Difference> Comparison::words(const std::u32string &alphabet) {
  std::u32string few = alphabet.substr(0, max_pairs);
  for (char32_t a : alphabet) {
    if (auto found = differ({a})) {
      return found;
    }
  }
  for (char32_t a : few) {
    for (char32_t b : few) {
      if (auto found = differ({a, b})) {
        return found;
      }
    }
  }
  std::mt19937 random(1);
  auto pick = [&](const std::u32string &letters) { return letters[random() % letters.size()]; };
  std::u32string some = few;
  while (some.size() > max_triples) {
    some.erase(random() % some.size(), 1);
  }
  for (char32_t a : some) {
    for (char32_t b : some) {
      for (char32_t c : some) {
        if (auto found = differ({a, b, c})) {
          return found;
        }
      }
    }
  }
  for (std::size_t i = 0; i < random_words && !alphabet.empty(); ++i) {
    std::u32string word;
    for (std::size_t length = 3 + random() % 10; length > 0; --length) {
      word += pick(alphabet);
    }
    if (auto found = differ(word)) {
      return found;
    }
  }
  return std::nullopt;
}

std::string Comparison::wanted(const std::u32string &text) const {
  return wanted_->apply(to_utf8(text));
}

std::optional<Difference> Comparison::characters(const CodePointSet &set) {
  for (char32_t c = 0; c < 0x10000; ++c) {
    if (!is_surrogate(c) && set.contains(c)) {
      if (auto found = differ({c})) {
        return found;
      }
    }
  }
  return std::nullopt;
}

} // namespace arnorm
