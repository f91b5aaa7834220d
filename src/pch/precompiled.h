// Headers that nearly every source includes, compiled once (meson's b_pch). Sources still include
// the headers that they use, because they must compile without this one.
#ifndef ARNORM_PRECOMPILED_H // not `#pragma once`, of which GCC warns here
#define ARNORM_PRECOMPILED_H

#include <algorithm>
#include <array>
#include <atomic>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#endif
