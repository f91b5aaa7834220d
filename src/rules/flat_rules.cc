#include "rules/flat_rules.h"

#include <algorithm>

#include <fmt/format.h>

namespace arnorm {
namespace {

constexpr std::size_t max_rules_of_a_row = 4096;
constexpr std::size_t max_rules_of_a_table = 20000;

// One choice of all counts of a pattern, with its sequence of sets.
struct Choice {
  struct Group {
    int number;
    std::size_t begin;
    std::size_t end;
  };
  std::vector<SetPool::Id> sets;
  std::vector<Group> groups;
};

// Concatenates two choices.
Choice joined(const Choice &head, const Choice &tail) {
  Choice result = head;
  result.sets.insert(result.sets.end(), tail.sets.begin(), tail.sets.end());
  for (Choice::Group group : tail.groups) {
    group.begin += head.sets.size();
    group.end += head.sets.size();
    result.groups.push_back(group);
  }
  return result;
}

// Finds all choices of a pattern. Of two choices with the same length, the one in which the earlier
// item matches more comes first.
class Chooser {
public:
  explicit Chooser(SetPool &pool) : pool_(pool) {}

  // Nothing if there are more than a row may have.
  std::optional<std::vector<Choice>> all(const std::vector<PatternItem> &items) {
    std::vector<Choice> choices = sequence(items);
    return too_many_ ? std::nullopt : std::optional(std::move(choices));
  }

private:
  std::vector<Choice> sequence(const std::vector<PatternItem> &items) {
    std::vector<Choice> result(1);
    for (const PatternItem &item : items) {
      result = product(result, repeated(item));
    }
    return result;
  }

  std::vector<Choice> product(const std::vector<Choice> &heads, const std::vector<Choice> &tails) {
    std::vector<Choice> result;
    if (heads.size() * tails.size() > max_rules_of_a_row) {
      too_many_ = true;
      return result;
    }
    for (const Choice &head : heads) {
      for (const Choice &tail : tails) {
        result.push_back(joined(head, tail));
      }
    }
    return result;
  }

  // The choices of an item with each of its counts, from the highest to the lowest.
  std::vector<Choice> repeated(const PatternItem &item) {
    std::vector<Choice> once = single(item);
    std::vector<Choice> powers(1);
    std::vector<std::vector<Choice>> counts;
    for (int count = 0; count <= item.max && !too_many_; ++count) {
      if (count >= item.min) {
        counts.push_back(powers);
      }
      powers = count < item.max ? product(powers, once) : std::vector<Choice>{};
    }
    std::vector<Choice> result;
    for (auto choices = counts.rbegin(); choices != counts.rend(); ++choices) {
      for (Choice &choice : *choices) {
        if (item.group != 0) { // a group contains all of its repetitions
          choice.groups.push_back({item.group, 0, choice.sets.size()});
        }
        result.push_back(std::move(choice));
      }
    }
    too_many_ = too_many_ || result.size() > max_rules_of_a_row;
    return result;
  }

  std::vector<Choice> single(const PatternItem &item) {
    if (item.group != 0) {
      return sequence(item.items);
    }
    Choice choice;
    choice.sets.push_back(pool_.add(item.set));
    return {choice};
  }

  SetPool &pool_;
  bool too_many_ = false;
};

std::vector<OutputPiece> output(const Replacement &to, const Choice &choice) {
  std::vector<OutputPiece> pieces;
  for (const ReplacementPiece &piece : to.pieces) {
    if (piece.group == 0) {
      pieces.push_back({piece.text, 0, 0, true});
      continue;
    }
    for (const Choice::Group &group : choice.groups) {
      if (group.number == piece.group) {
        pieces.push_back({{}, group.begin, group.end, false});
        break; // of inner groups in a repeated group, the first repetition counts
      }
    }
  }
  return pieces;
}

// Whether `a` matches wherever `b` matches, and at least as much text.
bool covers(const SetPool &sets, const Rule &a, const Rule &b) {
  if (a.from.size() < b.from.size() || a.after.size() > b.after.size() ||
      a.from.size() + a.before.size() > b.from.size() + b.before.size()) {
    return false;
  }
  for (std::size_t i = 0; i < a.after.size(); ++i) {
    if (!sets.covers(a.after[a.after.size() - 1 - i], b.after[b.after.size() - 1 - i])) {
      return false;
    }
  }
  auto at = [](const Rule &rule, std::size_t i) {
    return i < rule.from.size() ? rule.from[i] : rule.before[i - rule.from.size()];
  };
  for (std::size_t i = 0; i < a.from.size() + a.before.size(); ++i) {
    if (!sets.covers(at(a, i), at(b, i))) {
      return false;
    }
  }
  return true;
}

// Finds the rules that may cover another one by the set with which they begin.
class Index {
public:
  Index(const SetPool &sets, const std::vector<Rule> &rules)
      : sets_(sets), rules_(rules), narrow_(sets.size()) {}

  void add(std::size_t rule) {
    SetPool::Id first = rules_[rule].from[0];
    if (sets_[first].is_single()) {
      narrow_[first].push_back(rule);
    } else {
      wide_.push_back(rule);
    }
  }

  std::optional<std::size_t> covering(const Rule &rule) const {
    auto found = search(wide_, rule);
    return found ? found : search(narrow_[rule.from[0]], rule);
  }

private:
  std::optional<std::size_t> search(const std::vector<std::size_t> &list, const Rule &rule) const {
    for (std::size_t i : list) {
      if (covers(sets_, rules_[i], rule)) {
        return i;
      }
    }
    return std::nullopt;
  }

  const SetPool &sets_;
  const std::vector<Rule> &rules_;
  std::vector<std::vector<std::size_t>> narrow_; // by the first set, if that is a single character
  std::vector<std::size_t> wide_;
};

// Removes the rules that an earlier one covers, and notes the rows that have no rules left.
void drop_masked(FlatRules &flat) {
  std::vector<Rule> kept;
  kept.reserve(flat.rules.size());
  Index index(flat.sets, kept);
  std::vector<bool> alive(flat.rows.size());
  for (Rule &rule : flat.rules) {
    std::size_t row = rule.row;
    if (auto cover = index.covering(rule)) {
      auto &masked_by = flat.masked_by[row];
      masked_by = masked_by.value_or(kept[*cover].row);
      continue;
    }
    alive[row] = true;
    kept.push_back(std::move(rule));
    index.add(kept.size() - 1);
  }
  for (std::size_t row = 0; row < alive.size(); ++row) {
    if (alive[row]) {
      flat.masked_by[row].reset();
    }
  }
  flat.rules = std::move(kept);
}

void measure(FlatRules &flat) {
  for (const Rule &rule : flat.rules) {
    flat.behind = std::max(flat.behind, rule.after.size());
    flat.ahead = std::max(flat.ahead, rule.before.size());
    flat.longest = std::max(flat.longest, rule.from.size());
  }
}

// Sorts rules by length. Does nothing if they are in order, as in tables of single characters,
// because moving rules is expensive.
void longest_first(std::vector<Rule> &rules) {
  auto longer = [](const Rule &a, const Rule &b) { return a.from.size() > b.from.size(); };
  if (!std::is_sorted(rules.begin(), rules.end(), longer)) {
    std::stable_sort(rules.begin(), rules.end(), longer);
  }
}

std::vector<std::vector<SetPool::Id>> contexts(const std::vector<Pattern> &patterns, SetPool &pool,
                                               bool &too_many) {
  std::vector<std::vector<SetPool::Id>> result;
  for (const Pattern &pattern : patterns) {
    auto choices = Chooser(pool).all(pattern.items);
    too_many = too_many || !choices;
    for (Choice &choice : choices.value_or(std::vector<Choice>{})) {
      result.push_back(std::move(choice.sets));
    }
  }
  if (patterns.empty()) {
    result.emplace_back();
  }
  return result;
}

// Whether a row consists only of characters, so that it has a single choice.
bool is_plain(const Row &row) {
  return row.from.is_literal() && row.after.empty() && row.before.empty();
}

Rule plain_rule(const Row &row, std::size_t number, SetPool &pool) {
  Rule rule;
  rule.row = number;
  rule.from.reserve(row.from.items.size());
  for (const PatternItem &item : row.from.items) {
    rule.from.push_back(pool.add(item.set));
  }
  rule.to = output(row.to, {});
  return rule;
}

// The rules of one row, or none if there are too many.
std::vector<Rule> rules_of(const Row &row, std::size_t number, SetPool &pool, bool &too_many) {
  std::vector<Rule> rules;
  if (is_plain(row)) {
    rules.push_back(plain_rule(row, number, pool));
    return rules;
  }
  auto choices = Chooser(pool).all(row.from.items);
  too_many = !choices.has_value();
  auto after = contexts(row.after, pool, too_many);
  auto before = contexts(row.before, pool, too_many);
  too_many = too_many || choices->size() * after.size() * before.size() > max_rules_of_a_row;
  if (too_many) {
    return rules;
  }
  for (const Choice &choice : *choices) {
    if (choice.sets.empty()) {
      continue; // `from` matches at least one code point
    }
    for (const auto &left : after) {
      for (const auto &right : before) {
        rules.push_back({left, choice.sets, right, output(row.to, choice), number});
      }
    }
  }
  return rules;
}

} // namespace

std::size_t SetPool::Hash::operator()(const CodePointSet &set) const {
  std::uint64_t hash = 0;
  for (auto [first, last] : set.ranges()) {
    hash = (hash ^ first ^ (std::uint64_t{last} << 32)) * 0x9E3779B97F4A7C15; // 2^64 / golden ratio
    hash ^= hash >> 32;
  }
  return static_cast<std::size_t>(hash);
}

SetPool::Id SetPool::add(const CodePointSet &set) {
  auto [at, fresh] = ids_.emplace(set, static_cast<Id>(sets_.size()));
  if (fresh) {
    sets_.push_back(&at->first);
  }
  return at->second;
}

bool SetPool::covers(Id a, Id b) const { return a == b || sets_[a]->contains_all(*sets_[b]); }

FlatRules flatten(std::vector<OrientedRow> rows, Report &report) {
  FlatRules flat;
  flat.rows = std::move(rows);
  flat.masked_by.resize(flat.rows.size());
  flat.rules.reserve(flat.rows.size());
  for (std::size_t i = 0; i < flat.rows.size(); ++i) {
    const Row &row = *flat.rows[i].row;
    bool too_many = false;
    std::vector<Rule> rules = rules_of(row, i, flat.sets, too_many);
    bool full = flat.rules.size() + rules.size() > max_rules_of_a_table;
    if (too_many || full) {
      std::size_t max = too_many ? max_rules_of_a_row : max_rules_of_a_table;
      report.error(
          Code::AR0401, row.span,
          fmt::format("the counts and contexts of this row have more than {} combinations{}", max,
                      too_many ? "" : ", including those of earlier rows"),
          {.help = "use smaller counts or two stages"});
      if (full) {
        break;
      }
      continue;
    }
    std::move(rules.begin(), rules.end(), std::back_inserter(flat.rules));
  }
  longest_first(flat.rules);
  drop_masked(flat);
  measure(flat);
  return flat;
}

FlatRules FlatRules::with_sets(const SetMap &key, const SetMap &context) const {
  FlatRules result;
  result.rows = rows;
  result.masked_by.resize(rows.size());
  auto translate = [&](const std::vector<SetPool::Id> &ids, const SetMap &map) {
    std::vector<SetPool::Id> out;
    for (SetPool::Id id : ids) {
      out.push_back(result.sets.add(map(sets[id])));
    }
    return out;
  };
  auto has_empty = [&](const std::vector<SetPool::Id> &ids) {
    return std::any_of(ids.begin(), ids.end(),
                       [&](SetPool::Id id) { return result.sets[id].empty(); });
  };
  for (const Rule &rule : rules) {
    Rule copy{translate(rule.after, context), translate(rule.from, key),
              translate(rule.before, context), rule.to, rule.row};
    if (!has_empty(copy.after) && !has_empty(copy.from) && !has_empty(copy.before)) {
      result.rules.push_back(std::move(copy));
    }
  }
  drop_masked(result);
  measure(result);
  return result;
}

} // namespace arnorm
