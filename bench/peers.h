// The peers with which chains are compared: they copy, validate or convert the same text. Does not
// depend on chains.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace arnorm::bench {

enum class Peer { copy, validator, simdutf, icu_converter };

const char *name(Peer peer);

// Whether this program was built with the peer. Only simdutf is optional.
bool has(Peer peer);

// Registers a benchmark of the peer on `text`, which must live until the benchmarks have run.
void register_peer(Peer peer, const std::string &benchmark, std::string_view text);

// Restricts the peers, and all chains loaded afterwards, to AVX2. Returns false if the processor or
// a library does not support this; some of them may then be restricted.
bool force_avx2();

// Whether arnorm uses AVX-512 with VBMI2, so that the targets for it apply; otherwise, those for
// AVX2 do.
bool uses_avx512();

// Without simdutf, so many times the speed of the validator stand for its speed: the most that was
// measured on Arabic text (docs/benchmarks.md), so that no target is easier to reach.
double simdutf_by_validator();

// The versions of arnorm and of the peers, and the kernels that they use, one per line.
std::vector<std::string> describe_kernels();

} // namespace arnorm::bench
