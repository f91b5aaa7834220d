// The public Stream.
#include <boost/test/unit_test.hpp>

#include "arnorm/arnorm.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(stream)

namespace {

const std::string text = "\u0627\u0644\u0639\u064E\u0631\u064E\u0628\u0650\u064A\u0651\u064E\u0629 "
                         "\xD8 \uFEFB\u200C\u0661 abc";

std::shared_ptr<const Chain> load(const char *chain, Engine engine = Engine::automatic) {
  Options options;
  options.engine = engine;
  Loaded loaded = Chain::load(chain, options);
  BOOST_REQUIRE(loaded);
  return loaded.share();
}

} // namespace

BOOST_AUTO_TEST_CASE(byte_by_byte_is_like_at_once) {
  for (Engine engine : {Engine::icu, Engine::table}) {
    for (const char *name : {"search,buckwalter", "iso-233", "clean"}) {
      auto chain = load(name, engine);
      std::string wanted;
      Tally at_once = chain->apply(text, wanted);
      std::string got;
      Stream stream(*chain);
      for (char byte : text) {
        stream.write({&byte, 1}, got);
      }
      Tally tally = stream.finish(got);
      BOOST_TEST(got == wanted);
      BOOST_TEST(tally.malformed == at_once.malformed);
      BOOST_TEST((tally.first_malformed == at_once.first_malformed));
    }
  }
}

BOOST_AUTO_TEST_CASE(results_are_appended) {
  auto chain = load("buckwalter");
  Stream stream(*chain);
  std::string out = "x";
  stream.write("\u0628", out);
  stream.finish(out);
  BOOST_TEST(out == "xb");
}

BOOST_AUTO_TEST_CASE(nothing_gives_nothing) {
  auto chain = load("buckwalter");
  Stream stream(*chain);
  std::string out;
  stream.write("", out);
  Tally tally = stream.finish(out);
  BOOST_TEST(out == "");
  BOOST_TEST(tally.malformed == 0u);
}

BOOST_AUTO_TEST_CASE(each_text_has_its_own_tally) {
  auto chain = load("search");
  Stream stream(*chain);
  std::string out;
  stream.write("\u0628\xFF\xFF", out);
  BOOST_TEST(stream.finish(out).malformed == 2u);
  stream.write("\u0628", out);
  BOOST_TEST(stream.finish(out).malformed == 0u);
  stream.write("\u0628\xFF", out);
  Tally third = stream.finish(out);
  BOOST_TEST(third.malformed == 1u);
  BOOST_TEST(third.first_malformed.value() == 2u);
}

// The end of a text is an edge for contexts, the end of a piece is not.
BOOST_AUTO_TEST_CASE(only_the_ends_of_a_text_are_edges) {
  Loaded loaded = Chain::parse(
      rules("[[stage]]\ntable = [{ from = 'a', after = '$start', before = '$end', to = 'x' }]\n"));
  BOOST_REQUIRE(loaded);
  Stream stream(*loaded);
  std::string out;
  stream.write("a", out);
  stream.write("a", out);
  stream.finish(out);
  stream.write("a", out);
  stream.finish(out);
  BOOST_TEST(out == "aax");
}

BOOST_AUTO_TEST_CASE(an_incomplete_character_is_malformed_at_the_end_only) {
  auto chain = load("buckwalter");
  Stream stream(*chain, Invalid::replace);
  std::string out;
  stream.write("\xD8", out);
  stream.write("\xA8\xD8", out);
  Tally tally = stream.finish(out);
  BOOST_TEST(out == "b\uFFFD");
  BOOST_TEST(tally.malformed == 1u);
  BOOST_TEST(tally.first_malformed.value() == 2u);
}

BOOST_AUTO_TEST_CASE(an_error_takes_nothing_more) {
  auto chain = load("buckwalter");
  Stream stream(*chain, Invalid::error);
  std::string out;
  stream.write("\u0628\u0628 \xFF\u0628", out);
  stream.write("\u0628", out);
  Tally tally = stream.finish(out);
  BOOST_TEST(tally.stopped);
  BOOST_TEST(tally.first_malformed.value() == 5u);
  BOOST_TEST(std::string("bb ").starts_with(out));
}

BOOST_AUTO_TEST_CASE(a_piece_may_be_a_part_of_what_came_out) {
  Loaded loaded = Chain::parse(rules("[[stage]]\ntable = [{ from = 'a', to = 'bcd' }]\n"));
  Stream stream(*loaded);
  std::string out(1000, 'a');
  out.shrink_to_fit();
  stream.write(out, out);
  stream.finish(out);
  std::string wanted(1000, 'a');
  loaded->apply(std::string(1000, 'a'), wanted);
  BOOST_TEST((out == wanted));
}

BOOST_AUTO_TEST_CASE(a_stream_can_be_moved) {
  auto chain = load("iso-233");
  Stream first(*chain);
  std::string out;
  first.write("\u064A", out);
  Stream second(std::move(first));
  second.write("\u0651", out);
  second.finish(out);
  BOOST_TEST(out == "\u0233");
}

BOOST_AUTO_TEST_CASE(a_transform_of_icu_holds_its_text) {
  Loaded loaded = Chain::parse(rules("[[stage]]\nicu = 'Upper'\n"));
  BOOST_REQUIRE(loaded);
  BOOST_TEST(!loaded->reach().bounded);
  Stream stream(*loaded);
  std::string out;
  stream.write("stra", out);
  stream.write("\u00DFe", out);
  stream.finish(out);
  BOOST_TEST(out == "STRASSE");
}

BOOST_AUTO_TEST_SUITE_END()
