// Texts of random letters, with the frequencies of running text. They have no meaning and hardly
// any words that occur twice.
#pragma once

#include <cstddef>
#include <string>

#include "text/text.h"

namespace arnorm::bench {

// One of the kinds plain, vocalized, vocalized_c, persian and mixed. Lines have about 80 to 500
// characters.
std::string write_synthetic(Kind kind, std::size_t bytes);

} // namespace arnorm::bench
