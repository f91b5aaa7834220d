// Claims that are wrong in different ways, each of which must be refuted, and claims that must be
// proved.
#include <boost/test/unit_test.hpp>

#include "check/claims.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(false_claims)

namespace {

struct Example {
  const char *how;
  const char *stages;
};

struct Checked {
  std::string codes;
  std::string held;
};

// Each line of the stages is one stage, with its keys parted by semicolons.
std::string file_of(const std::string &claim, std::string stages) {
  std::string body = claim + " = true\n[[stage]]\n";
  for (char c : stages) {
    body += c == '\n' ? "\n[[stage]]\n" : c == ';' ? "\n" : std::string(1, c);
  }
  return rules(body + "\n");
}

Checked check(const std::string &claim, const std::string &stages) {
  Parsed parsed(file_of(claim, stages));
  BOOST_REQUIRE_MESSAGE(parsed.set, stages);
  BOOST_REQUIRE_EQUAL(codes(parsed.report), "");
  Checked result;
  for (const HeldClaim &held : check_claims(parsed.set, parsed.library, parsed.report)) {
    result.held += name_of(held.claim) + ": " + words_of(held);
  }
  result.codes = codes(parsed.report);
  return result;
}

const std::vector<Example> not_reversible{
    {"two letters with one result", "table = [{ from = 'ب', to = 'b' }, { from = 'پ', to = 'b' }]"},
    {"one result is the beginning of another, and the rest is a third",
     "table = [{ from = 'ت', to = 't' }, { from = 'ه', to = 'h' }, { from = 'ث', to = 'th' }]"},
    {"two results make a third only in the middle",
     "table = [{ from = 'ا', to = 'xy' }, { from = 'ب', to = 'zw' }, { from = 'ج', to = 'yz' }, "
     "{ from = 'د', to = 'x' }, { from = 'ه', to = 'w' }]"},
    {"three results are like two others",
     "table = [{ from = 'ا', to = 'ab' }, { from = 'ب', to = 'ca' }, { from = 'ج', to = 'bd' }, "
     "{ from = 'د', to = 'abc' }, { from = 'ه', to = 'abd' }]"},
    {"a result of spaces like the text between words",
     "table = [{ from = 'ب', to = 'b' }, { from = '\\u200C', to = '1' }, { from = '1', to = '1' "
     "}]"},
    {"an empty result", "table = [{ from = 'ب', to = 'b' }, { from = 'ء', to = '' }]"},
    {"an empty result of a longer row",
     "table = [{ from = 'ب', to = 'b' }, { from = 'بء', to = '' }, { from = 'ء', to = 'c' }]"},
    {"a longer row with the result of another",
     "table = [{ from = 'لا', to = 'la' }, { from = 'ل', to = 'la' }, { from = 'ا', to = 'a' }]"},
    {"a longer row that undoes a distinction",
     "table = [{ from = 'ش', to = 's' }, { from = 'شه', to = 'x' }, { from = 'س', to = 'x' }, "
     "{ from = 'ه', to = 'h' }]"},
    {"a context without a way back",
     "table = [{ from = 'ه', before = '$edge', to = 'a' }, { from = 'ه', to = 'h' }, "
     "{ from = 'ا', to = 'a' }]"},
    {"a context before, its letter not mapped",
     "table = [{ from = 'ب', after = 'غ', to = 'p' }, { from = 'ب', to = 'b' }]"},
    {"a context of two letters",
     "table = [{ from = 'ب', after = 'غق', to = 'p' }, { from = 'ب', to = 'b' }]"},
    {"a context of a number of letters",
     "table = [{ from = 'ب', after = 'غ{4,6}', to = 'p' }, { from = 'ب', to = 'b' }]"},
    {"a context only at the end of the text",
     "table = [{ from = 'ب', before = '$end', to = 'p' }, { from = 'ب', to = 'b' }]"},
    {"a context only at the beginning",
     "table = [{ from = 'بب', after = '$start', to = 'p' }, { from = 'ب', to = 'b' }]"},
    {"a set of letters with one result", "table = [{ from = '[٠-٩]', to = '0' }]"},
    {"digits of two scripts",
     "table = [{ from = '٠', to = '0' }, { from = '۰', to = '0' }, { from = '١', to = '1' }]"},
    {"a count", "table = [{ from = 'ا{2,3}', to = 'A' }, { from = 'ا', to = 'a' }]"},
    {"a count that is seldom reached",
     "table = [{ from = 'ا{9}', to = 'A' }, { from = 'ا', to = 'a' }]"},
    {"groups that change places", "table = [{ from = '([ab]) ([cd])', to = '$2$1' }]"},
    {"a doubled group", "table = [{ from = '([ab]) c', to = '$1$1' }]"},
    {"two tables, the second of which merges",
     "table = [{ from = 'أ', to = 'X' }, { from = 'ا', to = 'Y' }]\n"
     "table = [{ from = 'X', to = 'a' }, { from = 'Y', to = 'a' }]"},
    {"two tables, where the first writes what the second reads",
     "table = [{ from = 'ب', to = 'ج' }]\ntable = [{ from = 'ج', to = 'd' }]"},
    {"two tables, where results come together in the second",
     "table = [{ from = 'ث', to = 'ته' }]\n"
     "table = [{ from = 'ت', to = 't' }, { from = 'ه', to = 'h' }]"},
    {"a row back that reads more than was written",
     "table = [{ from = 'ب', to = 'b' }, { from = 'ا', to = 'a' }, "
     "{ from = 'ba', to = 'پ', only = 'reverse' }]"},
    {"a row that is not undone",
     "table = [{ from = 'ب', to = 'b' }, { from = 'پ', to = 'p', only = 'forward' }]"},
    {"a removal on the way there",
     "remove = '[\\u0640]'; only = 'forward'\ntable = [{ from = 'ب', to = 'b' }]"},
    {"a squeeze on the way there",
     "squeeze = { set = '[ب]', max = 3 }; only = 'forward'\ntable = [{ from = 'ب', to = 'b' }]"},
    {"a table on the way there", "table = [{ from = 'آ', to = 'ا' }]; only = 'forward'\n"
                                 "table = [{ from = 'ا', to = 'a' }, { from = 'ب', to = 'b' }]"},
    {"a table on the way back", "table = [{ from = 'ا', to = 'a' }, { from = 'ب', to = 'b' }]\n"
                                "table = [{ from = 'ab', to = 'ح' }]; only = 'reverse'"},
    {"a form that composes results",
     "table = [{ from = 'ا', to = 'a' }, { from = '\\u064E', to = '\\u0301' }]\nform = 'NFC'\n"
     "table = [{ from = 'á', to = 'b', only = 'forward' }]"},
    {"a form that merges letters before the rows tell them apart",
     "form = 'NFKC'\ntable = [{ from = 'ف', to = 'f' }, { from = 'ق', to = 'f' }]"},
    {"marks whose order matters to a row",
     "table = [{ from = '\\u0651\\u064E', to = 'x' }, { from = '\\u0651', to = '~' }, "
     "{ from = '\\u064E', to = 'a' }, { from = '\\u064F', to = 'x' }]\nmarks = 'canonical'"},
};

BOOST_AUTO_TEST_CASE(what_is_not_reversible_is_refuted) {
  for (const Example &wrong : not_reversible) {
    BOOST_TEST(check("reversible", wrong.stages).codes == "AR0207", wrong.how);
  }
}

const std::vector<Example> not_idempotent{
    {"a result that another row changes",
     "table = [{ from = 'a', to = 'b' }, { from = 'b', to = 'c' }]"},
    {"a result that an earlier stage changes",
     "table = [{ from = 'b', to = 'c' }]\ntable = [{ from = 'a', to = 'b' }]"},
    {"a result that grows", "table = [{ from = 'a', to = 'aa' }]"},
    {"a result that shrinks", "table = [{ from = 'aa', to = 'a' }]"},
    {"two rows that exchange letters",
     "table = [{ from = 'a', to = 'b' }, { from = 'b', to = 'a' }]"},
    {"a deletion that brings its own letters together", "table = [{ from = 'ab', to = '' }]"},
    {"a deletion that brings others together",
     "table = [{ from = 'ab', to = 'c' }]\nremove = '[x]'"},
    {"a deletion that brings a context together",
     "table = [{ from = 'a', after = 'b', to = 'c' }]\nremove = '[x]'"},
    {"a result that is a context later", "table = [{ from = 'a', to = 'b' }, "
                                         "{ from = 'c', after = 'b', to = 'd' }]"},
    {"a result that is a context before", "table = [{ from = 'a', before = 'd', to = 'e' }, "
                                          "{ from = 'c', to = 'd' }]"},
    {"a result that makes a longer match",
     "table = [{ from = 'a', to = 'b' }, { from = 'bb', to = 'x' }]"},
    {"a result that makes a longer match with what stands there",
     "table = [{ from = 'a', to = 'b' }, { from = 'bcd', to = 'x' }]"},
    {"the last of several", "table = [{ from = 'a', before = '$edge', to = '' }]"},
    {"the first of several", "table = [{ from = 'a', after = '$start', to = '' }]"},
    {"a letter of four that becomes three", "table = [{ from = 'a{4}', to = 'aaa' }]"},
    {"a run cut to three, of which two are rewritten",
     "squeeze = { set = '[a]', max = 3 }\ntable = [{ from = 'aaa', to = 'aab' }, "
     "{ from = 'aab', to = 'c' }]"},
    {"a squeeze before what makes runs",
     "squeeze = { set = '[a]', max = 1 }\ntable = [{ from = 'b', to = 'a' }]"},
    {"a squeeze before a removal", "squeeze = { set = '[a]', max = 1 }\nremove = '[b]'"},
    {"a set that holds its own result", "table = [{ from = '[a-c]', to = 'b' }, "
                                        "{ from = 'bb', to = 'x' }]"},
    {"a group that is written beside its letter", "table = [{ from = '([ab])', to = '$1-' }]"},
    {"groups that change places", "table = [{ from = '(a) (b)', to = '$2$1' }]"},
    {"a group whose neighbour is deleted", "table = [{ from = '(a) x', to = '$1' }]"},
    {"a form before a row that decomposes", "form = 'NFC'\ntable = [{ from = 'أ', to = 'ا' }]\n"
                                            "table = [{ from = 'x', to = 'أ' }]"},
    {"a form before a removal",
     "form = 'NFC'\nremove = '[\\u0640]'\ntable = [{ from = '[x\\u0654]', to = '\\u0654' }]"},
    {"a compatible form before a row that writes a ligature",
     "form = 'NFKC'\ntable = [{ from = 'x', to = '\\uFEFB' }]"},
    {"marks sorted before a row that writes marks",
     "marks = 'shadda-first'\ntable = [{ from = '\\u0670', to = '\\u0651' }]"},
    {"capitals that become small after a row for capitals",
     "table = [{ from = 'aa', to = 'x' }]\ntable = [{ from = 'A', to = 'a' }]"},
    {"digits", "table = [{ from = '[٠-٩]', before = '[0-9]', to = '0' }]"},
    {"a context outside of all letters", "table = [{ from = 'a', before = '[^b-z]', to = 'b' }, { "
                                         "from = 'b', before = 'b', to = 'c' }]"},
};

BOOST_AUTO_TEST_CASE(what_is_not_idempotent_is_refuted) {
  for (const Example &wrong : not_idempotent) {
    BOOST_TEST(check("idempotent", wrong.stages).codes == "AR0208", wrong.how);
  }
}

const std::vector<Example> reversible{
    {"letters", "table = [{ from = 'ب', to = 'b' }, { from = 'ت', to = 't' }]"},
    {"a result with a sign of its own",
     "table = [{ from = 'ت', to = 't' }, { from = 'ه', to = 'h' }, { from = 'ث', to = 't_h' }]"},
    {"results that begin others", "table = [{ from = 'ا', to = 'a' }, { from = 'آ', to = 'ab' }]"},
    {"results that end others", "table = [{ from = 'ا', to = 'a' }, { from = 'آ', to = 'ba' }]"},
    {"a longer row with its own result",
     "table = [{ from = 'ل', to = 'l' }, { from = 'ا', to = 'a' }, { from = 'لا', to = 'L' }]"},
    {"a longer row with the results of its parts",
     "table = [{ from = 'ل', to = 'l' }, { from = 'ا', to = 'a' }, { from = 'لا', to = 'la' }]"},
    {"forms and marks before letters",
     "form = 'NFC'\nmarks = 'shadda-first'\n"
     "table = [{ from = '\\u0651', to = '~' }, { from = '\\u064E', to = 'a' }, "
     "{ from = 'أ', to = '>' }, { from = 'ا', to = 'A' }]"},
    {"a form after letters",
     "marks = 'canonical'\ntable = [{ from = '\\u064E', to = 'a' }, { from = 'ب', to = 'b' }]\n"
     "form = 'NFC'"},
};

BOOST_AUTO_TEST_CASE(what_is_reversible_is_proved) {
  for (const Example &right : reversible) {
    Checked checked = check("reversible", right.stages);
    BOOST_TEST(checked.codes == "", right.how);
    BOOST_TEST(checked.held == "reversible: proved", right.how);
  }
}

const std::vector<Example> idempotent{
    {"letters", "table = [{ from = '[أإآ]', to = 'ا' }]"},
    {"a removal", "remove = '[\\p{M}]'"},
    {"a large squeeze", "squeeze = { set = '[\\p{L}]', max = 2 }"},
    {"a small squeeze, then letters",
     "squeeze = { set = '[ab]', max = 2 }\ntable = [{ from = 'c', to = 'd' }]"},
    {"a form", "form = 'NFKC'"},
    {"a form and an order of marks", "form = 'NFC'\nmarks = 'utr53'"},
    {"a context", "table = [{ from = 'ى', before = '$edge', to = 'ي' }]"},
    {"a removal before what it brings together",
     "remove = '[x]'\ntable = [{ from = 'ab', to = 'c' }]"},
    {"groups", "table = [{ from = '(a) x', to = '$1y' }]"},
    {"an inner set", "table = [{ from = '[a-z]', after = '[0-9]', before = '[0-9]', to = '_' }]"},
};

BOOST_AUTO_TEST_CASE(what_is_idempotent_is_proved) {
  for (const Example &right : idempotent) {
    Checked checked = check("idempotent", right.stages);
    BOOST_TEST(checked.codes == "", right.how);
    BOOST_TEST(checked.held == "idempotent: proved", right.how);
  }
}

} // namespace

BOOST_AUTO_TEST_SUITE_END()
