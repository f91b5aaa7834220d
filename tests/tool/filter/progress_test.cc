#include <boost/test/unit_test.hpp>

#include "support/shell.h"
#include "tool/filter/progress.h"

using namespace arnorm::test;
using arnorm::tool::progress_line;

BOOST_FIXTURE_TEST_SUITE(progress, Shell)

BOOST_AUTO_TEST_CASE(a_bar_with_rate_and_time_left) {
  BOOST_TEST(progress_line(500'000'000, 2'000'000'000, 2.0, 200) ==
             "[#####               ]  25%  500 MB of 2.0 GB  250 MB/s  0:06 left");
  BOOST_TEST(progress_line(0, 100, 0.0, 200) == "[                    ]   0%  0 B of 100 B    ");
  BOOST_TEST(progress_line(1, 100'000, 1.0, 200) ==
             "[                    ]   0%  1 B of 100 kB  1 B/s  27:46:39 left");
  BOOST_TEST(progress_line(300, 200, 1.0, 200) == // the file has grown
             "[####################] 100%  300 B of 200 B  300 B/s  0:00 left");
}

BOOST_AUTO_TEST_CASE(without_a_size_only_what_is_done) {
  BOOST_TEST(progress_line(12'345, std::nullopt, 2.0, 200) == "12.3 kB  6.2 kB/s");
}

BOOST_AUTO_TEST_CASE(sizes_have_three_digits_and_a_unit) {
  const std::pair<std::size_t, std::string> sizes[] = {
      {999, "999 B"},
      {1'000, "1.0 kB"},
      {99'949, "99.9 kB"},
      {99'950, "100 kB"},
      {999'499, "999 kB"},
      {999'500, "1.0 MB"},
      {2'000'000'000'000, "2.0 TB"},
      {2'000'000'000'000'000, "2.0 PB"},
      {5'000'000'000'000'000'000, "5000 PB"}, // the last unit
  };
  for (const auto &[bytes, name] : sizes) {
    BOOST_TEST(progress_line(bytes, std::nullopt, 1.0, 200) == name + "  " + name + "/s");
  }
}

BOOST_AUTO_TEST_CASE(fits_the_terminal) { BOOST_TEST(progress_line(1, 2, 1.0, 30).size() == 30U); }

BOOST_AUTO_TEST_CASE(nothing_where_there_is_no_terminal) {
  write("text", "ب\n");
  Result result = run("arnorm --progress buckwalter text");
  BOOST_TEST(result.out == "b\n");
  BOOST_TEST(result.err == "");
}

BOOST_AUTO_TEST_CASE(on_a_terminal_it_comes_and_goes) {
  if (run("command -v script").status != 0) {
    BOOST_TEST_MESSAGE("skipped: no script(1) here");
    return;
  }
  good("for i in 1 2 3; do echo كتاب; done > text");
  std::string shown =
      good("script -qec 'arnorm --progress buckwalter text nosuch > out || true' /dev/null");
  BOOST_TEST(contains(shown, "27 B"));
  BOOST_TEST(contains(shown, "\r\x1b[Karnorm: cannot read nosuch"));
  shown = good("script -qec 'arnorm --progress buckwalter text text > out2' /dev/null");
  BOOST_TEST(contains(shown, "[##########          ]  50%"));
  BOOST_TEST(shown.ends_with("\r\x1b[K"));
  BOOST_TEST(read("out") == "ktAb\nktAb\nktAb\n");
}

BOOST_AUTO_TEST_SUITE_END()
