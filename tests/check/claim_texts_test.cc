// Texts made from rows.
#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "check/claim_texts.h"
#include "check/refutation.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(claim_texts)

namespace {

struct Made {
  explicit Made(const std::string &body, Claim claim = Claim::idempotent) : parsed(rules(body)) {
    BOOST_REQUIRE(parsed.set);
    made = ClaimCase::make(claim, parsed.set, parsed.library, parsed.report);
    BOOST_REQUIRE(made);
  }

  bool has(const std::u32string &text) const {
    ClaimTexts texts = texts_of_rows(*made);
    auto in = [&](const std::vector<std::u32string> &list) {
      return std::find(list.begin(), list.end(), text) != list.end();
    };
    return in(texts.simple) || in(texts.others) || in(texts.deleted);
  }

  Parsed parsed;
  std::unique_ptr<const ClaimCase> made;
};

std::string rows(const std::string &rows) { return "[[stage]]\ntable = [" + rows + "]\n"; }

} // namespace

BOOST_AUTO_TEST_CASE(contexts_are_part_of_the_text) {
  Made made(rows("{ from = 'b', after = 'a', before = 'c', to = 'x' }"));
  BOOST_TEST(made.has(U"abc"));
}

BOOST_AUTO_TEST_CASE(counts_have_their_limits) {
  Made made(rows("{ from = 'ab{2,5}', to = 'x' }"));
  BOOST_TEST(made.has(U"abb"));
  BOOST_TEST(made.has(U"abbbbb"));
}

BOOST_AUTO_TEST_CASE(sets_have_their_ends_and_what_is_outside) {
  Made made(rows("{ from = '[d-p]', after = 'a', to = 'x' }"));
  for (const char32_t *text : {U"ad", U"ap", U"aq", U"bd"}) {
    BOOST_TEST(made.has(text), code_points(std::string(1, static_cast<char>(text[1]))));
  }
}

BOOST_AUTO_TEST_CASE(an_edge_is_the_edge_of_the_text_or_a_character) {
  Made made(rows("{ from = 'a', before = '$edge', to = 'x' }"));
  BOOST_TEST(made.has(U"a"));
}

BOOST_AUTO_TEST_CASE(texts_are_traced_back_to_earlier_stages) {
  Made made(rows("{ from = 'q', to = 'a' }") + rows("{ from = 'ab', to = 'x' }"));
  BOOST_TEST(made.has(U"ab"));
  BOOST_TEST(made.has(U"qb"));
}

BOOST_AUTO_TEST_CASE(texts_are_those_of_the_claim) {
  Made made(rows("{ from = 'a', to = 'x' }, { from = 'b', after = 'x', to = 'y' }"),
            Claim::reversible);
  BOOST_TEST(made.has(U"a"));
  BOOST_TEST(!made.has(U"xb")); // x is written by a row
}

BOOST_AUTO_TEST_CASE(the_search_shortens_what_it_finds) {
  Made made(rows("{ from = 'ab', after = '[a-z]{9}', to = 'x' }, { from = 'x', to = '' }"));
  Search search = search_refutation(*made.made);
  BOOST_REQUIRE(search.refuting);
  BOOST_TEST(search.texts > 0u);
  std::u32string text = shortened(*search.refuting, *made.made);
  BOOST_TEST(!made.made->holds(text));
  BOOST_TEST((text == U"aaaaaaaaaab"));
}

BOOST_AUTO_TEST_CASE(the_search_counts_what_it_tried) {
  Made made(rows("{ from = 'a', to = 'b' }"));
  Search search = search_refutation(*made.made);
  BOOST_TEST(!search.refuting.has_value());
  BOOST_TEST(search.texts > 300u);
  BOOST_TEST(search.texts == search_refutation(*made.made).texts);
}

BOOST_AUTO_TEST_SUITE_END()
