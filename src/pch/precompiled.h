// What nearly every source includes, compiled once (meson's b_pch). A source includes what it uses
// all the same: it must compile without this.
#ifndef ARNORM_PRECOMPILED_H // GCC warns of `#pragma once` here
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
