#include "tool/io/access_list.h"

#include <boost/test/unit_test.hpp>

#include <string_view>

using arnorm::tool::AccessList;

BOOST_AUTO_TEST_SUITE(access_list)

namespace {

// An entry with a tag and rights, for user or group 7.
std::string entry(char tag, char rights) { return {tag, 0, rights, 0, 7, 0, 0, 0}; }

std::string list(std::string_view rights, bool has_mask) {
  std::string bytes{2, 0, 0, 0};
  bytes += entry(0x01, rights[0]); // the owner
  bytes += entry(0x02, 7);         // a user, whose id looks like another tag
  bytes += entry(0x04, rights[1]); // the owning group
  bytes += entry(0x08, 7);         // a group
  bytes += has_mask ? entry(0x10, rights[2]) : "";
  return bytes + entry(0x20, rights[3]); // all others
}

std::string limited(std::string bytes, mode_t mode) {
  AccessList access(std::move(bytes));
  access.limit_to(mode);
  return access.bytes();
}

std::string group_limited(std::string bytes) {
  AccessList access(std::move(bytes));
  access.limit_group_to_others();
  return access.bytes();
}

} // namespace

using namespace std::string_view_literals; // whose texts may hold NUL

BOOST_AUTO_TEST_CASE(a_mode_limits_the_owner_the_mask_and_all_others) {
  BOOST_TEST(limited(list("\7\7\7\7"sv, true), 0640) == list("\6\7\4\0"sv, true));
  BOOST_TEST(limited(list("\4\7\7\5"sv, true), 0666) == list("\4\7\6\4"sv, true));
}

BOOST_AUTO_TEST_CASE(without_a_mask_a_mode_limits_the_owning_group) {
  BOOST_TEST(limited(list("\7\7\7\7"sv, false), 0640) == list("\6\4\7\0"sv, false));
}

BOOST_AUTO_TEST_CASE(the_owning_group_gets_no_more_than_all_others) {
  BOOST_TEST(group_limited(list("\7\7\7\4"sv, true)) == list("\7\4\7\4"sv, true));
  BOOST_TEST(group_limited(list("\7\5\7\6"sv, true)) == list("\7\4\7\6"sv, true));
  BOOST_TEST(group_limited(list("\7\2\7\7"sv, true)) == list("\7\2\7\7"sv, true));
}

BOOST_AUTO_TEST_CASE(what_is_no_list_is_kept) {
  for (const char *bytes : {"", "\2", "\2xyz", "\2xyz\1", "\2xyz\1aaaaaa"}) {
    BOOST_TEST(limited(bytes, 0) == bytes);
    BOOST_TEST(group_limited(bytes) == bytes);
  }
}

BOOST_AUTO_TEST_SUITE_END()
