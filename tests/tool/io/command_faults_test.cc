// The commands other than the filter when their system calls fail, are interrupted, or do a part of
// what they were asked for: the same promises as those of the filter; see faults_test.cc.
#include <boost/test/unit_test.hpp>

#include "support/fault_runs.h"
#include "support/preload.h"

using namespace arnorm::test;

namespace {

const std::string head = "format = 1\nname = \"mine\"\n";
const std::string row = "[[stage]]\ntable = [ { from = \"a\",  to = \"b\" } ]\n";
const std::string mine = head + row + "[[test]]\nfrom = \"a\"\nto = \"b\"\n";
const std::string with_another_result = head + row + "[[test]]\nfrom = \"a\"\nto = \"c\"\n";
const std::string text = "\uFEFB \uFEF9\nab\n\uFEFB\n";
const Files rules{{"mine.toml", mine}};
const Files transform{{"rules.txt", "a > b;\n[bc] { d > e;\n"}};

const std::vector<Scenario> scenarios{
    {"@ --lossless buckwalter in", {{"in", text}}},
    {"@ --lossless -r buckwalter < in", {{"in", text}}},
    {"@ align clean in", {{"in", text}}},
    {"@ explain ./mine.toml abc", rules},
    {"@ fmt ./mine.toml", rules},
    {"@ fmt ./mine.toml ./words.toml",
     {{"mine.toml", mine}, {"words.toml", "format = 1\nname = \"words\"\n" + row}}},
    {"@ new fresh", {}},
    {"@ import rules.txt", transform},
    {"@ import rules.txt -o out.toml", transform},
    {"@ import rules.txt -o out.toml", {{"rules.txt", "a > b;\n"}, {"out.toml", mine}}},
    {"@ export --icu ./mine.toml", rules},
    {"@ export --icu -o out clean", {}},
    {"@ show ./mine.toml", rules},
};
// These say on standard output what became of each file.
const std::vector<Scenario> reports{
    {"@ diff clean clean in", {{"in", text}}, false, true},
    {"@ audit clean in - < in", {{"in", text}}, false, true},
    {"@ check ./mine.toml", rules, false, true},
    {"@ test ./mine.toml", rules, false, true},
    {"@ test --accept ./mine.toml", {{"mine.toml", with_another_result}}, false, true},
    {"@ list -I .", rules, false, true},
};

std::vector<Scenario> all_scenarios() {
  std::vector<Scenario> all = scenarios;
  all.insert(all.end(), reports.begin(), reports.end());
  return all;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(command_faults, Faults)

BOOST_AUTO_TEST_CASE(a_call_that_fails_loses_nothing_and_is_reported) {
  if (!possible()) {
    return;
  }
  std::size_t runs = 0;
  for (const Scenario &scenario : all_scenarios()) {
    runs += fail_each(*this, scenario);
  }
  BOOST_TEST_MESSAGE(runs << " runs");
  BOOST_TEST(runs > 300 / share_of_runs);
}

// Another rule set of the same name, such as the one that is built in, does not take its place.
BOOST_AUTO_TEST_CASE(a_rule_set_that_cannot_be_examined_is_an_error) {
  if (!possible()) {
    return;
  }
  const std::string clean = "format = 1\nname = \"clean\"\n" + row;
  for (const char *command : {"@ -I . clean in", "ARNORM_PATH=. @ clean in",
                              "mkdir b; mv in clean.toml b; cd b; @ -I ../b clean in"}) {
    const Scenario scenario{command, {{"in", "a\n"}, {"clean.toml", clean}}};
    const State whole = run_with(scenario, "");
    BOOST_TEST(whole.result.out == "b\n");
    std::size_t reported = 0;
    for (int number = 1; number <= 20; ++number) {
      for (const char *error : {"EIO", "EACCES"}) {
        const std::string fault = "stat:" + std::to_string(number) + ":" + error;
        const Result got = run_with_fault(scenario, fault).result;
        const bool is_right = got.status == 0 && got.out == "b\n";
        const bool is_reported = got.status == 2 && contains(got.err, "cannot read ");
        BOOST_TEST((is_right || is_reported), command << ' ' << fault << got.out << got.err);
        reported += contains(got.err, "error[AR0002]: cannot read ") ? 1 : 0;
      }
    }
    BOOST_TEST(reported > 0, command);
  }
}

// Another program may make a file of the same name while `new` writes its own.
BOOST_AUTO_TEST_CASE(a_file_that_another_program_has_made_is_left) {
  if (!possible()) {
    return;
  }
  for (const char *call : {"mkostemp:1", "write:1", "fsync:1"}) {
    const State got = run_with(
        {"@ new fresh", {}},
        with_fault_calls(*this, std::string("ARNORM_FAULT=") + call +
                                    ":run ARNORM_FAULT_RUN='echo theirs > t; mv t fresh.toml'"));
    BOOST_TEST(got.result.status == 2, call);
    BOOST_TEST(got.files == (Files{{"fresh.toml", "theirs\n"}}), call << got.result.err);
  }
}

BOOST_AUTO_TEST_CASE(interruptions_and_short_counts_change_nothing) {
  if (!possible()) {
    return;
  }
  for (const Scenario &scenario : all_scenarios()) {
    interrupt_and_shorten(*this, scenario, 1);
  }
}

BOOST_AUTO_TEST_SUITE_END()
