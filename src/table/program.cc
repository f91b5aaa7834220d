#include "table/program.h"

#include <algorithm>
#include <utility>

#include "characters/utf.h"

namespace arnorm {

namespace {

// Kernels have no room for more than a few bytes of a character's text. What is longer is left to
// the passes at once: it could grow a thousand times at each of them.
void leave_long_texts(Alphabet &alphabet) {
  constexpr std::size_t max_text = 64;
  for (std::size_t i = 0; i < Alphabet::size; ++i) {
    if (alphabet.text[i].size() > max_text) {
      alphabet.set_needs_passes(i);
      alphabet.text[i] = std::u32string();
    }
  }
}

// The kernels' tables of a chain; null where its passes leave the kernels no letter.
std::unique_ptr<const KernelTables> tables_of(const std::vector<PassPtr> &passes) {
  Alphabet alphabet;
  for (const PassPtr &pass : passes) {
    alphabet.composed_pairs.clear(); // only those of the last pass are final
    pass->apply_to(alphabet);
    leave_long_texts(alphabet);
    if (alphabet.all_letters_need_passes()) {
      return nullptr;
    }
  }
  return make_kernel_tables(std::move(alphabet), [&](char32_t c) {
    return std::all_of(passes.begin(), passes.end(),
                       [&](const PassPtr &pass) { return pass->is_inert(c); });
  });
}

} // namespace

ProgramState::ProgramState(const std::vector<PassPtr> &passes) {
  for (const PassPtr &pass : passes) {
    states_.push_back(pass->start());
  }
}

bool ProgramState::gave_up() const {
  return std::any_of(states_.begin(), states_.end(),
                     [](const auto &state) { return state->gave_up(); });
}

void ProgramState::feed(std::u32string_view text, bool last, std::string &out) {
  if (states_.empty()) {
    append_utf8(out, text);
    return;
  }
  std::u32string_view in = text;
  for (const std::unique_ptr<PassState> &state : states_) {
    to_.clear();
    state->feed(in, last, to_);
    std::swap(from_, to_);
    in = from_;
  }
  append_utf8(out, in);
}

void ProgramState::feed_aligned(std::u32string_view text, bool last, std::u32string &out,
                                EditScript &script) {
  if (states_.empty()) {
    out += text;
    script.copy(text.size());
    return;
  }
  composers_.resize(states_.size() - 1);
  so_far_.clear();
  from_.clear();
  states_[0]->feed_aligned(text, last, from_, so_far_);
  for (std::size_t i = 1; i < states_.size(); ++i) {
    own_.clear();
    both_.clear();
    to_.clear();
    states_[i]->feed_aligned(from_, last, to_, own_);
    EditComposer &composer = composers_[i - 1];
    composer.add_first(so_far_);
    composer.add_second(own_, both_);
    if (last) {
      composer.finish(both_);
    }
    std::swap(so_far_, both_);
    std::swap(from_, to_);
  }
  out += from_;
  script.append(so_far_);
}

Program::Program(std::vector<PassPtr> passes)
    : passes_(std::move(passes)), cut_points_(passes_), kernel_tables_(tables_of(passes_)),
      is_line_local_(std::all_of(passes_.begin(), passes_.end(), [](const PassPtr &pass) {
        return pass->is_like_edge(U'\n') && pass->is_like_edge(U'\r');
      })) {}

Program::~Program() {
  for (std::atomic<ProgramState *> &slot : idle_) {
    delete slot.load();
  }
}

std::unique_ptr<ProgramState> Program::take_state() const {
  for (std::atomic<ProgramState *> &slot : idle_) {
    if (ProgramState *state = slot.exchange(nullptr)) {
      return std::unique_ptr<ProgramState>(state);
    }
  }
  return std::make_unique<ProgramState>(passes_);
}

void Program::give_back(std::unique_ptr<ProgramState> state) const {
  for (std::atomic<ProgramState *> &slot : idle_) {
    ProgramState *expected = nullptr;
    if (slot.compare_exchange_strong(expected, state.get())) {
      state.release();
      return;
    }
  }
}

std::size_t Program::bytes() const {
  std::size_t sum = sizeof *this + (kernel_tables_ ? sizeof *kernel_tables_ : 0);
  for (const PassPtr &pass : passes_) {
    sum += pass->bytes();
  }
  return sum;
}

} // namespace arnorm
