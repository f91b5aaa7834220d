// Rows: choices, letters, `each`, `back`. stage_reader_test.cc tests the other keys.
#include <boost/test/unit_test.hpp>

#include "characters/utf.h"
#include "parse/row_reader.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(row_reader)

namespace {

const NamedSets names{{"ab", {{U'a', U'b'}}}, {"fatha", CodePointSet::single(U'\u064E')}};

struct Rows {
  explicit Rows(const std::string &toml, const std::string &each_keys = "", bool overriding = false)
      : node(toml_value("[{" + toml + "}]")), each_node(toml_value("{" + each_keys + "}")),
        each(read_each(each_node, names, report)),
        rows(read_rows(node, names, overriding, report, each)), wrong(codes(report)) {}
  Report report;
  Node node;
  Node each_node;
  EachRow each;
  std::vector<Row> rows;
  std::string wrong;
};

std::string wrong(const std::string &toml) { return Rows(toml).wrong; }

// The rows as "a>b c>d".
std::string shown(const std::string &toml) {
  Rows read(toml);
  std::string out;
  for (const Row &row : read.rows) {
    out += (out.empty() ? "" : " ") + to_utf8(row.from.literal()) + ">" + to_utf8(row.to.literal());
  }
  return read.wrong.empty() ? out : read.wrong;
}

} // namespace

BOOST_AUTO_TEST_CASE(an_array_is_one_row_with_a_choice) {
  Rows read("from = ['ab', 'c'], to = 'x'");
  BOOST_TEST(read.wrong == "");
  BOOST_REQUIRE(read.rows.size() == 1u);
  BOOST_TEST(!read.rows[0].from.is_literal());
  BOOST_TEST(read.rows[0].from.alternatives.size() == 2u);
  BOOST_TEST((read.rows[0].from.first_literal() == U"ab"));
  BOOST_TEST(Rows("from = ['ab'], to = 'x'").rows.at(0).from.is_literal());
}

BOOST_AUTO_TEST_CASE(an_array_has_the_groups_that_all_have) {
  BOOST_TEST(wrong("from = ['(a)b', 'c(d)(e)'], to = '$1'") == "");
  BOOST_TEST(wrong("from = ['(a)b', 'c(d)(e)'], to = '$2'") == "AR0121");
  BOOST_TEST(wrong("from = [], to = ''") == "AR0116");
  BOOST_TEST(wrong("from = ['a', 'b?'], to = ''") == "AR0116");
  BOOST_TEST(wrong("from = ['a', 1], to = ''") == "AR0103");
  BOOST_TEST(wrong("from = ['a', 'b', 'a'], to = ''") == "AR0129");
}

BOOST_AUTO_TEST_CASE(the_nth_letter_becomes_the_nth) {
  BOOST_TEST(shown("letters = 'abc', to = 'xyz'") == "a>x b>y c>z");
  BOOST_TEST(shown("letters = 'ab', to = ['xy', '']") == "a>xy b>");
  BOOST_TEST(shown("letters = 'a\\ $fatha', to = 'x y'") == "AR0128");
  BOOST_TEST(shown("letters = 'a\\ $fatha', to = 'x\\ $fatha'") == "a>x  >  \u064E>\u064E");
}

BOOST_AUTO_TEST_CASE(each_letter_has_its_place_and_the_keys_of_the_row) {
  Rows read("letters = 'ab', to = 'xy', after = 'c', only = 'forward', note = 'n'");
  BOOST_REQUIRE(read.rows.size() == 2u);
  for (const Row &row : read.rows) {
    BOOST_TEST(row.after.size() == 1u);
    BOOST_TEST((row.only == Only::forward));
    BOOST_TEST(row.note == "n");
  }
  BOOST_TEST(written(read.rows[1].from.span) == "b");
  BOOST_TEST(written(read.rows[1].to.span) == "y");
  BOOST_TEST(written(read.rows[1].span).starts_with("{letters"));
}

BOOST_AUTO_TEST_CASE(letters_that_do_not_pair_are_refused) {
  BOOST_TEST(wrong("letters = 'ab', to = 'x'") == "AR0127");
  BOOST_TEST(wrong("letters = 'ab', to = ['x']") == "AR0127");
  BOOST_TEST(wrong("letters = 'a', to = 'x\u064E'") == "AR0127"); // a mark counts
  BOOST_TEST(wrong("letters = '', to = ''") == "AR0116");
  BOOST_TEST(wrong("letters = 'aa', to = 'xy'") == "AR0129");
  BOOST_TEST(wrong("letters = '$ab', to = 'xy'") == "AR0128");
  BOOST_TEST(wrong("letters = 'a?', to = 'xy'") == "AR0128");
  BOOST_TEST(wrong("letters = '$abc', to = 'x'") == "AR0110");
  BOOST_TEST(wrong("letters = '\\q', to = 'x'") == "AR0111");
  BOOST_TEST(wrong("letters = 'a', to = 1") == "AR0103");
  BOOST_TEST(wrong("letters = 'a'") == "AR0104");
  BOOST_TEST(wrong("letters = 'a', from = 'a', to = 'x'") == "AR0106");
}

BOOST_AUTO_TEST_CASE(each_fills_in_what_a_row_does_not_say) {
  const std::string each = "after = 'x', before = ['y', 'z'], only = 'forward'";
  const Row row = Rows("from = 'a', to = 'b'", each).rows.at(0);
  BOOST_TEST(row.after.size() == 1u);
  BOOST_TEST(row.before.size() == 2u);
  BOOST_TEST((row.only == Only::forward));
  const Row own =
      Rows("from = 'a', to = 'b', after = [], before = 'c', only = 'both'", each).rows.at(0);
  BOOST_TEST(own.after.empty());
  BOOST_TEST(own.before.size() == 1u);
  BOOST_TEST((own.only == Only::both));
  BOOST_TEST(Rows("from = 'a', to = 'b'", "form = 'x'").wrong == "AR0102");
}

BOOST_AUTO_TEST_CASE(back_turns_a_row_without_its_contexts) {
  BOOST_TEST(Rows("from = 'a', after = 'c', to = 'b', back = true").rows.at(0).works_both_ways());
  BOOST_TEST(Rows("from = ['a', '[bc]'], to = 'b', back = true").rows.at(0).works_both_ways());
  BOOST_TEST(!Rows("from = 'a', after = 'c', to = 'b', back = false").rows.at(0).works_both_ways());
  BOOST_TEST(Rows("from = 'a', after = 'c', to = 'b'", "back = true").rows.at(0).back);
  const std::string back = ", back = true";
  BOOST_TEST(wrong("from = '[ab]', to = 'b'" + back) == "AR0130");
  BOOST_TEST(wrong("from = ['[ab]', 'a'], to = 'b'" + back) == "AR0130");
  BOOST_TEST(wrong("from = '(a)', to = '$1'" + back) == "AR0130");
  BOOST_TEST(wrong("from = 'a', to = ''" + back) == "AR0130");
  BOOST_TEST(wrong("from = 'a', to = 'b', only = 'reverse'" + back) == "AR0130");
  BOOST_TEST(Rows("from = 'a', to = 'b'", "only = 'reverse', back = true").wrong == "AR0130");
}

BOOST_AUTO_TEST_CASE(copies_of_contexts_are_bounded) {
  std::string letters;
  for (char32_t c = 0x4E00; c < 0x4E00 + 5000; ++c) {
    append_utf8(letters, c);
  }
  BOOST_TEST(wrong("letters = '" + letters + "', to = '" + letters + "', after = 'a'") == "");
  BOOST_TEST(wrong("letters = '" + letters + "', to = '" + letters + "', after = '" +
                   std::string(200, 'a') + "'") == "AR0401");
}

BOOST_AUTO_TEST_SUITE_END()
