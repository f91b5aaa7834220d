#include "table/pass.h"

#include "kernel/alphabet.h"

namespace arnorm {

bool Pass::splits_before(char32_t) const { return false; }

bool Pass::heads(char32_t, std::vector<char32_t> &) const { return false; }

bool Pass::is_like_edge(char32_t) const { return false; }

bool Pass::is_inert(char32_t) const { return false; }

void Pass::carry(EasyAlphabet &alphabet) const { alphabet.hard.set(); }

} // namespace arnorm
