#include "arnorm/alignment.h"

#include <algorithm>

#include "alignment/edit_composer.h"

namespace arnorm {
namespace {

using Run = Alignment::Run;

// One side of the runs: the text that a range is given in, or the one that it leads to.
struct Side {
  std::size_t Run::*first;
  std::size_t Run::*edit_size;
  std::size_t begin(const Run &run) const { return run.*first; }
  std::size_t size(const Run &run) const { return run.*edit_size; }
  std::size_t end(const Run &run) const { return begin(run) + size(run) * run.count; }
};
constexpr Side input{&Run::in, &Run::in_size};
constexpr Side output{&Run::out, &Run::out_size};

// The runs of an alignment, seen from one text to the other.
class Way {
public:
  Way(std::span<const Run> runs, Side from, std::size_t from_begin, Side to, std::size_t to_begin)
      : runs_(runs), from_(from), to_(to), from_begin_(from_begin), to_begin_(to_begin) {}

  std::size_t from_begin() const { return from_begin_; }

  // Where the beginning of a range leads: after everything that ends there, or to the beginning of
  // the edit that it lies in.
  std::size_t begin(std::size_t offset) const {
    std::size_t after = first_that([&](const Run &run) { return from_.end(run) <= offset; });
    if (after < runs_.size() && from_.begin(runs_[after]) <= offset) {
      const Run &run = runs_[after];
      std::size_t index = (offset - from_.begin(run)) / from_.size(run);
      return to_.begin(run) + index * to_.size(run);
    }
    return shifted(offset, after);
  }

  // Where its end leads: before everything that begins there, or to the end of the edit that it
  // lies in.
  std::size_t end(std::size_t offset) const {
    std::size_t after = first_that([&](const Run &run) { return from_.begin(run) < offset; });
    if (after > 0 && offset <= from_.end(runs_[after - 1])) {
      const Run &run = runs_[after - 1];
      std::size_t size = from_.size(run);
      std::size_t index = (offset - from_.begin(run) + size - 1) / size;
      return to_.begin(run) + index * to_.size(run);
    }
    return shifted(offset, after);
  }

  // The place between two characters; the whole edit where it lies in one.
  Range place(std::size_t offset) const {
    std::size_t at = end(offset);
    return is_inside_edit(offset) ? Range{begin(offset), at} : Range{at, at};
  }

private:
  // The first run for which `is_before` does not hold.
  template <class Test> std::size_t first_that(Test is_before) const {
    return static_cast<std::size_t>(std::partition_point(runs_.begin(), runs_.end(), is_before) -
                                    runs_.begin());
  }

  // Outside of edits: as far after the run before it.
  std::size_t shifted(std::size_t offset, std::size_t after) const {
    return after == 0 ? to_begin_ + (offset - from_begin_)
                      : to_.end(runs_[after - 1]) + (offset - from_.end(runs_[after - 1]));
  }

  bool is_inside_edit(std::size_t offset) const {
    std::size_t after = first_that([&](const Run &run) { return from_.end(run) <= offset; });
    return after < runs_.size() && from_.begin(runs_[after]) < offset &&
           (offset - from_.begin(runs_[after])) % from_.size(runs_[after]) != 0;
  }

  std::span<const Run> runs_;
  Side from_;
  Side to_;
  std::size_t from_begin_;
  std::size_t to_begin_;
};

Range lead(const Way &way, Range range, std::size_t size) {
  std::size_t begin = std::clamp(range.begin, way.from_begin(), size);
  std::size_t end = std::clamp(range.end, begin, size);
  return begin == end ? way.place(begin) : Range{way.begin(begin), way.end(end)};
}

// With `before` and `after` units more on both sides, which are copied.
EditScript script_of(const Alignment &alignment, std::size_t before, std::size_t after) {
  EditScript script;
  script.copy(before);
  std::size_t at = alignment.input_begin();
  for (const Run &run : alignment.runs()) {
    script.copy(run.in - at);
    for (std::size_t i = 0; i < run.count; ++i) {
      script.replace(run.in_size, run.out_size);
    }
    at = run.in_end();
  }
  script.copy(alignment.input_size() - at + after);
  return script;
}

// How much greater `a` is, or 0.
std::size_t excess(std::size_t a, std::size_t b) { return a > b ? a - b : 0; }

void add(const EditScript &script, Alignment &alignment) {
  for (const EditOp &op : script.ops()) {
    op.copies ? alignment.add_copy(op.in) : alignment.add_edit(op.in, op.out);
  }
}

} // namespace

std::vector<Edit> Alignment::edits() const {
  std::vector<Edit> edits;
  edits.reserve(edit_count());
  for (const Run &run : runs_) {
    for (std::size_t i = 0; i < run.count; ++i) {
      std::size_t in = run.in + i * run.in_size;
      std::size_t out = run.out + i * run.out_size;
      edits.push_back({{in, in + run.in_size}, {out, out + run.out_size}});
    }
  }
  return edits;
}

std::size_t Alignment::edit_count() const {
  std::size_t sum = 0;
  for (const Run &run : runs_) {
    sum += run.count;
  }
  return sum;
}

Range Alignment::to_input(Range range) const {
  return lead({runs_, output, output_begin_, input, input_begin_}, range, output_size_);
}

Range Alignment::to_output(Range range) const {
  return lead({runs_, input, input_begin_, output, output_begin_}, range, input_size_);
}

void Alignment::clear(std::size_t input_begin, std::size_t output_begin) {
  runs_.clear();
  input_begin_ = input_size_ = input_begin;
  output_begin_ = output_size_ = output_begin;
}

void Alignment::append_text(const Alignment &text) {
  std::size_t at = text.input_begin_;
  for (const Run &run : text.runs_) {
    add_copy(run.in - at);
    add_edit(run.in_size, run.out_size, run.count);
    at = run.in_end();
  }
  add_copy(text.input_size_ - at);
}

void Alignment::append(const Alignment &next) {
  if (next.input_begin_ < input_size_ || next.output_begin_ < output_size_) {
    return;
  }
  std::size_t in = next.input_begin_ - input_size_;
  std::size_t out = next.output_begin_ - output_size_;
  if (in > 0 || out > 0) {
    add_edit(in, out);
  }
  append_text(next);
}

// What was inserted at the end of the input shows in the output only.
void Alignment::truncate(std::size_t input_size, std::size_t output_size) {
  auto left_of = [](std::size_t size, std::size_t begin, std::size_t edit) {
    return begin < size ? (size - begin) / edit : 0;
  };
  while (!runs_.empty() &&
         (runs_.back().in_end() > input_size || runs_.back().out_end() > output_size)) {
    Run &last = runs_.back();
    last.count = last.in_size > 0 ? left_of(input_size, last.in, last.in_size)
                                  : left_of(output_size, last.out, last.out_size);
    if (last.count > 0) {
      break;
    }
    runs_.pop_back();
  }
  input_size_ = input_size;
  output_size_ = output_size;
}

Alignment Alignment::compose(const Alignment &first, const Alignment &second) {
  std::size_t first_lacks = excess(first.output_begin_, second.input_begin_); // at its beginning
  std::size_t second_lacks = excess(second.input_begin_, first.output_begin_);
  EditScript one = script_of(first, first_lacks, excess(second.input_size_, first.output_size_));
  EditScript two = script_of(second, second_lacks, excess(first.output_size_, second.input_size_));
  EditComposer composer;
  EditScript both;
  composer.add_first(one);
  composer.add_second(two, both);
  composer.finish(both);
  Alignment result;
  result.clear(excess(first.input_begin_, first_lacks), excess(second.output_begin_, second_lacks));
  add(both, result);
  return result;
}

} // namespace arnorm
