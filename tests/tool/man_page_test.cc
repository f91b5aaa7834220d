#include <boost/test/unit_test.hpp>

#include "shell.h"

using namespace arnorm::test;

namespace {

// The commands in the help, and the options of the filter and of all commands: `-r,--reverse`.
const std::string commands_in_help = "arnorm --help | sed -nE 's/^  arnorm ([a-z]+) .*/\\1/p'";
const std::string options_in_help = "(arnorm --help; for name in $(" + commands_in_help +
                                    "); do arnorm $name --help; done) |\n"
                                    "  grep -oE '^  -[^ ]+' | tr -d ' ' | tr ',' '\\n'";

// `.It Cm list` introduces a command, `.It Fl r , Fl -reverse` two options.
const std::string commands_in_page = "sed -nE 's/^\\.It Cm ([a-z]+).*/\\1/p' page";
const std::string options_in_page =
    "grep '^\\.It ' page | grep -oE 'Fl -?[A-Za-z-]+' | sed 's/^Fl /-/'";

} // namespace

struct ManPage : Shell {
  ManPage() { write("page", read_text(source_path("docs/arnorm.1"))); }
  std::string sorted(const std::string &command) const {
    return good("(" + command + ") | sort -u");
  }
};

BOOST_FIXTURE_TEST_SUITE(man_page, ManPage)

BOOST_AUTO_TEST_CASE(has_the_commands_of_the_help_and_no_others) {
  BOOST_TEST(contains(sorted(commands_in_help), "list\n"));
  BOOST_TEST(sorted(commands_in_page) == sorted(commands_in_help));
}

BOOST_AUTO_TEST_CASE(has_the_options_of_the_help_and_no_others) {
  std::string options = sorted(options_in_help);
  for (const char *option : {"-r\n", "-I\n", "--invalid\n", "--icu\n", "--version\n"}) {
    BOOST_TEST(contains(options, option));
  }
  BOOST_TEST(sorted(options_in_page) == options);
}

BOOST_AUTO_TEST_CASE(has_the_values_of_the_options) {
  for (const char *option : {"invalid", "engine"}) {
    std::string name = option;
    std::string values = good("arnorm --help | sed -nE 's/^  --" + name +
                              " ([a-z|]+).*/\\1/p' |\n"
                              "  sed 's/|/ | /g' | tr -d '\\n'");
    BOOST_TEST(values != "");
    BOOST_TEST(contains(read("page"), ".It Fl -" + name + " Cm " + values + "\n"));
  }
}

BOOST_AUTO_TEST_CASE(is_well_formed) {
  if (run("command -v groff").status != 0) {
    BOOST_TEST_MESSAGE("skipped: no groff here");
    return;
  }
  BOOST_TEST(good("groff -mandoc -Tutf8 -ww -z page") == "");
  std::string text = good("groff -mandoc -Tascii -P-c page | sed 's/.\\x08//g'");
  for (const char *section :
       {"NAME", "SYNOPSIS", "DESCRIPTION", "ENVIRONMENT", "FILES", "EXIT STATUS", "EXAMPLES"}) {
    BOOST_TEST(contains(text, std::string("\n") + section + "\n"), section);
  }
}

BOOST_AUTO_TEST_SUITE_END()
