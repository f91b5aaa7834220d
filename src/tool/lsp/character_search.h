// Characters and properties of Unicode by the beginning of their names, for completion.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace arnorm::tool {

struct NamedCharacter {
  char32_t c;
  std::string name;
};

// Characters whose names contain all words of `wanted`, those that begin with it first. Arabic and
// Latin letters come before all others; not more than `max`.
std::vector<NamedCharacter> find_characters(std::string_view wanted, std::size_t max);

// What may be written within `\p{...}`, such as "Mn" or "Script=Arabic", and what it means. With
// `wanted` = "Script=Ar", the values of this property.
struct NamedProperty {
  std::string written;
  std::string meaning;
};
std::vector<NamedProperty> find_properties(std::string_view wanted);

} // namespace arnorm::tool
