#include "check/row_counter.h"

#include <algorithm>
#include <functional>
#include <span>

#include "chain/compile.h"
#include "characters/utf.h"

namespace arnorm {
namespace {

constexpr std::size_t piece_characters = 4096; // per call, because passes copy their input

} // namespace

std::unique_ptr<const RowCounter> RowCounter::build(std::vector<Step> steps, Report &report) {
  std::size_t errors = report.errors();
  auto counter = std::make_unique<RowCounter>();
  counter->steps_ = std::move(steps);
  bool whole = true;
  for (std::size_t i = 0; i < counter->steps_.size(); ++i) {
    whole = counter->add(i, report) && whole;
  }
  return whole && report.errors() == errors ? std::move(counter) : nullptr;
}

bool RowCounter::add(std::size_t step, Report &report) {
  const StageKind &kind = kind_of(*steps_[step].stage);
  if (auto rows = kind.row_pass(steps_[step], report)) {
    add_rows(step, std::move(*rows));
    return true;
  }
  if (auto words = kind.word_pass(steps_[step])) {
    add_words(step, std::move(*words));
    return true;
  }
  PassPtr pass = pass_of(steps_[step], report);
  if (!pass) {
    return false;
  }
  add_runner(std::move(pass), nullptr, 1);
  entries_.push_back({step, kind.counted(), nullptr});
  return true;
}

void RowCounter::add_rows(std::size_t step, RowPass rows) {
  const TablePass *known = rows.pass.get();
  add_runner(std::move(rows.pass), known, rows.rows.size());
  for (const OrientedRow &each : rows.rows) {
    entries_.push_back({step, Counted::hits, each.row, each.number});
  }
}

void RowCounter::add_words(std::size_t step, WordRows words) {
  const WordsPass *known = words.pass.get();
  add_runner(std::move(words.pass), nullptr, 1);
  runners_.back().words = known;
  entries_.push_back({step, Counted::words, nullptr});
}

void RowCounter::add_runner(PassPtr pass, const TablePass *table, std::size_t count) {
  runners_.push_back({std::move(pass), table, nullptr, entries_.size(), count});
}

RowCounts::RowCounts(const RowCounter &counter, Invalid invalid)
    : counter_(counter), invalid_(invalid), counts_(counter.entries_.size()) {
  for (const RowCounter::CountedStep &runner : counter_.runners_) {
    auto own = std::span(counts_).subspan(runner.first, runner.count);
    runs_.push_back(runner.table != nullptr   ? runner.table->start_counting(own)
                    : runner.words != nullptr ? runner.words->start_counting(own[0])
                                              : runner.pass->start());
  }
}

void RowCounts::count(std::string_view text) {
  read(text);
  for (std::size_t step = 0; step < runs_.size(); ++step) {
    run(step);
  }
}

// With Invalid::error, callers must not pass malformed text. If they do, it is kept.
void RowCounts::read(std::string_view text) {
  text_.clear();
  append_utf32(text_, text, invalid_ == Invalid::error ? Invalid::keep : invalid_);
}

// Replaces the text with the result of a step.
void RowCounts::run(std::size_t step) {
  next_.clear();
  std::u32string_view rest = text_;
  do {
    std::u32string_view piece = rest.substr(0, piece_characters);
    rest.remove_prefix(piece.size());
    runs_[step]->feed(piece, rest.empty(), next_);
  } while (!rest.empty());
  const RowCounter::CountedStep &runner = counter_.runners_[step];
  std::size_t first = runner.first;
  if (runner.table == nullptr && runner.words == nullptr) {
    bool removes = counter_.entries_[first].counted == Counted::removed;
    counts_[first] += removes ? text_.size() - next_.size() : text_ != next_;
  }
  std::swap(text_, next_);
}

void RowCounts::add(const RowCounts &other) {
  std::transform(counts_.begin(), counts_.end(), other.counts_.begin(), counts_.begin(),
                 std::plus<>());
}

} // namespace arnorm
