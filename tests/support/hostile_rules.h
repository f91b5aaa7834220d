// Rule files that are written to hurt: as many and as large parts of one kind as a file can have.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace arnorm::test {

struct HostileKind {
  const char *name;
  std::size_t size;                      // with so many parts it still loads
  std::string (*body)(std::size_t size); // a rule file without its header
  // What loading so many parts is in proportion to, where it is not their number.
  std::size_t (*work)(std::size_t size) = [](std::size_t parts) { return parts; };
};

const std::vector<HostileKind> &hostile_kinds();

std::string hostile_rules(const HostileKind &kind, std::size_t size);

} // namespace arnorm::test
