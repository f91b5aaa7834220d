#include "check/identity_proof.h"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "characters/normal_form.h"
#include "check/symbols.h"
#include "check/table_machine.h"

namespace arnorm {
namespace {

constexpr std::size_t max_work = 8'000'000; // characters read and rules tried, by all tables
constexpr std::size_t max_visited = 60'000;
constexpr std::size_t max_memory = 1'000'000; // symbols of what is visited
constexpr std::size_t max_delay = 64;

constexpr Symbol none = u'\uFFFE';

// Pairs of symbols.
class Pairs {
public:
  Pairs(const CharacterPairs &pairs, const Symbols &symbols) : begins_(symbols.size()) {
    for (auto [a, b] : pairs) {
      pairs_.insert({symbols.of(a), symbols.of(b)});
      begins_[symbols.of(a)] = true;
    }
  }

  bool contains(Symbol a, Symbol b) const { return a != none && pairs_.contains({a, b}); }

  // The symbol if it begins a pair: all others are alike.
  Symbol begin(Symbol symbol) const { return begins_[symbol] ? symbol : none; }

private:
  std::set<std::pair<Symbol, Symbol>> pairs_;
  std::vector<bool> begins_;
};

// The machines after a text, and what only one side has written so far.
struct Configuration {
  std::vector<TableMachine::State> states;
  std::u16string expected;
  std::u16string actual;
  Symbol last = none;    // read, if it begins an absent pair
  Symbol before = none;  // written last, if it begins an unwanted pair
  Symbol starter = none; // the last starter written, likewise
  bool unwanted = false;

  std::u16string key() const {
    std::u16string result{last, before, starter, u'\uFFFF'};
    result += expected + u'\uFFFF' + actual;
    for (const TableMachine::State &state : states) {
      result += u'\uFFFF' + state.left + state.pending;
    }
    return result;
  }
};

class Search {
public:
  Search(const std::vector<const FlatRules *> &first, const std::vector<const FlatRules *> &second,
         const Symbols &symbols, const TextFacts &facts)
      : symbols_(symbols), firsts_(first.size()), absent_(facts.absent, symbols),
        unwanted_(facts.unwanted, symbols), watched_(first.size() + facts.watched) {
    for (const auto *tables : {&first, &second}) {
      for (const FlatRules *table : *tables) {
        add(*table);
      }
    }
  }

  Proof run() {
    visit(initial(), 0, 0);
    for (std::size_t i = 0; i < visited_.size(); ++i) {
      Configuration ended = visited_[i];
      bool is_alike = ends_alike(ended);
      if (ended.unwanted || is_over()) {
        return {};
      }
      if (!is_alike) {
        return refuted(i);
      }
      for (Symbol symbol : symbols_.inputs()) {
        if (absent_.contains(visited_[i].last, symbol)) {
          continue;
        }
        Configuration next = visited_[i];
        next.last = absent_.begin(symbol);
        read(next, 0, symbol);
        if (is_over()) {
          return {};
        }
        if (!compare(next)) {
          return refuted(i, symbol);
        }
        if (next.unwanted || memory_ > max_memory || visited_.size() > max_visited ||
            std::max(next.expected.size(), next.actual.size()) > max_delay) {
          return {};
        }
        visit(std::move(next), i, symbol);
      }
    }
    return {.proved = true, .counterexample = {}};
  }

private:
  struct Origin {
    std::size_t from;
    Symbol read;
  };

  void add(const FlatRules &table) {
    auto [found, added] = numbers_.try_emplace(&table, machines_.size());
    if (added) {
      machines_.emplace_back(table, symbols_);
    }
    order_.push_back(found->second);
  }

  TableMachine &machine(std::size_t step) { return machines_[order_[step]]; }

  Configuration initial() {
    Configuration result;
    for (std::size_t step = 0; step < order_.size(); ++step) {
      result.states.push_back(machine(step).start());
    }
    return result;
  }

  void visit(Configuration next, std::size_t from, Symbol read) {
    std::u16string key = next.key();
    std::size_t size = key.size();
    if (known_.insert(std::move(key)).second) {
      memory_ += size;
      visited_.push_back(std::move(next));
      origins_.push_back({from, read});
    }
  }

  bool is_over() const { return work_ > max_work; }

  // Hands a symbol to a step, and what this one writes to the next. Each may write a thousand for
  // one, so nothing is read once it is_over(), and the configuration is then of no use.
  void read(Configuration &now, std::size_t step, Symbol symbol) {
    if (is_over()) {
      return;
    }
    if (step == firsts_) {
      now.expected.push_back(symbol);
    }
    if (step == watched_) {
      watch(now, symbol);
    }
    if (step == order_.size()) {
      now.actual.push_back(symbol);
      return;
    }
    std::u16string out;
    work_ += machine(step).read(now.states[step], symbol, out);
    for (Symbol written : out) {
      read(now, step + 1, written);
    }
  }

  void watch(Configuration &now, Symbol symbol) const {
    now.unwanted = now.unwanted || unwanted_.contains(now.before, symbol) ||
                   unwanted_.contains(now.starter, symbol);
    now.before = unwanted_.begin(symbol);
    if (combining_class(symbols_[symbol]) == 0) {
      now.starter = now.before;
    }
  }

  static bool compare(Configuration &now) {
    std::size_t common = std::min(now.expected.size(), now.actual.size());
    if (now.expected.compare(0, common, now.actual, 0, common) != 0) {
      return false;
    }
    now.expected.erase(0, common);
    now.actual.erase(0, common);
    return true;
  }

  bool ends_alike(Configuration &now) {
    for (std::size_t step = 0; step < order_.size(); ++step) {
      std::u16string out;
      work_ += machine(step).finish(now.states[step], out);
      for (Symbol written : out) {
        read(now, step + 1, written);
      }
    }
    return now.expected == now.actual;
  }

  Proof refuted(std::size_t at) const {
    std::u16string text;
    for (; at != 0; at = origins_[at].from) {
      text.push_back(origins_[at].read);
    }
    std::reverse(text.begin(), text.end());
    return {.proved = false, .counterexample = symbols_.text(text)};
  }

  Proof refuted(std::size_t at, Symbol last) const {
    Proof proof = refuted(at);
    proof.counterexample->push_back(symbols_[last]);
    return proof;
  }

  const Symbols &symbols_;
  std::size_t firsts_;
  Pairs absent_;
  Pairs unwanted_;
  std::size_t watched_; // the step that reads what is watched
  std::map<const FlatRules *, std::size_t> numbers_;
  std::vector<TableMachine> machines_;
  std::vector<std::size_t> order_; // of the machines
  std::unordered_set<std::u16string> known_;
  std::vector<Configuration> visited_;
  std::vector<Origin> origins_;
  std::size_t work_ = 0;
  std::size_t memory_ = 0;
};

} // namespace

Proof prove_identity(const std::vector<const FlatRules *> &first,
                     const std::vector<const FlatRules *> &second, const CodePointSet &domain,
                     const TextFacts &facts) {
  std::vector<const FlatRules *> all = first;
  all.insert(all.end(), second.begin(), second.end());
  std::u32string alone;
  for (const CharacterPairs *pairs : {&facts.absent, &facts.unwanted}) {
    for (auto [a, b] : *pairs) {
      alone += {a, b};
    }
  }
  auto symbols = Symbols::of(all, domain, alone);
  return symbols ? Search(first, second, *symbols, facts).run() : Proof{};
}

} // namespace arnorm
