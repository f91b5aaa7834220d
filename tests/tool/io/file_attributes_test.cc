#include "tool/io/file_attributes.h"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "support/preload.h"
#include "support/shell.h"

using namespace arnorm::test;

namespace {

namespace fs = std::filesystem;

const std::string access_attribute = "system.posix_acl_access";
const std::string default_attribute = "system.posix_acl_default";

// A list as acl_to_any_text(3) writes it, for user 12345: "u::rw-,u:12345:rw-,g::r--,m::rw-,o::---"
// is acl(6, 6, 4, 6, 0).
std::string acl(char owner, char user, char group, char mask, char others) {
  std::string bytes{2, 0, 0, 0};
  auto add = [&](char tag, char rights, std::string_view id) {
    bytes += {tag, 0, rights, 0};
    bytes += id;
  };
  const std::string none(4, '\xFF');
  add(0x01, owner, none);
  add(0x02, user, {"\x39\x30\0\0", 4});
  add(0x04, group, none);
  add(0x10, mask, none);
  add(0x20, others, none);
  return bytes;
}

bool set(const std::string &file, const std::string &attribute, const std::string &value) {
  return ::setxattr(file.c_str(), attribute.c_str(), value.data(), value.size(), 0) == 0;
}

std::optional<std::string> get(const std::string &file, const std::string &attribute) {
  std::string value(1 << 16, '\0');
  ssize_t size = ::getxattr(file.c_str(), attribute.c_str(), value.data(), value.size());
  value.resize(size < 0 ? 0 : static_cast<std::size_t>(size));
  return size < 0 ? std::nullopt : std::optional(value);
}

mode_t mode_of(const std::string &file) {
  struct stat status {};
  BOOST_REQUIRE(::stat(file.c_str(), &status) == 0);
  return status.st_mode & 07777;
}

bool has_attributes(const std::string &folder) {
  std::string probe = folder + "/arnorm-attributes-XXXXXX";
  int descriptor = ::mkostemp(probe.data(), O_CLOEXEC);
  bool has = set(probe, "user.arnorm", "x") && set(probe, access_attribute, acl(6, 6, 4, 6, 0));
  ::close(descriptor);
  ::unlink(probe.c_str());
  return has;
}

// Some file systems have no attributes, especially those in memory. The build folder may.
class Place {
public:
  Place() {
    if (!has_attributes(fs::temp_directory_path())) {
      ::setenv("TMPDIR", fs::current_path().c_str(), 1);
    }
  }
};

class Attributes : public Place, public Shell {
public:
  bool possible() const {
    bool can = has_attributes(path("."));
    if (!can) {
      BOOST_TEST_MESSAGE("skipped: no attributes or access control lists on this file system");
    }
    return can;
  }

  // Makes a file as Output does, and lets it inherit from `old`.
  bool inherit(const std::string &old, const std::string &file) const {
    int descriptor = ::open(path(file).c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool good = arnorm::tool::inherit_attributes(descriptor, path(old), old);
    ::close(descriptor);
    return good;
  }

  // A command prefix for a user who owns nothing in the folder; empty if this is not possible.
  std::string as_nobody() const {
    const std::string words = "setpriv --reuid=65534 --regid=65534 --clear-groups ";
    return run("chmod 777 . && " + words + "arnorm --version").status == 0 ? words : "";
  }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(file_attributes, Attributes)

BOOST_AUTO_TEST_CASE(the_mode_is_kept_with_all_its_bits) {
  for (mode_t mode : {0600U, 0644U, 0777U, 0400U, 0U, 04755U, 02750U, 01777U}) {
    const std::string name = std::to_string(mode);
    write(name, "");
    BOOST_REQUIRE(::chmod(path(name).c_str(), mode) == 0);
    BOOST_TEST(inherit(name, name + ".new"));
    BOOST_TEST(mode_of(path(name + ".new")) == mode);
  }
}

BOOST_AUTO_TEST_CASE(a_new_file_has_the_mode_that_the_umask_leaves) {
  good("umask 027; echo | arnorm clean -o new");
  BOOST_TEST(mode_of(path("new")) == 0640U);
}

BOOST_AUTO_TEST_CASE(extended_attributes_are_kept) {
  if (!possible()) {
    return;
  }
  write("old", "");
  const std::vector<std::pair<std::string, std::string>> attributes{
      {"user.a", "value"}, {"user.empty", ""}, {"user.long", std::string(900, '\0')}};
  for (const auto &[name, value] : attributes) {
    BOOST_REQUIRE(set(path("old"), name, value));
  }
  BOOST_TEST(inherit("old", "new"));
  for (const auto &[name, value] : attributes) {
    BOOST_TEST((get(path("new"), name) == value), name);
  }
}

BOOST_AUTO_TEST_CASE(an_access_control_list_is_kept) {
  if (!possible()) {
    return;
  }
  for (const std::string &list : {acl(6, 6, 4, 6, 0), acl(6, 4, 0, 4, 4), acl(4, 7, 0, 7, 0)}) {
    write("old", "");
    BOOST_REQUIRE(set(path("old"), access_attribute, list));
    BOOST_TEST(inherit("old", "new"));
    BOOST_TEST((get(path("new"), access_attribute) == list));
    BOOST_TEST(mode_of(path("new")) == mode_of(path("old")));
    good("rm old new");
  }
}

// A mode that is set on a file with such a list sets its mask, so that what the list grants counts.
BOOST_AUTO_TEST_CASE(the_list_of_a_directory_grants_nothing_that_the_old_file_did_not) {
  if (!possible()) {
    return;
  }
  write("old", "");
  BOOST_REQUIRE(::chmod(path("old").c_str(), 0660) == 0);
  BOOST_REQUIRE(set(path("."), default_attribute, acl(7, 7, 5, 7, 0)));
  BOOST_TEST(inherit("old", "new"));
  BOOST_TEST((get(path("new"), access_attribute) == std::nullopt));
  BOOST_TEST(mode_of(path("new")) == 0660U);
}

// As the system does for a shell that makes a file there.
BOOST_AUTO_TEST_CASE(a_new_file_has_the_list_of_its_directory) {
  if (!possible()) {
    return;
  }
  for (const std::string &list : {acl(7, 7, 5, 7, 0), acl(7, 4, 7, 4, 5), acl(6, 0, 0, 0, 0)}) {
    BOOST_REQUIRE(set(path("."), default_attribute, list));
    good("umask 022; echo > shell; echo | arnorm clean -o new");
    BOOST_TEST((get(path("new"), access_attribute) == get(path("shell"), access_attribute)));
    BOOST_TEST(mode_of(path("new")) == mode_of(path("shell")));
    good("rm new shell");
  }
}

BOOST_AUTO_TEST_CASE(in_place_keeps_everything) {
  if (!possible()) {
    return;
  }
  write("one", "ب\n");
  BOOST_REQUIRE(set(path("one"), "user.origin", "scan"));
  BOOST_REQUIRE(set(path("one"), access_attribute, acl(6, 4, 0, 4, 0)));
  good("arnorm -i --backup .old buckwalter one");
  BOOST_TEST(good("cat one one.old") == "b\nب\n");
  for (const char *name : {"one", "one.old"}) {
    BOOST_TEST((get(path(name), "user.origin") == "scan"));
    BOOST_TEST((get(path(name), access_attribute) == acl(6, 4, 0, 4, 0)));
  }
}

BOOST_AUTO_TEST_CASE(attributes_that_cannot_be_kept_are_named) {
  const std::string words = with_fault_calls(*this, "ARNORM_FAULT=setxattr:all:ENOSPC");
  if (!possible() || words.empty()) {
    return;
  }
  write("one", "ب\n");
  BOOST_REQUIRE(set(path("one"), "user.a", "x") && set(path("one"), "user.b", "y"));
  Result result = run("chmod 640 one; " + words + "arnorm -i buckwalter one");
  BOOST_TEST(contains(result.err, "arnorm: cannot keep extended attributes of one: user."));
  BOOST_TEST(contains(result.err, ": No space left on device\n"));
  BOOST_TEST((contains(result.err, "user.a") && contains(result.err, "user.b")));
  BOOST_TEST(result.status == 0);
  BOOST_TEST(read("one") == "b\n");
  BOOST_TEST(mode_of(path("one")) == 0640U);
}

BOOST_AUTO_TEST_CASE(without_its_access_control_list_a_file_is_for_its_owner_only) {
  if (!possible()) {
    return;
  }
  for (const char *fault : {"setxattr:1:ENOSPC", "getxattr:1:EIO", "getxattr:2:EIO"}) {
    const std::string words = with_fault_calls(*this, std::string("ARNORM_FAULT=") + fault);
    write("one", "ب\n");
    BOOST_REQUIRE(set(path("one"), access_attribute, acl(6, 6, 4, 6, 4)));
    Result result = run(words + "arnorm -i buckwalter one");
    if (words.empty() || result.err.empty()) {
      continue; // there was no such call
    }
    BOOST_TEST(result.err.starts_with("arnorm: cannot keep the access control list of one: "));
    BOOST_TEST(result.err.ends_with("; only its owner has rights to it now\n"), result.err);
    BOOST_TEST(result.status == 0);
    BOOST_TEST(mode_of(path("one")) == 0600U);
    good("rm one");
  }
  write("two", "ب\n");
  const std::string words = with_fault_calls(*this, "ARNORM_FAULT=listxattr:1:EIO");
  Result result = run("chmod 644 two; " + words + "arnorm -i buckwalter two");
  BOOST_TEST((words.empty() || result.err ==
                                   "arnorm: cannot keep the extended attributes of two: "
                                   "Input/output error; only its owner has rights to it now\n"));
}

// A file in a shared folder that belongs to somebody else.
BOOST_AUTO_TEST_CASE(a_group_that_is_lost_leaves_no_rights_to_another_one) {
  const std::string words = as_nobody();
  if (words.empty() || run("touch x && chown 12345:54321 x").status != 0) {
    BOOST_TEST_MESSAGE("skipped: only root can give files away");
    return;
  }
  for (auto [before, after] : {std::pair("664", "644"), std::pair("666", "666"),
                               std::pair("4765", "745"), std::pair("2705", "705")}) {
    write("one", "ب\n");
    good(std::string("chown 12345:54321 one; chmod ") + before + " one");
    Result result = run(words + "arnorm -i buckwalter one");
    BOOST_TEST(result.err ==
               "arnorm: cannot keep the owner and the group of one: Operation not permitted\n");
    BOOST_TEST(result.status == 0);
    BOOST_TEST(good("stat -c '%u:%g %a' one; rm -f one") ==
               std::string("65534:65534 ") + after + "\n");
  }
  good("echo ب > one; chown 65534:54321 one; chmod 664 one");
  BOOST_TEST(run(words + "arnorm -i buckwalter one").err ==
             "arnorm: cannot keep the group of one: Operation not permitted\n");
  good("echo ب > one; chown 12345:65534 one; chmod 664 one");
  BOOST_TEST(run(words + "arnorm -i buckwalter one").err ==
             "arnorm: cannot keep the owner of one: Operation not permitted\n");
  BOOST_TEST(good("stat -c '%u:%g %a' one") == "65534:65534 664\n");
}

BOOST_AUTO_TEST_CASE(the_list_of_a_file_whose_group_is_lost_grants_the_group_nothing) {
  const std::string words = as_nobody();
  if (!possible() || words.empty()) {
    return;
  }
  write("one", "ب\n");
  good("chown 12345:54321 one");
  BOOST_REQUIRE(set(path("one"), access_attribute, acl(6, 6, 6, 6, 4)));
  BOOST_TEST(run(words + "arnorm -i buckwalter one").status == 0);
  BOOST_TEST((get(path("one"), access_attribute) == acl(6, 6, 4, 6, 4)));
}

// Names that lead elsewhere.

BOOST_AUTO_TEST_CASE(other_hard_links_keep_the_old_content) {
  write("one", "ب\n");
  good("ln one two; arnorm -i buckwalter one");
  BOOST_TEST(good("cat one two; stat -c %h one two") == "b\nب\n1\n1\n");
}

BOOST_AUTO_TEST_CASE(a_backup_replaces_links_and_does_not_follow_them) {
  write("victim", "v\n");
  for (const char *plant : {"ln -s victim one.old", "ln victim one.old", "ln -s nowhere one.old",
                            "echo old > one.old"}) {
    write("one", "ب\n");
    good(std::string("rm -f one.old; ") + plant + "; arnorm -i --backup .old buckwalter one");
    BOOST_TEST(good("cat one one.old victim; stat -c %F one.old") == "b\nب\nv\nregular file\n",
               plant);
    BOOST_TEST(good("ls") == "one\none.old\nvictim\n", plant);
  }
}

BOOST_AUTO_TEST_CASE(a_backup_that_is_the_file_itself_is_rejected) {
  for (const char *plant : {"ln -s one one.old", "ln one one.old"}) {
    write("one", "ب\n");
    Result result =
        run(std::string("rm -f one.old; ") + plant + "; arnorm -i --backup .old buckwalter one");
    BOOST_TEST(result.err ==
               "arnorm: skipping one: its backup would replace one, which is also an input\n");
    BOOST_TEST(result.status == 2);
    BOOST_TEST(read("one") == "ب\n");
  }
}

BOOST_AUTO_TEST_CASE(a_backup_cannot_replace_a_directory) {
  write("one", "ب\n");
  Result result = run("mkdir one.old; arnorm -i --backup .old buckwalter one");
  BOOST_TEST(result.err == "arnorm: cannot write to one: Is a directory\n");
  BOOST_TEST(result.status == 2);
  BOOST_TEST(good("cat one; ls") == "ب\none\none.old\n");
}

// fs.protected_symlinks: stat(2) of such a link fails. Reading it with readlink(2) would not.
BOOST_AUTO_TEST_CASE(a_link_that_the_system_does_not_follow_is_not_followed) {
  const std::string words = with_fault_calls(*this, "ARNORM_FAULT=stat:all:EACCES");
  if (words.empty()) {
    return;
  }
  write("victim", "v\n");
  Result result = run("ln -s victim link; echo ب | " + words + "arnorm buckwalter -o link");
  BOOST_TEST(result.err == "arnorm: cannot write to link: Permission denied\n");
  BOOST_TEST(result.status == 2);
  BOOST_TEST(good("cat victim; ls") == "v\nlink\nvictim\n");
}

BOOST_AUTO_TEST_SUITE_END()
