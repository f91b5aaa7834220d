// The server without its input and output: the order of messages, and the limits.
#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

#include "tool/lsp/server.h"

using namespace arnorm::tool;

BOOST_AUTO_TEST_SUITE(server)

namespace {

struct Session {
  Server server{{}};

  std::vector<std::string> say(std::string_view body) {
    server.receive(body);
    while (server.work()) {
    }
    return server.take_messages();
  }

  void start() {
    say(R"({"id": 0, "method": "initialize", "params": {}})");
    say(R"({"method": "initialized"})");
  }
};

std::string open(std::string_view uri, std::string_view text) {
  return fmt::format(R"({{"method": "textDocument/didOpen", "params": {{"textDocument": )"
                     R"({{"uri": "{}", "version": 1, "text": "{}"}}}}}})",
                     uri, text);
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

} // namespace

BOOST_AUTO_TEST_CASE(diagnostics_come_when_nothing_waits) {
  Session session;
  session.start();
  session.server.receive(open("file:///no/a.toml", "format = 2"));
  session.server.receive(R"({"id": 1, "method": "shutdown"})");
  BOOST_TEST(session.server.waiting_bytes() > 0u);
  session.server.work();
  session.server.work();
  auto messages = session.server.take_messages();
  BOOST_TEST_REQUIRE(messages.size() == 1u);
  BOOST_TEST(contains(messages[0], "\"result\":null"));
  BOOST_TEST(session.server.waiting_bytes() == 0u);
}

BOOST_AUTO_TEST_CASE(the_same_diagnostics_are_not_sent_twice) {
  Session session;
  session.start();
  BOOST_TEST(session.say(open("file:///no/a.toml", "format = 2")).size() == 1u);
  BOOST_TEST(session.say(open("file:///no/b.toml", "format = 2")).size() == 1u);
  BOOST_TEST(session.say(R"({"method": "textDocument/didSave", "params": {}})").size() == 0u);
}

BOOST_AUTO_TEST_CASE(a_cancelled_request_is_taken_out_of_the_queue) {
  Session session;
  session.start();
  session.server.receive(R"({"id": 1, "method": "shutdown"})");
  session.server.receive(R"({"method": "$/cancelRequest", "params": {"id": 1}})");
  BOOST_TEST(session.server.waiting_bytes() == 0u);
  BOOST_TEST(contains(session.server.take_messages().at(0), "-32800"));
  BOOST_TEST(!session.server.work());
}

BOOST_AUTO_TEST_CASE(exit_after_shutdown_is_success) {
  Session good;
  good.start();
  good.say(R"({"id": 1, "method": "shutdown"})");
  good.say(R"({"method": "exit"})");
  BOOST_TEST((good.server.exit_status() == 0));
  Session bad;
  BOOST_TEST(!bad.server.exit_status());
  bad.say(R"({"method": "exit"})");
  BOOST_TEST((bad.server.exit_status() == 1));
}

BOOST_AUTO_TEST_CASE(json_has_a_depth) {
  Session session;
  const auto nested = [](std::size_t depth) {
    return "{\"x\":" + std::string(depth, '[') + std::string(depth, ']') + "}";
  };
  BOOST_TEST(contains(session.say(nested(90)).at(0), "-32600"));
  BOOST_TEST(contains(session.say(nested(200)).at(0), "-32700"));
  BOOST_TEST(contains(session.say(nested(1'000'000)).at(0), "-32700"));
}

BOOST_AUTO_TEST_SUITE_END()
