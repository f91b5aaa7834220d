// Files of words, good and bad.
#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

#include "parse/word_file.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(word_file)

namespace {

// The codes of a file of words, and the number of its words if it has no errors.
std::string read(const std::string &text) {
  Report report;
  auto list = read_words(std::make_shared<Source>("words.tsv", text), {}, report).list;
  return codes(report) + (list ? fmt::format(" {}", list->size()) : " -");
}

} // namespace

BOOST_AUTO_TEST_CASE(good_files) {
  BOOST_TEST(read("a\tb\n") == " 1");
  BOOST_TEST(read("a\tb") == " 1");
  BOOST_TEST(read("# comment\n\na b\tc d\tnote # not a comment\na\t\n") == " 2");
  BOOST_TEST(read("a\tb\r\nc\td\r\n") == " 2");
  BOOST_TEST(read("\xEF\xBB\xBF"
                  "a\tb\n") == " 1");
  BOOST_TEST(read("z\tb\na\tc\n") == " 2"); // in any order
}

BOOST_AUTO_TEST_CASE(files_that_are_not_text) {
  for (const std::string &text : {std::string("a\0\t\0", 4),
                                  std::string("\xFF\xFE"
                                              "a\0",
                                              4),
                                  std::string("a\tb\xFF\n"),
                                  std::string("\x7F"
                                              "ELF\x02\x01"),
                                  std::string(1000, '\0')}) {
    BOOST_TEST(read(text) == "AR0141 -");
  }
}

BOOST_AUTO_TEST_CASE(lines_that_are_wrong) {
  BOOST_TEST(read("a b\n") == "AR0142 -");
  BOOST_TEST(read("a\tb\tc\td\n") == "AR0142 -");
  BOOST_TEST(read("\tb\n") == "AR0142 -");
  BOOST_TEST(read("a\tb\rc\td\r") == "AR0142 -");
  BOOST_TEST(read("a \tb\n") == "AR0143 -");
  BOOST_TEST(read(" a\tb\n") == "AR0143 -");
  BOOST_TEST(read("a  b\tb\n") == "AR0143 -");
  BOOST_TEST(read("a\tb \n") == "AR0143 -");
  BOOST_TEST(read(std::string(256, 'a') + "\tb\n") == " 1");
  BOOST_TEST(read(std::string(257, 'a') + "\tb\n") == "AR0144 -");
}

BOOST_AUTO_TEST_CASE(lines_that_are_suspect) {
  BOOST_TEST(read("a\tb\na\tc\n") == "AR0145 2");
  BOOST_TEST(read("a\u200F\tb\n") == "AR0146 1");
  BOOST_TEST(read("a\u00A0b\tb\n") == "AR0146 1");
  BOOST_TEST(read("a\tb\u200B\n") == "AR0146 1");
  BOOST_TEST(read("") == "AR0148 0");
  BOOST_TEST(read("# nothing\n") == "AR0148 0");
}

// They are part of the spelling within a word, and invisible at its ends.
BOOST_AUTO_TEST_CASE(joiners) {
  BOOST_TEST(read("\u0645\u06CC\u200C\u0631\u0648\u062F\tmi-ravad\n") == " 1");
  BOOST_TEST(read("\u0645\u06CC\u200C\tmi\n") == "AR0146 1");
  BOOST_TEST(read("\u200C\u0645\u06CC\tmi\n") == "AR0146 1");
}

BOOST_AUTO_TEST_CASE(of_many_problems_the_first_are_reported_and_the_others_counted) {
  std::string bad, twice;
  for (int i = 0; i < 1000; ++i) {
    bad += "word\n";
    twice += "a\tb\n";
  }
  Report report;
  read_words(std::make_shared<Source>("words.tsv", bad), {}, report);
  std::vector<Diagnostic> found = report.take();
  BOOST_REQUIRE_EQUAL(found.size(), 21u);
  BOOST_TEST(std::any_of(found.begin(), found.end(), [](const Diagnostic &d) {
    return d.message == "there are 980 more errors in words.tsv";
  }));
  BOOST_TEST(read_words(std::make_shared<Source>("words.tsv", twice), {}, report).list != nullptr);
  BOOST_TEST(report.take().size() == 21u);
}

// What is not a file of words may hold secrets.
BOOST_AUTO_TEST_CASE(other_files_are_not_quoted) {
  Report report;
  read_words(std::make_shared<Source>("words.tsv", "root:secret:0\n"), {}, report);
  BOOST_TEST(render(report.take()).find("secret") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
