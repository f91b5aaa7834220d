// The diagnostics of `arnorm check` for programs: JSON, and workflow commands of GitHub Actions.
#include <boost/test/unit_test.hpp>

#include "support/shell.h"
#include "tool/report/check_github.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_FIXTURE_TEST_SUITE(check_json, Shell)

namespace {

const char *const masked = R"(format = 1
name = "masked"

[[stage]]
table = [
  { from = "ة", to = "x" },
  { from = "ةَ", to = "y" }, { from = "ة", to = "z" },
]
)";

} // namespace

BOOST_AUTO_TEST_CASE(places_have_ends_code_points_and_a_second_place) {
  write("masked.toml", masked);
  Result result = run("arnorm check --json masked.toml");
  BOOST_TEST(result.status == 1);
  BOOST_TEST(contains(
      result.out,
      R"("code": "AR0203", "severity": "error", "message": "this row can never match", )"
      R"("file": "masked.toml", "line": 7, "column": 30, "end": {"line": 7, "column": 54}, )"
      R"("offset": 108, "bytes": 25, "label": "U+0629 TEH MARBUTA", )"
      R"("text": "{ from = \"ة\", to = \"z\" }", "code_points": ["U+0629 TEH MARBUTA"], )"
      R"("second": {"file": "masked.toml", "line": 6, "column": 3, )"
      R"("end": {"line": 6, "column": 27})"));
  BOOST_TEST(contains(result.out, R"("help": "delete one of the two rows")"));
}

BOOST_AUTO_TEST_CASE(github_gets_a_line_for_each_diagnostic_and_the_summary) {
  write("masked.toml", masked);
  Result result = run("arnorm check --github masked.toml fold-alef");
  BOOST_TEST(result.status == 1);
  BOOST_TEST(contains(result.out, "::error file=masked.toml,line=7,col=30,endColumn=54,"
                                  "title=AR0203::this row can never match%0AU+0629 TEH MARBUTA%0A"
                                  "see masked.toml:6: this row always wins%0Anote: "));
  BOOST_TEST(contains(result.out, "\nfold-alef: no errors\n"));
  BOOST_TEST(run("arnorm check --github --json masked.toml").status == 2);
}

BOOST_AUTO_TEST_CASE(github_gets_escaped_properties_and_messages) {
  Diagnostic d{.code = Code::AR0102, .severity = Severity::warning, .message = "50%: a,b\r\nc"};
  BOOST_TEST(tool::check_github({&d, 1}) == "::warning title=AR0102::50%25: a,b%0D%0Ac\n");
  d.place.emplace().file = "a:b,c%d\n.toml";
  BOOST_TEST(tool::check_github({&d, 1}) ==
             "::warning file=a%3Ab%2Cc%25d%0A.toml,title=AR0102::50%25: a,b%0D%0Ac\n");
}

BOOST_AUTO_TEST_SUITE_END()
