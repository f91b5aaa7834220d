// POSIX access control lists, acl(5), as Linux stores them in extended attributes.
//
// Does not read or write files.
#pragma once

#include <string>
#include <utility>

#include <sys/types.h>

namespace arnorm::tool {

// The value of system.posix_acl_access or system.posix_acl_default. Bytes that are no such list are
// kept as they are.
class AccessList {
public:
  explicit AccessList(std::string bytes) : bytes_(std::move(bytes)) {}

  // Takes from the owner, from all others, and from everybody in between the rights that a mode
  // does not have, as for a new file below a directory with this list.
  void limit_to(mode_t mode);

  // Takes from the owning group the rights that all others do not have.
  void limit_group_to_others();

  const std::string &bytes() const { return bytes_; }

private:
  // Who an entry is for: the values of a_entry tags in linux/posix_acl.h.
  enum Tag : unsigned char { owner = 0x01, owning_group = 0x04, mask = 0x10, others = 0x20 };

  char *rights(Tag tag);
  void limit(Tag tag, unsigned rights);

  std::string bytes_;
};

} // namespace arnorm::tool
