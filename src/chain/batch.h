// Results that go elsewhere than to the end of one string: into memory of the caller's, and those
// of many texts at once.
#pragma once

#include <span>
#include <string_view>

#include "arnorm/arnorm.h"
#include "chain/compile.h"

namespace arnorm {

// See the functions of Chain with these names.
Written apply_into(const CompiledChain &chain, std::string_view text, std::span<char> out,
                   Invalid invalid);
Batch apply_each(const CompiledChain &chain, std::span<const std::string_view> texts,
                 Invalid invalid, unsigned threads);

} // namespace arnorm
