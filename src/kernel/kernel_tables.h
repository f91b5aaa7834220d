// Fills the tables of the kernels from an alphabet that has gone through all passes of a chain.
//
// The bits of `left` and `right`, the results, the swaps and the units are explained in
// alphabet.h and kernel.h. Knows nothing of passes: table/program.cc takes the alphabet through
// them.
#pragma once

#include <memory>

#include "kernel/alphabet.h"
#include "kernel/kernel.h"

namespace arnorm {

// `is_inert` tells whether the chain copies a character outside of the alphabet, whatever its
// neighbours are. Null when the kernels could take no letter.
std::unique_ptr<const KernelTables> make_kernel_tables(const Alphabet &alphabet,
                                                       const Alphabet::Test &is_inert);

} // namespace arnorm
