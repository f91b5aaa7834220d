// Whole files, whatever their names lead to.
#include <boost/test/unit_test.hpp>

#include "parse/read_file.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(read_file)

BOOST_AUTO_TEST_CASE(a_file_is_read_byte_for_byte) {
  TemporaryFolder folder;
  std::string text("a\r\n\0\xFF\xD8\xA7", 7);
  FileText got = arnorm::read_file(folder.write("f", text), 100);
  BOOST_TEST(got.text == text);
  BOOST_TEST(got.error == "");
  BOOST_TEST(!got.too_large);
}

BOOST_AUTO_TEST_CASE(an_empty_file_is_no_error) {
  TemporaryFolder folder;
  FileText got = arnorm::read_file(folder.write("f", ""), 100);
  BOOST_TEST(got.text == "");
  BOOST_TEST(got.error == "");
}

BOOST_AUTO_TEST_CASE(a_file_of_many_blocks_is_read_whole) {
  TemporaryFolder folder;
  std::string text(200001, 'x');
  text.back() = 'y';
  BOOST_TEST((arnorm::read_file(folder.write("f", text), 1u << 20).text == text));
}

BOOST_AUTO_TEST_CASE(the_limit_itself_is_allowed) {
  TemporaryFolder folder;
  for (std::size_t limit : {std::size_t{4}, std::size_t{1} << 16}) {
    FileText just = arnorm::read_file(folder.write("just", std::string(limit, 'x')), limit);
    BOOST_TEST(!just.too_large);
    BOOST_TEST(just.error == "");
    BOOST_TEST(just.text.size() == limit);
    BOOST_TEST(
        arnorm::read_file(folder.write("more", std::string(limit + 1, 'x')), limit).too_large);
  }
}

BOOST_AUTO_TEST_CASE(a_file_that_is_too_large_is_an_error) {
  TemporaryFolder folder;
  FileText got = arnorm::read_file(folder.write("f", "12345"), 4);
  BOOST_TEST(got.too_large);
  BOOST_TEST(got.error != "");
}

BOOST_AUTO_TEST_CASE(a_device_without_end_is_too_large) {
  BOOST_TEST(arnorm::read_file("/dev/zero", 100000).too_large);
}

BOOST_AUTO_TEST_CASE(a_missing_file_is_an_error) {
  TemporaryFolder folder;
  FileText got = arnorm::read_file(folder.path() + "/none", 100);
  BOOST_TEST(got.error != "");
  BOOST_TEST(!got.too_large);
}

BOOST_AUTO_TEST_CASE(a_folder_is_an_error) {
  TemporaryFolder folder;
  FileText got = arnorm::read_file(folder.path(), 100);
  BOOST_TEST(got.error != "");
  BOOST_TEST(!got.too_large);
}

BOOST_AUTO_TEST_CASE(a_name_without_anything_is_an_error) {
  BOOST_TEST(arnorm::read_file("", 100).error != "");
}

BOOST_AUTO_TEST_CASE(only_what_can_be_read_is_a_file) {
  TemporaryFolder folder;
  BOOST_TEST(is_file(folder.write("f", "")));
  BOOST_TEST(is_file("/dev/null"));
  BOOST_TEST(!is_file(folder.path()));
  BOOST_TEST(!is_file(folder.path() + "/none"));
  BOOST_TEST(!is_file(""));
}

BOOST_AUTO_TEST_SUITE_END()
