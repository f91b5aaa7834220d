// Whole files of any kind.
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include <sys/stat.h>

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

BOOST_AUTO_TEST_CASE(a_device_is_not_read) {
  for (const char *name : {"/dev/zero", "/dev/null"}) {
    for (Readable readable : {Readable::regular, Readable::regular_or_pipe}) {
      FileText got = arnorm::read_file(name, 100000, readable);
      BOOST_TEST(got.error == "it is not a regular file");
      BOOST_TEST(got.is_special);
      BOOST_TEST(got.text == "");
    }
  }
}

BOOST_AUTO_TEST_CASE(a_pipe_is_not_waited_for) {
  TemporaryFolder folder;
  std::string pipe = folder.path() + "/pipe";
  BOOST_REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  FileText got = arnorm::read_file(pipe, 100);
  BOOST_TEST(got.error == "it is a pipe");
  BOOST_TEST(got.is_special);
}

BOOST_AUTO_TEST_CASE(a_pipe_can_be_asked_for) {
  TemporaryFolder folder;
  std::string pipe = folder.path() + "/pipe";
  BOOST_REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  for (std::size_t limit : {200000, 199999}) {
    std::thread writer([&] { // opens the pipe later than the reader, unless that blocks
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      std::ofstream(pipe) << std::string(100000, 'x') << std::flush << std::string(100000, 'y');
    });
    FileText got = arnorm::read_file(pipe, limit, Readable::regular_or_pipe);
    writer.join();
    BOOST_TEST(got.is_pipe);
    BOOST_TEST(!got.is_special);
    BOOST_TEST(got.too_large == (limit == 199999));
    BOOST_TEST((got.too_large || got.text == std::string(100000, 'x') + std::string(100000, 'y')));
  }
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

BOOST_AUTO_TEST_CASE(a_file_is_known_by_any_of_its_names) {
  TemporaryFolder folder;
  std::string file = folder.write("f", "");
  std::string other = folder.write("g", "");
  std::filesystem::create_symlink("f", folder.path() + "/link");
  BOOST_REQUIRE(file_key(file));
  BOOST_TEST(*file_key(file) == *file_key(folder.path() + "/./f"));
  BOOST_TEST(*file_key(file) == *file_key(folder.path() + "/link"));
  BOOST_TEST(*file_key(file) != *file_key(other));
  BOOST_TEST(file_key("/dev/null").has_value());
  BOOST_TEST(!file_key(folder.path()));
  BOOST_TEST(!file_key(folder.path() + "/none"));
  BOOST_TEST(!file_key(""));
}

BOOST_AUTO_TEST_SUITE_END()
