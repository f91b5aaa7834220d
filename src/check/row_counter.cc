#include "check/row_counter.h"

#include <algorithm>
#include <functional>
#include <span>

#include "chain/compile.h"
#include "characters/utf.h"

namespace arnorm {
namespace {

constexpr std::size_t segments_bytes = 1 << 16; // per call, so that the cache is judged
constexpr std::size_t piece_bytes = 4096;       // likewise where passes copy their input

// A note is up to three characters: how often, if not once; a page, if not the first; and an entry
// of the page. So the note of an entry that is counted once is mostly one character. None is a
// surrogate, which may stand for a malformed byte.
constexpr char32_t first_entry = 64;
constexpr char32_t first_page = 0xE000;
constexpr std::size_t page_entries = 0x8000;

void note(std::size_t entry, std::uint64_t times, std::u32string &out) {
  while (times > 0) {
    std::uint64_t now = std::min<std::uint64_t>(times, first_entry - 1);
    times -= now;
    if (now > 1) {
      out += static_cast<char32_t>(now);
    }
    if (entry >= page_entries) {
      out += static_cast<char32_t>(first_page + entry / page_entries);
    }
    out += static_cast<char32_t>(first_entry + entry % page_entries);
  }
}

// Counts what a stage without rows removes or changes, by its edits.
class CountedEdits : public PassState {
public:
  CountedEdits(std::unique_ptr<PassState> state, Counted counted, std::uint64_t &count)
      : state_(std::move(state)), counted_(counted), count_(count) {}

  void feed(std::u32string_view piece, bool last, std::u32string &out) override {
    script_.clear();
    feed_aligned(piece, last, out, script_);
    for (const EditOp &op : script_.ops()) {
      if (!op.copies) {
        count_ += counted_ == Counted::removed ? op.in - op.out : 1;
      }
    }
  }
  void feed_aligned(std::u32string_view piece, bool last, std::u32string &out,
                    EditScript &script) override {
    state_->feed_aligned(piece, last, out, script);
  }
  bool save(std::u32string &key) override { return state_->save(key); }
  void restore(std::u32string_view key) override { state_->restore(key); }

private:
  std::unique_ptr<PassState> state_;
  Counted counted_;
  std::uint64_t &count_;
  EditScript script_;
};

// Counts the texts that ICU changes: its edits may replace a text by the same.
class CountedTexts : public PassState {
public:
  CountedTexts(std::unique_ptr<PassState> state, std::uint64_t &count)
      : state_(std::move(state)), count_(count) {}

  void feed(std::u32string_view piece, bool last, std::u32string &out) override {
    std::size_t before = out.size();
    state_->feed(piece, last, out);
    in_ += piece;
    out_ += std::u32string_view(out).substr(before);
    if (last) {
      count_ += in_ == out_ ? 0 : 1;
      in_.clear();
      out_.clear();
    }
  }
  void feed_aligned(std::u32string_view piece, bool last, std::u32string &out,
                    EditScript &) override {
    feed(piece, last, out);
  }

private:
  std::unique_ptr<PassState> state_;
  std::uint64_t &count_;
  std::u32string in_;
  std::u32string out_;
};

// The last pass: replaces the text by notes of what the others have counted.
class Notes : public PassState {
public:
  explicit Notes(std::span<std::uint64_t> fresh) : fresh_(fresh) {}

  void feed(std::u32string_view, bool, std::u32string &out) override {
    for (std::size_t i = 0; i < fresh_.size(); ++i) {
      if (fresh_[i] != 0) {
        note(i, fresh_[i], out);
        fresh_[i] = 0;
      }
    }
  }
  void feed_aligned(std::u32string_view piece, bool last, std::u32string &out,
                    EditScript &) override {
    feed(piece, last, out);
  }
  bool save(std::u32string &) override { return true; }

private:
  std::span<std::uint64_t> fresh_;
};

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

RowCounts::RowCounts(const RowCounter &counter, Invalid invalid, ProgramState::Bounds bounds)
    : counter_(counter), invalid_(invalid), counts_(counter.entries_.size()),
      texts_(counter.entries_.size()), fresh_(counter.entries_.size()), state_(passes(), bounds) {}

std::vector<std::unique_ptr<PassState>> RowCounts::passes() {
  std::vector<std::unique_ptr<PassState>> passes;
  for (const RowCounter::CountedStep &runner : counter_.runners_) {
    auto own = std::span(fresh_).subspan(runner.first, runner.count);
    passes.push_back(runner.table != nullptr   ? runner.table->start_counting(own)
                     : runner.words != nullptr ? runner.words->start_counting(own[0])
                                               : whole_stage(runner, own[0]));
  }
  passes.push_back(std::make_unique<Notes>(fresh_));
  return passes;
}

std::unique_ptr<PassState> RowCounts::whole_stage(const RowCounter::CountedStep &runner,
                                                  std::uint64_t &count) const {
  std::unique_ptr<PassState> state = runner.pass->start();
  Counted counted = counter_.entries_[runner.first].counted;
  std::u32string key;
  if (counted == Counted::removed || state->save(key)) {
    return std::make_unique<CountedEdits>(std::move(state), counted, count);
  }
  return std::make_unique<CountedTexts>(std::move(state), count);
}

void RowCounts::count(std::string_view text) {
  ++text_;
  std::string_view rest = text;
  do {
    std::string_view part = rest.substr(0, segments_bytes);
    std::size_t taken = state_.feed_segments(part, part.size() == rest.size(), notes_);
    rest.remove_prefix(taken);
    if (taken == 0) {
      take_piece(rest);
    }
    take_notes();
  } while (!rest.empty());
}

// With Invalid::error, callers must not pass malformed text. If they do, it is kept.
void RowCounts::take_piece(std::string_view &rest) {
  std::string_view piece = rest.substr(0, piece_bytes);
  bool last = piece.size() == rest.size();
  piece.remove_suffix(last ? 0 : incomplete_tail(piece));
  piece_.clear();
  append_utf32(piece_, piece, invalid_ == Invalid::error ? Invalid::keep : invalid_);
  state_.feed(piece_, last, notes_);
  rest.remove_prefix(piece.size());
}

void RowCounts::take_notes() {
  std::uint64_t times = 1;
  std::size_t page = 0;
  for (std::string_view rest = notes_; !rest.empty();) {
    Character next = first_character(rest);
    rest.remove_prefix(next.length);
    if (next.c < first_entry) {
      times = next.c;
    } else if (next.c >= first_page) {
      page = next.c - first_page;
    } else {
      add(page * page_entries + next.c - first_entry, times);
      times = 1;
      page = 0;
    }
  }
  notes_.clear();
}

// A stage as a whole changes a text once, however often it changes something in it.
void RowCounts::add(std::size_t entry, std::uint64_t times) {
  if (counter_.entries_[entry].counted != Counted::changed) {
    counts_[entry] += times;
  } else if (texts_[entry] != text_) {
    texts_[entry] = text_;
    ++counts_[entry];
  }
}

void RowCounts::add(const RowCounts &other) {
  std::transform(counts_.begin(), counts_.end(), other.counts_.begin(), counts_.begin(),
                 std::plus<>());
}

} // namespace arnorm
