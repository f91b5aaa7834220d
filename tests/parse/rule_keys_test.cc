// The list of keys, compared with those that the readers accept.
#include <boost/test/unit_test.hpp>

#include <set>

#include <fmt/format.h>

#include "characters/case_mapping.h"
#include "characters/normal_form.h"
#include "characters/split.h"
#include "parse/rule_keys.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(rule_keys)

namespace {

using Keys = std::set<std::string>;

// The keys that the help for an unknown key lists: "the keys of a row are after, before, ...".
Keys accepted(std::string_view text) {
  Report report;
  RuleLibrary({}).parse(std::string(text), "x", report);
  for (const Diagnostic &d : report.take()) {
    std::size_t list = d.help.find(" are ");
    if (d.code == Code::AR0102 && list != std::string::npos) {
      Keys keys;
      for (std::string_view key : split(std::string_view(d.help).substr(list + 5), ',')) {
        keys.insert(std::string(key.substr(key.starts_with(' ') ? 1 : 0)));
      }
      return keys;
    }
  }
  return {};
}

Keys listed(RuleTable table) {
  Keys keys;
  for (const RuleKey &key : keys_of(table)) {
    keys.insert(std::string(key.name));
  }
  return keys;
}

void compare(RuleTable table, std::string_view text) {
  BOOST_TEST_INFO(text);
  BOOST_TEST(listed(table) == accepted(text), boost::test_tools::per_element());
}

const std::string head = "format = 1\nname = 'x'\n";

} // namespace

BOOST_AUTO_TEST_CASE(each_table_has_the_keys_that_its_reader_accepts) {
  compare(RuleTable::file, "qqqqqqqqqqqq = 1\nextends = 'clean'\n" + head);
  compare(RuleTable::scripts, head + "scripts = { qqqqqqqqqqqq = 1 }\n");
  compare(RuleTable::each, rules("[[stage]]\ntable = []\neach = { qqqqqqqqqqqq = 1 }\n"));
  compare(RuleTable::squeeze, rules("[[stage]]\nsqueeze = { qqqqqqqqqqqq = 1 }\n"));
  compare(RuleTable::row, rules("[[stage]]\ntable = [ { qqqqqqqqqqqq = 1 } ]\n"));
  compare(RuleTable::override_row,
          head + "extends = 'clean'\noverride = [ { qqqqqqqqqqqq = 1 } ]\n");
  compare(RuleTable::test, rules("[[test]]\nqqqqqqqqqqqq = 1\n"));
}

// A stage knows the keys of its operation only.
BOOST_AUTO_TEST_CASE(stages_have_the_keys_that_their_readers_accept) {
  Keys all;
  for (const char *stage : {"table = []", "case = 'upper'", "words = 'x.tsv'"}) {
    all.merge(accepted(rules(fmt::format("[[stage]]\n{}\nqqqqqqqqqqqq = 1\n", stage))));
  }
  BOOST_TEST(listed(RuleTable::stage) == all, boost::test_tools::per_element());
  for (const RuleKey &key : keys_of(RuleTable::stage)) {
    std::string_view with = key.with;
    BOOST_TEST((with.empty() || find_key(RuleTable::stage, with) != nullptr));
    Keys others = accepted(rules("[[stage]]\nform = 'NFC'\nqqqqqqqqqqqq = 1\n"));
    BOOST_TEST(with.empty() == others.contains(std::string(key.name)), key.name);
  }
}

BOOST_AUTO_TEST_CASE(choices_are_those_of_the_format) {
  const auto choices = [](RuleTable table, std::string_view name) {
    std::vector<std::string> words;
    for (std::string_view word : split(find_key(table, name)->choices, '|')) {
      words.emplace_back(word);
    }
    return words;
  };
  const auto same = [](const auto &found, const auto &wanted) {
    BOOST_TEST(found == std::vector<std::string>(wanted.begin(), wanted.end()),
               boost::test_tools::per_element());
  };
  same(choices(RuleTable::stage, "form"), form_names);
  same(choices(RuleTable::stage, "marks"), order_names);
  same(choices(RuleTable::stage, "case"), case_names);
}

BOOST_AUTO_TEST_CASE(each_key_has_one_sentence) {
  for (RuleTable table : {RuleTable::file, RuleTable::scripts, RuleTable::stage, RuleTable::each,
                          RuleTable::squeeze, RuleTable::override_row, RuleTable::test}) {
    for (const RuleKey &key : keys_of(table)) {
      BOOST_TEST(key.sentence.ends_with('.'), key.name);
      BOOST_TEST(key.sentence.find(". ") == key.sentence.npos, key.name);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
