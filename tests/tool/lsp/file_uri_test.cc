// Paths and URIs.
#include <boost/test/unit_test.hpp>

#include "tool/lsp/file_uri.h"

using namespace arnorm::tool;

BOOST_AUTO_TEST_SUITE(file_uri)

BOOST_AUTO_TEST_CASE(paths_survive_the_way_through_a_uri) {
  for (const char *path : {"/a/b.toml", "/with space/100%.toml", "/\u0628/x#y?.toml", "/\xFF"}) {
    BOOST_TEST(path_of_uri(uri_of_path(path)) == path);
  }
  BOOST_TEST(uri_of_path("/a b/\u0628.toml") == "file:///a%20b/%D8%A8.toml");
}

BOOST_AUTO_TEST_CASE(what_is_no_file_has_no_path) {
  BOOST_TEST(path_of_uri("file://localhost/a") == "/a");
  BOOST_TEST(path_of_uri("file:///a%2") == "/a%2");
  for (const char *uri :
       {"", "untitled:Untitled-1", "https://a/b", "file://host/a", "file:///a%00b"}) {
    BOOST_TEST(path_of_uri(uri) == "");
  }
}

BOOST_AUTO_TEST_SUITE_END()
