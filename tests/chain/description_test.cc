// The description of a chain in public types.
#include <boost/test/unit_test.hpp>

#include "arnorm/arnorm.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(description)

namespace {

Loaded load(std::string_view chain, const Options &options = {}) {
  Loaded loaded = Chain::load(chain, options);
  BOOST_REQUIRE_MESSAGE(loaded, render(loaded.diagnostics));
  return loaded;
}

// "kind set direction engine, ..."
std::string stages(const Loaded &loaded) {
  std::string out;
  for (const StageInfo &stage : loaded->stages()) {
    out += (out.empty() ? "" : ", ") + stage.kind + " " + stage.set +
           (stage.direction == Direction::forward ? " forward" : " reverse") +
           (stage.engine == Engine::icu ? " icu" : " table");
  }
  return out;
}

} // namespace

BOOST_AUTO_TEST_CASE(a_set_is_described_as_its_file_does) {
  Options options;
  options.files = Files::none;
  options.texts["mine"] = "format = 1\nname = 'mine'\ntitle = 'T'\nsource = 'S'\n"
                          "scripts = { from = 'Arab', to = 'Latn' }\nreversible = true\n"
                          "[[stage]]\nuse = 'strip-tatweel'\nonly = 'forward'\n"
                          "[[stage]]\ntable = [{ from = '\u0628', to = 'b' }]\n";
  Loaded loaded = load("mine", options);
  std::vector<SetInfo> sets = loaded->sets();
  BOOST_REQUIRE(sets.size() == 2u);
  BOOST_TEST(sets[0].name == "mine");
  BOOST_TEST(sets[0].title == "T");
  BOOST_TEST(sets[0].source == "S");
  BOOST_TEST(sets[0].file == "<text>/mine.toml");
  BOOST_TEST((sets[0].origin == Origin::text));
  BOOST_TEST(sets[0].scripts.from == "Arab");
  BOOST_TEST(sets[0].scripts.to == "Latn");
  BOOST_TEST(sets[0].reversible);
  BOOST_TEST(!sets[0].idempotent);
  BOOST_TEST(sets[1].name == "strip-tatweel");
  BOOST_TEST((sets[1].origin == Origin::built_in));
  BOOST_TEST(sets[1].file == "<built-in>/normalize/strip-tatweel.toml");
}

BOOST_AUTO_TEST_CASE(stages_stand_in_the_order_in_which_they_run) {
  Options options;
  options.texts["a"] = "format = 1\nname = 'a'\n[[stage]]\nform = 'NFC'\n"
                       "[[stage]]\ntable = [{ from = 'x', to = 'y' }]\n";
  options.texts["b"] = "format = 1\nname = 'b'\n[[stage]]\nicu = 'Upper'\nonly = 'forward'\n"
                       "[[stage]]\ntable = [{ from = 'y', to = 'z' }]\n";
  BOOST_TEST(stages(load("a,b", options)) ==
             "form a forward table, table a forward table, icu b forward icu, "
             "table b forward table");
  options.direction = Direction::reverse;
  BOOST_TEST(stages(load("a,b", options)) ==
             "table b reverse table, table a reverse table, form a reverse table");
}

BOOST_AUTO_TEST_CASE(a_chain_knows_its_direction_and_its_scripts) {
  Loaded there = load("clean,buckwalter");
  BOOST_TEST((there->direction() == Direction::forward));
  BOOST_TEST(there->scripts().from == "Arab");
  BOOST_TEST(there->scripts().to == "Latn");
  Options options;
  options.direction = Direction::reverse;
  Loaded back = load("buckwalter", options);
  BOOST_TEST((back->direction() == Direction::reverse));
  BOOST_TEST(back->scripts().from == "Latn");
  BOOST_TEST(back->scripts().to == "Arab");
  BOOST_TEST(load("nfc")->scripts().from == "");
}

BOOST_AUTO_TEST_CASE(every_set_that_ships_is_one_of_its_sets) {
  for (const std::string &name : some_when_sanitized(shipped())) {
    Loaded loaded = load(name);
    BOOST_TEST(loaded->sets().at(0).name == name);
    BOOST_TEST(loaded->sets().at(0).title != "");
  }
}

BOOST_AUTO_TEST_SUITE_END()
