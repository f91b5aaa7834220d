// SHA-256 (FIPS 180-4): a hash of a text that nobody can make another text for.
#pragma once

#include <string>
#include <string_view>

namespace arnorm {

// In hexadecimal, 64 digits, as sha256sum prints it.
std::string sha256(std::string_view text);

} // namespace arnorm
