#include "check/symbols.h"

#include <algorithm>
#include <map>
#include <set>

namespace arnorm {
namespace {

constexpr std::size_t max_symbols = 4000;
constexpr std::size_t max_comparisons = 4'000'000; // of stretches with sets

// The sets of tables: those of one code point, and the others.
struct Sets {
  std::set<char32_t> singles;
  std::set<CodePointSet> others;

  void add(const CodePointSet &set) {
    if (set.is_single()) {
      singles.insert(set.first());
    } else {
      others.insert(set);
    }
  }

  void add(const FlatRules &table) {
    for (const Rule &rule : table.rules) {
      for (const auto *ids : {&rule.after, &rule.from, &rule.before}) {
        for (SetPool::Id id : *ids) {
          add(table.sets[id]);
        }
      }
      for (const OutputPiece &piece : rule.to) {
        singles.insert(piece.text.begin(), piece.text.end());
      }
    }
  }
};

// Where stretches of code points begin that are in the same sets throughout.
std::vector<char32_t> boundaries(const Sets &sets) {
  std::set<char32_t> begins{0, 0xD800, 0xE000};
  for (char32_t c : sets.singles) {
    begins.insert({c, c + 1});
  }
  for (const CodePointSet &set : sets.others) {
    for (auto [first, last] : set.ranges()) {
      begins.insert({first, last + 1});
    }
  }
  begins.erase(begins.lower_bound(0x110000), begins.end());
  return {begins.begin(), begins.end()};
}

std::vector<bool> membership(char32_t c, const std::set<CodePointSet> &sets) {
  std::vector<bool> result;
  result.reserve(sets.size());
  for (const CodePointSet &set : sets) {
    result.push_back(set.contains(c));
  }
  return result;
}

} // namespace

std::optional<Symbols> Symbols::of(const std::vector<const FlatRules *> &tables,
                                   const CodePointSet &domain, const std::u32string &alone) {
  Sets sets;
  sets.singles.insert(alone.begin(), alone.end());
  sets.others.insert(domain);
  for (const FlatRules *table : tables) {
    sets.add(*table);
  }
  std::vector<char32_t> begins = boundaries(sets);
  if (sets.singles.size() > max_symbols || begins.size() * sets.others.size() > max_comparisons) {
    return std::nullopt;
  }
  std::map<std::vector<bool>, std::size_t> taken; // members of a class that are symbols
  std::set<char32_t> chosen;
  for (std::size_t i = 0; i < begins.size(); ++i) {
    char32_t end = i + 1 < begins.size() ? begins[i + 1] : 0x110000;
    if (begins[i] >= 0xD800 && begins[i] < 0xE000) {
      continue;
    }
    if (sets.singles.contains(begins[i])) {
      chosen.insert(begins[i]);
      continue;
    }
    std::size_t &count = taken[membership(begins[i], sets.others)];
    for (char32_t c = begins[i]; c < end && count < 2; ++c, ++count) {
      chosen.insert(c);
    }
  }
  if (chosen.size() > max_symbols) {
    return std::nullopt;
  }
  Symbols symbols;
  symbols.characters_.assign(chosen.begin(), chosen.end());
  for (Symbol symbol = 0; symbol < symbols.edge(); ++symbol) {
    if (domain.contains(symbols[symbol])) {
      symbols.inputs_.push_back(symbol);
    }
  }
  return symbols;
}

Symbol Symbols::of(char32_t c) const {
  auto found = std::lower_bound(characters_.begin(), characters_.end(), c);
  return static_cast<Symbol>(found - characters_.begin());
}

std::u32string Symbols::text(const std::u16string &symbols) const {
  std::u32string result;
  for (Symbol symbol : symbols) {
    result.push_back(characters_[symbol]);
  }
  return result;
}

} // namespace arnorm
