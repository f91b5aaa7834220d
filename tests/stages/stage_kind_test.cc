// The properties of each kind of stage.
#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "characters/normal_form.h"
#include "characters/utf.h"
#include "stages/stage_kind.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(stage_kind)

namespace {

// The only stage of a rule file.
struct One {
  explicit One(const std::string &keys) : parsed(rules("[[stage]]\n" + keys + "\n")) {
    BOOST_REQUIRE(parsed.set);
    BOOST_REQUIRE_EQUAL(parsed.set->stages.size(), 1u);
  }
  const Stage &stage() const { return parsed.set->stages[0]; }
  const StageKind &kind() const { return kind_of(stage()); }
  Step step() const { return {parsed.set, &stage(), Direction::forward}; }
  std::string name() const { return kind().name(stage()); }
  StageWords words() const { return kind().words(stage()); }
  Reach reach() const { return kind().reach(step()); }

  Parsed parsed;
};

const std::string table = "table = [{ from = 'ab', to = 'c', after = 'x' },"
                          " { from = 'd', to = 'e', only = 'reverse' }]";
const std::string form = "form = 'NFKC'";
const std::string marks = "marks = 'shadda-first'";
const std::string removal = "remove = '[ab]'";
const std::string squeeze = "squeeze = { set = 'a', max = 3 }";
const std::string capitals = "case = 'title'\nafter = '$edge'\nset = '[a-cß]'";
const std::string words = "words = '0.tsv'";
const std::string icu = "icu = 'Latin-ASCII'";

} // namespace

BOOST_AUTO_TEST_CASE(a_kind_is_one_object) {
  BOOST_TEST(&One(form).kind() == &One("form = 'NFD'").kind());
  BOOST_TEST(&One(form).kind() != &One(marks).kind());
}

BOOST_AUTO_TEST_CASE(a_stage_has_a_name) {
  BOOST_TEST(One(table).name() == "table");
  BOOST_TEST(One(form).name() == "form NFKC");
  BOOST_TEST(One(marks).name() == "marks shadda-first");
  BOOST_TEST(One(removal).name() == "remove");
  BOOST_TEST(One(squeeze).name() == "squeeze");
  BOOST_TEST(One(capitals).name() == "case title");
  BOOST_TEST(One(words).name() == "words");
  BOOST_TEST(One(icu).name() == "icu");
}

BOOST_AUTO_TEST_CASE(a_stage_has_words) {
  BOOST_TEST(One(table).words().what == "table");
  BOOST_TEST(One(table).words().rows->size() == 2u);
  BOOST_TEST(One(form).words().what == "Unicode normalization form NFKC");
  BOOST_TEST(One(marks).words().what == "marks in shadda-first order");
  BOOST_TEST(One(removal).words().what == "remove");
  BOOST_TEST(One(words).words().what.starts_with("replace the "));
  BOOST_TEST(One(squeeze).words().what == "cut runs of one character to 3");
  BOOST_TEST(One(capitals).words().what == "title case");
  BOOST_TEST(One(capitals).words().text == "after '$edge'");
  BOOST_TEST(One("case = 'fold'").words().what == "fold case differences");
  BOOST_TEST(One("case = 'upper'\nlanguage = 'az'").words().what == "upper case, with a dotless i");
  BOOST_TEST(One(icu).words().text == "Latin-ASCII");
}

BOOST_AUTO_TEST_CASE(what_is_taken_away_does_not_come_back) {
  BOOST_TEST(One(table).kind().has_reverse());
  BOOST_TEST(One(form).kind().has_reverse());
  BOOST_TEST(One(marks).kind().has_reverse());
  BOOST_TEST(!One(removal).kind().has_reverse());
  BOOST_TEST(!One(squeeze).kind().has_reverse());
  BOOST_TEST(!One(capitals).kind().has_reverse());
  BOOST_TEST(!One(icu).kind().has_reverse());
}

BOOST_AUTO_TEST_CASE(a_table_without_rows_for_a_direction_does_not_act_in_it) {
  One one("table = [{ from = 'ab', to = 'c', only = 'reverse' }]");
  BOOST_TEST(one.kind().acts(one.stage(), Direction::reverse));
  BOOST_TEST(!one.kind().acts(one.stage(), Direction::forward));
  BOOST_TEST(One(form).kind().acts(One(form).stage(), Direction::reverse));
}

BOOST_AUTO_TEST_CASE(a_stage_reaches_as_far_as_its_rules) {
  BOOST_TEST(One(table).reach().behind == 2u);
  BOOST_TEST(One(table).reach().ahead == 1u);
  BOOST_TEST(One(removal).reach().behind == 0u);
  BOOST_TEST(One(squeeze).reach().behind == 3u);
  const std::string long_runs = "squeeze = { set = 'a', from = 5, max = 2 }";
  BOOST_TEST(One(long_runs).reach().behind == 4u);
  BOOST_TEST(One(long_runs).reach().ahead == 2u);
  BOOST_TEST(One(long_runs).words().what == "cut runs of 5 or more of one character to 2");
  BOOST_TEST(One(form).reach().ahead == 1025u);
  BOOST_TEST(One(marks).reach().behind == 1025u);
  BOOST_TEST(One(capitals).reach().behind == 1u);
  BOOST_TEST(One("case = 'upper'").reach().behind == 0u);
  BOOST_TEST(!One(icu).reach().bounded);
}

BOOST_AUTO_TEST_CASE(a_table_names_the_characters_of_its_rows) {
  One one(table);
  StageLetters letters = one.kind().letters(one.stage());
  BOOST_TEST(letters.read.size() == 2u);
  BOOST_TEST(letters.read_back.size() == 1u);
  BOOST_TEST((letters.written == U"ce"));
}

BOOST_AUTO_TEST_CASE(a_case_names_the_letters_that_change) {
  One one(capitals);
  StageLetters letters = one.kind().letters(one.stage());
  BOOST_REQUIRE(letters.read.size() == 1u);
  BOOST_TEST(letters.read[0].size() == 4u);
  BOOST_TEST((letters.written == U"ABCSs"));
  BOOST_TEST(one.kind().growth(one.step()).value() == 1.0);
  One all("case = 'upper'"); // U+0390 becomes three characters
  BOOST_TEST(all.kind().growth(all.step()).value() == 3.0);
}

BOOST_AUTO_TEST_CASE(the_growth_of_a_form_is_that_of_the_longest_mapping) {
  for (Form of : {Form::nfc, Form::nfd, Form::nfkc, Form::nfkd}) {
    One one("form = '" + form_name(of) + "'");
    double most = 1;
    for (char32_t c = 0; c < 0x30000; c = c == 0xD7FF ? 0xE000 : c + 1) {
      std::u32string character(1, c);
      most = std::max(most, static_cast<double>(to_utf8(to_form(character, of)).size()) /
                                static_cast<double>(to_utf8(character).size()));
    }
    BOOST_TEST(one.kind().growth(one.step()).value() == most, form_name(of));
  }
}

BOOST_AUTO_TEST_CASE(only_transforms_of_icu_need_it) {
  for (const std::string &keys : {table, form, marks, removal, squeeze, capitals}) {
    BOOST_TEST(One(keys).kind().needs_icu() == "");
  }
  BOOST_TEST(One(icu).kind().needs_icu() == "an ICU transform");
}

BOOST_AUTO_TEST_CASE(what_runs_on_tables_joins_them) {
  for (const std::string &keys : {table, form, marks, removal, squeeze, capitals, icu}) {
    One one(keys);
    Fusion fusion;
    Report report;
    bool joined = one.kind().join(fusion, one.step(), report);
    BOOST_TEST(joined == one.kind().needs_icu().empty());
    BOOST_TEST(fusion.count() == (joined ? 1u : 0u));
  }
}

BOOST_AUTO_TEST_CASE(rows_are_counted_and_else_what_changes) {
  Report report;
  BOOST_TEST(One(table).kind().row_pass(One(table).step(), report)->rows.size() == 1u);
  BOOST_TEST(One(capitals).kind().row_pass(One(capitals).step(), report)->rows.size() == 1u);
  BOOST_TEST(!One(form).kind().row_pass(One(form).step(), report));
  BOOST_TEST(words_of(One(form).kind().counted()) == "texts changed");
  BOOST_TEST(words_of(One(removal).kind().counted()) == "characters removed");
  BOOST_TEST(words_of(One(squeeze).kind().counted()) == "characters removed");
}

BOOST_AUTO_TEST_SUITE_END()
