// The language server when its system calls fail, are interrupted, or do a part of what they were
// asked for. What happens to its own input and output ends it, with a message; what happens to a
// file of rules is a diagnostic of the document.
#include <boost/test/unit_test.hpp>

#include <cstring>
#include <regex>

#include <fmt/format.h>

#include "support/fault_runs.h"
#include "support/preload.h"

using namespace arnorm::test;

namespace {

const std::string base = "format = 1\nname = \"base\"\n[[stage]]\ntable = [ { from = \"a\", to = "
                         "\"b\" } ]\n";

std::string frame(const std::string &body) {
  return fmt::format("Content-Length: {}\r\n\r\n{}", body.size(), body);
}

std::string open_document(const std::string &of_document) {
  const std::string text = R"(format = 1\nname = \"mine\"\nextends = \"base\"\n)"
                           R"([[stage]]\nwords = \"names.tsv\"\n)"
                           R"([[test]]\nfrom = \"Aabb\"\nto = \"Abba\"\n)";
  return frame(R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}})") +
         frame(R"({"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{)" +
               of_document + R"(,"languageId":"toml","version":1,"text":")" + text + R"("}}})");
}

std::string ask_and_leave(const std::string &of_document) {
  return frame(R"({"jsonrpc":"2.0","id":2,"method":"textDocument/definition",)"
               R"("params":{"textDocument":{)" +
               of_document + R"(},"position":{"line":2,"character":12}}})") +
         frame(R"({"jsonrpc":"2.0","id":3,"method":"shutdown"})") +
         frame(R"({"jsonrpc":"2.0","method":"exit"})");
}

// A client that opens a document, waits for its diagnostics, asks where another file is, and
// leaves.
Scenario scenario_in(const Shell &shell) {
  const std::string of_document = R"("uri":"file://)" + shell.path("mine.toml") + '"';
  return {.command = "{ cat open; until grep -qs publishDiagnostics out || test -e status; do "
                     "sleep 0.01; done; cat leave; } | { @ lsp > out; echo $? > status; }; "
                     "cat out; s=$(cat status); rm out status; exit $s",
          .before = {{"open", open_document(of_document)},
                     {"leave", ask_and_leave(of_document)},
                     {"base.toml", base},
                     {"names.tsv", "Aabb\tAbba\n"}},
          .answers = true};
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(lsp_faults, Faults)

BOOST_AUTO_TEST_CASE(the_session_reads_other_files) {
  const State whole = run_with(scenario_in(*this), "");
  BOOST_TEST(whole.result.status == 0);
  BOOST_TEST(contains(whole.result.out, R"("diagnostics":[])"), whole.result.out);
  BOOST_TEST(contains(whole.result.out, "base.toml"), whole.result.out);
}

BOOST_AUTO_TEST_CASE(a_call_that_fails_is_told_of_or_makes_no_difference) {
  if (!possible()) {
    return;
  }
  std::size_t runs = fail_each(*this, scenario_in(*this));
  BOOST_TEST_MESSAGE(runs << " runs");
  BOOST_TEST(runs > 30 / share_of_runs);
}

BOOST_AUTO_TEST_CASE(interruptions_and_short_counts_make_no_difference) {
  if (!possible()) {
    return;
  }
  interrupt_and_shorten(*this, scenario_in(*this), 1);
}

BOOST_AUTO_TEST_SUITE_END()
