// What the fingerprint of a chain covers, and what it does not.
#include <boost/test/unit_test.hpp>

#include "arnorm/arnorm.h"
#include "chain/fingerprint.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(fingerprint)

namespace {

std::string written(std::string_view text, Direction direction = Direction::forward) {
  Parsed parsed(text, direction);
  BOOST_REQUIRE_EQUAL(codes(parsed.report), "");
  return canonical_rules(parsed.steps);
}

std::string print_of(std::string_view text, Options options = {}) {
  Loaded loaded = Chain::parse(text, options);
  BOOST_REQUIRE_MESSAGE(loaded, render(loaded.diagnostics));
  return loaded->fingerprint();
}

const std::string stage = "[[stage]]\ntable = [{ from = 'a', to = 'b' }]\n";

} // namespace

BOOST_AUTO_TEST_CASE(stages_have_one_form) {
  BOOST_TEST(written(rules("[[stage]]\ntable = [\n"
                           "{ from = '\u0628', before = ['[b c]', 'x'], to = 'b' },\n"
                           "{ from = '([a-c])x{2,3}', after = 'y', to = 'z$1' },\n"
                           "{ from = 'q', to = '' },\n]\n"
                           "[[stage]]\nform = 'NFC'\n[[stage]]\nmarks = 'canonical'\n"
                           "[[stage]]\nremove = '[x]'\n"
                           "[[stage]]\nsqueeze = { set = '[x]', max = 2 }\n"
                           "[[stage]]\nicu = 'Upper'\n")) ==
             "arnorm rules 1\n"
             "forward table\n"
             "row [628] before [62-63] or [78] to 62\n"
             "row (1:[61-63])[78]{2,3} after [79] to 7A $1\n"
             "row [71] to\n"
             "forward form NFC\n"
             "forward marks canonical\n"
             "forward remove [78]\n"
             "forward squeeze [78] 2\n"
             "forward icu 5 Upper\n");
}

BOOST_AUTO_TEST_CASE(rows_are_written_as_they_run) {
  BOOST_TEST(written(rules(stage), Direction::reverse) ==
             "arnorm rules 1\nreverse table\nrow [62] to 61\n");
}

BOOST_AUTO_TEST_CASE(what_is_said_for_people_does_not_matter) {
  const std::string plain = print_of(rules(stage));
  BOOST_TEST(plain.size() == 64u);
  BOOST_TEST(print_of("# a comment\nformat = 1\nname = 'other'\ntitle = 'T'\nsource = 'S'\n" +
                      stage + "[[test]]\nfrom = 'a'\nto = 'b'\n") == plain);
  BOOST_TEST(print_of(rules(
                 "[[stage]]\ntable = [{ from = '\\u0061', to = \"b\", note = 'n' }]\n")) == plain);
}

BOOST_AUTO_TEST_CASE(where_rules_are_from_does_not_matter) {
  TemporaryFolder folder;
  std::string file = folder.write("test.toml", rules(stage));
  BOOST_TEST(Chain::load(file)->fingerprint() == print_of(rules(stage)));
  Options options;
  options.texts["part"] = "format = 1\nname = 'part'\n" + stage;
  BOOST_TEST(print_of(rules("[[stage]]\nuse = 'part'\n"), options) == print_of(rules(stage)));
  options.engine = Engine::icu;
  BOOST_TEST(print_of(rules(stage), options) == print_of(rules(stage)));
}

BOOST_AUTO_TEST_CASE(what_rules_do_matters) {
  const std::string plain = print_of(rules(stage));
  for (const std::string &other :
       {std::string("[[stage]]\ntable = [{ from = 'a', to = 'c' }]\n"),
        std::string("[[stage]]\ntable = [{ from = 'a', to = 'b', after = 'c' }]\n"),
        std::string("[[stage]]\ntable = [{ from = 'a', to = 'b', before = 'c' }]\n"), stage + stage,
        stage + "[[stage]]\nform = 'NFC'\n"}) {
    BOOST_TEST(print_of(rules(other)) != plain, other);
  }
  Options reverse;
  reverse.direction = Direction::reverse;
  BOOST_TEST(print_of(rules(stage), reverse) != plain);
  BOOST_TEST(Chain::load("clean,search")->fingerprint() !=
             Chain::load("search,clean")->fingerprint());
}

// Stored fingerprints must remain valid. If this test fails because the form has changed, increase
// the number in the heading in fingerprint.cc.
BOOST_AUTO_TEST_CASE(a_fingerprint_is_stable) {
  BOOST_TEST(print_of(rules(stage)) ==
             "245bef5d1487a60c17a2847030af964df1cc1822b90a2ee062cd0bca1308c573");
}

BOOST_AUTO_TEST_SUITE_END()
