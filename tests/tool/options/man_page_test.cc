#include <boost/test/unit_test.hpp>

#include "support/shell.h"

using namespace arnorm::test;

namespace {

// The commands in the help, and the options of the filter and of all commands, in the form
// `-r,--reverse`.
const std::string commands_in_help = "arnorm --help | sed -nE 's/^  arnorm ([a-z]+) .*/\\1/p'";
const std::string options_in_help = "(arnorm --help; for name in $(" + commands_in_help +
                                    "); do arnorm $name --help; done) |\n"
                                    "  grep -oE '^  -[^ ]+' | tr -d ' ' | tr ',' '\\n'";
const std::string choices_in_help =
    "arnorm --help | sed -nE 's/^  (-.,)?(--[a-z]+) ([a-z]+(\\|[a-z]+)+).*/\\2 \\3/p'";

// `.It Cm list` describes a command, `.It Fl r , Fl -reverse` two names of an option.
const std::string commands_in_page = "sed -nE 's/^\\.It Cm ([a-z]+).*/\\1/p' page";
const std::string options_in_page =
    "grep '^\\.It ' page | grep -oE 'Fl -?[A-Za-z0-9-]+' | sed 's/^Fl /-/'";

const std::string completion(const std::string &name) {
  return read_text(std::string(ARNORM_COMPLETIONS) + "/" + name);
}

} // namespace

// The generated page and completions, as files.
struct ManPage : Shell {
  ManPage() {
    write("page", read_text(ARNORM_MAN_PAGE));
    write("arnorm.bash", completion("arnorm"));
    write("_arnorm", completion("_arnorm"));
    write("arnorm.fish", completion("arnorm.fish"));
  }
  std::string sorted(const std::string &command) const {
    return good("(" + command + ") | sort -u");
  }
  // The completions that bash offers for the last word of a command line.
  std::string offered(const std::string &line) const {
    return good("source ./arnorm.bash\n"
                "COMP_WORDS=(" +
                line +
                ")\n"
                "COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n"
                "_arnorm 2>/dev/null; printf '%s ' \"${COMPREPLY[@]}\"");
  }
};

BOOST_FIXTURE_TEST_SUITE(man_page, ManPage)

BOOST_AUTO_TEST_CASE(has_the_commands_of_the_help_and_no_others) {
  BOOST_TEST(contains(sorted(commands_in_help), "list\n"));
  BOOST_TEST(sorted(commands_in_page) == sorted(commands_in_help));
}

BOOST_AUTO_TEST_CASE(has_the_options_of_the_help_and_no_others) {
  std::string options = sorted(options_in_help);
  for (const char *option : {"-r\n", "-I\n", "--invalid\n", "--icu\n", "--version\n", "-0\n"}) {
    BOOST_TEST(contains(options, option));
  }
  BOOST_TEST(sorted(options_in_page) == options);
}

BOOST_AUTO_TEST_CASE(has_the_headings_of_the_help) {
  std::string headings = good("sed -nE 's/^\\.Ss (.*)/\\1:/p' page | grep -v Commands");
  BOOST_TEST(headings ==
             "Text:\nInput and output:\nRecords:\nChecks and reports:\nRules:\nHelp:\n");
  good("sed -nE 's/^\\.Ss (.*)/\\1:/p' page | while read -r heading; do\n"
       "  arnorm --help | grep -qx \"$heading\" || echo \"$heading\" >&2\n"
       "done");
}

BOOST_AUTO_TEST_CASE(has_the_values_of_the_options) {
  BOOST_TEST(lines(good(choices_in_help)) == 5U);
  BOOST_TEST(contains(read("page"), ".It Fl -invalid Cm keep | replace | error\n"));
  BOOST_TEST(contains(read("page"), ".It Fl -engine Cm auto | icu | table\n"));
  BOOST_TEST(
      contains(read("page"), " Cm url , email , mention , tag , entity , latin , code , all\n"));
}

BOOST_AUTO_TEST_CASE(completions_have_the_options_and_the_commands_of_the_help) {
  good(options_in_help + " | sort -u > wanted; " + commands_in_help + " >> wanted");
  BOOST_TEST(
      good("while read -r word; do\n"
           "  grep -qE -- \"(^|[^a-z-])$word([^a-z-]|$)\" arnorm.bash || echo \"bash $word\"\n"
           "  grep -qE -- \"(^|[^a-z-])$word([^a-z-]|$)\" _arnorm || echo \"zsh $word\"\n"
           "  case $word in\n"
           "    --*) option=\"-l ${word#--} \" ;; -*) option=\"-s ${word#-} \" ;;\n"
           "    *) option=\"-a $word \" ;;\n"
           "  esac\n"
           "  grep -qF -- \"$option\" arnorm.fish || echo \"fish $word\"\n"
           "done < wanted") == "");
}

BOOST_AUTO_TEST_CASE(completions_have_the_values_of_the_options) {
  good(choices_in_help + " | tr '|' ' ' | cut -d ' ' -f 2- > wanted");
  BOOST_TEST(good("while read -r words; do\n"
                  "  for file in arnorm.bash _arnorm arnorm.fish; do\n"
                  "    grep -qF -- \"$words\" $file || echo \"$file $words\"\n"
                  "  done\n"
                  "done < wanted") == "");
}

BOOST_AUTO_TEST_CASE(completions_can_be_parsed) {
  good("bash -n arnorm.bash");
  for (const char *shell : {"zsh -n _arnorm", "fish -n arnorm.fish"}) {
    std::string words = shell;
    if (run("command -v " + words.substr(0, words.find(' '))).status == 0) {
      good(words);
    }
  }
}

BOOST_AUTO_TEST_CASE(bash_offers_what_fits) {
  BOOST_TEST(offered("arnorm --inv") == "--invalid ");
  BOOST_TEST(offered("arnorm --invalid k") == "keep ");
  BOOST_TEST(offered("arnorm --protect url,em") == "url,email ");
  BOOST_TEST(offered("arnorm expl") == "explain ");
  BOOST_TEST(offered("arnorm buckwalter-s") == "buckwalter-safe ");
  BOOST_TEST(offered("arnorm search,buckwalter-s") == "search,buckwalter-safe ");
  BOOST_TEST(offered("arnorm -r --engine icu iso-233-") ==
             "iso-233-2 iso-233-2-title iso-233-2-unvocalized iso-233-3 ");
  BOOST_TEST(offered("arnorm show --h") == "--html --help ");
  BOOST_TEST(offered("arnorm show --html ala-lc-1") == "ala-lc-1997 ");
  BOOST_TEST(offered("arnorm --jobs ''") == " ");
  write("text file", "");
  BOOST_TEST(offered("arnorm buckwalter tex") == "text file ");
  BOOST_TEST(offered("arnorm -o tex") == "text file ");
  BOOST_TEST(offered("arnorm align --u") == "--utf16 ");
  BOOST_TEST(offered("arnorm align buckwalter-s") == "buckwalter-safe ");
  BOOST_TEST(offered("arnorm align buckwalter tex") == "text file ");
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
