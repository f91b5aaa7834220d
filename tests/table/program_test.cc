#include <boost/test/unit_test.hpp>

#include "chain/compile.h"
#include "chain/layout.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(program)

namespace {

std::unique_ptr<const CompiledChain> load(const std::string &chain) {
  RuleLibrary library({});
  Report report;
  return CompiledChain::build(steps_of_chain(chain, Direction::forward, library, report), report);
}

} // namespace

BOOST_AUTO_TEST_CASE(a_built_in_chain_takes_little_memory) {
  for (const std::string &name : some_when_sanitized(shipped())) {
    auto compiled = load(name);
    BOOST_REQUIRE(compiled);
    // Those that read words look far around, with tables to match.
    bool by_sound =
        std::any_of(compiled->steps().begin(), compiled->steps().end(), [](const Step &step) {
          return step.set->name.starts_with("reading") || step.set->name == "matres" ||
                 step.set->name == "strip-case-endings";
        });
    BOOST_TEST(compiled->program().bytes() < (by_sound ? 5U << 20 : 1U << 20),
               name << ": " << compiled->program().bytes());
  }
  BOOST_TEST(load("clean,search,iso-233")->program().bytes() < (1U << 20));
}

BOOST_AUTO_TEST_CASE(runs_are_taken_again) {
  auto compiled = load("iso-233");
  const Program &passes = compiled->program();
  auto first = passes.take_state();
  const ProgramState *address = first.get();
  passes.give_back(std::move(first));
  BOOST_TEST(passes.take_state().get() == address);
}

BOOST_AUTO_TEST_CASE(there_are_runs_for_any_number_at_once) {
  auto compiled = load("iso-233");
  std::vector<std::unique_ptr<ProgramState>> all;
  for (int i = 0; i < 40; ++i) {
    all.push_back(compiled->program().take_state());
    std::string out;
    all.back()->feed(U"\u064A\u0651", true, out);
    BOOST_TEST(out == "\u0233");
  }
  for (auto &runs : all) {
    compiled->program().give_back(std::move(runs));
  }
}

BOOST_AUTO_TEST_CASE(passes_read_what_the_ones_before_have_written) {
  Parsed parsed(rules("[[stage]]\ntable = [{ from = 'ab', to = 'c' }]\n[[stage]]\n"
                      "table = [{ from = 'cc', to = 'd' }]\n"));
  auto compiled = CompiledChain::build(parsed.steps, parsed.report);
  BOOST_REQUIRE(compiled);
  auto runs = compiled->program().take_state();
  std::string out;
  runs->feed(U"aba", false, out);
  BOOST_TEST(out == "");
  runs->feed(U"b", true, out);
  BOOST_TEST(out == "d");
}

BOOST_AUTO_TEST_CASE(no_passes_write_what_they_read) {
  Program passes({});
  std::string out;
  passes.take_state()->feed(U"\u0628\xDCFF", true, out);
  BOOST_TEST(out == "\u0628\xFF");
}

BOOST_AUTO_TEST_SUITE_END()
