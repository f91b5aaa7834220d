#include "table/table_pass.h"

#include <algorithm>
#include <memory>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "characters/sequence_less.h"
#include "kernel/alphabet.h"

namespace arnorm {
// The three things to do with the row of a match.
struct IgnoreRows {
  void add(const TablePass::Match &) {}
};
struct CountRows {
  std::span<std::uint64_t> by_row;
  void add(const TablePass::Match &match) { ++by_row[match.row]; }
};
struct ListRows {
  std::vector<TablePass::Match> &matches;
  void add(const TablePass::Match &match) { matches.push_back(match); }
};

// The text that is not done yet, and as much of the text before it as rules look back at; beyond
// the edges of the text, CodePointSet::edge. `Rows` is a template parameter so that it costs
// nothing at each match.
template <class Rows> class TableState : public ScriptingState<TableState<Rows>> {
public:
  explicit TableState(const TablePass &pass, Rows rows = {})
      : pass_(pass), rows_(rows), automaton_(pass.rules_, pass.room_),
        behind_(std::max(pass.behind_, StartFilter::max_behind)),
        left_(pass.left_prefixes_, pass.classes_) {
    begin();
  }

  template <class Script>
  void run(std::u32string_view piece, bool last, std::u32string &out, Script &script) {
    text_ += piece;
    std::size_t end = text_.size();
    if (last) {
      text_.append(pass_.ahead_, CodePointSet::edge);
    }
    scan(end, out, script);
    last ? begin() : forget();
  }

  bool save(std::u32string &key) override {
    auto left = left_.number(std::u32string_view(text_).substr(0, at_));
    key.push_back(static_cast<char32_t>(left.value_or(0)));
    key.append(text_, at_);
    return left && text_.size() - at_ <= PassState::max_saved;
  }
  void restore(std::u32string_view key) override {
    text_ = left_.text(key[0]);
    text_ += key.substr(1);
    at_ = behind_;
  }

private:
  void begin() {
    text_.assign(behind_, CodePointSet::edge);
    at_ = behind_;
  }

  // Goes on up to `end`, or to the first place where the rule is not certain.
  template <class Script> void scan(std::size_t end, std::u32string &out, Script &script) {
    std::size_t sure = text_.size() - std::min(text_.size(), pass_.ahead_);
    std::size_t copied = at_; // the text from here to at_ has no rule and is not written yet
    auto copy = [&] {
      if (copied < at_) {
        out.append(text_, copied, at_ - copied);
        script.copy(at_ - copied);
      }
    };
    bool after_match = false; // matches often follow each other
    while (at_ < end) {
      at_ = after_match ? at_ : pass_.starts_.next(text_.data(), at_, end, text_.size());
      if (at_ == end) {
        break;
      }
      std::size_t rule = rule_here(sure);
      if (rule == MatchAutomaton::uncertain) {
        break;
      }
      after_match = rule != 0;
      if (rule == 0) {
        ++at_;
      } else {
        copy();
        const TablePass::Action &action = pass_.actions_[rule - 1];
        std::size_t before = out.size();
        std::size_t begin = at_ - behind_;
        apply(action, out);
        rows_.add({action.row, begin, action.length, before, out.size() - before});
        note(action.length, std::u32string_view(out).substr(before), script);
        copied = at_;
      }
    }
    copy();
  }

  // Up to `sure`, the text is there as far as rules look ahead.
  std::size_t rule_here(std::size_t sure) {
    const char32_t *at = text_.data() + at_;
    return at_ <= sure ? automaton_.rule_at(at) : automaton_.rule_within(at, text_.size() - at_);
  }

  void note(std::size_t, std::u32string_view, NoScript &) const {}

  // A row that writes what it has read changes nothing.
  void note(std::size_t length, std::u32string_view result, EditScript &script) const {
    bool copies = std::u32string_view(text_).substr(at_ - length, length) == result;
    copies ? script.copy(length) : script.replace(length, result.size());
  }

  void apply(const TablePass::Action &action, std::u32string &out) {
    std::u32string_view output = pass_.output(action);
    if (action.is_text) {
      output.size() == 1 ? out.push_back(output[0]) : void(out += output);
    } else {
      for (char32_t piece : output) {
        if (TablePass::is_part(piece)) {
          std::size_t begin = TablePass::part_begin(piece);
          out.append(text_, at_ + begin, TablePass::part_end(piece) - begin);
        } else {
          out.push_back(piece);
        }
      }
    }
    at_ += action.length;
  }

  // Keeps what contexts may still look back at, and what is not done.
  void forget() {
    text_.erase(0, at_ - behind_);
    at_ = behind_;
  }

  const TablePass &pass_;
  Rows rows_;
  MatchAutomaton automaton_;
  std::size_t behind_; // characters that are kept before at_
  std::u32string text_;
  std::size_t at_ = 0;
  LeftContexts left_;
};

std::unique_ptr<const TablePass> TablePass::make(const FlatRules &table, std::size_t room) {
  CharacterClasses classes(table);
  return classes.too_many() ? nullptr
                            : std::make_unique<TablePass>(table, std::move(classes), room);
}

TablePass::TablePass(const FlatRules &table, CharacterClasses classes, std::size_t room)
    : classes_(std::move(classes)), rules_(table, classes_), room_(room), starts_(table, classes_),
      left_prefixes_(table), behind_(table.behind), ahead_(0) {
  add_actions(table);
  find_boundaries(table);
  find_edges(table);
  find_lone(table);
}

// Most rules of a row write the same, which is kept once.
void TablePass::add_actions(const FlatRules &table) {
  std::unordered_map<std::size_t, std::size_t> last; // by row: a rule
  actions_.reserve(table.rules.size());
  for (const Rule &rule : table.rules) {
    ahead_ = std::max(ahead_, rule.from.size() + rule.before.size());
    Action action{static_cast<std::uint32_t>(rule.row), static_cast<std::uint32_t>(outputs_.size()),
                  0, static_cast<std::uint16_t>(rule.from.size()), true};
    for (const OutputPiece &piece : rule.to) {
      action.is_text = action.is_text && piece.is_text;
      if (piece.is_text) {
        outputs_ += piece.text;
      } else {
        outputs_ += static_cast<char32_t>(part | piece.begin << part_bits | piece.end);
      }
    }
    action.size = static_cast<std::uint32_t>(outputs_.size()) - action.begin;
    auto [known, fresh] = last.emplace(rule.row, actions_.size());
    if (!fresh && output(actions_[known->second]) == output(action)) {
      outputs_.resize(action.begin);
      action.begin = actions_[known->second].begin;
    }
    known->second = actions_.size();
    actions_.push_back(action);
  }
  outputs_.shrink_to_fit();
}

std::unique_ptr<PassState> TablePass::start() const {
  return std::make_unique<TableState<IgnoreRows>>(*this);
}

std::unique_ptr<PassState> TablePass::start_counting(std::span<std::uint64_t> by_row) const {
  return std::make_unique<TableState<CountRows>>(*this, CountRows{by_row});
}

std::unique_ptr<PassState> TablePass::start_listing(std::vector<Match> &matches) const {
  return std::make_unique<TableState<ListRows>>(*this, ListRows{matches});
}

// A text may be cut before a character if no match and no context reaches across its left side,
// from either direction. Contexts before the cut then see an edge in place of the character, so a
// `before` must hold both or neither, and must not look further.
void TablePass::find_boundaries(const FlatRules &table) {
  auto has_edge = [&](SetPool::Id set) { return classes_.contains(set, classes_.edge()); };
  std::vector<bool> joins(classes_.set_count());       // what is in such a set joins
  std::vector<bool> as_the_edge(classes_.set_count()); // what is not in such a set joins
  std::size_t edges = 0;
  bool all_join = false;
  auto join = [&](auto begin, auto end) {
    std::for_each(begin, end, [&](SetPool::Id set) { joins[set] = true; });
  };
  for (const Rule &rule : table.rules) {
    join(rule.from.begin() + (rule.after.empty() ? 1 : 0), rule.from.end());
    if (!rule.after.empty()) {
      join(rule.after.begin() + 1, rule.after.end());
    }
    if (!rule.before.empty()) {
      join(rule.before.begin(), rule.before.end() - 1);
      all_join = all_join || std::any_of(rule.before.begin(), rule.before.end() - 1, has_edge);
      if (has_edge(rule.before.back())) {
        edges += as_the_edge[rule.before.back()] ? 0 : 1;
        as_the_edge[rule.before.back()] = true;
      } else {
        joins[rule.before.back()] = true;
      }
    }
  }
  for (std::size_t c = 0; c < classes_.count(); ++c) {
    std::size_t common = 0;
    bool apart = classes_.sets_of(static_cast<std::uint16_t>(c)).all_of([&](SetPool::Id set) {
      common += as_the_edge[set] ? 1 : 0;
      return !joins[set];
    });
    joins_.push_back(all_join || !apart || common < edges);
  }
}

void TablePass::find_edges(const FlatRules &table) {
  auto has_edge = [&](SetPool::Id set) { return classes_.contains(set, classes_.edge()); };
  for (const Rule &rule : table.rules) {
    bool beyond =
        (!rule.after.empty() && std::any_of(rule.after.begin() + 1, rule.after.end(), has_edge)) ||
        (!rule.before.empty() && std::any_of(rule.before.begin(), rule.before.end() - 1, has_edge));
    ends_at_edge_ = ends_at_edge_ && !beyond;
  }
}

// A `from` never holds the edge, so a character of its class is never matched.
bool TablePass::is_like_edge(char32_t c) const {
  return ends_at_edge_ && classes_.of(c) == classes_.edge();
}

// What a rule that takes `c` first writes first; false where that is nothing, or one of many.
bool TablePass::add_first_output(const Action &action, char32_t c,
                                 std::vector<char32_t> &out) const {
  std::u32string_view pieces = output(action);
  auto first = std::find_if(pieces.begin(), pieces.end(), [](char32_t piece) {
    return !is_part(piece) || part_begin(piece) < part_end(piece);
  });
  if (first == pieces.end() || (is_part(*first) && part_begin(*first) != 0)) {
    return false;
  }
  out.push_back(is_part(*first) ? c : *first);
  return true;
}

bool TablePass::first_outputs(char32_t c, std::vector<char32_t> &out) const {
  out.push_back(c);
  return classes_.sets_of(classes_.of(c)).all_of([&](SetPool::Id set) {
    std::span<const MatchRules::Id> rules = rules_.beginning_with(set);
    return std::all_of(rules.begin(), rules.end(), [&](MatchRules::Id rule) {
      return add_first_output(actions_[rule], c, out);
    });
  });
}

void TablePass::find_lone(const FlatRules &table) {
  lone_.assign(classes_.set_count(), no_rule);
  for (std::size_t i = 0; i < table.rules.size(); ++i) {
    if (table.rules[i].stands_alone()) {
      std::uint32_t &first = lone_[table.rules[i].from[0]];
      first = std::min(first, static_cast<std::uint32_t>(i));
    }
  }
}

// The sets that a rule looks at, in the order of the text; none if it looks at one character.
std::vector<SetPool::Id> TablePass::sequence_of(MatchRules::Id rule) const {
  std::vector<SetPool::Id> sequence;
  std::size_t after = rules_.after_length(rule);
  std::size_t forward = rules_.forward_length(rule);
  if (after + forward > 1) {
    for (std::size_t i = after; i > 0; --i) {
      sequence.push_back(rules_.after(rule, i - 1));
    }
    for (std::size_t i = 0; i < forward; ++i) {
      sequence.push_back(rules_.forward(rule, i));
    }
  }
  return sequence;
}

namespace {

constexpr std::size_t max_sequences = 1000; // with more, hardly any text is left to the kernels

// What finding the conflicts of all sequences may cost: the squares of their lengths.
constexpr std::size_t max_squares = 1 << 24;

// Sides of the alphabet by set, each found once. A class of the table has few characters of the
// alphabet, and many sets have few classes.
class Sides {
public:
  Sides(const Alphabet &alphabet, const CharacterClasses &classes)
      : alphabet_(alphabet), classes_(classes) {
    for (std::size_t i = 0; i < Alphabet::size; ++i) {
      if (const std::u32string &text = alphabet.text[i]; !text.empty()) {
        of(classes.of(text.back())).ending.set(i);
        of(classes.of(text.front())).beginning.set(i);
      }
    }
    of(classes.edge()).ending.set(Alphabet::edge);
    of(classes.edge()).beginning.set(Alphabet::edge);
  }

  const Alphabet::Side *operator[](SetPool::Id set) {
    std::unique_ptr<const Alphabet::Side> &known = sides_[set];
    if (!known) {
      known = std::make_unique<const Alphabet::Side>(make(set));
    }
    return known.get();
  }

private:
  struct Characters {
    std::uint16_t of_class;
    Alphabet::Members ending = {};
    Alphabet::Members beginning = {};
  };

  Characters &of(std::uint16_t of_class) {
    auto [at, fresh] = numbers_.emplace(of_class, characters_.size());
    if (fresh) {
      characters_.push_back({of_class});
    }
    return characters_[at->second];
  }

  Alphabet::Side make(SetPool::Id set) const {
    Alphabet::Members ending;
    Alphabet::Members beginning;
    for (const Characters &each : characters_) {
      if (classes_.contains(set, each.of_class)) {
        ending |= each.ending;
        beginning |= each.beginning;
      }
    }
    return alphabet_.side(ending, beginning, [this, set](char32_t c) {
      return classes_.contains(set, classes_.of(c));
    });
  }

  const Alphabet &alphabet_;
  const CharacterClasses &classes_;
  std::unordered_map<std::uint16_t, std::size_t> numbers_; // of classes, in characters_
  std::vector<Characters> characters_;
  std::unordered_map<SetPool::Id, std::unique_ptr<const Alphabet::Side>> sides_;
};

} // namespace

// Different sequences are told apart by a hash, as what depends on it is only how much is tried.
bool TablePass::has_many_sequences() const {
  std::unordered_set<std::uint64_t> known;
  std::size_t squares = 0;
  auto are_many = [&] { return known.size() > max_sequences || squares > max_squares; };
  for (MatchRules::Id rule = 0; rule < rules_.size() && !are_many(); ++rule) {
    std::uint64_t hash = 0;
    std::vector<SetPool::Id> sequence = sequence_of(rule);
    for (SetPool::Id set : sequence) {
      hash = (hash ^ set ^ (hash >> 32)) * 0x9E3779B97F4A7C15 + 1; // 2^64 / golden ratio
    }
    if (hash != 0 && known.insert(hash).second) {
      squares += sequence.size() * sequence.size();
    }
  }
  return are_many();
}

// All rules that look at more than one character are conflicts of their rarest neighbours.
void TablePass::forbid_sequences(Alphabet &alphabet) const {
  Sides sides(alphabet, classes_);
  const Alphabet::Members removed = alphabet.removed();
  Alphabet::BeyondUnits beyond;
  std::set<std::vector<SetPool::Id>, SequenceLess> known{{}};
  std::set<std::pair<SetPool::Id, SetPool::Id>> done;
  for (MatchRules::Id rule = 0; rule < rules_.size(); ++rule) {
    std::vector<SetPool::Id> sequence = sequence_of(rule);
    if (!known.insert(sequence).second) {
      continue;
    }
    std::vector<const Alphabet::Side *> members;
    std::transform(sequence.begin(), sequence.end(), std::back_inserter(members),
                   [&](SetPool::Id set) { return sides[set]; });
    std::size_t pair = alphabet.rarest_pair(members, removed);
    if (done.emplace(sequence[pair - 1], sequence[pair]).second) {
      alphabet.forbid_outside(*members[pair - 1], *members[pair]);
    }
    alphabet.find_beyond_units(members, pair, beyond);
  }
  alphabet.forbid(beyond);
}

void TablePass::apply_to(Alphabet &alphabet) const {
  if (has_many_sequences()) {
    alphabet.needs_passes.set();
    return;
  }
  forbid_sequences(alphabet);
  for (std::size_t i = 0; i < Alphabet::characters; ++i) {
    std::u32string result;
    for (char32_t c : alphabet.text[i]) {
      append_alone(c, result);
    }
    alphabet.text[i] = std::move(result);
  }
  std::unique_ptr<PassState> run = alphabet.units().empty() ? nullptr : start();
  for (std::size_t n = 0; n < alphabet.units().size(); ++n) {
    std::u32string &text = alphabet.text[Alphabet::characters + n];
    std::u32string result;
    run->feed(text, true, result);
    text = std::move(result);
  }
}

// What becomes of a character by rules that look at nothing else.
void TablePass::append_alone(char32_t c, std::u32string &out) const {
  std::uint32_t best = no_rule;
  classes_.sets_of(classes_.of(c)).for_each([&](SetPool::Id set) {
    best = std::min(best, lone_[set]);
  });
  if (best == no_rule) {
    out += c;
    return;
  }
  for (char32_t piece : output(actions_[best])) {
    is_part(piece) ? void(out.append(part_end(piece) - part_begin(piece), c))
                   : out.push_back(piece);
  }
}

std::size_t TablePass::bytes() const {
  return classes_.bytes() + rules_.bytes() + starts_.bytes() + left_prefixes_.bytes() +
         actions_.capacity() * sizeof(Action) + outputs_.capacity() * sizeof(char32_t) +
         lone_.capacity() * sizeof(std::uint32_t) + joins_.capacity() / 8;
}

} // namespace arnorm
