// The files that rule files may name.
#include <boost/test/unit_test.hpp>

#include <filesystem>

#include "parse/search_path.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(search_path)

namespace {

SearchPath over(std::vector<std::string> folders) {
  Options options;
  options.path = std::move(folders);
  return SearchPath(options);
}

} // namespace

BOOST_AUTO_TEST_CASE(folders_that_exist_are_searched_in_order) {
  TemporaryFolder one;
  TemporaryFolder two;
  SearchPath search = over({one.path(), "/nowhere", two.path(), one.write("file", "")});
  BOOST_REQUIRE(search.folders().size() >= 2u);
  BOOST_TEST(search.folders()[0].path == one.path());
  BOOST_TEST(search.folders()[1].path == two.path());
  BOOST_TEST(!search.folders()[0].unasked);
  for (std::size_t i = 2; i < search.folders().size(); ++i) {
    BOOST_TEST(search.folders()[i].unasked);
  }
}

BOOST_AUTO_TEST_CASE(without_files_nothing_is_searched) {
  TemporaryFolder folder;
  Options options;
  options.path = {folder.path()};
  options.files = Files::none;
  BOOST_TEST(SearchPath(options).folders().empty());
}

BOOST_AUTO_TEST_CASE(a_file_is_in_its_tree_or_in_the_search_path) {
  TemporaryFolder tree;
  TemporaryFolder other;
  std::string inside = tree.write("a/b.toml", "");
  std::string outside = other.write("c.toml", "");
  BOOST_TEST(over({}).tree_of(inside, tree.path()) == tree.path());
  BOOST_TEST(over({}).tree_of(inside, tree.path() + "/a") == tree.path() + "/a");
  BOOST_TEST(over({}).tree_of(tree.path() + "/none", tree.path()) == tree.path());
  BOOST_TEST(over({}).tree_of(outside, tree.path()) == "");
  BOOST_TEST(over({}).tree_of(outside, "") == "");
  BOOST_TEST(over({}).tree_of(tree.path() + "/a/../../x", tree.path()) == "");
  BOOST_TEST(over({}).tree_of(tree.path() + "x/b.toml", tree.path()) == "");
  BOOST_TEST(over({other.path()}).tree_of(outside, tree.path()) == other.path());
}

BOOST_AUTO_TEST_CASE(a_link_is_where_it_leads) {
  TemporaryFolder tree;
  TemporaryFolder other;
  std::string outside = other.write("c.toml", "");
  tree.write("a/b.toml", "");
  std::filesystem::create_symlink("a/b.toml", tree.path() + "/in.toml");
  std::filesystem::create_symlink(outside, tree.path() + "/out.toml");
  std::filesystem::create_symlink(other.path(), tree.path() + "/folder");
  std::filesystem::create_symlink(tree.path(), other.path() + "/tree");
  BOOST_TEST(over({}).tree_of(tree.path() + "/in.toml", tree.path()) == tree.path());
  BOOST_TEST(over({}).tree_of(tree.path() + "/out.toml", tree.path()) == "");
  BOOST_TEST(over({}).tree_of(tree.path() + "/folder/c.toml", tree.path()) == "");
  BOOST_TEST(over({other.path()}).tree_of(tree.path() + "/out.toml", tree.path()) == other.path());
  std::string by_link = other.path() + "/tree";
  BOOST_TEST(over({}).tree_of(by_link + "/in.toml", by_link) == by_link);
}

BOOST_AUTO_TEST_CASE(a_relative_tree_is_that_of_the_working_directory) {
  BOOST_TEST(over({}).tree_of("x.toml", ".") == ".");
  BOOST_TEST(over({}).tree_of("a/x.toml", ".") == ".");
  BOOST_TEST(over({}).tree_of("../x.toml", ".") == "");
}

BOOST_AUTO_TEST_CASE(the_folder_of_a_file_is_its_path_without_the_name) {
  BOOST_TEST(folder_of("x.toml") == ".");
  BOOST_TEST(folder_of("a/b/x.toml") == "a/b");
  BOOST_TEST(folder_of("/x.toml") == "/");
  BOOST_TEST(normal("a/../b/./c") == "b/c");
}

BOOST_AUTO_TEST_SUITE_END()
