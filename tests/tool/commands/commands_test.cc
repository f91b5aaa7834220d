#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <sstream>
#include <vector>

#include <fmt/format.h>

#include "support/shell.h"

using namespace arnorm::test;

BOOST_FIXTURE_TEST_SUITE(commands, Shell)

namespace {

std::string repeated(const std::string &text, unsigned times) {
  std::string all;
  for (unsigned i = 0; i < times; ++i) {
    all += text;
  }
  return all;
}

const char *const mine = R"(format = 1
name = "mine"
title = "My own rules"
[[stage]]
table = [ { from = "ب", to = "B" } ]
[[test]]
from = "ب"
to = "B"
direction = "both"
)";

const char *const failing = R"(format = 1
name = "failing"
[[stage]]
table = [ { from = "ب", to = "B" } ]
[[test]]
from = "ب"
to = "B"
[[test]]
from = "بَ"
to = "Ba"
[[test]]
from = "ت"
to = "T"
fails = "there is no row for it"
)";

// Two mistakes at once: an unknown key, and a row that never matches.
const char *const broken = R"(format = 1
name = "broken"
colour = "red"
[[stage]]
table = [
  { from = "ب", to = "b" },
  { from = "ب", to = "B" },
]
)";

// Claims to be reversible, but is not.
const char *const untrue = R"(format = 1
name = "untrue"
reversible = true
[[stage]]
table = [ { from = "ب", to = "b" }, { from = "پ", to = "b" } ]
)";

// In the order of `arnorm list`.
std::vector<std::string> shipped_in_order() {
  std::vector<std::string> names = shipped();
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string> split(const std::string &text, char at) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, at);) {
    parts.push_back(part);
  }
  return parts;
}

} // namespace

BOOST_AUTO_TEST_CASE(list_has_one_set_a_line) {
  std::string text = good("arnorm list");
  BOOST_TEST(text.ends_with("\n"));
  std::vector<std::string> names;
  for (const std::string &line : split(text, '\n')) {
    std::vector<std::string> fields = split(line, '\t');
    BOOST_REQUIRE_MESSAGE(fields.size() == 6, line);
    names.push_back(fields[0]);
    BOOST_TEST(fields[1] != "");
    BOOST_TEST((fields[2] == "both" || fields[2] == "forward"), line);
    BOOST_TEST((fields[3] == "reversible" || fields[3] == "-"), line);
    BOOST_TEST((fields[4] == "auto" || fields[4] == "icu"), line);
    BOOST_TEST(fields[5] == "built-in", line);
  }
  BOOST_TEST(names == shipped_in_order(), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(list_says_what_a_set_can_do) {
  std::string text = good("arnorm list");
  BOOST_TEST(contains(text, "\nsearch\t"));
  BOOST_TEST(good("arnorm list | grep -P '^buckwalter\\t' | cut -f3-") ==
             "both\treversible\tauto\tbuilt-in\n");
  BOOST_TEST(good("arnorm list | grep -P '^strip-tatweel\\t' | cut -f3-") ==
             "forward\t-\tauto\tbuilt-in\n");
}

BOOST_AUTO_TEST_CASE(list_shows_sets_of_other_folders) {
  write("a/mine.toml", mine);
  write("b/normalize/foreign.toml",
        "format = 1\nname = \"foreign\"\ntitle = \"T\"\n[[stage]]\nicu = \"Latin-ASCII\"\n");
  BOOST_TEST(good("arnorm list -I a | grep mine") == "mine\tMy own rules\tboth\t-\tauto\tfile\n");
  BOOST_TEST(good("ARNORM_PATH=a:b arnorm list | grep ^foreign") ==
             "foreign\tT\tforward\t-\ticu\tfile\n");
}

// A set in the user's folder replaces a built-in one. This is reported once and is not an error.
BOOST_AUTO_TEST_CASE(what_takes_the_place_of_a_built_in_set_is_said) {
  write("data/arnorm/rules/search.toml",
        "format = 1\nname = \"search\"\n[[stage]]\ntable = [ { from = \"a\", to = \"b\" } ]\n");
  Result result = run("XDG_DATA_HOME=$PWD/data arnorm list");
  BOOST_TEST(result.status == 0);
  BOOST_TEST(contains(result.out, "\nsearch\t\tboth\t-\tauto\treplaces built-in\n"));
  BOOST_TEST(contains(result.err, "warning[AR0007]: `search` is "));
  for (const char *command : {"check search", "test search", "show search", "export --icu search",
                              "list --engines search,search"}) {
    result = run(std::string("XDG_DATA_HOME=$PWD/data arnorm ") + command);
    BOOST_TEST(result.status == 0, command);
    std::string all = result.out + result.err;
    BOOST_TEST(contains(all, "warning[AR0007]: "), command);
    BOOST_TEST(all.find("AR0007") == all.rfind("AR0007"), command);
  }
  result = run("echo a | XDG_DATA_HOME=$PWD/data arnorm --lossless --stats search,search");
  BOOST_TEST(result.status == 0);
  BOOST_TEST(result.err.find("AR0007") == result.err.rfind("AR0007"));
  BOOST_TEST(contains(result.err, "\nfiles that replace built-in rules\nsearch: "));
  result = run("echo a | XDG_DATA_HOME=$PWD/data arnorm --stats --json search");
  BOOST_TEST(contains(result.err, "\n    {\"name\": \"search\", \"file\": \"/"));
  result = run("echo a | XDG_DATA_HOME=$PWD/data arnorm -I data/arnorm/rules search");
  BOOST_TEST(result.out == "b\n");
  BOOST_TEST(result.err == "");
}

BOOST_AUTO_TEST_CASE(a_fingerprint_is_that_of_the_rules) {
  std::string print = good("arnorm --fingerprint search,buckwalter");
  BOOST_TEST(print.size() == 65u);
  BOOST_TEST(print == arnorm::Chain::load("search,buckwalter")->fingerprint() + "\n");
  BOOST_TEST(good("arnorm --fingerprint buckwalter -r") != good("arnorm --fingerprint buckwalter"));
  BOOST_TEST(good("arnorm --fingerprint -r buckwalter") ==
             good("arnorm --fingerprint buckwalter:"));
  write("mine.toml", mine);
  good("sed 's/My own rules/Yours/; 1i # a comment' mine.toml > yours.toml");
  good("sed -i 's/\"mine\"/\"yours\"/' yours.toml");
  BOOST_TEST(good("arnorm --fingerprint ./mine.toml") == good("arnorm --fingerprint ./yours.toml"));
  Result result = run("arnorm --fingerprint search mine.toml");
  BOOST_TEST(result.status == 2);
  BOOST_TEST(result.err == "arnorm: --fingerprint reads no text; omit the files\n");
}

BOOST_AUTO_TEST_CASE(list_passes_over_a_broken_set) {
  write("a/broken.toml", broken);
  write("a/mine.toml", mine);
  Result result = run("arnorm list -I a");
  BOOST_TEST(contains(result.out, "\nmine\t"));
  BOOST_TEST(!contains(result.out, "broken"));
  BOOST_TEST(contains(result.err, "a/broken.toml:3:"));
  BOOST_TEST(result.status == 2);
}

// A title must not end its field or its line, whatever it contains.
BOOST_AUTO_TEST_CASE(list_stays_one_set_a_line) {
  write("a/odd.toml", "format = 1\nname = \"odd\"\ntitle = \"two\\nlines\\tand\\ta tab\"\n"
                      "[[stage]]\nform = \"NFC\"\n");
  Result result = run("arnorm list -I a");
  BOOST_TEST(lines(result.out) == shipped().size() + (result.status == 0 ? 1 : 0));
  BOOST_TEST(lines(good("arnorm list | grep -vP '^[^\\t]*(\\t[^\\t]*){5}$' || true")) == 0);
  if (result.status == 0) {
    BOOST_TEST(good("arnorm list -I a | grep ^odd") ==
               "odd\ttwo lines and a tab\tboth\t-\tauto\tfile\n");
  }
}

BOOST_AUTO_TEST_CASE(list_says_which_engine_runs_a_stage) {
  BOOST_TEST(good("arnorm list --engines buckwalter") ==
             "buckwalter\tform NFC\ttable\t1\t\n"
             "buckwalter\tmarks shadda-first\ttable\t1\t\n"
             "buckwalter\ttable\ttable\t2\t\n");
  BOOST_TEST(good("arnorm list --engines -r buckwalter") ==
             "buckwalter\ttable\ttable\t1\t\nbuckwalter\tmarks shadda-first\ttable\t2\t\n");
  // Stages that examine one code point at a time are one pass, however many there are.
  BOOST_TEST(good("arnorm list --engines strip-tashkeel,fold-alef,fold-yeh,digits-ascii,nfc | "
                  "cut -f4 | uniq -c | tr -s ' '") == " 4 1\n 1 2\n");
}

BOOST_AUTO_TEST_CASE(list_says_why_a_stage_runs_on_icu) {
  write("mixed.toml", "format = 1\nname = \"mixed\"\n[[stage]]\nform = \"NFC\"\n"
                      "[[stage]]\nicu = \"Lower\"\n[[stage]]\nicu = \"Latin-ASCII\"\n"
                      "[[stage]]\nremove = \"a\"\n");
  BOOST_TEST(good("arnorm list --engines ./mixed.toml") ==
             "mixed\tform NFC\ttable\t1\t\nmixed\ticu\ticu\t2\tan ICU transform\n"
             "mixed\ticu\ticu\t2\tan ICU transform\nmixed\tremove\ttable\t3\t\n");
}

BOOST_AUTO_TEST_CASE(list_takes_one_chain) {
  for (const char *command : {"list --engines", "list search", "list --engines search nfc",
                              "list --engines nosuch", "list --engines -r strip-tatweel"}) {
    Result result = run(std::string("arnorm ") + command);
    BOOST_TEST(result.out == "", command);
    BOOST_TEST(result.status == 2, command);
  }
}

BOOST_AUTO_TEST_CASE(check_takes_all_that_ships) {
  std::string text = good("arnorm list | cut -f1 | grep -e ^strip- | xargs arnorm check --strict");
  for (const std::string &name : shipped()) {
    if (name.starts_with("strip-")) {
      BOOST_TEST(contains(text, name + ": no errors\n" + name + ": idempotent: "), name);
    }
  }
}

BOOST_AUTO_TEST_CASE(check_says_how_claims_are_held) {
  BOOST_TEST(good("arnorm check buckwalter") ==
             "buckwalter: no errors\nbuckwalter: reversible: proved\n");
  std::string tried = good("arnorm check iso-233");
  BOOST_TEST(contains(tried, "\niso-233: reversible: not refuted by "));
  BOOST_TEST(contains(tried, " texts\n"));
}

BOOST_AUTO_TEST_CASE(check_writes_json) {
  write("untrue.toml", untrue);
  Result result = run("arnorm check --json buckwalter untrue.toml iso-233 nosuch");
  BOOST_TEST(contains(result.out, R"({"name": "buckwalter", "diagnostics": [], "claims": )"
                                  R"([{"claim": "reversible", "held": "proved"}]})"));
  BOOST_TEST(contains(result.out, R"("file": "untrue.toml", "line": )"));
  BOOST_TEST(contains(result.out, R"("held": "not refuted", "texts": )"));
  BOOST_TEST(contains(result.out, R"({"name": "nosuch", "diagnostics": [{"code": "AR0004")"));
  BOOST_TEST(result.status == 2);
  BOOST_TEST(lines(result.out) == 4u);
}

BOOST_AUTO_TEST_CASE(check_takes_files_and_names) {
  write("mine.toml", mine);
  BOOST_TEST(good("arnorm check ./mine.toml nfc mine.toml") ==
             "mine: no errors\nnfc: no errors\nnfc: idempotent: proved\nmine: no errors\n");
  BOOST_TEST(good("mkdir a; cp mine.toml a; arnorm check -I a mine") == "mine: no errors\n");
}

BOOST_AUTO_TEST_CASE(check_finds_all_that_is_wrong) {
  write("broken.toml", broken);
  write("dead.toml", "format = 1\nname = \"dead\"\n[[stage]]\ntable = [\n"
                     "  { from = \"ب\", to = \"b\" },\n  { from = \"ب\", to = \"B\" },\n]\n");
  Result result = run("arnorm check broken.toml nfc dead.toml");
  BOOST_TEST(contains(result.out, "broken.toml:3:"));
  BOOST_TEST(contains(result.out, "dead.toml:6:"));
  BOOST_TEST(contains(result.out, "nfc: no errors\n"));
  BOOST_TEST(!contains(result.out, "broken: no errors"));
  BOOST_TEST(result.err == "");
  BOOST_TEST(result.status == 1);
}

BOOST_AUTO_TEST_CASE(warnings_are_counted_and_errors_if_asked) {
  write("warned.toml", "format = 1\nname = \"warned\"\n[[stage]]\nform = \"NFC\"\n");
  std::string text = good("arnorm check warned.toml");
  BOOST_TEST(text.find("warning[AR0220]") != std::string::npos, text);
  BOOST_TEST(text.ends_with("warned: no errors, 1 warning\n"), text);
  Result result = run("arnorm check --strict warned.toml");
  BOOST_TEST(result.status == 1);
  BOOST_TEST(result.out == text);
  BOOST_TEST(good("arnorm check --strict nfc") == "nfc: no errors\nnfc: idempotent: proved\n");
  BOOST_TEST(good("echo a | arnorm ./warned.toml") == "a\n"); // the filter does not say it
}

BOOST_AUTO_TEST_CASE(a_transform_that_never_ends_is_counted) {
  write("loop.toml", "format = 1\nname = \"loop\"\n[[stage]]\nicu = \"a > b|a\"\n");
  Result result = run("printf 'x\\nxay\\nx\\n' | arnorm ./loop.toml");
  BOOST_TEST(result.status == 1);
  BOOST_TEST(result.out.starts_with("x\nxb"), result.out);
  BOOST_TEST(result.out.ends_with("ay\nx\n"), result.out);
  BOOST_TEST(result.err.find("1 text on which an `icu` stage did not come to an end") !=
                 std::string::npos,
             result.err);
  BOOST_TEST(result.err.find("the first in line 2") != std::string::npos, result.err);
}

// ICU's form of each such stage takes half a second to make, and check needs none.
BOOST_AUTO_TEST_CASE(check_of_many_squeezes_ends_soon) {
  std::string rules = "format = 1\nname = \"many\"\n";
  for (int i = 0; i < 900; ++i) {
    rules += "[[stage]]\nsqueeze = { set = '[\\p{L}-[\\u{" + std::to_string(4000 + i) +
             "}]]', max = 2 }\n";
  }
  write("many.toml", rules + "[[test]]\nfrom = \"x\"\nto = \"x\"\n");
  BOOST_TEST(good("arnorm check many.toml") == "many: no errors\n");
}

// Each would take minutes if it looked at all names, rows or places for each of them.
BOOST_AUTO_TEST_CASE(checks_of_files_that_are_written_to_hurt_end_soon) {
  const std::string head = "format = 1\nname = \"hurts\"\n";
  const std::string test = "[[test]]\nfrom = 'b'\nto = 'b'\n";
  std::string names = head + "[sets]\n";
  for (int i = 0; i < 40'000; ++i) {
    names += fmt::format("a{} = '[a]' # $\n", i);
  }
  write("hurts.toml", names + "[[stage]]\nremove = '[c]'\n" + test);
  BOOST_TEST(contains(run("arnorm check ./hurts.toml").out, "`$a0` is never used"));

  std::string failing = head + "[[stage]]\ntable = [\n";
  std::string tests;
  for (unsigned i = 0; i < 10'000; ++i) {
    failing += fmt::format("{{ from = '\\u{{{:X}}}', to = 'x' }},\n", 0x20000 + i);
    tests += fmt::format("[[test]]\nfrom = \"\\U{:08X}\"\nto = 'y'\n", 0x20000 + i);
  }
  write("hurts.toml", failing + "]\n" + tests);
  BOOST_TEST(contains(run("arnorm test ./hurts.toml").out, "there are 9900 more diagnostics"));

  std::string claims = head + "idempotent = true\n[[stage]]\ntable = [\n";
  for (unsigned i = 0; i < 100; ++i) {
    claims += fmt::format("{{ from = '\\u{{{0:X}}}', before = '{1}', to = '{2}\\u{{{0:X}}}' }},\n",
                          0x4E00 + i, repeated("[a-z]{32}", 8), repeated("x", 100));
  }
  write("hurts.toml", claims + "]\n" + test);
  BOOST_TEST(run("arnorm check ./hurts.toml").status <= 1);

  std::string masked = head + "[[stage]]\nremove = '[";
  for (unsigned i = 0; i < 4000; ++i) {
    masked += fmt::format("\\u{{{:X}}}", 0x20000 + 2 * i);
  }
  masked += "]'\n[[stage]]\ntable = [\n";
  for (unsigned i = 0; i < 60; ++i) {
    masked += fmt::format("{{ from = 'a', before = '{}[a-y]{}', to = 'x' }},\n",
                          repeated("[^\\uE000]", i), repeated("[^\\uE000]", 200 - i));
  }
  write("hurts.toml", masked + "]\n" + test);
  BOOST_TEST(run("arnorm check ./hurts.toml").status <= 1);

  std::string growing = head + "idempotent = true\nreversible = true\n";
  for (int i = 0; i < 6; ++i) {
    growing += "[[stage]]\ntable = [{ from = 'a', to = '" + std::string(64, 'a') + "' }]\n";
  }
  write("hurts.toml", growing + test);
  BOOST_TEST(run("arnorm check ./hurts.toml").status <= 1);
}

BOOST_AUTO_TEST_CASE(check_refutes_a_claim) {
  write("untrue.toml", untrue);
  Result result = run("arnorm check untrue.toml");
  BOOST_TEST(contains(result.out, "untrue.toml"));
  BOOST_TEST(!contains(result.out, "no errors"));
  BOOST_TEST(result.status == 1);
}

BOOST_AUTO_TEST_CASE(check_and_test_cannot_find_a_file) {
  for (const char *command : {"check", "test"}) {
    for (const char *word : {"missing.toml", "./missing", "nosuch"}) {
      Result result = run(std::string("arnorm ") + command + " nfc " + word + " nfd");
      BOOST_TEST(contains(result.out + result.err, word));
      BOOST_TEST(contains(result.out, "nfc: "));
      BOOST_TEST(contains(result.out, "nfd: "));
      BOOST_TEST(result.status == 2);
    }
  }
}

// The suite `shipped_rules` runs the tests of all sets.
BOOST_AUTO_TEST_CASE(test_passes_what_ships) {
  std::vector<std::string> names = shipped();
  std::erase_if(names, [](const std::string &name) { return !name.starts_with("fold-"); });
  write("counts", good("arnorm list | cut -f1 | grep -e ^fold- | xargs arnorm test"));
  BOOST_TEST(lines(read("counts")) == names.size());
  BOOST_TEST(lines(good("grep ' 0 failed' counts")) == names.size());
}

BOOST_AUTO_TEST_CASE(test_counts) {
  write("mine.toml", mine);
  write("failing.toml", failing);
  BOOST_TEST(good("arnorm test mine.toml") == "mine: 2 passed, 0 failed, 0 expected failures\n");
  Result result = run("arnorm test failing.toml mine.toml");
  BOOST_TEST(contains(result.out, "failing: 1 passed, 1 failed, 1 expected failures\n"));
  BOOST_TEST(contains(result.out, "mine: 2 passed"));
  BOOST_TEST(contains(result.out, "failing.toml:9:"));
  BOOST_TEST(result.status == 1);
}

BOOST_AUTO_TEST_CASE(export_gives_rules_for_uconv) {
  std::string rules = good("arnorm export --icu search,buckwalter");
  BOOST_TEST(rules != "");
  for (char byte : rules) {
    BOOST_REQUIRE((byte == '\n' || (byte >= ' ' && byte <= '~')));
  }
  if (run("command -v uconv").status != 0) {
    BOOST_TEST_MESSAGE("skipped: no uconv here");
    return;
  }
  write("text", "قَرَأَ المُعَلِّمُ ٣ كُتُبٍ\nومَضى ﻻ\n");
  for (const char *chain :
       {"strip-tashkeel,fold-alef,buckwalter", "iso-233", "nfc", "-r buckwalter"}) {
    std::string as = chain;
    good("arnorm export --icu " + as + " > rules");
    BOOST_TEST(good("uconv -f UTF-8 -t UTF-8 -x \"$(cat rules)\" text") ==
               good("arnorm --unmapped ignore " + as + " text"));
  }
}

BOOST_AUTO_TEST_CASE(export_takes_one_chain) {
  for (const char *command : {"export nfc", "export --icu", "export --icu nfc nfd",
                              "export --icu nosuch", "export --icu -r strip-tatweel"}) {
    Result result = run(std::string("arnorm ") + command);
    BOOST_TEST(result.out == "", command);
    BOOST_TEST(result.err != "", command);
    BOOST_TEST(result.status == 2, command);
  }
}

BOOST_AUTO_TEST_CASE(explain_prints_a_page) {
  BOOST_TEST(good("arnorm explain AR0203").starts_with("## AR0203: "));
}

BOOST_AUTO_TEST_CASE(explain_does_not_know_other_codes) {
  for (const char *code : {"AR9999", "AR020", "AR02033"}) {
    Result result = run(std::string("arnorm explain ") + code);
    BOOST_TEST(result.out == "", code);
    BOOST_TEST(contains(result.err, "arnorm: unknown diagnostic `"), code);
    BOOST_TEST(result.status == 2, code);
  }
  for (const char *chain : {"''", "'## AR0203'"}) {
    Result result = run(std::string("arnorm explain ") + chain);
    BOOST_TEST(contains(result.err, "error[AR00"), chain);
    BOOST_TEST(result.status == 2, chain);
  }
}

BOOST_AUTO_TEST_SUITE_END()
