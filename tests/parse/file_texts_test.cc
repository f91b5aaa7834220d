// Texts in place of files.
#include <boost/test/unit_test.hpp>

#include <filesystem>

#include "parse/file_texts.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(file_texts)

BOOST_AUTO_TEST_CASE(a_text_stands_in_for_a_file_whatever_its_path) {
  TemporaryFolder folder;
  const std::string file = folder.write("a.toml", "on disk");
  const std::string link = folder.path() + "/link.toml";
  std::filesystem::create_symlink(file, link);
  FileTexts texts;
  BOOST_TEST(texts.read(file, 100).text == "on disk");
  texts.put(link, "unsaved");
  BOOST_TEST(texts.read(file, 100).text == "unsaved");
  BOOST_TEST(texts.read(folder.path() + "/./a.toml", 100).text == "unsaved");
  BOOST_TEST((texts.key(file) == file_key(file)));
}

BOOST_AUTO_TEST_CASE(a_new_file_can_be_read_before_it_exists) {
  TemporaryFolder folder;
  const std::string file = folder.path() + "/new.toml";
  FileTexts texts;
  BOOST_TEST(!texts.key(file));
  texts.put(file, "new");
  BOOST_TEST(texts.read(folder.path() + "/x/../new.toml", 100).text == "new");
  BOOST_TEST(texts.key(file).has_value());
  BOOST_TEST(texts.read(folder.path() + "/other.toml", 100).error != "");
}

BOOST_AUTO_TEST_CASE(the_limit_holds_for_texts_too) {
  FileTexts texts;
  texts.put("/no/such/file", "12345");
  BOOST_TEST(texts.read("/no/such/file", 5).text == "12345");
  BOOST_TEST(texts.read("/no/such/file", 4).too_large);
}

BOOST_AUTO_TEST_SUITE_END()
