#pragma once

namespace arnorm::test {

// Whether this program is built with the address sanitizer. GCC says so with a macro, and clang
// with a feature.
#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool has_address_sanitizer = true;
#elif defined(__has_feature)
inline constexpr bool has_address_sanitizer = __has_feature(address_sanitizer);
#else
inline constexpr bool has_address_sanitizer = false;
#endif

} // namespace arnorm::test
