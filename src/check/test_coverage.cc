#include "check/test_coverage.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "chain/compile.h"
#include "chain/layout.h"
#include "chain/tracer.h"
#include "check/row_counter.h"
#include "rules/word_list.h"

namespace arnorm {
namespace {

// A text that a test converts.
struct TestText {
  const RuleTest *test;
  const std::string *text;
};

std::vector<TestText> texts_of(const RuleSet &set, Direction direction) {
  std::vector<TestText> texts;
  for (const RuleTest &test : set.tests) {
    bool both = test.direction == TestDirection::both;
    bool reverse = test.direction == TestDirection::reverse;
    if (!test.fails.empty()) {
      continue;
    }
    if (direction == Direction::forward && !reverse) {
      texts.push_back({&test, &test.from});
    } else if (direction == Direction::reverse && (both || reverse)) {
      texts.push_back({&test, both ? &test.to : &test.from});
    }
  }
  return texts;
}

class CoverageRun {
public:
  CoverageRun(const RuleSetPtr &set, RuleLibrary &library) : set_(set), library_(library) {
    for (const Stage &stage : set->stages) {
      if (const auto *table = std::get_if<TableStage>(&stage.what)) {
        add_rows(stage, *table);
      }
    }
    for (const Stage &stage : set->stages) {
      const auto *words = std::get_if<WordsStage>(&stage.what);
      if (words != nullptr && words->list != nullptr && is_own(stage.span)) {
        add_words(*words);
      }
    }
  }

  std::vector<CoveredRow> run() {
    run(Direction::forward);
    run(Direction::reverse);
    return std::move(rows_);
  }

private:
  using Place = std::pair<const Source *, std::size_t>;
  using Line = std::pair<std::string, std::size_t>;

  bool is_own(const Span &span) const { return span.source == set_->file; }

  // A row of `override` may stand in several tables.
  std::size_t add(CoveredRow row) {
    auto [known, added] = by_place_.try_emplace({row.place.source.get(), row.place.begin}, 0);
    if (added) {
      known->second = rows_.size();
      rows_.push_back(std::move(row));
    }
    return known->second;
  }

  void add_rows(const Stage &stage, const TableStage &table) {
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      const Row &row = table.rows[i];
      if (is_own(row.span) && !row.broken) {
        by_number_[{&stage, i}] = add({row.place(), row.span, row.untested});
      }
    }
  }

  void add_words(const WordsStage &words) {
    words.list->for_each([&](const WordLine &word) {
      Span span = words.list->span_of(word);
      std::size_t line = span.source->line_of(span.begin);
      by_line_[{span.source->name(), line}] = add({span, span, words.untested});
    });
  }

  void run(Direction direction) {
    std::vector<TestText> texts = texts_of(*set_, direction);
    Report ignored; // the tests themselves report it
    std::vector<Step> steps;
    if (!texts.empty()) {
      lay_out(set_, direction, library_, steps, ignored);
    }
    if (!steps.empty() && !ignored.has_errors()) {
      count_words(steps, texts);
      count_rows(std::move(steps), texts);
    }
  }

  void count_rows(std::vector<Step> steps, const std::vector<TestText> &texts) {
    Report ignored;
    auto counter = RowCounter::build(std::move(steps), ignored);
    if (!counter) {
      return;
    }
    std::vector<std::pair<std::size_t, std::size_t>> own = own_entries(*counter);
    RowCounts counts(*counter);
    for (const TestText &text : texts) {
      counts.count(*text.text);
      for (auto [entry, row] : own) {
        bool is_first = rows_[row].first == nullptr && counts.counts()[entry] > 0;
        rows_[row].first = is_first ? text.test : rows_[row].first;
      }
    }
    for (auto [entry, row] : own) {
      rows_[row].hits += counts.counts()[entry];
    }
  }

  // The entries of a counter that are rows of the file, each with the index of its row.
  std::vector<std::pair<std::size_t, std::size_t>> own_entries(const RowCounter &counter) const {
    std::vector<std::pair<std::size_t, std::size_t>> own;
    for (std::size_t i = 0; i < counter.entries().size(); ++i) {
      const RowCounter::CountedItem &entry = counter.entries()[i];
      auto row = by_number_.find({counter.steps()[entry.step].stage, entry.number});
      if (entry.row && row != by_number_.end()) {
        own.emplace_back(i, row->second);
      }
    }
    return own;
  }

  // A counter does not tell the words of a list apart; a trace does.
  void count_words(const std::vector<Step> &steps, const std::vector<TestText> &texts) {
    Report ignored;
    auto chain = by_line_.empty() ? nullptr : CompiledChain::build(steps, ignored);
    if (!chain) {
      return;
    }
    Tracer tracer(*chain);
    for (const TestText &text : texts) {
      Trace trace = tracer.trace(*text.text, {});
      for (std::size_t i = 0; i < steps.size(); ++i) {
        if (is_own(steps[i].stage->span) &&
            std::holds_alternative<WordsStage>(steps[i].stage->what)) {
          count_words(trace.stages[i], *text.test);
        }
      }
    }
  }

  void count_words(const StageTrace &stage, const RuleTest &test) {
    for (const TraceEdit &edit : stage.edits) {
      const TracedRow &word = stage.rows[edit.row.value()];
      CoveredRow &row = rows_[by_line_.at({word.file, word.line})];
      ++row.hits;
      row.first = row.first == nullptr ? &test : row.first;
    }
  }

  const RuleSetPtr &set_;
  RuleLibrary &library_;
  std::vector<CoveredRow> rows_;
  std::map<Place, std::size_t> by_place_;
  std::map<std::pair<const Stage *, std::size_t>, std::size_t> by_number_;
  std::map<Line, std::size_t> by_line_; // words
};

bool says_untested(const RuleSet &set) {
  return std::any_of(set.stages.begin(), set.stages.end(), [](const Stage &stage) {
    if (const auto *words = std::get_if<WordsStage>(&stage.what)) {
      return !words->untested.empty();
    }
    const auto *table = std::get_if<TableStage>(&stage.what);
    return table != nullptr && std::any_of(table->rows.begin(), table->rows.end(),
                                           [](const Row &row) { return !row.untested.empty(); });
  });
}

void report_fired(const CoveredRow &row, const Span &at, Report &report) {
  report.error(Code::AR0304, at, "this is marked as untested, but a test fires it",
               {.second = row.first->span,
                .second_label = "this test fires it",
                .notes = {"untested: " + row.untested},
                .help = "delete `untested`"});
}

} // namespace

std::vector<CoveredRow> coverage_of_tests(const RuleSetPtr &set, RuleLibrary &library) {
  return CoverageRun(set, library).run();
}

void check_untested(const RuleSetPtr &set, RuleLibrary &library, Report &report) {
  if (!says_untested(*set)) {
    return;
  }
  std::vector<CoveredRow> rows = coverage_of_tests(set, library);
  for (std::size_t i = 0; i < rows.size();) { // rows of one span, or the words of one file
    bool words = rows[i].place.source != set->file;
    std::size_t end = i;
    bool all_fired = true;
    for (; end < rows.size() && rows[end].whole.source == rows[i].whole.source &&
           (words || rows[end].whole.begin == rows[i].whole.begin);
         ++end) {
      all_fired = all_fired && rows[end].hits > 0;
    }
    if (all_fired && !rows[i].untested.empty()) {
      report_fired(rows[i], rows[i].whole, report);
    }
    i = end;
  }
}

} // namespace arnorm
