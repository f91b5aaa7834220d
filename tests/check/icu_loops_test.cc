// Transforms of ICU that never end, when they are checked and when they run.
#include <boost/test/unit_test.hpp>

#include "arnorm/alignment.h"
#include "check/icu_loops.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(icu_loops)

namespace {

std::string with_icu(const std::string &text) { return rules("[[stage]]\nicu = '" + text + "'\n"); }

std::string looping(const std::string &text) {
  Parsed parsed(with_icu(text));
  BOOST_REQUIRE(parsed.set);
  Report report;
  check_icu_loops(parsed.steps, report);
  return codes(report);
}

Tally tally_of(const std::string &icu, const std::string &text, std::string &out) {
  Loaded loaded = Chain::parse(with_icu(icu));
  BOOST_REQUIRE(bool(loaded));
  return loaded->apply(text, out);
}

} // namespace

BOOST_AUTO_TEST_CASE(rules_that_find_their_own_results) {
  BOOST_TEST(looping("a > b|a;") == "AR0223");
  BOOST_TEST(looping("x > y; ab > c|ab;") == "AR0223");
  BOOST_TEST(looping(":: Lower; a > b|a;") == "AR0223");
  BOOST_TEST(looping("::NFD; a > b|a; ::NFC;") == "AR0223");
}

BOOST_AUTO_TEST_CASE(transforms_that_end) {
  for (const char *text : {"Latin-ASCII", "NFD; Lower; NFC", "a > b; b > a;", "a > |b; b > c;",
                           "Any-Latin", ":: [a-z] Upper; ", "a > ba;"}) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(looping(text) == ""); }
  }
}

// ICU 72 goes on before the h the first time.
BOOST_AUTO_TEST_CASE(rules_that_write_something_else_again) {
  BOOST_TEST(looping("hf > h|c; h > ;") == "AR0224");
  BOOST_TEST(looping("x > y; ab > ba|c; b > d;") == "AR0224");
  BOOST_TEST(looping("hf > |hc; h > ;") == "");
  BOOST_TEST(looping("hf > hc|; h > ;") == "");
}

BOOST_AUTO_TEST_CASE(a_text_tells) {
  std::string out;
  BOOST_TEST(tally_of("a > b|a;", "xax", out).unfinished);
  BOOST_TEST(out.ends_with("ax")); // the rest as it was
  out.clear();
  BOOST_TEST(!tally_of("a > b|a;", "xyz", out).unfinished);
  BOOST_TEST(out == "xyz");
}

BOOST_AUTO_TEST_CASE(a_stream_and_an_alignment_tell_too) {
  Loaded loaded = Chain::parse(with_icu("a > b|a;"));
  BOOST_REQUIRE(bool(loaded));
  std::string out;
  Stream stream(*loaded);
  stream.write("xa", out);
  BOOST_TEST(stream.finish(out).unfinished);
  stream.write("x", out);
  BOOST_TEST(!stream.finish(out).unfinished);
  Alignment alignment;
  BOOST_TEST(loaded->apply("xa", out, alignment).unfinished);
}

// The parts of a compound are run one by one, with the same result.
BOOST_AUTO_TEST_CASE(compounds_do_what_they_did) {
  std::string out;
  tally_of("NFD; [:Mn:] Remove; NFC; Lower", "\u00C9a\u0301B", out);
  BOOST_TEST(out == "eab");
  out.clear();
  tally_of(":: [ab] ; :: Upper; A > x;", "abAB", out);
  BOOST_TEST(out == "xBAB");
}

BOOST_AUTO_TEST_SUITE_END()
