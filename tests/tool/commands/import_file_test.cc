// `arnorm import`, as a user runs it.
#include <boost/test/unit_test.hpp>

#include "support/shell.h"

using namespace arnorm::test;

BOOST_FIXTURE_TEST_SUITE(import_file, Shell)

BOOST_AUTO_TEST_CASE(rules_become_a_rule_file) {
  write("My_Rules.txt", "# letters\n\u0628 > b ; # BEH\n[\u064B-\u0652] > ;\n");
  good("arnorm import -o my-rules.toml My_Rules.txt");
  BOOST_TEST(good("arnorm check ./my-rules.toml") == "my-rules: no errors\n");
  BOOST_TEST(contains(good("arnorm test ./my-rules.toml"), " 0 failed"));
  BOOST_TEST(good("printf '\u0628\u064E' | arnorm ./my-rules.toml") == "b");
  BOOST_TEST(contains(read("my-rules.toml"), "to = \"b\" }, # BEH\n"));
}

BOOST_AUTO_TEST_CASE(xml_both_ways) {
  write("a.xml", "<transform source='Arabic' target='Latin' direction='both'>"
                 "<tRule>\u0628 &lt;&gt; b ;</tRule></transform>");
  BOOST_TEST(contains(good("arnorm import a.xml"), "scripts = { from = \"Arab\", to = \"Latn\" }"));
  BOOST_TEST(contains(good("arnorm import -r a.xml"), "{ from = \"b\", to = \"\u0628\" }"));
}

BOOST_AUTO_TEST_CASE(letters) {
  write("letters.tsv", "\u0628\tb\n");
  BOOST_TEST(contains(good("arnorm import letters.tsv"), "name = \"letters\""));
}

BOOST_AUTO_TEST_CASE(statuses) {
  write("bad.txt", "a b ;\n");
  write("icu.txt", "a > &Any-Upper(b) ;\n");
  Result bad = run("arnorm import bad.txt -o out.toml");
  BOOST_TEST(bad.status == 1);
  BOOST_TEST(contains(bad.err, "error[AR0501]"));
  BOOST_TEST(!exists("out.toml"));
  Result icu = run("arnorm import icu.txt");
  BOOST_TEST(icu.status == 0);
  BOOST_TEST(contains(icu.err, "warning[AR0502]"));
  BOOST_TEST(run("arnorm import --strict icu.txt").status == 1);
  BOOST_TEST(run("arnorm import none.txt").status == 2);
  BOOST_TEST(run("arnorm import icu.txt bad.txt").status == 2);
}

BOOST_AUTO_TEST_SUITE_END()
