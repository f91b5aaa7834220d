// Fills the tables of the kernels from what a chain makes of the alphabet.
//
// For text of which no character needs the passes and no two neighbours conflict, what the chain
// writes is the results one after the other, whatever the number of stages. Knows nothing of
// passes: table/program.cc takes the alphabet through them.
#pragma once

#include <memory>

#include "kernel/alphabet.h"
#include "kernel/kernel.h"

namespace arnorm {

// `is_inert` says of characters outside of the alphabet whether the chain copies them whatever
// stands beside them. Null when the kernels could take no letter.
std::unique_ptr<const KernelTables> make_kernel_tables(Alphabet alphabet,
                                                       const Alphabet::Test &is_inert);

} // namespace arnorm
