#include "table/pass.h"

#include "kernel/alphabet.h"

namespace arnorm {

bool Pass::has_boundary_before(char32_t) const { return false; }

bool Pass::first_outputs(char32_t, std::vector<char32_t> &) const { return false; }

bool Pass::is_like_edge(char32_t) const { return false; }

bool Pass::is_inert(char32_t) const { return false; }

void Pass::apply_to(Alphabet &alphabet) const { alphabet.needs_passes.set(); }

} // namespace arnorm
