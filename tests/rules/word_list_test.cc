// The lines of a file of words.
#include <boost/test/unit_test.hpp>

#include "rules/word_list.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(word_list)

namespace {

const std::string file = "# first\nab\tc\n\nd e\tf\ta note\r\ng\t";

} // namespace

BOOST_AUTO_TEST_CASE(words_come_in_the_order_of_the_file) {
  WordList list(std::make_shared<Source>("words.tsv", file), 3);
  std::string all;
  list.for_each([&](const WordLine &line) {
    all += std::string(line.from) + "|" + std::string(line.to) + "|" + std::string(line.note) + ";";
    BOOST_TEST(list.line_at(line.at).from == line.from);
    BOOST_TEST(list.line_at(line.at + line.size).from == line.from);
  });
  BOOST_TEST(all == "ab|c|;d e|f|a note;g||;");
}

BOOST_AUTO_TEST_CASE(words_are_rows_between_edges) {
  WordsStage words;
  words.list = std::make_shared<const WordList>(std::make_shared<Source>("words.tsv", file), 3);
  std::vector<OrientedRow> rows = word_rows(words, false);
  BOOST_REQUIRE_EQUAL(rows.size(), 3u);
  BOOST_TEST((rows[1].row->from.literal() == U"d e"));
  BOOST_TEST((rows[1].row->to.literal() == U"f"));
  BOOST_TEST(rows[1].row->note == "a note");
  BOOST_TEST((rows[1].row->after.at(0).items.at(0).set == word_edge()));
  rows = word_rows(words, true); // `g` becomes nothing, which cannot be matched
  BOOST_REQUIRE_EQUAL(rows.size(), 2u);
  BOOST_TEST((rows[0].row->from.literal() == U"c"));
  BOOST_TEST(rows[0].turned);
}

BOOST_AUTO_TEST_SUITE_END()
