#include "table/program.h"

#include <algorithm>
#include <utility>

#include "characters/utf.h"

namespace arnorm {

PassRuns::PassRuns(const std::vector<PassPtr> &passes) {
  for (const PassPtr &pass : passes) {
    runs_.push_back(pass->start());
  }
}

void PassRuns::feed(std::u32string_view text, bool last, std::string &out) {
  if (runs_.empty()) {
    append_utf8(out, text);
    return;
  }
  std::u32string_view in = text;
  for (const std::unique_ptr<PassRun> &run : runs_) {
    to_.clear();
    run->feed(in, last, to_);
    std::swap(from_, to_);
    in = from_;
  }
  append_utf8(out, in);
}

Passes::Passes(std::vector<PassPtr> passes)
    : passes_(std::move(passes)), splits_(passes_), easy_(EasyText::of(passes_)),
      lines_at_once_(std::all_of(passes_.begin(), passes_.end(), [](const PassPtr &pass) {
        return pass->is_like_edge(U'\n') && pass->is_like_edge(U'\r');
      })) {}

Passes::~Passes() {
  for (std::atomic<PassRuns *> &slot : idle_) {
    delete slot.load();
  }
}

std::unique_ptr<PassRuns> Passes::take_runs() const {
  for (std::atomic<PassRuns *> &slot : idle_) {
    if (PassRuns *runs = slot.exchange(nullptr)) {
      return std::unique_ptr<PassRuns>(runs);
    }
  }
  return std::make_unique<PassRuns>(passes_);
}

void Passes::give_back(std::unique_ptr<PassRuns> runs) const {
  for (std::atomic<PassRuns *> &slot : idle_) {
    PassRuns *expected = nullptr;
    if (slot.compare_exchange_strong(expected, runs.get())) {
      runs.release();
      return;
    }
  }
}

std::size_t Passes::bytes() const {
  std::size_t sum = sizeof *this + (easy_ ? sizeof *easy_ : 0);
  for (const PassPtr &pass : passes_) {
    sum += pass->bytes();
  }
  return sum;
}

} // namespace arnorm
