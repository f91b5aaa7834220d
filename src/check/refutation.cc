#include "check/refutation.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <unordered_set>

#include "check/claim_texts.h"

namespace arnorm {
namespace {

// How many texts of each sort are tried.
struct Budget {
  std::size_t short_texts = 40'000; // of each length
  std::size_t pairs = 100'000;
  std::size_t nested = 20'000;
  std::size_t random = 10'000;
  std::size_t characters = 1'500'000; // of each sort
};

// ICU takes about fifty times as long.
Budget budget_of(const ClaimCase &claim) {
  return claim.runs_on_icu() ? Budget{.short_texts = 1000,
                                      .pairs = 2000,
                                      .nested = 500,
                                      .random = 500,
                                      .characters = 30'000}
                             : Budget{};
}

class Searcher {
public:
  explicit Searcher(const ClaimCase &claim)
      : claim_(claim), budget_(budget_of(claim)), rows_(texts_of_rows(claim)) {
    units_ = rows_.simple;
    units_.insert(units_.end(), rows_.others.begin(), rows_.others.end());
  }

  Search run() {
    // Short texts first: what they refute needs no shortening.
    using Sort = bool (Searcher::*)();
    bool found = false;
    for (Sort sort : {&Searcher::try_short, &Searcher::try_units, &Searcher::try_simple_pairs,
                      &Searcher::try_pairs, &Searcher::try_deleted, &Searcher::try_nested,
                      &Searcher::try_random}) {
      characters_ = 0;
      found = found || (this->*sort)();
    }
    return {found ? std::optional(refuting_) : std::nullopt, tried_.size()};
  }

private:
  bool try_text(const std::u32string &text) {
    characters_ += text.size() + 1;
    if (characters_ > budget_.characters ||
        !tried_.insert(std::hash<std::u32string>{}(text)).second || claim_.holds(text)) {
      return false;
    }
    refuting_ = text;
    return true;
  }

  bool try_short() {
    const std::u32string &letters = claim_.alphabet();
    std::size_t count = letters.size();
    for (std::size_t length = 1; length <= 4 && count > 0 && count <= budget_.short_texts;
         ++length) {
      std::u32string text;
      if (try_all(length, text)) {
        return true;
      }
      count *= letters.size();
    }
    return false;
  }

  bool try_all(std::size_t length, std::u32string &text) {
    if (length == 0) {
      return try_text(text);
    }
    for (char32_t c : claim_.alphabet()) {
      text.push_back(c);
      bool found = try_all(length - 1, text);
      text.pop_back();
      if (found) {
        return true;
      }
    }
    return false;
  }

  bool try_units() {
    return std::any_of(units_.begin(), units_.end(), [&](const auto &unit) {
      return try_text(unit) || try_text(unit + unit) || (space() && try_text(U' ' + unit + U' '));
    });
  }

  bool space() const { return claim_.domain().contains(U' '); }

  bool try_simple_pairs() { return try_pairs_of(rows_.simple); }
  bool try_pairs() { return try_pairs_of(units_); }

  // All pairs, or as many of them, spread evenly.
  bool try_pairs_of(const std::vector<std::u32string> &units) {
    std::size_t max = budget_.pairs;
    std::size_t all = units.size() * units.size();
    std::size_t stride = spread(all, max);
    for (std::size_t i = 0, pair = 0; i < std::min(all, max); ++i, pair = (pair + stride) % all) {
      const std::u32string &left = units[pair / units.size()];
      const std::u32string &right = units[pair % units.size()];
      if (try_text(left + right) || (space() && try_text(left + U' ' + right))) {
        return true;
      }
    }
    return false;
  }

  // 1 if all fit, otherwise a step with which no number below `all` comes twice.
  static std::size_t spread(std::size_t all, std::size_t max) {
    std::size_t stride = all <= max ? 1 : all / max * 2 + 1;
    while (all > 0 && std::gcd(stride, all) != 1) {
      ++stride;
    }
    return stride;
  }

  // What rows delete, anywhere in texts of rows.
  bool try_deleted() {
    std::size_t left = budget_.nested;
    for (const std::u32string &unit : rows_.simple) {
      for (std::size_t at = 1; at < unit.size(); ++at) {
        for (const std::u32string &deleted : rows_.deleted) {
          if (left == 0) {
            return false;
          }
          --left;
          std::u32string text = unit;
          if (try_text(text.insert(at, deleted))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  std::size_t below(std::size_t n) { // the same in every standard library
    return static_cast<std::size_t>(generator_() % n);
  }

  // Texts of rows inside of others, and up to four after each other.
  bool try_nested() {
    for (std::size_t i = 0; i < budget_.nested && !units_.empty(); ++i) {
      std::u32string text = units_[below(units_.size())];
      for (std::size_t n = below(4); n > 0; --n) {
        text.insert(below(text.size() + 1), units_[below(units_.size())]);
      }
      if (try_text(text)) {
        return true;
      }
    }
    return false;
  }

  bool try_random() {
    const std::u32string &letters = claim_.alphabet();
    for (std::size_t i = 0; i < budget_.random && !letters.empty(); ++i) {
      std::u32string text;
      for (std::size_t n = 3 + below(14); n > 0; --n) {
        text.push_back(letters[below(letters.size())]);
      }
      if (try_text(text)) {
        return true;
      }
    }
    return false;
  }

  const ClaimCase &claim_;
  Budget budget_;
  ClaimTexts rows_;
  std::vector<std::u32string> units_;
  std::unordered_set<std::size_t> tried_; // hashes
  std::u32string refuting_;
  std::size_t characters_ = 0; // of the texts of one sort
  std::mt19937 generator_{1};
};

// Makes a text simpler as long as it still refutes the claim.
class Shortener {
public:
  Shortener(std::u32string text, const ClaimCase &claim) : text_(std::move(text)), claim_(claim) {}

  std::u32string take() {
    while (drop_parts() || drop_pairs() || replace()) {
    }
    return text_;
  }

private:
  static constexpr std::size_t max_for_pairs = 40;

  bool accept(std::u32string simpler) {
    if (claim_.holds(simpler)) {
      return false;
    }
    text_ = std::move(simpler);
    return true;
  }

  bool drop_parts() {
    for (std::size_t length = (text_.size() + 1) / 2; length > 0; length /= 2) {
      for (std::size_t at = 0; at + length <= text_.size(); ++at) {
        std::u32string shorter = text_;
        if (accept(shorter.erase(at, length))) {
          return true;
        }
      }
    }
    return false;
  }

  bool drop_pairs() {
    for (std::size_t i = 0; text_.size() <= max_for_pairs && i < text_.size(); ++i) {
      for (std::size_t j = i + 1; j < text_.size(); ++j) {
        std::u32string shorter = text_;
        shorter.erase(j, 1);
        if (accept(shorter.erase(i, 1))) {
          return true;
        }
      }
    }
    return false;
  }

  // Each character by an earlier one. A text that is still too long keeps its characters.
  bool replace() {
    for (std::size_t i = 0; text_.size() <= max_for_pairs && i < text_.size(); ++i) {
      for (char32_t c : claim_.alphabet()) {
        if (c >= text_[i]) {
          break;
        }
        std::u32string simpler = text_;
        simpler[i] = c;
        if (accept(std::move(simpler))) {
          return true;
        }
      }
    }
    return false;
  }

  std::u32string text_;
  const ClaimCase &claim_;
};

} // namespace

Search search_refutation(const ClaimCase &claim) { return Searcher(claim).run(); }

std::u32string shortened(std::u32string text, const ClaimCase &claim) {
  return Shortener(std::move(text), claim).take();
}

} // namespace arnorm
