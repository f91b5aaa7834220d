// SHA-256 (FIPS 180-4), a cryptographic hash. Implemented here, so that the library does not
// depend on a cryptographic library for a single function.
#pragma once

#include <string>
#include <string_view>

namespace arnorm {

// The hash as 64 hexadecimal digits, as printed by sha256sum.
std::string sha256(std::string_view text);

} // namespace arnorm
