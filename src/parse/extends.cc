#include "parse/extends.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "characters/names.h"

namespace arnorm {
namespace {

void mix(std::uint64_t &hash, std::size_t value) {
  hash = (hash ^ value) * 0x9E3779B97F4A7C15; // 2^64 / golden ratio
  hash ^= hash >> 32;
}

void mix(std::uint64_t &hash, const std::vector<PatternItem> &items) {
  mix(hash, items.size());
  for (const PatternItem &item : items) {
    mix(hash, static_cast<std::size_t>(item.min));
    mix(hash, static_cast<std::size_t>(item.max));
    mix(hash, item.choices.size());
    for (const std::vector<PatternItem> &choice : item.choices) {
      mix(hash, choice);
    }
    for (auto [first, last] : item.set.ranges()) {
      mix(hash, first);
      mix(hash, last);
    }
  }
}

// Equal for rows in the same place.
std::uint64_t hash_of(const Row &row) {
  std::uint64_t hash = 0;
  mix(hash, row.from.items);
  for (const std::vector<Pattern> *contexts : {&row.after, &row.before}) {
    mix(hash, contexts->size());
    for (const Pattern &context : *contexts) {
      mix(hash, context.items);
    }
  }
  return hash;
}

// The rows of the base while some are replaced, each found by its hash.
class BaseRows {
public:
  explicit BaseRows(std::vector<Stage> &stages) {
    for (Stage &stage : stages) {
      if (auto *table = std::get_if<TableStage>(&stage.what)) {
        for (Row &row : table->rows.own()) {
          add(tables_.size(), rows_[tables_.size()], std::move(row));
        }
        tables_.push_back(table);
      }
    }
  }

  bool has_table() const { return !tables_.empty(); }

  // Replaces or drops the rows that stand in the same place. Tells whether there were any.
  bool replace(const Row &with) {
    bool found = false;
    std::optional<std::size_t> placed; // the table; twice in one, the second could never match
    for (Entry *entry : in_place_of(with)) {
      found = true;
      if (with.drop || placed == entry->table) {
        entry->row.reset();
      } else {
        entry->row = with;
        placed = entry->table;
      }
    }
    return found;
  }

  // Rows that replace none go first in the last table, in their own order.
  void join(const Row &row) { add(tables_.size() - 1, joined_, row); }

  void put_back() {
    for (std::size_t i = 0; i < tables_.size(); ++i) {
      std::vector<Row> &rows = tables_[i]->rows.own();
      rows.clear();
      if (i + 1 == tables_.size()) {
        move(joined_, rows);
      }
      move(rows_[i], rows);
    }
  }

private:
  struct Entry {
    std::size_t table;
    std::optional<Row> row; // none when it is dropped
  };
  using Entries = std::deque<Entry>; // entries stay where they are

  void add(std::size_t table, Entries &entries, Row row) {
    std::uint64_t hash = hash_of(row);
    entries.push_back({table, std::move(row)});
    by_hash_[hash].push_back(&entries.back());
  }

  std::vector<Entry *> in_place_of(const Row &row) {
    auto found = by_hash_.find(hash_of(row));
    std::vector<Entry *> entries = found == by_hash_.end() ? std::vector<Entry *>{} : found->second;
    std::erase_if(entries,
                  [&](const Entry *entry) { return !entry->row || !same_place(*entry->row, row); });
    return entries;
  }

  static void move(Entries &entries, std::vector<Row> &rows) {
    for (Entry &entry : entries) {
      if (entry.row) {
        rows.push_back(std::move(*entry.row));
      }
    }
  }

  std::vector<TableStage *> tables_;
  std::map<std::size_t, Entries> rows_; // by table
  Entries joined_;
  std::unordered_map<std::uint64_t, std::vector<Entry *>> by_hash_; // in the order of the tables
};

} // namespace

namespace {

// A row in the same place in a set that the base only uses, whose rows cannot be overridden.
const Row *find_in(const RuleSet &set, const Row &row) {
  for (const Stage &stage : set.stages) {
    if (const auto *table = std::get_if<TableStage>(&stage.what)) {
      for (const Row &each : table->rows) {
        if (same_place(each, row)) {
          return &each;
        }
      }
    }
  }
  return nullptr;
}

void report_not_added(const Row &row, const RuleSet &base, Report &report) {
  report.error(Code::AR0202, row.span,
               fmt::format("`{}` has this row already, so it cannot be added", base.name),
               {.help = "delete add = true; the row then replaces that of the base"});
}

// The set that holds such a row, among those that the base uses.
std::pair<const RuleSet *, const Row *> holder(const Row &row,
                                               const std::vector<RuleSetPtr> &used) {
  for (const RuleSetPtr &set : used) {
    if (const Row *found = find_in(*set, row)) {
      return {set.get(), found};
    }
  }
  return {nullptr, nullptr};
}

void report_no_such_row(const Row &row, const RuleSet &base, const std::vector<RuleSetPtr> &used,
                        Report &report) {
  auto [set, found] = holder(row, used);
  Report::More more;
  more.label = row.from.is_literal() ? spell(row.from.literal()) : "";
  more.help = row.drop ? "write `from`, `after` and `before` exactly as in the row to be dropped"
                       : "write `from`, `after` and `before` exactly as in the row to be replaced, "
                         "or add = true for a row of your own";
  if (set != nullptr) {
    more.second = found->span;
    more.second_label =
        fmt::format("it stands in `{}`, which `{}` only uses", set->name, base.name);
    more.help =
        fmt::format("extend `{0}` in a file of your own, and use that instead of `{0}`", set->name);
  }
  report.error(Code::AR0202, row.span,
               fmt::format("`{}` has no such row to {}", base.name, row.drop ? "drop" : "replace"),
               std::move(more));
}

} // namespace

bool same_place(const Row &a, const Row &b) {
  return a.from == b.from && a.after == b.after && a.before == b.before;
}

void extend(RuleSet &set, const RuleSet &base, const UsedSets &used_sets, Report &report) {
  std::vector<Stage> stages = base.stages;
  BaseRows rows(stages);
  std::optional<std::vector<RuleSetPtr>> used; // for messages, which are rare
  for (const Row &row : set.overrides) {
    if (rows.replace(row)) {
      if (row.add) {
        report_not_added(row, base, report);
      }
      continue;
    }
    if (row.broken) {
      continue;
    }
    if (row.add && !row.drop && rows.has_table()) {
      rows.join(row);
      continue;
    }
    used = used ? std::move(used) : used_sets();
    if (!rows.has_table() && !row.drop && holder(row, *used).first == nullptr) {
      report.error(Code::AR0202, row.span,
                   fmt::format("`{}` has no table to which this row can be added", base.name),
                   {.help = "put the row into a separate stage: [[stage]] with table = [ ... ]"});
    } else {
      report_no_such_row(row, base, *used, report);
    }
  }
  rows.put_back();
  stages.insert(stages.end(), set.stages.begin(), set.stages.end());
  set.stages = std::move(stages);
}

} // namespace arnorm
