// The diagnostics of one run: their order, and no repetitions.
#include <boost/test/unit_test.hpp>

#include "diagnostics/report.h"

using namespace arnorm;

BOOST_AUTO_TEST_SUITE(report)

namespace {

using SourcePtr = std::shared_ptr<const Source>;

SourcePtr file(const std::string &name) {
  return std::make_shared<Source>(name, "one\ntwo\nthree\n");
}

// The result of take() as one string, "file:line:column code".
std::string taken(Report &report) {
  std::string out;
  for (const Diagnostic &d : report.take()) {
    if (d.place) {
      out += d.place->file + ":" + std::to_string(d.place->line) + ":" +
             std::to_string(d.place->column) + " ";
    }
    out += to_string(d.code) + "; ";
  }
  return out;
}

} // namespace

BOOST_AUTO_TEST_CASE(an_empty_report_has_no_errors) {
  Report r;
  BOOST_TEST(!r.has_errors());
  BOOST_TEST(r.errors() == 0u);
  BOOST_TEST(r.take().empty());
}

BOOST_AUTO_TEST_CASE(messages_are_bounded) {
  Report r;
  const std::string name = "a" + std::string(3'000'000, ' ') + "b";
  std::string letters;
  while (letters.size() < 3'000'000) {
    letters += "\u0628";
  }
  r.error(Code::AR0110, {file("a"), 0, 1}, letters,
          {.label = name,
           .second = {file("a"), 4, 5},
           .second_label = name,
           .notes = {name, "b"},
           .help = name});
  const Diagnostic d = r.take().at(0);
  BOOST_TEST(d.message == letters.substr(0, 4096) + "...");
  BOOST_TEST(d.place->label.size() == 4099u);
  BOOST_TEST(d.second->label.size() == 4099u);
  BOOST_TEST(d.notes.at(0).size() == 4099u);
  BOOST_TEST(d.notes.at(1) == "b");
  BOOST_TEST(d.help.size() == 4099u);
}

BOOST_AUTO_TEST_CASE(a_warning_is_no_error) {
  Report r;
  r.warning(Code::AR0001, {}, "w", {});
  BOOST_TEST(!r.has_errors());
  r.error(Code::AR0002, {}, "e");
  BOOST_TEST(r.errors() == 1u);
  BOOST_TEST((r.take()[0].severity == Severity::warning));
}

BOOST_AUTO_TEST_CASE(diagnostics_stand_in_the_order_of_the_file) {
  Report r;
  SourcePtr a = file("a");
  r.error(Code::AR0003, {a, 8, 9}, "third line");
  r.error(Code::AR0001, {a, 5, 6}, "second line, second column");
  r.error(Code::AR0002, {a, 4, 5}, "second line, first column");
  BOOST_TEST(taken(r) == "a:2:1 AR0002; a:2:2 AR0001; a:3:1 AR0003; ");
}

BOOST_AUTO_TEST_CASE(files_stand_in_the_order_in_which_they_were_met) {
  Report r;
  SourcePtr b = file("b");
  SourcePtr a = file("a");
  r.error(Code::AR0001, {b, 4, 5}, "x");
  r.error(Code::AR0002, {a, 0, 1}, "x");
  r.error(Code::AR0003, {b, 0, 1}, "x");
  BOOST_TEST(taken(r) == "b:1:1 AR0003; b:2:1 AR0001; a:1:1 AR0002; ");
}

BOOST_AUTO_TEST_CASE(an_exact_repetition_is_said_once) {
  Report r;
  SourcePtr a = file("a");
  r.error(Code::AR0001, {a, 0, 1}, "same");
  r.error(Code::AR0001, {a, 4, 5}, "same");
  r.error(Code::AR0001, {a, 0, 1}, "same");
  BOOST_TEST(taken(r) == "a:1:1 AR0001; a:2:1 AR0001; ");
}

BOOST_AUTO_TEST_CASE(two_messages_at_one_place_are_both_said) {
  Report r;
  SourcePtr a = file("a");
  r.error(Code::AR0001, {a, 0, 1}, "x");
  r.error(Code::AR0001, {a, 0, 1}, "y");
  r.error(Code::AR0002, {a, 0, 1}, "x");
  BOOST_TEST(r.take().size() == 3u);
}

BOOST_AUTO_TEST_CASE(the_same_place_in_another_file_is_another_place) {
  Report r;
  r.error(Code::AR0001, {file("a"), 0, 1}, "x");
  r.error(Code::AR0001, {file("b"), 0, 1}, "x");
  BOOST_TEST(r.take().size() == 2u);
}

BOOST_AUTO_TEST_CASE(taking_empties_the_report) {
  Report r;
  r.error(Code::AR0001, {}, "x");
  r.take();
  BOOST_TEST(!r.has_errors());
  BOOST_TEST(r.take().empty());
}

BOOST_AUTO_TEST_CASE(without_a_source_there_is_no_place) {
  Report r;
  r.error(Code::AR0001, {}, "x");
  Diagnostic d = r.take()[0];
  BOOST_TEST(!d.place.has_value());
  BOOST_TEST(!d.second.has_value());
}

BOOST_AUTO_TEST_CASE(the_first_hundred_are_kept_and_all_are_counted) {
  Report r;
  SourcePtr a = file("a");
  for (int i = 0; i < 250; ++i) {
    r.error(Code::AR0001, {a, 0, 1}, std::to_string(i));
  }
  BOOST_TEST(r.errors() == 250u);
  std::vector<Diagnostic> found = r.take();
  BOOST_REQUIRE(found.size() == 101u);
  BOOST_TEST(to_string(found.back().code) == "AR0011");
  BOOST_TEST(found.back().message == "there are 150 more diagnostics, which are not listed");
  BOOST_TEST(r.take().empty());
}

BOOST_AUTO_TEST_CASE(a_report_takes_what_another_holds) {
  Report r;
  Report other;
  r.error(Code::AR0001, {}, "x");
  for (int i = 0; i < 100; ++i) {
    other.error(Code::AR0002, {}, std::to_string(i));
  }
  r.append(std::move(other));
  BOOST_TEST(r.errors() == 101u);
  BOOST_TEST(r.take().back().message == "there is one more diagnostic, which is not listed");
}

BOOST_AUTO_TEST_CASE(all_that_is_said_arrives) {
  Report r;
  SourcePtr a = file("a");
  Report::More more;
  more.label = "first";
  more.second = {a, 4, 7};
  more.second_label = "second";
  more.notes = {"n1", "n2"};
  more.help = "help";
  r.error(Code::AR0001, {a, 0, 3}, "message", std::move(more));
  Diagnostic d = r.take()[0];
  BOOST_TEST(to_string(d.code) == "AR0001");
  BOOST_TEST((d.severity == Severity::error));
  BOOST_TEST(d.message == "message");
  BOOST_TEST(d.place->label == "first");
  BOOST_TEST(d.second->line == 2u);
  BOOST_TEST(d.second->label == "second");
  BOOST_TEST(d.notes == (std::vector<std::string>{"n1", "n2"}), boost::test_tools::per_element());
  BOOST_TEST(d.help == "help");
}

BOOST_AUTO_TEST_SUITE_END()
