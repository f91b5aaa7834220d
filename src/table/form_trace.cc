#include "table/form_trace.h"

#include <algorithm>
#include <map>
#include <string>

#include "alignment/first_after.h"
#include "table/form_pass.h"

namespace arnorm {
namespace {

using At = TracedText::iterator;

void decompose(Form form, const TracedCharacter &traced, TracedText &out) {
  for (char32_t c : decomposition(form, traced.c)) {
    out.push_back({c, traced.first, traced.last, traced.original});
  }
}

// Each run of marks by combining class, stably (Unicode Standard, D109).
void reorder(TracedText &text) {
  auto is_mark = [](const TracedCharacter &traced) { return icu_combining_class(traced.c) != 0; };
  for (At begin = text.begin(); begin != text.end();) {
    begin = std::find_if(begin, text.end(), is_mark);
    At end = std::find_if_not(begin, text.end(), is_mark);
    std::stable_sort(begin, end, [](const TracedCharacter &a, const TracedCharacter &b) {
      return icu_combining_class(a.c) < icu_combining_class(b.c);
    });
    begin = end;
  }
}

// The canonical composition algorithm (Unicode Standard, D117).
TracedText composed(const TracedText &text) {
  TracedText out;
  std::size_t starter = text.size(); // its place in `out`; beyond: none yet
  int last_class = 0;                // of what has been kept after the starter
  for (const TracedCharacter &next : text) {
    int next_class = icu_combining_class(next.c);
    bool adjacent = starter + 1 == out.size();
    bool blocked = starter >= out.size() || (!adjacent && last_class >= next_class);
    if (char32_t both = blocked ? 0 : composite(out[starter].c, next.c)) {
      TracedCharacter &whole = out[starter];
      whole = {both, std::min(whole.first, next.first), std::max(whole.last, next.last),
               whole.original};
      continue;
    }
    starter = next_class == 0 ? out.size() : starter;
    last_class = next_class;
    out.push_back(next);
  }
  return out;
}

TracedText in_form(Form form, const TracedText &text) {
  TracedText out;
  for (const TracedCharacter &traced : text) {
    decompose(form, traced, out);
  }
  reorder(out);
  return form == Form::nfc || form == Form::nfkc ? composed(out) : out;
}

// A mark that stands several times keeps its order, so the n-th of it is still the n-th.
TracedText in_order(MarkOrder order, const TracedText &run) {
  std::u32string marks;
  std::map<char32_t, std::vector<TracedText::const_iterator>> places; // from the last to the first
  for (auto at = run.end(); at != run.begin();) {
    places[(--at)->c].push_back(at);
  }
  for (const TracedCharacter &traced : run) {
    marks += traced.c;
  }
  order_marks(marks.begin(), marks.end(), order, icu_combining_class);
  TracedText out;
  for (char32_t c : marks) {
    out.push_back(*places[c].back());
    places[c].pop_back();
  }
  return out;
}

// As FormState cuts, so that the text of one stage is that of the other.
class TracedForm : public TracedStage {
public:
  explicit TracedForm(Form form) : form_(form) {}

private:
  void take(const TracedCharacter &next, TracedText &out) override {
    FormFacts facts = form_facts(form_, next.c);
    if (facts.boundary) {
      flush(out);
    } else if (!facts.is_mark) {
      cut_before_starter(next.c, out);
    } else {
      count_mark(out);
    }
    held_.push_back(next);
  }

  TracedText finished(const TracedText &held) const override { return in_form(form_, held); }

  // A starter may compose with the character directly before it, if that is one too.
  void cut_before_starter(char32_t c, TracedText &out) {
    std::size_t before = out.size();
    flush(out);
    if (out.size() > before && composite(out.back().c, first_decomposed(form_, c)) != 0) {
      held_.push_back(out.back());
      out.pop_back();
    }
  }

  Form form_;
};

class TracedMarks : public TracedStage {
public:
  explicit TracedMarks(MarkOrder order) : order_(order) {}

private:
  void take(const TracedCharacter &next, TracedText &out) override {
    if (icu_combining_class(next.c) == 0) {
      flush(out);
      out.push_back(next);
    } else {
      count_mark(out);
      held_.push_back(next);
    }
  }

  TracedText finished(const TracedText &held) const override { return in_order(order_, held); }

  MarkOrder order_;
};

std::unique_ptr<TracedStage> stage_of(const Shaping &shaping) {
  if (const Form *form = std::get_if<Form>(&shaping)) {
    return std::make_unique<TracedForm>(*form);
  }
  return std::make_unique<TracedMarks>(std::get<MarkOrder>(shaping));
}

// The first character of the input that a text holds a part of.
std::size_t first_in(const TracedText &text) {
  std::size_t first = static_cast<std::size_t>(-1);
  for (const TracedCharacter &traced : text) {
    first = std::min(first, traced.first);
  }
  return first;
}

} // namespace

void TracedStage::feed(const TracedText &piece, bool last, TracedText &out) {
  for (const TracedCharacter &next : piece) {
    take(next, out);
  }
  if (last) {
    flush(out);
  }
}

std::size_t TracedStage::first_held() const { return first_in(held_); }

void TracedStage::flush(TracedText &out) {
  TracedText result = finished(held_);
  out.insert(out.end(), result.begin(), result.end());
  held_.clear();
  marks_ = 0;
}

void TracedStage::count_mark(TracedText &out) {
  if (++marks_ > max_mark_run) {
    flush(out);
    marks_ = 1;
  }
}

FormTrace::FormTrace(const std::vector<Shaping> &shapings) {
  for (const Shaping &shaping : shapings) {
    stages_.push_back(stage_of(shaping));
  }
}

void FormTrace::feed(std::u32string_view piece, bool last, std::u32string &out,
                     EditScript &script) {
  TracedText text;
  TracedText result;
  for (char32_t c : piece) {
    text.push_back({c, taken_, taken_, c});
    ++taken_;
  }
  std::size_t next_input = taken_;
  for (const auto &stage : stages_) {
    result.clear();
    stage->feed(text, last, result);
    next_input = std::min(next_input, stage->first_held());
    std::swap(text, result);
  }
  waiting_.insert(waiting_.end(), text.begin(), text.end());
  close(next_input, out, script);
  if (last) {
    taken_ = 0;
    told_ = 0;
  }
}

// A stretch is done where no character after it holds a part of what it holds.
void FormTrace::close(std::size_t next_input, std::u32string &out, EditScript &script) {
  std::vector<std::size_t> first_after = first_after_each(waiting_, next_input);
  std::size_t done = 0;
  std::size_t end = told_; // of what the characters so far hold
  for (std::size_t i = 0; i < waiting_.size(); ++i) {
    const TracedCharacter &traced = waiting_[i];
    end = std::max(end, traced.last + 1);
    if (end > first_after[i + 1]) {
      continue;
    }
    bool copied = i == done && end == told_ + 1 && traced.c == traced.original;
    copied ? script.copy(1) : script.replace(end - told_, i + 1 - done);
    told_ = end;
    done = i + 1;
  }
  for (std::size_t i = 0; i < done; ++i) {
    out += waiting_[i].c;
  }
  waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(done));
}

} // namespace arnorm
