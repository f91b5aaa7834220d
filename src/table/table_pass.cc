#include "table/table_pass.h"

#include <algorithm>
#include <map>
#include <set>

#include "kernel/alphabet.h"

namespace arnorm {
namespace {

constexpr std::size_t max_sequences = 1000; // with more, hardly any text is left to the kernels

} // namespace

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
    key += left.value_or(0);
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
    if (action.is_text) {
      action.text.size() == 1 ? out.push_back(action.text[0]) : void(out += action.text);
    } else {
      for (const OutputPiece &piece : action.to) {
        out += piece.is_text
                   ? std::u32string_view(piece.text)
                   : std::u32string_view(text_).substr(at_ + piece.begin, piece.end - piece.begin);
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
  for (const Rule &rule : table.rules) {
    ahead_ = std::max(ahead_, rule.from.size() + rule.before.size());
    Action action{rule.from.size(), rule.to, {}, true, rule.row};
    for (const OutputPiece &piece : rule.to) {
      action.is_text = action.is_text && piece.is_text;
      action.text += piece.text;
    }
    actions_.push_back(std::move(action));
  }
  find_boundaries(table);
  find_edges(table);
  find_sequences(table);
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
  begins_.resize(classes_.set_count());
  for (std::size_t i = 0; i < table.rules.size(); ++i) {
    const Rule &rule = table.rules[i];
    begins_[rule.from[0]].push_back(static_cast<std::uint32_t>(i));
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
bool TablePass::add_first_output(const Action &action, char32_t c, std::vector<char32_t> &out) {
  auto first = std::find_if(action.to.begin(), action.to.end(), [](const OutputPiece &piece) {
    return piece.is_text ? !piece.text.empty() : piece.begin < piece.end;
  });
  if (first == action.to.end() || (!first->is_text && first->begin != 0)) {
    return false;
  }
  out.push_back(first->is_text ? first->text[0] : c);
  return true;
}

bool TablePass::first_outputs(char32_t c, std::vector<char32_t> &out) const {
  out.push_back(c);
  return classes_.sets_of(classes_.of(c)).all_of([&](SetPool::Id set) {
    return std::all_of(begins_[set].begin(), begins_[set].end(), [&](std::uint32_t rule) {
      return add_first_output(actions_[rule], c, out);
    });
  });
}

void TablePass::find_sequences(const FlatRules &table) {
  std::set<std::vector<SetPool::Id>> known;
  alone_.resize(classes_.set_count());
  for (std::size_t i = 0; i < table.rules.size(); ++i) {
    const Rule &rule = table.rules[i];
    if (rule.stands_alone()) {
      alone_[rule.from[0]].push_back(static_cast<std::uint32_t>(i));
      continue;
    }
    if (sequences_.size() > max_sequences) { // then none is looked at
      continue;
    }
    std::vector<SetPool::Id> sequence = rule.after;
    sequence.insert(sequence.end(), rule.from.begin(), rule.from.end());
    sequence.insert(sequence.end(), rule.before.begin(), rule.before.end());
    if (known.insert(sequence).second) {
      sequences_.push_back(std::move(sequence));
    }
  }
}

void TablePass::apply_to(Alphabet &alphabet) const {
  if (sequences_.size() > max_sequences) {
    alphabet.needs_passes.set();
    return;
  }
  std::map<SetPool::Id, Alphabet::Side> sides;
  auto side = [&](SetPool::Id set) {
    auto at = sides.find(set);
    if (at == sides.end()) {
      at = sides
               .emplace(set, alphabet.side([this, set](char32_t c) {
                 return classes_.contains(set, classes_.of(c));
               }))
               .first;
    }
    return &at->second;
  };
  for (const std::vector<SetPool::Id> &sequence : sequences_) {
    std::vector<const Alphabet::Side *> members;
    std::transform(sequence.begin(), sequence.end(), std::back_inserter(members), side);
    alphabet.forbid_sequence(members);
  }
  for (std::u32string &text : alphabet.text) {
    std::u32string result;
    for (char32_t c : text) {
      append_alone(c, result);
    }
    text = std::move(result);
  }
}

// What becomes of a character by rules that look at nothing else.
void TablePass::append_alone(char32_t c, std::u32string &out) const {
  std::size_t best = actions_.size();
  classes_.sets_of(classes_.of(c)).for_each([&](SetPool::Id set) {
    if (!alone_[set].empty()) {
      best = std::min<std::size_t>(best, alone_[set][0]);
    }
  });
  if (best == actions_.size()) {
    out += c;
    return;
  }
  for (const OutputPiece &piece : actions_[best].to) {
    out += piece.is_text ? piece.text : std::u32string(piece.end - piece.begin, c);
  }
}

std::size_t TablePass::bytes() const {
  return classes_.bytes() + rules_.bytes() + starts_.bytes() + left_prefixes_.bytes() +
         actions_.size() * sizeof(Action);
}

} // namespace arnorm
