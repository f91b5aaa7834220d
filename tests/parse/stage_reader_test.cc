// Rows of tables and the other stages.
#include <boost/test/unit_test.hpp>

#include "parse/stage_reader.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(stage_reader)

namespace {

const NamedSets names{{"ab", {{U'a', U'b'}}}, {"not_a", {{0, U'`'}, {U'b', CodePointSet::edge}}}};

struct Rows {
  explicit Rows(std::string_view toml, bool overriding = false)
      : node(toml_value("[" + std::string(toml) + "]")),
        rows(read_rows(node, names, overriding, report)), wrong(codes(report)) {}
  Report report;
  Node node;
  std::vector<Row> rows;
  std::string wrong;
};

struct Stages {
  explicit Stages(std::string_view toml)
      : node(toml_value("[{" + std::string(toml) + "}]")), stages(read_stages(node, names, report)),
        wrong(codes(report)) {}
  template <class Kind> const Kind &as() const { return std::get<Kind>(stages.at(0).what); }
  Report report;
  Node node;
  std::vector<Stage> stages;
  std::string wrong;
};

std::string wrong_row(std::string_view keys) { return Rows("{" + std::string(keys) + "}").wrong; }
std::string wrong_stage(std::string_view keys) { return Stages(keys).wrong; }

} // namespace

BOOST_AUTO_TEST_CASE(all_keys_of_a_row_arrive) {
  Rows r(
      "{ from = 'a', to = 'b', after = 'x', before = ['y', 'zz'], only = 'forward', note = 'n' }");
  BOOST_TEST(r.wrong == "");
  const Row &row = r.rows.at(0);
  BOOST_TEST((row.from.literal() == U"a"));
  BOOST_TEST((row.to.literal() == U"b"));
  BOOST_TEST(row.after.size() == 1u);
  BOOST_REQUIRE(row.before.size() == 2u);
  BOOST_TEST(row.before[1].items.size() == 2u);
  BOOST_TEST((row.only == Only::forward));
  BOOST_TEST(row.note == "n");
  BOOST_TEST(!row.drop);
}

BOOST_AUTO_TEST_CASE(a_row_has_no_contexts_unless_it_says_so) {
  const Row row = Rows("{ from = 'a', to = '' }").rows.at(0);
  BOOST_TEST(row.after.empty());
  BOOST_TEST(row.before.empty());
  BOOST_TEST((row.only == Only::both));
  BOOST_TEST(row.to.pieces.empty());
}

BOOST_AUTO_TEST_CASE(rows_stand_in_the_order_of_the_file) {
  Rows r("{ from = 'b', to = '' }, { from = 'a', to = '' }");
  BOOST_TEST((r.rows.at(0).from.literal() == U"b"));
  BOOST_TEST((r.rows.at(1).from.literal() == U"a"));
}

BOOST_AUTO_TEST_CASE(a_row_needs_from_and_to) {
  BOOST_TEST(wrong_row("to = 'b'") == "AR0104");
  BOOST_TEST(wrong_row("from = 'a'") == "AR0104");
  BOOST_TEST(wrong_row("") == "AR0104 AR0104");
}

BOOST_AUTO_TEST_CASE(a_row_has_known_keys_of_the_right_types) {
  BOOST_TEST(wrong_row("from = 'a', to = 'b', form = 'c'") == "AR0102");
  BOOST_TEST(wrong_row("from = 1, to = 'b'") == "AR0103");
  BOOST_TEST(wrong_row("from = 'a', to = ['b']") == "AR0103");
  BOOST_TEST(wrong_row("from = 'a', to = 'b', after = 1") == "AR0103");
  BOOST_TEST(wrong_row("from = 'a', to = 'b', before = ['x', 2]") == "AR0103");
  BOOST_TEST(wrong_row("from = 'a', to = 'b', note = 1") == "AR0103");
}

BOOST_AUTO_TEST_CASE(a_row_runs_forward_or_in_reverse) {
  BOOST_TEST(wrong_row("from = 'a', to = 'b', only = 'backward'") == "AR0105");
  BOOST_TEST(wrong_row("from = 'a', to = 'b', only = true") == "AR0103");
}

BOOST_AUTO_TEST_CASE(a_row_is_a_table) {
  BOOST_TEST(Rows("'a', 1").wrong == "AR0103 AR0103");
  BOOST_TEST(Rows("'a', { from = 'a', to = 'b' }").rows.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_wrong_from_does_not_make_its_groups_wrong) {
  BOOST_TEST(wrong_row("from = '(a)\\q', to = '$1'") == "AR0111");
}

BOOST_AUTO_TEST_CASE(errors_of_all_rows_are_found) {
  BOOST_TEST(Rows("{ from = 'a*', to = 'b' }, { from = '$x', to = '$' }").wrong ==
             "AR0114 AR0110 AR0121");
}

BOOST_AUTO_TEST_CASE(only_an_override_drops) {
  BOOST_TEST(wrong_row("from = 'a', to = 'b', drop = true") == "AR0102");
  Rows r("{ from = 'a', drop = true }", true);
  BOOST_TEST(r.wrong == "");
  BOOST_TEST(r.rows.at(0).drop);
}

BOOST_AUTO_TEST_CASE(an_override_that_does_not_drop_needs_to) {
  BOOST_TEST(Rows("{ from = 'a', drop = false }", true).wrong == "AR0104");
  BOOST_TEST(Rows("{ from = 'a', drop = 'yes', to = '' }", true).wrong == "AR0103");
}

BOOST_AUTO_TEST_CASE(every_kind_of_stage_is_read) {
  BOOST_TEST((Stages("form = 'NFKD'").as<FormStage>().form == Form::nfkd));
  BOOST_TEST((Stages("marks = 'utr53'").as<MarksStage>().order == MarkOrder::utr53));
  BOOST_TEST(Stages("remove = '$ab'").as<RemoveStage>().set.size() == 2u);
  BOOST_TEST(Stages("table = [{ from = 'a', to = 'b' }]").as<TableStage>().rows.size() == 1u);
  BOOST_TEST(Stages("squeeze = { set = '[a-c]', max = 2 }").as<SqueezeStage>().max == 2);
  BOOST_TEST(Stages("use = 'x'").as<UseStage>().name == "x");
  BOOST_TEST(Stages("icu = 'Latin-ASCII'").as<IcuStage>().text == "Latin-ASCII");
}

BOOST_AUTO_TEST_CASE(a_change_of_case_is_read) {
  auto stage = Stages("case = 'title', after = ['$edge', 'x'], before = 'a', set = '[a-c1]', "
                      "language = 'tr'")
                   .as<CaseStage>();
  BOOST_TEST((stage.mapping == CaseMapping::title));
  BOOST_TEST(stage.turkic);
  BOOST_TEST(stage.set.size() == 3u);
  BOOST_TEST(stage.after.size() == 2u);
  BOOST_TEST(stage.before.size() == 1u);
  BOOST_TEST(Stages("case = 'lower'").as<CaseStage>().set.size() > 1300u);
}

BOOST_AUTO_TEST_CASE(a_change_of_case_changes_something) {
  BOOST_TEST(wrong_stage("case = 'capital'") == "AR0105");
  BOOST_TEST(wrong_stage("case = 'title'") == "AR0104");
  BOOST_TEST(wrong_stage("case = 'upper', language = 'de'") == "AR0105");
  BOOST_TEST(wrong_stage("case = 'upper', set = '[A-Z]'") == "AR0123");
  BOOST_TEST(wrong_stage("case = true") == "AR0103");
}

BOOST_AUTO_TEST_CASE(forms_and_orders_are_told_apart) {
  BOOST_TEST((Stages("form = 'NFC'").as<FormStage>().form == Form::nfc));
  BOOST_TEST((Stages("form = 'NFD'").as<FormStage>().form == Form::nfd));
  BOOST_TEST((Stages("form = 'NFKC'").as<FormStage>().form == Form::nfkc));
  BOOST_TEST((Stages("marks = 'canonical'").as<MarksStage>().order == MarkOrder::canonical));
  BOOST_TEST((Stages("marks = 'shadda-first'").as<MarksStage>().order == MarkOrder::shadda_first));
}

BOOST_AUTO_TEST_CASE(unknown_forms_and_orders_are_refused) {
  BOOST_TEST(wrong_stage("form = 'nfc'") == "AR0105");
  BOOST_TEST(wrong_stage("form = ''") == "AR0105");
  BOOST_TEST(wrong_stage("marks = 'shadda'") == "AR0105");
}

BOOST_AUTO_TEST_CASE(any_stage_can_run_one_way) {
  BOOST_TEST((Stages("remove = '[a]', only = 'forward'").stages.at(0).only == Only::forward));
  BOOST_TEST((Stages("use = 'x', only = 'reverse'").stages.at(0).only == Only::reverse));
  BOOST_TEST(wrong_stage("use = 'x', only = 'never'") == "AR0105");
}

BOOST_AUTO_TEST_CASE(a_stage_does_one_thing) {
  BOOST_TEST(wrong_stage("form = 'NFC', remove = '[a]'") == "AR0106");
  BOOST_TEST(wrong_stage("only = 'forward'") == "AR0104");
  BOOST_TEST(wrong_stage("") == "AR0104");
}

BOOST_AUTO_TEST_CASE(a_stage_has_known_keys_of_the_right_types) {
  BOOST_TEST(wrong_stage("form = 'NFC', max = 1") == "AR0102");
  BOOST_TEST(wrong_stage("form = 1") == "AR0103");
  BOOST_TEST(wrong_stage("table = {}") == "AR0103");
  BOOST_TEST(wrong_stage("squeeze = '[a]'") == "AR0103");
  BOOST_TEST(wrong_stage("use = ['x']") == "AR0103");
  BOOST_TEST(wrong_stage("remove = true") == "AR0103");
  BOOST_TEST(wrong_stage("icu = 1") == "AR0103");
}

BOOST_AUTO_TEST_CASE(a_stage_can_have_a_note) {
  BOOST_TEST(wrong_stage("form = 'NFC', note = 'n'") == "");
}

BOOST_AUTO_TEST_CASE(a_stage_is_a_table) {
  Node node = toml_value("['form']");
  Report report;
  BOOST_TEST(read_stages(node, names, report).empty());
  BOOST_TEST(codes(report) == "AR0103");
}

BOOST_AUTO_TEST_CASE(a_run_is_squeezed_to_between_1_and_32) {
  BOOST_TEST(Stages("squeeze = { set = '[a]', max = 1 }").as<SqueezeStage>().max == 1);
  BOOST_TEST(Stages("squeeze = { set = '[a]', max = 32 }").as<SqueezeStage>().max == 32);
  for (const char *max : {"0", "33", "-1", "99999999999"}) {
    BOOST_TEST(wrong_stage("squeeze = { set = '[a]', max = " + std::string(max) + " }") ==
               "AR0105");
  }
}

BOOST_AUTO_TEST_CASE(squeezing_needs_a_set_and_a_bound) {
  BOOST_TEST(wrong_stage("squeeze = { max = 2 }") == "AR0104");
  BOOST_TEST(wrong_stage("squeeze = { set = '[a]' }") == "AR0104");
  BOOST_TEST(wrong_stage("squeeze = { set = '[a]', max = 2, min = 1 }") == "AR0102");
  BOOST_TEST(wrong_stage("squeeze = { set = '[a]', max = '2' }") == "AR0103");
}

BOOST_AUTO_TEST_CASE(a_set_is_brackets_or_a_name_or_a_character) {
  BOOST_TEST(Stages("remove = '[a-c]'").as<RemoveStage>().set.size() == 3u);
  BOOST_TEST(Stages("remove = 'a'").as<RemoveStage>().set.is_single());
  BOOST_TEST(Stages("remove = '\\u0640'").as<RemoveStage>().set.is_single());
  for (const char *set : {"ab", "a{2}", "(a)", "[a][b]"}) {
    BOOST_TEST(wrong_stage("remove = '" + std::string(set) + "'") == "AR0119");
  }
  BOOST_TEST(wrong_stage("remove = ''") == "AR0116");
  BOOST_TEST(wrong_stage("remove = '[]'") == "AR0123");
  BOOST_TEST(wrong_stage("remove = '$start'") == "AR0122");
}

BOOST_AUTO_TEST_CASE(a_set_of_a_stage_never_holds_edges_or_surrogates) {
  CodePointSet set = Stages("remove = '$not_a'").as<RemoveStage>().set;
  BOOST_TEST(!set.contains(CodePointSet::edge));
  BOOST_TEST(!set.contains(0xDC80));
  BOOST_TEST(set.contains(0xFFFF));
}

BOOST_AUTO_TEST_SUITE_END()
