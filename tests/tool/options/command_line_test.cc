#include <boost/test/unit_test.hpp>

#include "support/shell.h"

using namespace arnorm::test;

BOOST_FIXTURE_TEST_SUITE(command_line, Shell)

BOOST_AUTO_TEST_CASE(help_lists_every_command_and_option) {
  std::string text = good("arnorm --help");
  for (const char *part :
       {"Usage: arnorm [OPTIONS] CHAIN [FILE...]", "-h,--help", "--version", "-r,--reverse",
        "-o,--output FILE", "--invalid keep|replace|error", "--engine auto|icu|table", "-I DIR",
        "\n  arnorm list ", "\n  arnorm show [--html] NAME", "\n  arnorm check FILE|NAME",
        "\n  arnorm test FILE|NAME", "\n  arnorm align CHAIN [FILE...]",
        "\n  arnorm export --icu CHAIN", "\n  arnorm explain CHAIN", "Exit status:\n  0 "}) {
    BOOST_TEST(contains(text, part), part);
  }
  BOOST_TEST(good("arnorm -h") == text);
}

BOOST_AUTO_TEST_CASE(help_groups_the_options) {
  BOOST_TEST(
      good(
          "arnorm --help | grep -E '^(Arguments|Text|Input|Records|Checks|Rules|Help|Commands)'") ==
      "Arguments:\nText:\nInput and output:\nRecords:\nChecks and reports:\n"
      "Rules:\nHelp:\nCommands:\n");
  BOOST_TEST(good("arnorm --help | sed -n '/^Records:/,/^$/p' | grep -oE '^  -[^ ]+'") ==
             "  --jsonl\n  --tsv\n  --csv\n  --delimiter\n  -0,--null\n");
  BOOST_TEST(good("arnorm --help | grep -E '^Options:' || true") == "");
}

BOOST_AUTO_TEST_CASE(help_fits_a_terminal) {
  BOOST_TEST(good("for name in '' list show check test fmt new align diff export import audit "
                  "explain lsp; do\n"
                  "  arnorm $name --help | grep -E '.{81,}' || true\n"
                  "done") == "");
}

// Each listed command exists and has its own help.
BOOST_AUTO_TEST_CASE(every_command_has_help) {
  std::string names = good("arnorm --help | sed -n 's/^  arnorm \\([a-z]*\\).*/\\1/p'");
  BOOST_TEST(names == "list\nshow\ncheck\ntest\nfmt\nnew\nalign\ndiff\nexport\nimport\naudit\n"
                      "explain\nlsp\n");
  good("for name in $(arnorm --help | sed -n 's/^  arnorm \\([a-z]*\\).*/\\1/p'); do\n"
       "  arnorm $name --help | grep -q \"Usage: arnorm $name \" || echo $name >&2\n"
       "done");
}

BOOST_AUTO_TEST_CASE(version_is_one_line) {
  std::string text = good("arnorm --version");
  BOOST_TEST(text == "arnorm " + std::string(arnorm::version()) + "\n");
}

BOOST_AUTO_TEST_CASE(usage_errors) {
  for (const char *command : {"arnorm",
                              "arnorm -r",
                              "arnorm --nosuch nfc",
                              "arnorm -x nfc",
                              "arnorm nfc --invalid",
                              "arnorm nfc --invalid nosuch",
                              "arnorm nfc --invalid ''",
                              "arnorm nfc --engine fast",
                              "arnorm nfc --engine 1",
                              "arnorm nfc --invalid=0",
                              "arnorm nfc -o",
                              "arnorm nfc -o ''",
                              "arnorm nfc -o a -o b",
                              "arnorm nfc -I",
                              "arnorm nfc --reverse=2x",
                              "arnorm list nfc",
                              "arnorm list --nosuch",
                              "arnorm list -r",
                              "arnorm show",
                              "arnorm show nfc --icu",
                              "arnorm check",
                              "arnorm test",
                              "arnorm align",
                              "arnorm align --strict nfc",
                              "arnorm align nfc --tsv ''",
                              "arnorm align --tsv 1 --csv 1 nfc",
                              "arnorm explain",
                              "arnorm export",
                              "arnorm export nfc",
                              "arnorm export --icu",
                              "arnorm export --icu nfc nfd"}) {
    Result result = run(std::string("echo x | ") + command);
    BOOST_TEST(result.out == "", command);
    BOOST_TEST(result.err.starts_with("arnorm: "), command << ": " << result.err);
    BOOST_TEST(result.status == 2, command);
  }
  BOOST_TEST(files() == "");
}

BOOST_AUTO_TEST_CASE(usage_errors_say_what_is_wrong_and_where_help_is) {
  BOOST_TEST(run("arnorm").err == "arnorm: CHAIN is required\ntry `arnorm --help`\n");
  BOOST_TEST(run("arnorm nfc --engine fast").err ==
             "arnorm: --engine: `fast` is not one of auto|icu|table\ntry `arnorm --help`\n");
  Result result = run("arnorm show nfc --nosuch");
  BOOST_TEST(contains(result.err, "--nosuch"));
  BOOST_TEST(contains(result.err, "try `arnorm show --help`"));
}

BOOST_AUTO_TEST_CASE(options_that_do_not_go_together) {
  write("file", "ب\n");
  const std::vector<std::pair<std::string, std::string>> pairs{
      {"-i", "-i needs file names; it cannot rewrite standard input"},
      {"-i - file", "-i needs file names; it cannot rewrite standard input"},
      {"-i -o out file", "-i and -o are mutually exclusive"},
      {"--backup .old file", "--backup needs -i"},
      {"-i --backup a/b file", "the suffix of --backup must not contain `/`"},
      {"-i --backup '' file", "the value of --backup must not be empty"},
      {"--recursive", "--recursive needs the name of a directory"},
      {"--json file", "--json needs --stats"},
      {"--tsv 1 --csv 1", "--jsonl, --tsv and --csv are mutually exclusive"},
      {"--jsonl a --csv 1", "--jsonl, --tsv and --csv are mutually exclusive"},
      {"--lossless --invalid replace",
       "--lossless keeps malformed bytes; it cannot be combined with --invalid replace"},
      {"--lossless --unmapped drop",
       "--lossless keeps all letters; it cannot be combined with --unmapped drop"},
  };
  for (const auto &[options, wanted] : pairs) {
    Result result = run("arnorm buckwalter " + options);
    BOOST_TEST(result.err == "arnorm: " + wanted + "\n");
    BOOST_TEST(result.status == 2);
    BOOST_TEST(good("cat file; ls") == "ب\nfile\n");
  }
}

BOOST_AUTO_TEST_CASE(values_that_are_none) {
  const std::vector<std::pair<std::string, std::string>> pairs{
      {"--protect url,ulr",
       "--protect: `ulr` is not one of url|email|mention|tag|entity|latin|code|all"},
      {"--protect ,", "--protect: `` is not one of url|email|mention|tag|entity|latin|code|all"},
      {"-j x", "--jobs: `x` is not a number from 0 to 1024"},
      {"-j -1", "--jobs: `-1` is not a number from 0 to 1024"},
      {"-j 1025", "--jobs: `1025` is not a number from 0 to 1024"},
      {"--unmapped all", "--unmapped: `all` is not one of keep|drop|error|ignore"},
      {"--csv 0", "there is no column 0; columns are numbered from 1"},
  };
  for (const auto &[options, wanted] : pairs) {
    Result result = run("arnorm buckwalter " + options);
    BOOST_TEST(result.err.starts_with("arnorm: " + wanted + "\n"), result.err);
    BOOST_TEST(result.status == 2);
  }
}

BOOST_AUTO_TEST_CASE(what_cannot_separate_columns) {
  for (const auto &[word, why] : {std::pair{"'\"'", "it already has a meaning in records"},
                                  {"$'\\n'", "it already has a meaning in records"},
                                  {"$'\\r'", "it already has a meaning in records"},
                                  {"''", "it must be one character"},
                                  {"';;'", "it must be one character"},
                                  {"'\\n'", "it must be one character"},
                                  {"؛", "it must be an ASCII character"},
                                  {"$'\\xFF'", "it must be an ASCII character"}}) {
    Result result = run(std::string("arnorm --csv 1 --delimiter ") + word + " nfc");
    BOOST_TEST(result.status == 2, word);
    BOOST_TEST(contains(result.err, "cannot separate columns: "), word);
    BOOST_TEST(contains(result.err, why), word);
  }
  Result result = run("arnorm --jsonl a --delimiter ';' nfc");
  BOOST_TEST(result.status == 2);
  BOOST_TEST(result.err == "arnorm: --delimiter needs --csv or --tsv\n");
}

BOOST_AUTO_TEST_CASE(values_do_not_swallow_the_chain) {
  for (const char *options : {"-j 2", "-j 0", "--jsonl x", "--tsv 1", "--protect url,latin", "-I .",
                              "--unmapped keep", "--engine icu", "--protect all --protect url"}) {
    BOOST_TEST(run(std::string("echo | arnorm ") + options + " buckwalter").status == 0, options);
  }
}

BOOST_AUTO_TEST_CASE(options_may_stand_anywhere) {
  write("in", "b\n");
  for (const char *words :
       {"-r buckwalter in", "buckwalter -r in", "buckwalter in -r",
        "--invalid=error buckwalter --engine auto in --reverse", "-r -- buckwalter in"}) {
    BOOST_TEST(good(std::string("arnorm ") + words) == "ب\n", words);
  }
  good("arnorm -oout buckwalter in; arnorm buckwalter in --output=out");
}

BOOST_AUTO_TEST_CASE(file_names_may_hold_anything) {
  for (const char *name : {"a b", "[a,b]", "[]", "[in]", "{}", "%%", "-r", "--help", "كتاب", "=",
                           "a,b", "\"", "\\", "\xFF"}) {
    write(name, "ب\n");
    BOOST_TEST(good(std::string("arnorm buckwalter -- '") + name + "' '" + name + "'") == "b\nb\n",
               name);
  }
}

BOOST_AUTO_TEST_CASE(an_empty_file_name_is_a_missing_file) {
  Result result = run("echo x | arnorm nfc ''");
  BOOST_TEST(result.out == "");
  BOOST_TEST(result.err == "arnorm: cannot read : No such file or directory\n");
  BOOST_TEST(result.status == 2);
}

BOOST_AUTO_TEST_CASE(many_files) {
  write("in", "ب\n");
  BOOST_TEST(lines(good("arnorm buckwalter $(yes in | head -2000)")) == 2000);
}

// A rule set with the name of a command can be given as a file.
BOOST_AUTO_TEST_CASE(commands_come_before_rule_sets) {
  write("list.toml", "format = 1\nname = \"list\"\n[[stage]]\n"
                     "table = [ { from = \"ب\", to = \"B\" } ]\n");
  BOOST_TEST(contains(good("echo ب | ARNORM_PATH=. arnorm list"), "\nlist\t"));
  BOOST_TEST(good("echo ب | arnorm list.toml") == "B\n");
}

BOOST_AUTO_TEST_SUITE_END()
