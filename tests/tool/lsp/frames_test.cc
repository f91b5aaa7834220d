// Messages split by their headers, whole and broken.
#include <boost/test/unit_test.hpp>

#include "tool/lsp/frames.h"

using namespace arnorm::tool;

BOOST_AUTO_TEST_SUITE(frames)

namespace {

// The bodies of a text that arrives in pieces of so many bytes, and the problem.
std::string split(std::string_view text, std::size_t piece) {
  FrameReader reader;
  std::string bodies;
  for (std::size_t at = 0; at < text.size(); at += piece) {
    reader.add(text.substr(at, piece));
    while (auto body = reader.next()) {
      bodies += "<" + *body + ">";
    }
  }
  return bodies + reader.problem();
}

} // namespace

BOOST_AUTO_TEST_CASE(messages_arrive_in_pieces_of_any_size) {
  const std::string text = frame("{}") + frame("") + frame("[1,2]");
  for (std::size_t piece : {1u, 2u, 3u, 7u, 1000u}) {
    BOOST_TEST(split(text, piece) == "<{}><><[1,2]>");
  }
}

BOOST_AUTO_TEST_CASE(other_headers_are_ignored) {
  BOOST_TEST(split("Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n"
                   "content-length:  2 \r\n\r\n{}",
                   1) == "<{}>");
}

BOOST_AUTO_TEST_CASE(after_a_wrong_header_there_are_no_messages) {
  const std::string good = frame("{}");
  const auto problem = [&](std::string_view header) {
    return split(good + std::string(header) + "\r\n\r\n" + good, 5);
  };
  BOOST_TEST(problem("Content-Length: x") == "<{}>Content-Length is not one number");
  BOOST_TEST(problem("Content-Length: -1") == "<{}>Content-Length is not one number");
  BOOST_TEST(problem("Content-Length: 1 2") == "<{}>Content-Length is not one number");
  BOOST_TEST(problem("Content-Length: 2\r\nContent-Length: 2") ==
             "<{}>Content-Length is not one number");
  BOOST_TEST(problem("Content-Type: x") == "<{}>a header without Content-Length");
  BOOST_TEST(problem("") == "<{}>a header without Content-Length");
  BOOST_TEST(problem("hello") == "<{}>a header without a colon");
  BOOST_TEST(split(std::string(5000, 'x'), 100) == "a header that does not end");
}

BOOST_AUTO_TEST_CASE(a_large_message_is_refused_before_it_arrives) {
  BOOST_TEST(split("Content-Length: 1073741824\r\n\r\n", 4) == "a message of more than 64 MiB");
  BOOST_TEST(split("Content-Length: 99999999999999999999999\r\n\r\n", 4) ==
             "a message of more than 64 MiB");
  FrameReader reader;
  reader.add("Content-Length: 67108864\r\n\r\n{");
  BOOST_TEST(!reader.next());
  BOOST_TEST(reader.problem() == "");
  BOOST_TEST(reader.is_within());
}

BOOST_AUTO_TEST_SUITE_END()
