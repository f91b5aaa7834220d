// Tables that read character by character, compared with the definition of tables.
#include <boost/test/unit_test.hpp>

#include <functional>

#include "check/table_machine.h"
#include "stages/stage_kind.h"
#include "support/oracle.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(table_machine)

namespace {

constexpr int max_length = 6;

// All texts over three letters.
void for_all(std::u32string &text, const std::function<void(const std::u32string &)> &use) {
  use(text);
  for (char32_t c : U"abx") {
    if (c != 0 && text.size() < max_length) {
      text.push_back(c);
      for_all(text, use);
      text.pop_back();
    }
  }
}

void compare(const std::string &stage) {
  Parsed parsed(rules("[[stage]]\n" + stage));
  BOOST_REQUIRE_MESSAGE(parsed.set, stage);
  const Step &step = parsed.steps[0];
  FlatRules flat = kind_of(*step.stage).as_table(step).value();
  Symbols all = Symbols::of({&flat}, {{U'a', U'x'}}).value();
  TableMachine machine(flat, all);
  std::u32string text;
  for_all(text, [&](const std::u32string &input) {
    TableMachine::State state = machine.start();
    std::u16string out;
    for (char32_t c : input) {
      machine.read(state, all.of(c), out);
    }
    machine.finish(state, out);
    BOOST_TEST((all.text(out) == interpret(step, input)), stage);
  });
}

} // namespace

BOOST_AUTO_TEST_CASE(stages_as_machines_do_what_their_definition_says) {
  for (const char *rows : {
           "{ from = 'a', to = 'x' }",
           "{ from = 'ab', to = 'x' }, { from = 'abab', to = 'b' }",
           "{ from = 'a', after = 'b', to = 'b' }, { from = 'x', to = 'b' }",
           "{ from = 'a', after = 'ba', before = 'a', to = '' }, { from = 'x', to = 'b' }",
           "{ from = 'a', before = '$edge', to = 'x' }, { from = 'a', after = '$start', to = 'b' }",
           "{ from = 'a', before = '[^b]', to = 'x' }, { from = 'b{2,3}', to = 'x' }",
           "{ from = '(a) (b{1,2})', to = '$2$1' }, { from = '[ab]', after = 'x{1,2}', to = 'a' }",
       }) {
    compare("table = [" + std::string(rows) + "]\n# a b x\n");
  }
  compare("remove = '[ax]'\n");
  compare("squeeze = { set = '[abx]', max = 2 }\n");
}

BOOST_AUTO_TEST_SUITE_END()
