#include "table/mark_pass.h"

#include "characters/normal_form.h"
#include "table/form_pass.h"

namespace arnorm {
namespace {

class MarkState : public TextState {
public:
  explicit MarkState(MarkOrder order) : order_(order) {}

  void feed(std::u32string_view piece, bool last, std::u32string &out) override {
    for (char32_t c : piece) {
      bool mark = icu_combining_class(c) != 0;
      if (!mark || marks_.size() == max_mark_run) {
        flush(out);
      }
      mark ? marks_.push_back(c) : out.push_back(c);
    }
    if (last) {
      flush(out);
    }
  }

private:
  void flush(std::u32string &out) {
    order_marks(marks_.begin(), marks_.end(), order_, icu_combining_class);
    out += marks_;
    marks_.clear();
  }

  MarkOrder order_;
  std::u32string marks_; // a run, as far as it has come
};

} // namespace

std::unique_ptr<TextState> make_mark_state(MarkOrder order) {
  return std::make_unique<MarkState>(order);
}

} // namespace arnorm
