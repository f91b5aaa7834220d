// Gives a file that is to replace another one what belongs to that one.
#pragma once

#include <string>

namespace arnorm::tool {

// Gives an open file, to which only its owner has rights so far, the owner, the group, the extended
// attributes, the access control list and the mode of the file `old`. If there is no such file, it
// gets the rights of a new file: those of the default access control list of its directory, or
// those that the umask leaves.
//
// What cannot be kept is reported under `name`. Nobody then has more rights than before, at any
// moment: where the group is lost, the new one has no more rights than all others, and where an
// access control list is lost, only the owner has any.
//
// Not kept are attributes about the old content: security.capability, which every write to a file
// removes, and security.ima and security.evm, which the kernel makes itself.
//
// Returns false, with errno, if the old file cannot be examined or the mode cannot be set.
bool inherit_attributes(int descriptor, const std::string &old, const std::string &name);

} // namespace arnorm::tool
