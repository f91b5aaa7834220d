// `arnorm fmt`.
#include <boost/test/unit_test.hpp>

#include <sys/stat.h>

#include "support/shell.h"

using namespace arnorm::test;

BOOST_FIXTURE_TEST_SUITE(format_files, Shell)

namespace {

const char *const untidy = R"(format = 1
name = "mine"
[[stage]]
table=[
{ to = "b", from = "ب" },
]
)";

const char *const tidy = R"(format = 1
name = "mine"

[[stage]]
table = [
  { from = "ب", to = "b" },   # U+0628 BEH
]
)";

} // namespace

BOOST_AUTO_TEST_CASE(a_file_is_rewritten_and_stays_so) {
  write("mine.toml", untidy);
  BOOST_TEST(good("arnorm fmt mine.toml") == "");
  BOOST_TEST(read("mine.toml") == tidy);
  BOOST_TEST(good("arnorm fmt --check mine.toml") == "");
  good("touch -d @0 mine.toml; arnorm fmt mine.toml");
  BOOST_TEST(good("stat -c %Y mine.toml") == "0\n"); // not written again
}

BOOST_AUTO_TEST_CASE(check_names_files_and_the_first_line_that_would_change) {
  write("mine.toml", untidy);
  write("tidy/mine.toml", tidy);
  Result result = run("arnorm fmt --check mine.toml tidy/mine.toml");
  BOOST_TEST(result.status == 1);
  BOOST_TEST(result.err == "");
  BOOST_TEST(result.out == "mine.toml:3: not formatted\n- [[stage]]\n+ \n");
  BOOST_TEST(read("mine.toml") == untidy);
}

BOOST_AUTO_TEST_CASE(standard_input_is_written_to_standard_output) {
  write("mine.toml", untidy);
  BOOST_TEST(good("arnorm fmt - < mine.toml") == tidy);
  BOOST_TEST(good("cat mine.toml | arnorm fmt -") == tidy);
  BOOST_TEST(run("arnorm fmt --check - < mine.toml").status == 1);
  Result broken = run("echo 'a = ' | arnorm fmt -");
  BOOST_TEST(broken.status == 2);
  BOOST_TEST(broken.out == "");
  BOOST_TEST(contains(broken.err, "error[AR0101]"));
}

BOOST_AUTO_TEST_CASE(a_file_with_errors_is_refused_and_the_others_are_written) {
  write("broken.toml",
        "format = 1\nname=\"broken\"\ncolour = 1\n[[stage]]\ntable=[{from='$x',to=''}]\n");
  write("mine.toml", untidy);
  const std::string before = read("broken.toml");
  Result result = run("arnorm fmt broken.toml mine.toml missing.toml");
  BOOST_TEST(result.status == 2);
  BOOST_TEST(result.out == "");
  BOOST_TEST(contains(result.err, "error[AR0102]"));
  BOOST_TEST(contains(result.err, "error[AR0110]"));
  BOOST_TEST(contains(result.err, "arnorm: cannot read missing.toml: "));
  BOOST_TEST(read("broken.toml") == before);
  BOOST_TEST(read("mine.toml") == tidy);
}

BOOST_AUTO_TEST_CASE(files_of_names_and_files_that_refer_to_others_are_formatted) {
  write("letters.toml", "format = 1\nname = \"letters\"\n[sets]\na='[ا]'\n");
  write("mine.toml", "format=1\nname = \"mine\"\ninclude=\"letters\"\n[[stage]]\nremove='$a'\n");
  good("arnorm fmt letters.toml mine.toml");
  BOOST_TEST(read("letters.toml") == "format = 1\nname = \"letters\"\n\n[sets]\na = '[ا]'\n");
  BOOST_TEST(read("mine.toml") ==
             "format = 1\nname = \"mine\"\ninclude = \"letters\"\n\n[[stage]]\nremove = '$a'\n");
}

BOOST_AUTO_TEST_CASE(mode_and_links_are_kept) {
  write("mine.toml", untidy);
  good("chmod 640 mine.toml; mkdir links; ln -s ../mine.toml links/mine.toml");
  good("arnorm fmt links/mine.toml");
  BOOST_TEST(read("mine.toml") == tidy);
  BOOST_TEST(good("stat -c %a mine.toml; readlink links/mine.toml") == "640\n../mine.toml\n");
}

BOOST_AUTO_TEST_CASE(a_file_is_written_whole_or_not_at_all) {
  write("mine.toml", untidy);
  BOOST_TEST(contains(run("(ulimit -f 0; arnorm fmt mine.toml) 2>&1 | cat").out,
                      "arnorm: cannot write to mine.toml: "));
  BOOST_TEST(read("mine.toml") == untidy);
  for (int n = 1; n < 2000 && !with_fault("").empty(); n += 1 + n / 3) {
    run(with_fault("ARNORM_FAIL_ALLOCATION=" + std::to_string(n)) + " arnorm fmt mine.toml");
    const std::string now = read("mine.toml");
    BOOST_TEST((now == untidy || now == tidy));
    write("mine.toml", untidy);
  }
  good("mkdir closed; cp mine.toml closed");
  if (run("chmod 500 closed; touch closed/x").status != 0) { // not as root
    BOOST_TEST(run("arnorm fmt closed/mine.toml").status == 2);
    BOOST_TEST(read("closed/mine.toml") == untidy);
  }
  good("chmod 700 closed; rm -r closed");
  BOOST_TEST(read("mine.toml") == untidy);
  BOOST_TEST(files() == "mine.toml\n");
}

BOOST_AUTO_TEST_CASE(a_file_that_is_too_large_is_refused) {
  Result result = run("head -c 5000000 /dev/zero > big.toml; arnorm fmt big.toml");
  BOOST_TEST(result.status == 2);
  BOOST_TEST(result.err == "arnorm: big.toml is larger than 4 MiB\n");
  BOOST_TEST(run("arnorm fmt - < big.toml").err == "arnorm: - is larger than 4 MiB\n");
}

BOOST_AUTO_TEST_SUITE_END()
