#include "table/program.h"

#include <algorithm>
#include <utility>

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

// An alphabet with these units that has gone through the passes, as far as letters are left in it.
Alphabet traced(const std::vector<PassPtr> &passes, const std::vector<Alphabet::Pair> &units) {
  Alphabet alphabet;
  for (Alphabet::Pair unit : units) {
    alphabet.add_unit(unit);
  }
  for (const PassPtr &pass : passes) {
    pass->apply_to(alphabet);
    leave_long_texts(alphabet);
    if (alphabet.all_letters_need_passes()) {
      break;
    }
  }
  return alphabet;
}

// The kernels' tables of a chain; null where its passes leave the kernels no letter. Only once it
// is known which pairs conflict can they be units. A text that may be cut within a unit could not
// be taken back to there.
std::unique_ptr<const KernelTables> tables_of(const std::vector<PassPtr> &passes,
                                              const CutPoints &cut_points) {
  Alphabet alphabet = traced(passes, {});
  if (alphabet.all_letters_need_passes()) {
    return nullptr;
  }
  std::vector<Alphabet::Pair> units = alphabet.pairs_worth_a_unit();
  std::erase_if(units, [&](Alphabet::Pair unit) {
    return cut_points.has_boundary_before(Alphabet::code_point(unit.second));
  });
  return make_kernel_tables(units.empty() ? alphabet : traced(passes, units), [&](char32_t c) {
    return std::all_of(passes.begin(), passes.end(),
                       [&](const PassPtr &pass) { return pass->is_inert(c); });
  });
}

} // namespace

Program::Program(std::vector<PassPtr> passes)
    : passes_(std::move(passes)), cut_points_(passes_),
      kernel_tables_(tables_of(passes_, cut_points_)),
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
  return start({});
}

void Program::give_back(std::unique_ptr<ProgramState> state) const {
  for (std::atomic<ProgramState *> &slot : idle_) {
    ProgramState *expected = nullptr;
    if (slot.compare_exchange_strong(expected, state.get())) {
      static_cast<void>(state.release()); // the slot owns it now
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
