// `arnorm new`.
#include <boost/test/unit_test.hpp>

#include "support/shell.h"

using namespace arnorm::test;

BOOST_FIXTURE_TEST_SUITE(new_rules, Shell)

BOOST_AUTO_TEST_CASE(each_kind_has_no_errors_warnings_or_failing_tests_and_is_formatted) {
  for (const std::string kind : {"normalization", "letters", "sound"}) {
    good("arnorm new --kind " + kind + " my-" + kind);
    const std::string file = " ./my-" + kind + ".toml";
    BOOST_TEST(contains(good("arnorm check --strict" + file), "no errors\n"));
    BOOST_TEST(contains(good("arnorm test" + file), " 0 failed, 0 expected failures\n"));
    good("arnorm fmt --check" + file);
    const std::string text = read("my-" + kind + ".toml");
    BOOST_TEST(contains(text, "\nname = \"my-" + kind + "\"\n"));
    BOOST_TEST(contains(text, "#   arnorm check --strict" + file));
    BOOST_TEST(!contains(text, "@"));
  }
  BOOST_TEST(good("echo 'الشَّمس' | arnorm ./my-sound.toml") == "ash-shams\n");
  BOOST_TEST(good("echo kitAb | arnorm -r ./my-letters.toml") == "كِتاب\n");
}

BOOST_AUTO_TEST_CASE(a_normalization_is_the_default_and_the_name_may_have_a_folder) {
  BOOST_TEST(good("mkdir sub; arnorm new sub/mine.toml") ==
             "sub/mine.toml: written; try `arnorm check sub/mine.toml`\n");
  good("arnorm new --kind normalization mine");
  BOOST_TEST(read("sub/mine.toml") == read("mine.toml"));
  BOOST_TEST(good("umask 027; arnorm new other; stat -c %a other.toml") ==
             "other.toml: written; try `arnorm check ./other.toml`\n640\n");
}

BOOST_AUTO_TEST_CASE(nothing_is_overwritten) {
  write("mine.toml", "x");
  Result result = run("arnorm new mine");
  BOOST_TEST(result.status == 2);
  BOOST_TEST(result.err == "arnorm: mine.toml exists already; it is left unchanged\n");
  BOOST_TEST(read("mine.toml") == "x");
  good("ln -s nowhere link.toml");
  BOOST_TEST(run("arnorm new link").status == 2);
  BOOST_TEST(files() == "link.toml\nmine.toml\n");
}

BOOST_AUTO_TEST_CASE(wrong_names_and_folders_are_errors) {
  for (const std::string name : {"Mine", "''", "'a b'", "sub/", "كتاب"}) {
    BOOST_TEST(run("arnorm new " + name).status == 2, name);
  }
  BOOST_TEST(contains(run("arnorm new nowhere/mine").err, "arnorm: cannot write to nowhere/mine"));
  BOOST_TEST(run("arnorm new a b").status == 2);
  BOOST_TEST(run("arnorm new --kind x a").status == 2);
  BOOST_TEST(contains(run("(ulimit -f 0; arnorm new mine) 2>&1 | cat").out,
                      "arnorm: cannot write to mine.toml"));
  BOOST_TEST(files() == "");
}

BOOST_AUTO_TEST_SUITE_END()
