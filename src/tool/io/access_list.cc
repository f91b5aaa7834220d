#include "tool/io/access_list.h"

#include <cstddef>

namespace arnorm::tool {
namespace {

// A version of four bytes is followed by entries: a tag and rights, of two bytes each, and the id
// of a user or a group. All numbers are little-endian.
constexpr std::size_t header_bytes = 4;
constexpr std::size_t entry_bytes = 8;
constexpr std::size_t rights_offset = 2;

} // namespace

// The first byte of the rights in the entry for this tag, which is at most one; null without it.
char *AccessList::rights(Tag tag) {
  for (std::size_t at = header_bytes; at + entry_bytes <= bytes_.size(); at += entry_bytes) {
    if (static_cast<unsigned char>(bytes_[at]) == tag && bytes_[at + 1] == '\0') {
      return &bytes_[at + rights_offset];
    }
  }
  return nullptr;
}

void AccessList::limit(Tag tag, unsigned allowed) {
  if (char *found = rights(tag)) {
    *found = static_cast<char>(static_cast<unsigned char>(*found) & allowed);
  }
}

void AccessList::limit_to(mode_t mode) {
  limit(owner, mode >> 6 & 07U);
  limit(rights(mask) != nullptr ? mask : owning_group, mode >> 3 & 07U);
  limit(others, mode & 07U);
}

void AccessList::limit_group_to_others() {
  if (const char *found = rights(others)) {
    limit(owning_group, static_cast<unsigned char>(*found));
  }
}

} // namespace arnorm::tool
