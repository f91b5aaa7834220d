#include "rules/flat_rules.h"

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "rules/rule_tree.h"

namespace arnorm {
namespace {

constexpr std::size_t max_rules_of_a_row = 4096;
constexpr std::size_t max_rules_of_a_table = 20000;
constexpr std::size_t max_items_of_a_table = 16'000'000; // no row alone comes to that

// Of a file or a chain.
constexpr std::size_t max_rules = 500'000;
constexpr std::size_t max_items = 32'000'000;
constexpr std::size_t max_overlaps = 32'000'000;
constexpr std::size_t max_comparisons = 100'000'000;

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

void append(Choice &head, const Choice &tail) {
  std::size_t length = head.sets.size();
  head.sets.insert(head.sets.end(), tail.sets.begin(), tail.sets.end());
  for (Choice::Group group : tail.groups) {
    group.begin += length;
    group.end += length;
    head.groups.push_back(group);
  }
}

// In how many ways the counts can be filled and the choices made; at most one more than a row may
// have.
std::size_t ways(const std::vector<PatternItem> &items) {
  constexpr std::size_t max = max_rules_of_a_row + 1;
  std::size_t product = 1;
  for (const PatternItem &item : items) {
    std::size_t once = item.is_set() ? 1 : 0;
    for (const std::vector<PatternItem> &choice : item.choices) {
      once = std::min(once + ways(choice), max);
    }
    std::size_t power = 1;
    std::size_t sum = 0;
    for (int count = 0; count <= item.max; ++count) {
      sum = std::min(sum + (count >= item.min ? power : 0), max);
      power = std::min(power * once, max);
    }
    product = std::min(product * sum, max);
  }
  return product;
}

// Finds all choices of a pattern. Of two choices with the same length, the one in which the earlier
// item is repeated more often, or takes the earlier of its alternatives, comes first.
class Chooser {
public:
  explicit Chooser(SetPool &pool) : pool_(pool) {}

  // Nothing if there are more than a row may have.
  std::optional<std::vector<Choice>> all(const std::vector<PatternItem> &items) {
    if (ways(items) > max_rules_of_a_row) {
      return std::nullopt;
    }
    return sequence(items);
  }

private:
  std::vector<Choice> sequence(const std::vector<PatternItem> &items) {
    std::vector<Choice> result(1);
    for (const PatternItem &item : items) {
      result = product(std::move(result), repeated(item));
    }
    return result;
  }

  std::vector<Choice> product(std::vector<Choice> heads, const std::vector<Choice> &tails) {
    std::vector<Choice> result;
    if (tails.size() == 1) { // most are: then nothing is copied
      for (Choice &head : heads) {
        append(head, tails[0]);
      }
      return heads;
    }
    for (const Choice &head : heads) {
      for (const Choice &tail : tails) {
        result.push_back(head);
        append(result.back(), tail);
      }
    }
    return result;
  }

  // The choices of an item with each of its counts, from the highest to the lowest.
  std::vector<Choice> repeated(const PatternItem &item) {
    std::vector<Choice> once = single(item);
    std::vector<Choice> powers(1);
    std::vector<std::vector<Choice>> counts;
    for (int count = 0; count <= item.max; ++count) {
      if (count >= item.min) {
        counts.push_back(powers);
      }
      powers = count < item.max ? product(std::move(powers), once) : std::vector<Choice>{};
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
    return result;
  }

  std::vector<Choice> single(const PatternItem &item) {
    if (item.is_set()) {
      Choice choice;
      choice.sets.push_back(pool_.add(item.set));
      return {choice};
    }
    std::vector<Choice> result;
    for (const std::vector<PatternItem> &items : item.choices) {
      std::vector<Choice> each = sequence(items);
      std::move(each.begin(), each.end(), std::back_inserter(result));
    }
    return result;
  }

  SetPool &pool_;
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

// Removes the rules that an earlier one covers, and notes the rows that have no rules left. False
// if that takes too many comparisons.
bool drop_masked(FlatRules &flat, std::size_t &comparisons, std::size_t max) {
  std::vector<Rule> kept;
  kept.reserve(flat.rules.size());
  RuleTree tree(flat.sets, comparisons);
  std::vector<bool> alive(flat.rows.size());
  for (Rule &rule : flat.rules) {
    std::size_t row = rule.row;
    if (comparisons > max) {
      return false;
    }
    if (auto cover = tree.covering(rule)) {
      auto &masked_by = flat.masked_by[row];
      masked_by = masked_by.value_or(kept[*cover].row);
      continue;
    }
    alive[row] = true;
    tree.add(rule, kept.size());
    kept.push_back(std::move(rule));
  }
  for (std::size_t row = 0; row < alive.size(); ++row) {
    if (alive[row]) {
      flat.masked_by[row].reset();
    }
  }
  flat.rules = std::move(kept);
  return true;
}

// Where a set begins, or ends, the sets that hold the next code point change: for every stretch
// between two such places, the number of sets that hold it, added up. Many of them cost no more
// than one bit for each set of the table (see CharacterClasses).
std::size_t count_overlaps(const SetPool &sets) {
  std::unordered_map<char32_t, std::ptrdiff_t> changes; // large sets that differ little share them
  for (SetPool::Id id = 0; id < sets.size(); ++id) {
    for (auto [first, last] : sets[id].ranges()) {
      ++changes[first];
      --changes[last + 1];
    }
  }
  std::vector<std::pair<char32_t, std::ptrdiff_t>> in_order(changes.begin(), changes.end());
  std::sort(in_order.begin(), in_order.end());
  std::size_t max = std::max<std::size_t>(32, sets.size() / 32);
  std::size_t sum = 0;
  std::size_t depth = 0;
  for (auto [at, change] : in_order) {
    depth += static_cast<std::size_t>(change);
    sum += std::min(depth, max);
  }
  return sum;
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
    too_many = too_many || result.size() > max_rules_of_a_row;
    if (too_many) {
      return result;
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
  if (too_many) {
    return rules;
  }
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

std::size_t items(const std::vector<Rule> &rules) {
  std::size_t sum = 0;
  for (const Rule &rule : rules) {
    sum += rule.after.size() + rule.from.size() + rule.before.size();
  }
  return sum;
}

// What makes a table too large, with what was spent before.
std::string excess(const TableCost &table, const TableCost &spent) {
  if (table.rules > max_rules_of_a_table) {
    return fmt::format("the counts and contexts of this row have more than {} combinations, "
                       "including those of earlier rows",
                       max_rules_of_a_table);
  }
  if (table.items > max_items_of_a_table) {
    return fmt::format("the combinations of this row have more than {} items, including those of "
                       "earlier rows",
                       max_items_of_a_table);
  }
  if (spent.rules > max_rules) {
    return fmt::format("the counts and contexts of this row have more than {} combinations, "
                       "including those of earlier tables",
                       max_rules);
  }
  return spent.items > max_items
             ? fmt::format("the combinations of this row have more than {} items, including those "
                           "of earlier tables",
                           max_items)
             : "";
}

void report_row(const Row &row, const std::string &what, Report &report) {
  report.error(Code::AR0401, row.span, what, {.help = "use smaller counts or two stages"});
}

void report_overlaps(const FlatRules &flat, const TableCost &spent, Report &report) {
  report.error(Code::AR0401, flat.rows.front().row->span,
               "the sets of this table overlap too often",
               {.notes = {fmt::format("with those of earlier tables they have {} overlaps; the "
                                      "maximum is {}",
                                      spent.overlaps, max_overlaps),
                          "an overlap is a set that contains a stretch of code points, for each "
                          "stretch that is in the same sets throughout"},
                .help = "use fewer different large sets"});
}

void report_comparisons(const FlatRules &flat, Report &report) {
  report.error(Code::AR0401, flat.rows.front().row->span, "the rows of this table are too similar",
               {.notes = {fmt::format("to find rows that can never match takes more than {} "
                                      "comparisons, including those for earlier tables",
                                      max_comparisons)},
                .help = "use fewer rows that begin with different large sets"});
}

// Adds the rules of one row. False when no more rows are to be looked at.
bool add_row(FlatRules &flat, std::size_t number, TableCost &table, TableCost &spent,
             Report &report) {
  const Row &row = *flat.rows[number].row;
  bool too_many = false;
  std::vector<Rule> rules = rules_of(row, number, flat.sets, too_many);
  if (too_many) {
    report_row(row,
               fmt::format("the counts and contexts of this row have more than {} combinations",
                           max_rules_of_a_row),
               report);
    return true;
  }
  std::size_t size = items(rules);
  table.rules += rules.size();
  table.items += size;
  spent.rules += rules.size();
  spent.items += size;
  if (std::string what = excess(table, spent); !what.empty()) {
    if (!spent.reported || table.rules > max_rules_of_a_table) {
      report_row(row, what, report);
      spent.reported = true;
    }
    return false;
  }
  std::move(rules.begin(), rules.end(), std::back_inserter(flat.rules));
  return true;
}

} // namespace

void measure(FlatRules &flat) {
  for (const Rule &rule : flat.rules) {
    flat.behind = std::max(flat.behind, rule.after.size());
    flat.ahead = std::max(flat.ahead, rule.before.size());
    flat.longest = std::max(flat.longest, rule.from.size());
  }
}

bool TableCost::is_within_bounds() const {
  return rules <= max_rules && items <= max_items && overlaps <= max_overlaps &&
         comparisons <= max_comparisons;
}

FlatRules flatten(std::vector<OrientedRow> rows, Report &report) {
  TableCost spent;
  return flatten(std::move(rows), report, spent);
}

FlatRules flatten(std::vector<OrientedRow> rows, Report &report, TableCost &spent) {
  FlatRules flat;
  flat.rows = std::move(rows);
  flat.masked_by.resize(flat.rows.size());
  flat.rules.reserve(flat.rows.size());
  TableCost table;
  for (std::size_t i = 0; i < flat.rows.size() && add_row(flat, i, table, spent, report);) {
    ++i;
  }
  longest_first(flat.rules);
  spent.overlaps += count_overlaps(flat.sets);
  bool overlap = spent.overlaps > max_overlaps;
  if (overlap || !drop_masked(flat, spent.comparisons, max_comparisons)) {
    if (!std::exchange(spent.reported, true)) {
      overlap ? report_overlaps(flat, spent, report) : report_comparisons(flat, report);
    }
    flat.rules.clear();
  }
  measure(flat);
  return flat;
}

FlatRules FlatRules::with_sets(const SetMap &key, const SetMap &context) const {
  FlatRules result;
  result.rows = rows;
  result.masked_by.resize(rows.size());
  std::vector<std::optional<SetPool::Id>> keys(sets.size()); // a set stands in many rules
  std::vector<std::optional<SetPool::Id>> contexts(sets.size());
  auto translate = [&](const std::vector<SetPool::Id> &ids, const SetMap &map, auto &known) {
    std::vector<SetPool::Id> out;
    for (SetPool::Id id : ids) {
      if (!known[id]) {
        known[id] = result.sets.add(map(sets[id]));
      }
      out.push_back(*known[id]);
    }
    return out;
  };
  auto has_empty = [&](const std::vector<SetPool::Id> &ids) {
    return std::any_of(ids.begin(), ids.end(),
                       [&](SetPool::Id id) { return result.sets[id].empty(); });
  };
  for (const Rule &rule : rules) {
    Rule copy{translate(rule.after, context, contexts), translate(rule.from, key, keys),
              translate(rule.before, context, contexts), rule.to, rule.row};
    if (!has_empty(copy.after) && !has_empty(copy.from) && !has_empty(copy.before)) {
      result.rules.push_back(std::move(copy));
    }
  }
  std::size_t comparisons = 0; // about as many as for this table
  drop_masked(result, comparisons, std::numeric_limits<std::size_t>::max());
  measure(result);
  return result;
}

} // namespace arnorm
