// What chains are measured against: the same text copied, validated and converted by others. Knows
// no chains.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace arnorm::bench {

enum class Peer { copy, validator, simdutf, icu_converter };

const char *name(Peer peer);

// Whether this program was built with it; all but simdutf always are.
bool has(Peer peer);

// The peer at work on `text` again and again. The text must live until the benchmarks have run.
void register_peer(Peer peer, const std::string &benchmark, std::string_view text);

// Holds the peers, and the chains that are loaded from now on, to AVX2. False where the processor
// or a library cannot do that; then some of them may be held to it.
bool force_avx2();

// Which of their kernels arnorm and the peers take, and which versions they are; a line each.
std::vector<std::string> describe_kernels();

} // namespace arnorm::bench
