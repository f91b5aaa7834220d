// Numbers of the text to the left of a position.
#include <boost/test/unit_test.hpp>

#include "support/support.h"
#include "table/left_contexts.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(left_contexts)

namespace {

struct Contexts {
  explicit Contexts(const std::string &rows)
      : parsed(rules("[[stage]]\ntable = [" + rows + "]\n")) {
    const Step &step = parsed.steps.at(0);
    const auto &stage = std::get<TableStage>(step.stage->what);
    table = flatten(oriented_rows(stage, step.stage->only, step.direction), parsed.report);
    classes = std::make_unique<CharacterClasses>(table);
    prefixes = std::make_unique<LeftPrefixes>(table);
    contexts = std::make_unique<LeftContexts>(*prefixes, *classes);
  }
  bool same(std::u32string_view a, std::u32string_view b) {
    return contexts->number(a) == contexts->number(b);
  }

  Parsed parsed;
  FlatRules table;
  std::unique_ptr<CharacterClasses> classes;
  std::unique_ptr<LeftPrefixes> prefixes;
  std::unique_ptr<LeftContexts> contexts;
};

} // namespace

BOOST_AUTO_TEST_CASE(texts_that_no_context_tells_apart_have_one_number) {
  Contexts contexts(
      "{ from = 'x', after = 'ac', to = '1' }, { from = 'x', after = 'bc', to = '2' },"
      "{ from = 'x', after = 'b', to = '3' }");
  BOOST_TEST(contexts.same(U"zz", U"cx"));
  BOOST_TEST(contexts.same(U"zz", U"zc"));
  BOOST_TEST(!contexts.same(U"ac", U"bc"));
  BOOST_TEST(!contexts.same(U"zb", U"za"));
  BOOST_TEST(contexts.same(U"zb", U"cb"));
  BOOST_TEST(!contexts.same(U"za", U"zz")); // `c` may follow
}

// `[^b]` holds the edge of the text, `[b-z]` does not.
BOOST_AUTO_TEST_CASE(an_edge_is_a_character_that_sets_may_hold) {
  Contexts contexts(
      "{ from = 'x', after = '[^b]', to = '1' }, { from = 'x', after = '[b-z]', to = '2' }");
  std::u32string edge(1, CodePointSet::edge);
  BOOST_TEST(contexts.same(edge, U"a"));
  BOOST_TEST(!contexts.same(edge, U"b"));
  BOOST_TEST(!contexts.same(U"b", U"c"));
}

BOOST_AUTO_TEST_CASE(a_number_has_a_text_with_that_number) {
  Contexts contexts(
      "{ from = 'x', after = '[ab][^a]c?', to = '1' }, { from = 'y', after = 'cab', to = '2' }");
  for (std::u32string_view text : {U"aaa", U"cab", U"abc", U"zzz", U"bbc", U"zca"}) {
    auto number = contexts.contexts->number(text);
    BOOST_REQUIRE(number);
    BOOST_TEST((contexts.contexts->number(contexts.contexts->text(*number)) == number));
  }
}

// Each character of a long text is one of two halves of the contexts, so every text is another.
BOOST_AUTO_TEST_CASE(there_are_not_too_many_numbers) {
  std::string rows;
  for (int i = 0; i < 16; ++i) {
    rows += "{ from = 'x', after = 'a" + std::string(static_cast<std::size_t>(i), '.') +
            "', to = '" + std::to_string(i) + "' },";
  }
  std::size_t at = 0;
  while ((at = rows.find('.', at)) != std::string::npos) {
    rows.replace(at, 1, "[ab]");
  }
  Contexts contexts(rows);
  bool refused = false;
  for (std::uint32_t bits = 0; bits < 1 << 14; ++bits) {
    std::u32string text;
    for (int i = 0; i < 16; ++i) {
      text += (bits >> i & 1) != 0 ? U'a' : U'b';
    }
    refused = refused || !contexts.contexts->number(text);
  }
  BOOST_TEST(refused);
}

BOOST_AUTO_TEST_SUITE_END()
