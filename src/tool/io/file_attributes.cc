#include "tool/io/file_attributes.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "tool/io/access_list.h"
#include "tool/io/log.h"

namespace arnorm::tool {
namespace {

constexpr const char *access_attribute = "system.posix_acl_access";
constexpr const char *default_attribute = "system.posix_acl_default";
constexpr mode_t owner_only = 0700;

std::string reason() { return std::generic_category().message(errno); }

// The umask can be read only by changing it, so it is read once.
mode_t creation_mask() {
  static const mode_t mask = [] {
    mode_t now = ::umask(0);
    ::umask(now);
    return now;
  }();
  return mask;
}

// Whether errno says that there is no such attribute, or that there are none on this file system.
bool is_absent() { return errno == ENODATA || errno == ENOTSUP || errno == ENOSYS; }

// The value of an attribute, or a list of names. `get` is called with memory and its size, and
// returns the size of the value or -1, as getxattr(2) does. Nothing after an error, with errno.
template <class Get> std::optional<std::string> read_attribute(Get get) {
  std::string value;
  for (;;) {
    ssize_t size = get(nullptr, 0);
    if (size < 0) {
      return std::nullopt;
    }
    value.resize(static_cast<std::size_t>(size));
    size = size == 0 ? 0 : get(value.data(), value.size());
    if (size >= 0) {
      value.resize(static_cast<std::size_t>(size));
      return value;
    }
    if (errno != ERANGE) { // it has grown in the meantime
      return std::nullopt;
    }
  }
}

// Access control lists, also those of network file systems.
bool grants_rights(std::string_view attribute) { return attribute.starts_with("system."); }

bool is_about_content(std::string_view attribute) {
  constexpr std::array<std::string_view, 3> names{"security.capability", "security.evm",
                                                  "security.ima"};
  return std::find(names.begin(), names.end(), attribute) != names.end();
}

// Copies what belongs to one file to another.
class Heir {
public:
  Heir(int descriptor, const std::string &old, const std::string &name)
      : descriptor_(descriptor), old_(old), name_(name) {}

  bool inherit() {
    struct stat old {};
    if (::lstat(old_.c_str(), &old) != 0) {
      return errno == ENOENT && begin_anew();
    }
    struct stat mine {};
    if (::fstat(descriptor_, &mine) != 0) {
      return false;
    }
    mode_ = old.st_mode & 07777;
    keep_owner(old, mine);
    keep_attributes();
    return set_mode();
  }

private:
  // The rights of a new file.
  bool begin_anew() {
    mode_ = 0666 & ~creation_mask(); // first, because it may change errno
    const std::string folder = std::filesystem::path(old_).parent_path().string();
    auto list = read_attribute([&](char *room, std::size_t size) {
      return ::getxattr(folder.empty() ? "." : folder.c_str(), default_attribute, room, size);
    });
    if (!list && is_absent()) {
      return set_mode();
    }
    if (list) {
      AccessList access(std::move(*list));
      access.limit_to(0666);
      if (set(access_attribute, access.bytes())) {
        return true;
      }
    }
    lose_rights("copy the access control list of the directory to");
    return set_mode();
  }

  void keep_owner(const struct stat &old, const struct stat &mine) {
    if ((mine.st_uid == old.st_uid && mine.st_gid == old.st_gid) ||
        ::fchown(descriptor_, old.st_uid, old.st_gid) == 0) {
      return;
    }
    const std::string why = reason();
    constexpr uid_t same = static_cast<uid_t>(-1);
    has_group_ = mine.st_gid == old.st_gid || ::fchown(descriptor_, same, old.st_gid) == 0;
    const char *lost = has_group_                  ? "owner"
                       : mine.st_uid == old.st_uid ? "group"
                                                   : "owner and the group";
    log_error(fmt::format("cannot keep the {} of {}: {}", lost, name_, why));
    mode_ &= ~static_cast<mode_t>(S_ISUID | S_ISGID); // never for a different owner
  }

  void keep_attributes() {
    auto list = read_attribute(
        [&](char *room, std::size_t size) { return ::llistxattr(old_.c_str(), room, size); });
    if (!list) {
      is_absent() ? leave_group_out() : lose_rights("keep the extended attributes of");
      return;
    }
    std::vector<std::string> rights;
    for (std::size_t at = 0; at < list->size(); at += size_at(*list, at)) {
      std::string attribute = list->c_str() + at;
      if (grants_rights(attribute)) {
        rights.push_back(std::move(attribute));
      } else if (!is_about_content(attribute)) {
        keep(attribute);
      }
    }
    report_lost();
    keep_rights(rights); // last: it may take away the right to set the others
  }

  static std::size_t size_at(const std::string &list, std::size_t at) {
    return std::char_traits<char>::length(list.c_str() + at) + 1;
  }

  void keep_rights(const std::vector<std::string> &attributes) {
    bool has_list =
        std::find(attributes.begin(), attributes.end(), access_attribute) != attributes.end();
    // One that the directory has given to the new file would grant what the old one did not.
    bool good = has_list || ::fremovexattr(descriptor_, access_attribute) == 0 || is_absent();
    for (const std::string &attribute : attributes) {
      good = good && keep_rights(attribute);
    }
    if (!good) {
      lose_rights("keep the access control list of");
    } else if (attributes.empty()) {
      leave_group_out();
    }
  }

  bool keep_rights(const std::string &attribute) {
    auto value = value_of(attribute);
    if (!value) {
      return false;
    }
    if (has_group_) {
      return has(attribute, *value) || set(attribute.c_str(), *value);
    }
    AccessList list(std::move(*value));
    list.limit_group_to_others();
    errno = EPERM; // what other lists grant to the owning group is not known
    return attribute == access_attribute && set(access_attribute, list.bytes());
  }

  // Without a list: the group of the new file is not that of the old one.
  void leave_group_out() {
    if (!has_group_) {
      mode_ &= ~static_cast<mode_t>(070) | (mode_ & 07) << 3;
    }
  }

  // Rights that cannot be told apart are the owner's only.
  void lose_rights(std::string_view what) {
    log_error(fmt::format("cannot {} {}: {}; only its owner has rights to it now", what, name_,
                          reason()));
    mode_ &= owner_only;
  }

  void keep(const std::string &attribute) {
    auto value = value_of(attribute);
    bool good = value ? has(attribute, *value) || set(attribute.c_str(), *value) : is_absent();
    if (!good) {
      why_lost_ = reason();
      lost_ += (lost_.empty() ? "" : ", ") + attribute;
    }
  }

  void report_lost() const {
    if (!lost_.empty()) {
      log_error(
          fmt::format("cannot keep extended attributes of {}: {}: {}", name_, lost_, why_lost_));
    }
  }

  std::optional<std::string> value_of(const std::string &attribute) const {
    return read_attribute([&](char *room, std::size_t size) {
      return ::lgetxattr(old_.c_str(), attribute.c_str(), room, size);
    });
  }

  // Whether the new file has it already. Such a label of the security system need not be set, which
  // may be forbidden.
  bool has(const std::string &attribute, const std::string &value) const {
    return value == read_attribute([&](char *room, std::size_t size) {
             return ::fgetxattr(descriptor_, attribute.c_str(), room, size);
           });
  }

  bool set(const char *attribute, const std::string &value) const {
    return ::fsetxattr(descriptor_, attribute, value.data(), value.size(), 0) == 0;
  }

  // A list has set most of it, and on network file systems a mode may change a list.
  bool set_mode() const {
    struct stat now {};
    return ::fstat(descriptor_, &now) == 0 &&
           ((now.st_mode & 07777) == mode_ || ::fchmod(descriptor_, mode_) == 0);
  }

  int descriptor_;
  const std::string &old_;
  const std::string &name_;
  mode_t mode_ = 0;
  bool has_group_ = true; // that of the old file
  std::string lost_;      // names of attributes
  std::string why_lost_;
};

} // namespace

bool inherit_attributes(int descriptor, const std::string &old, const std::string &name) {
  return Heir(descriptor, old, name).inherit();
}

} // namespace arnorm::tool
