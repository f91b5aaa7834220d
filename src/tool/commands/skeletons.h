// The rule files that `arnorm new` writes: complete small sets with comments.
#pragma once

#include <string_view>

namespace arnorm::tool {

// The text for a kind of rule set: "normalization", "letters" or "sound". @NAME@ stands for its
// name.
std::string_view skeleton(std::string_view kind);

} // namespace arnorm::tool
