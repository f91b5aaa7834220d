// Results in memory of the caller's, bounds on their size, and many texts at once.
#include <boost/test/unit_test.hpp>

#include <array>

#include "arnorm/arnorm.h"
#include "characters/utf.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(batch)

namespace {

Loaded load(std::string_view chain, Direction direction = Direction::forward) {
  Options options;
  options.direction = direction;
  Loaded loaded = Chain::load(chain, options);
  BOOST_REQUIRE_MESSAGE(loaded, render(loaded.diagnostics));
  return loaded;
}

// What a chain writes into so many bytes, and the size that it tells.
std::pair<std::string, std::size_t> written(const Chain &chain, std::string_view text,
                                            std::size_t room) {
  std::string out(room, '#');
  Written written = chain.apply(text, std::span(out));
  return {out, written.size};
}

std::vector<std::string> results(const Batch &batch) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    all.emplace_back(batch[i]);
  }
  return all;
}

} // namespace

BOOST_AUTO_TEST_CASE(a_result_is_written_as_far_as_there_is_room) {
  Loaded chain = load("din-31635");
  std::string text = "\u0634\u064E\u0645\u0652\u0633"; // shams
  std::string whole = chain->apply(text);
  for (std::size_t room = 0; room <= whole.size() + 2; ++room) {
    auto [out, size] = written(*chain, text, room);
    BOOST_TEST(size == whole.size());
    std::string expected = whole.substr(0, room);
    expected.resize(room, '#');
    BOOST_TEST(out == expected);
  }
}

BOOST_AUTO_TEST_CASE(a_long_text_is_written_in_pieces_as_in_one) {
  Loaded chain = load("din-31635");
  std::string text;
  while (text.size() < 300'000) {
    text += "\u0627\u0644\u0634\u064E\u0651\u0645\u0652\u0633 ";
  }
  std::string whole = chain->apply(text);
  auto [out, size] = written(*chain, text, whole.size());
  BOOST_TEST(size == whole.size());
  BOOST_TEST((out == whole));
}

BOOST_AUTO_TEST_CASE(nothing_is_told_of_a_text_that_was_stopped) {
  Loaded chain = load("buckwalter");
  std::array<char, 8> room;
  Written written = chain->apply("ab\xFF", std::span(room), Invalid::error);
  BOOST_TEST(written.tally.stopped);
  BOOST_TEST(written.size == 0u);
}

// A text that a table makes as long as it can.
BOOST_AUTO_TEST_CASE(the_bound_is_reached_by_a_single_row) {
  Options options;
  options.texts["long"] = "format = 1\nname = 'long'\n[[stage]]\n"
                          "table = [{ from = '([\u0628\u0645])a', to = '$1$1xy' }]\n";
  Loaded chain = Chain::load("long", options);
  BOOST_REQUIRE(chain);
  // The 3 bytes of a match become at most twice as many, and 2 more: 2 + 2/3 each.
  BOOST_TEST(chain->max_output(3).value() == 8u);
  BOOST_TEST(chain
                 ->apply("\u0628"
                         "a")
                 .size() == 6u);
  BOOST_TEST(chain->max_output(0).value() == 0u);
}

BOOST_AUTO_TEST_CASE(nobody_knows_how_long_a_transform_of_icu_makes_a_text) {
  Options options;
  options.texts["icu"] = "format = 1\nname = 'icu'\n[[stage]]\nicu = 'Latin-ASCII'\n";
  Loaded chain = Chain::load("icu", options);
  BOOST_REQUIRE(chain);
  BOOST_TEST(!chain->max_output(1).has_value());
  BOOST_TEST(!load("buckwalter")->max_output(static_cast<std::size_t>(-1)).has_value());
}

// Each code point by itself, in every form: a form may not break the bound that its stage tells.
BOOST_AUTO_TEST_CASE(no_character_grows_beyond_the_bound) {
  for (std::string form : {"nfc", "nfd", "nfkc", "nfkd"}) {
    Loaded chain = load(form);
    std::size_t worst = 0;
    for (char32_t c = 1; c < 0x110000; ++c) {
      if (c < 0xD800 || c > 0xDFFF) {
        std::string text = to_utf8(std::u32string(1, c));
        worst += chain->apply(text).size() > chain->max_output(text.size()).value() ? 1 : 0;
      }
    }
    BOOST_TEST(worst == 0u, form);
  }
  BOOST_TEST(load("nfkc")->apply("\uFDFA").size() == 33u); // the longest there is
}

BOOST_AUTO_TEST_CASE(malformed_bytes_count_in_the_bound) {
  Options options;
  options.texts["one"] = "format = 1\nname = 'one'\n[[stage]]\n"
                         "table = [{ from = 'a', to = 'b' }]\n";
  Loaded chain = Chain::load("one", options);
  BOOST_REQUIRE(chain);
  std::string out;
  chain->apply("\xFF\xFF", out, Invalid::replace);
  BOOST_TEST(out.size() == 6u);
  BOOST_TEST(chain->max_output(2, Invalid::replace).value() == 6u);
  BOOST_TEST(chain->max_output(2).value() == 2u);
}

BOOST_AUTO_TEST_CASE(many_texts_become_what_each_becomes) {
  Loaded chain = load("search,buckwalter");
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 20'000; ++i) {
    texts.push_back(i % 7 == 0 ? "" : "\u0645\u0650\u0635\u0652\u0631 " + std::to_string(i));
  }
  std::vector<std::string_view> views(texts.begin(), texts.end());
  std::vector<std::string> expected;
  for (std::string_view view : views) {
    expected.push_back(chain->apply(view));
  }
  for (unsigned threads : {0U, 1U, 2U, 5U, 1000U}) {
    Batch batch = chain->apply_each(views, Invalid::keep, threads);
    BOOST_TEST((results(batch) == expected), threads << " threads");
    BOOST_TEST(batch.tallies.size() == texts.size());
  }
}

BOOST_AUTO_TEST_CASE(no_text_is_no_result) {
  Batch batch = load("search")->apply_each({}, Invalid::keep, 4);
  BOOST_TEST(batch.size() == 0u);
  BOOST_TEST(batch.text.empty());
}

BOOST_AUTO_TEST_CASE(each_text_has_its_tally) {
  std::vector<std::string_view> texts{"a", "b\xFF", "c"};
  Batch batch = load("search")->apply_each(texts, Invalid::error);
  BOOST_TEST(!batch.tallies[0].stopped);
  BOOST_TEST(batch.tallies[1].stopped);
  BOOST_TEST(batch.tallies[1].first_malformed.value() == 1u);
  BOOST_TEST((results(batch) == std::vector<std::string>{"a", "", "c"}));
}

BOOST_AUTO_TEST_SUITE_END()
