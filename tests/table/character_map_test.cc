#include <boost/test/unit_test.hpp>

#include "support/support.h"
#include "table/character_map.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(character_map)

namespace {

std::optional<CharacterMap> map_of(const std::string &rows) {
  Parsed parsed(rules("[[stage]]\ntable = [" + rows + "]\n"));
  BOOST_REQUIRE_EQUAL(codes(parsed.report), "");
  const Step &step = parsed.steps[0];
  return CharacterMap::of_table(flatten(
      oriented_rows(std::get<TableStage>(step.stage->what), step.stage->only, step.direction),
      parsed.report));
}

} // namespace

BOOST_AUTO_TEST_CASE(only_tables_of_one_code_point_are_maps) {
  BOOST_TEST(map_of("{ from = 'a', to = 'bc' }").has_value());
  BOOST_TEST(map_of("{ from = '[a-z]', to = '' }").has_value());
  BOOST_TEST(!map_of("{ from = 'ab', to = '' }").has_value());
  BOOST_TEST(!map_of("{ from = 'ab?', to = '' }").has_value());
  BOOST_TEST(!map_of("{ from = 'a', before = 'b', to = '' }").has_value());
  BOOST_TEST(!map_of("{ from = 'a', after = 'b', to = '' }").has_value());
}

BOOST_AUTO_TEST_CASE(the_earlier_row_wins) {
  auto map = map_of("{ from = '[c-f]', to = '1' }, { from = '[a-z]', to = '2' }");
  BOOST_REQUIRE(map);
  BOOST_TEST((map->at('b') == U"2"));
  BOOST_TEST((map->at('c') == U"1"));
  BOOST_TEST((map->at('f') == U"1"));
  BOOST_TEST((map->at('g') == U"2"));
  BOOST_TEST((map->at('A') == U"A"));
}

BOOST_AUTO_TEST_CASE(a_character_may_stand_in_its_result) {
  auto map = map_of("{ from = '([a-z])', to = '<$1$1>' }");
  BOOST_REQUIRE(map);
  BOOST_TEST((map->at('q') == U"<qq>"));
}

BOOST_AUTO_TEST_CASE(a_removal_never_takes_malformed_bytes) {
  CharacterMap map = CharacterMap::of_removal(CodePointSet{{0, 0x10FFFF}});
  BOOST_TEST((map.at('a') == U""));
  BOOST_TEST((map.at(0xDC80) == std::u32string(1, 0xDC80)));
}

// However maps are joined, it is as if one ran after the other.
BOOST_AUTO_TEST_CASE(then_is_one_after_the_other) {
  const std::vector<std::string> tables{
      "{ from = 'a', to = 'bc' }, { from = 'b', to = '' }, { from = '[m-p]', to = 'x' }",
      "{ from = '([a-m])', to = '<$1>' }",
      "{ from = '[a-c n-z <]', to = 'd' }, { from = '>', to = 'ab' }",
      "{ from = '([^a-f])', to = '$1a' }", "{ from = 'x', to = 'x' }"};
  for (const std::string &first : tables) {
    for (const std::string &second : tables) {
      auto a = map_of(first);
      auto b = map_of(second);
      CharacterMap both = a->then(*b);
      for (char32_t c = 1; c < 0x200; ++c) {
        std::u32string wanted;
        for (char32_t result : a->at(c)) {
          wanted += b->at(result);
        }
        BOOST_REQUIRE_MESSAGE((both.at(c) == wanted),
                              first << " then " << second << ": " << static_cast<unsigned>(c));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(entries_are_sorted_and_apart) {
  auto map = map_of("{ from = '[c-f]', to = '1' }, { from = '[a-z]', to = '2' }");
  CharacterMap both = map->then(CharacterMap::of_removal(CodePointSet{{'0', '9'}, {'x', 0x3000}}));
  for (std::size_t i = 1; i < both.entries().size(); ++i) {
    BOOST_TEST((both.entries()[i - 1].range.last < both.entries()[i].range.first));
  }
  BOOST_TEST((both.at('d') == U""));
  BOOST_TEST((both.at('5') == U""));
  BOOST_TEST((both.at(0x2000) == U""));
}

BOOST_AUTO_TEST_SUITE_END()
