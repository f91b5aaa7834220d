// One rule file, without the files that it names.
#include <boost/test/unit_test.hpp>

#include "parse/rule_file.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(rule_file)

namespace {

// Reads a file of that name. `include` and `extends` provide one set each.
struct Read {
  explicit Read(std::string text, bool sets_only = false, std::string name = "<test>") {
    RuleFileContext context;
    context.sets_only = sets_only;
    context.included = [this](const Reference &reference) {
      asked += "include " + reference.name + "; ";
      return NamedSets{{"shared", CodePointSet::single(U'i')},
                       {"from_" + reference.name, CodePointSet::single(U'x')}};
    };
    context.extended = [this](const Reference &reference) {
      asked += "extends " + reference.name + "; ";
      return NamedSets{{"shared", CodePointSet::single(U'e')},
                       {"base", CodePointSet::single(U'b')}};
    };
    auto source = std::make_shared<Source>(std::move(name), std::move(text));
    set = read_rule_file(source, context, report);
    wrong = codes(report);
  }
  Report report;
  RuleSet set;
  std::string asked;
  std::string wrong;
};

const std::string head = "format = 1\nname = 'test'\n";
const std::string stage = "[[stage]]\nform = 'NFC'\n";

std::string wrong(const std::string &body) { return Read(head + body).wrong; }

CodePointSet set_of(const std::string &text) {
  Read read(head + "[sets]\nx = '" + text + "'\n" + stage);
  BOOST_REQUIRE_EQUAL(read.wrong, "");
  return read.set.sets.at("x");
}

} // namespace

BOOST_AUTO_TEST_CASE(all_keys_of_the_header_arrive) {
  Read read(head +
            "title = 't'\nsource = 's'\nnote = 'n'\nscripts = { from = 'Arab', to = 'Latn' }\n"
            "reversible = true\nidempotent = true\n" +
            stage);
  BOOST_TEST(read.wrong == "");
  BOOST_TEST(read.set.name == "test");
  BOOST_TEST(read.set.title == "t");
  BOOST_TEST(read.set.source == "s");
  BOOST_TEST(read.set.scripts.from == "Arab");
  BOOST_TEST(read.set.scripts.to == "Latn");
  BOOST_TEST(read.set.reversible);
  BOOST_TEST(read.set.idempotent);
}

BOOST_AUTO_TEST_CASE(nothing_is_claimed_unless_said) {
  Read read(head + "idempotent = false\n" + stage);
  BOOST_TEST(!read.set.reversible);
  BOOST_TEST(!read.set.idempotent);
}

BOOST_AUTO_TEST_CASE(a_file_needs_format_name_and_a_stage) {
  BOOST_TEST(Read("name = 'test'\n" + stage).wrong == "AR0104");
  BOOST_TEST(Read("format = 1\n" + stage).wrong == "AR0104");
  BOOST_TEST(Read(head).wrong == "AR0104");
  BOOST_TEST(Read("").wrong == "AR0104 AR0104 AR0104");
}

BOOST_AUTO_TEST_CASE(the_format_is_1) {
  BOOST_TEST(Read("format = 2\nname = 'test'\n" + stage).wrong == "AR0107");
  BOOST_TEST(Read("format = '1'\nname = 'test'\n" + stage).wrong == "AR0103");
}

BOOST_AUTO_TEST_CASE(a_name_is_small_and_plain) {
  for (const char *name : {"a", "iso-233", "a_b.c", "9"}) {
    BOOST_TEST(Read("format = 1\nname = '" + std::string(name) + "'\n" + stage).wrong == "");
  }
  for (const char *name : {"", "A", "a b", "a/b", "a,b", "\u0628"}) {
    BOOST_TEST(Read("format = 1\nname = '" + std::string(name) + "'\n" + stage).wrong == "AR0105");
  }
}

BOOST_AUTO_TEST_CASE(a_name_is_the_stem_of_the_file) {
  BOOST_TEST(Read(head + stage, false, "rules/test.toml").wrong == "");
  BOOST_TEST(Read(head + stage, false, "rules/other.toml").wrong == "AR0108");
  BOOST_TEST(Read(head + stage, false, "test.toml").wrong == "");
  BOOST_TEST(Read(head + stage, false, "rules/other.txt").wrong == "");
}

BOOST_AUTO_TEST_CASE(unknown_keys_are_refused) {
  BOOST_TEST(wrong("titel = 't'\n" + stage) == "AR0102");
  BOOST_TEST(wrong("scripts = { form = 'Arab' }\n" + stage) == "AR0102");
}

BOOST_AUTO_TEST_CASE(wrong_types_are_refused) {
  BOOST_TEST(wrong("title = 1\n" + stage) == "AR0103");
  BOOST_TEST(wrong("reversible = 'yes'\n" + stage) == "AR0103");
  BOOST_TEST(wrong("include = 1\n" + stage) == "AR0103");
  BOOST_TEST(wrong("extends = ['a']\n" + stage) == "AR0103");
  BOOST_TEST(wrong("sets = 1\n" + stage) == "AR0103");
  BOOST_TEST(wrong("stage = 1\n") == "AR0103");
  BOOST_TEST(wrong("[stage]\nform = 'NFC'\n") == "AR0103");
  BOOST_TEST(wrong("test = 1\n" + stage) == "AR0103");
  BOOST_TEST(wrong("test = [1]\n" + stage) == "AR0103");
}

BOOST_AUTO_TEST_CASE(a_file_that_is_not_utf8_is_refused_whole) {
  Read read("format = 1\nname = '\xFF'\nwhat = ever");
  BOOST_TEST(read.wrong == "AR0001");
}

BOOST_AUTO_TEST_CASE(a_file_without_any_stage_in_its_list_does_nothing) {
  Read read(head + "stage = []\n");
  BOOST_TEST(read.wrong == "");
  BOOST_TEST(read.set.stages.empty());
}

BOOST_AUTO_TEST_CASE(what_lines_lost_may_have_held_is_not_missed) {
  BOOST_TEST(Read("format = = 1\nname = 'test'\n" + stage).wrong == "AR0101");
  BOOST_TEST(Read(head + "[[stage]\nform = 'NFC'\n").wrong == "AR0101");
}

BOOST_AUTO_TEST_CASE(stages_and_tests_arrive) {
  Read read(head + stage + "[[stage]]\nuse = 'x'\n[[test]]\nfrom = 'a'\nto = 'b'\n");
  BOOST_TEST(read.wrong == "");
  BOOST_TEST(read.set.stages.size() == 2u);
  BOOST_REQUIRE(read.set.tests.size() == 1u);
}

BOOST_AUTO_TEST_CASE(all_keys_of_a_test_arrive) {
  Read read(head + stage +
            "[[test]]\nfrom = 'a'\nto = 'b'\nnote = 'n'\ndirection = 'both'\nfails = 'f'\n");
  BOOST_TEST(read.wrong == "");
  const RuleTest &test = read.set.tests.at(0);
  BOOST_TEST(test.from == "a");
  BOOST_TEST(test.to == "b");
  BOOST_TEST(test.note == "n");
  BOOST_TEST((test.direction == TestDirection::both));
  BOOST_TEST(test.fails == "f");
}

BOOST_AUTO_TEST_CASE(a_test_runs_forward_unless_it_says_so) {
  Read read(head + stage + "[[test]]\nfrom = 'a'\nto = 'b'\n");
  BOOST_TEST((read.set.tests.at(0).direction == TestDirection::forward));
}

BOOST_AUTO_TEST_CASE(the_texts_of_a_test_are_no_patterns) {
  Read read(head + stage + "[[test]]\nfrom = '[a$1\\q'\nto = ' $x '\n");
  BOOST_TEST(read.wrong == "");
  BOOST_TEST(read.set.tests.at(0).from == "[a$1\\q");
  BOOST_TEST(read.set.tests.at(0).to == " $x ");
}

BOOST_AUTO_TEST_CASE(wrong_tests_are_refused) {
  BOOST_TEST(wrong(stage + "[[test]]\nto = 'b'\n") == "AR0104");
  BOOST_TEST(wrong(stage + "[[test]]\nfrom = 'b'\n") == "AR0104");
  BOOST_TEST(wrong(stage + "[[test]]\nfrom = 'b'\nto = 1\n") == "AR0103");
  BOOST_TEST(wrong(stage + "[[test]]\nfrom = 'b'\nto = ''\ndirection = 'back'\n") == "AR0105");
  BOOST_TEST(wrong(stage + "[[test]]\nfrom = 'b'\nto = ''\nfail = 'x'\n") == "AR0102");
}

BOOST_AUTO_TEST_CASE(a_named_set_may_use_those_before_it) {
  Read read(head + "[sets]\na = '[a]'\nb = '[$a b]'\nc = '$b'\n" + stage);
  BOOST_TEST(read.wrong == "");
  BOOST_TEST(read.set.sets.at("c").size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_named_set_may_not_use_those_behind_it) {
  BOOST_TEST(wrong("[sets]\nb = '[$a b]'\na = '[a]'\n" + stage) == "AR0110");
  BOOST_TEST(wrong("[sets]\na = '[$a b]'\n" + stage) == "AR0110");
}

BOOST_AUTO_TEST_CASE(a_named_set_may_be_one_character) {
  BOOST_TEST(set_of("\\u064E").is_single());
  BOOST_TEST(set_of("\u0628").is_single());
}

BOOST_AUTO_TEST_CASE(a_named_set_keeps_the_edge) {
  BOOST_TEST(set_of("[^a]").contains(CodePointSet::edge));
  BOOST_TEST(set_of("$edge").contains(CodePointSet::edge));
  BOOST_TEST(!set_of("[a]").contains(CodePointSet::edge));
}

BOOST_AUTO_TEST_CASE(a_named_set_is_one_set) {
  for (const char *text : {"ab", "[a][b]", "a{2}"}) {
    BOOST_TEST(wrong("[sets]\nx = '" + std::string(text) + "'\n" + stage) == "AR0119");
  }
  BOOST_TEST(wrong("[sets]\nx = ''\n" + stage) == "AR0116");
  BOOST_TEST(wrong("[sets]\nx = 1\n" + stage) == "AR0103");
}

BOOST_AUTO_TEST_CASE(the_name_of_a_set_is_plain) {
  BOOST_TEST(wrong("[sets]\nA_z09 = '[a]'\n9 = '[a]'\n" + stage) == "");
  for (const char *name : {"edge", "start", "end", "a-b", "\"\"", "\"\u0628\"", "\"a b\""}) {
    BOOST_TEST(wrong("[sets]\n" + std::string(name) + " = '[a]'\n" + stage) == "AR0109");
  }
}

BOOST_AUTO_TEST_CASE(the_uses_of_a_broken_set_are_no_errors) {
  BOOST_TEST(wrong("[sets]\nx = '[z-a]'\ny = '[$x]'\n[[stage]]\nremove = '$x'\n") == "AR0119");
}

BOOST_AUTO_TEST_CASE(includes_are_asked_for_in_order) {
  Read read(head + "include = ['two', 'one']\nextends = 'base'\n" + stage);
  BOOST_TEST(read.asked == "include two; include one; extends base; ");
  BOOST_TEST(read.set.include.size() == 2u);
  BOOST_TEST(read.set.extends.name == "base");
}

BOOST_AUTO_TEST_CASE(one_include_needs_no_array) {
  Read read(head + "include = 'one'\n" + stage);
  BOOST_TEST(read.asked == "include one; ");
}

BOOST_AUTO_TEST_CASE(sets_of_other_files_are_known) {
  Read read(head + "include = 'one'\nextends = 'base'\n[sets]\nx = '[$from_one $base]'\n");
  BOOST_TEST(read.wrong == "");
  BOOST_TEST(read.set.sets.at("x").size() == 2u);
}

BOOST_AUTO_TEST_CASE(own_sets_win_over_included_and_these_over_extended_ones) {
  Read other(head + "include = 'one'\nextends = 'base'\n");
  BOOST_TEST((other.set.sets.at("shared") == CodePointSet::single(U'i')));
  Read own(head + "include = 'one'\nextends = 'base'\n[sets]\nshared = 'o'\n");
  BOOST_TEST((own.set.sets.at("shared") == CodePointSet::single(U'o')));
}

BOOST_AUTO_TEST_CASE(a_set_that_extends_needs_no_stage) {
  BOOST_TEST(wrong("extends = 'base'\n") == "");
}

BOOST_AUTO_TEST_CASE(override_needs_extends) {
  const std::string rows = "override = [{ from = 'a', to = 'b' }]\n";
  BOOST_TEST(wrong(rows + stage) == "AR0202");
  Read read(head + "extends = 'base'\n" + rows);
  BOOST_TEST(read.wrong == "");
  BOOST_TEST(read.set.overrides.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_file_of_sets_has_neither_stages_nor_tests) {
  BOOST_TEST(Read(head + "[sets]\na = '[a]'\n", true).wrong == "");
  BOOST_TEST(Read(head + stage, true).wrong == "AR0102");
  BOOST_TEST(Read(head + "[[test]]\nfrom = 'a'\nto = 'a'\n", true).wrong == "AR0102");
}

BOOST_AUTO_TEST_CASE(errors_of_all_parts_are_found_in_one_run) {
  Read read("format = 2\nname = 'X'\ntitel = 't'\n[sets]\nedge = '[a]'\n[[stage]]\n"
            "table = [{ from = 'a*', to = 'b' }]\n[[test]]\nfrom = 'a'\n");
  BOOST_TEST(read.wrong == "AR0107 AR0105 AR0102 AR0109 AR0114 AR0104");
}

BOOST_AUTO_TEST_SUITE_END()
