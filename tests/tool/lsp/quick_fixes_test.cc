// Changes that solve a problem: each must do so, whatever file has it.
#include <boost/test/unit_test.hpp>

#include <filesystem>

#include <fmt/format.h>

#include "support/support.h"
#include "tool/lsp/file_uri.h"
#include "tool/lsp/quick_fixes.h"

using namespace arnorm;
using namespace arnorm::tool;

BOOST_AUTO_TEST_SUITE(quick_fixes)

namespace {

namespace fs = std::filesystem;

struct Fixed {
  std::string title;
  std::string code;
  std::string text; // of the file after the change
};

struct Editor {
  Workspace workspace{{}};

  std::vector<std::string> codes(const std::string &uri, const std::string &text) {
    workspace.open(uri, text, 1);
    std::vector<std::string> codes;
    for (const Problem &problem :
         problems_of(workspace, *workspace.find(uri), PositionUnit::utf16)) {
      codes.push_back(problem.code);
    }
    return codes;
  }

  std::vector<Fixed> fixes(const std::string &uri, const std::string &text) {
    workspace.open(uri, text, 1);
    Document &document = *workspace.find(uri);
    std::vector<Fixed> all;
    for (const Problem &problem : problems_of(workspace, document, PositionUnit::utf16)) {
      for (const QuickFix &fix : fixes_of(problem, document.text, document.path)) {
        TextDocument after(text);
        after.replace(fix.change.begin, fix.change.end, fix.change.text);
        all.push_back({fix.title, problem.code, after.text()});
      }
    }
    return all;
  }
};

} // namespace

// The rule files that trigger each diagnostic: a quick fix removes at least the one it is for.
BOOST_AUTO_TEST_CASE(each_fix_of_each_diagnostic_solves_it) {
  Editor editor;
  std::size_t fixes = 0;
  for (const auto &entry : fs::directory_iterator(test::source_path("tests/data/diagnostics"))) {
    if (entry.path().extension() != ".toml") {
      continue;
    }
    const std::string uri = uri_of_path(entry.path().string());
    const std::string text = test::read_text(entry.path().string());
    std::vector<std::string> before = editor.codes(uri, text);
    for (const Fixed &fixed : editor.fixes(uri, text)) {
      std::vector<std::string> after = editor.codes(uri, fixed.text);
      auto count = [&](const std::vector<std::string> &codes) {
        return std::count(codes.begin(), codes.end(), fixed.code);
      };
      BOOST_TEST(count(after) < count(before), entry.path().filename() << ": " << fixed.title);
      ++fixes;
    }
  }
  BOOST_TEST(fixes > 15u);
}

BOOST_AUTO_TEST_CASE(a_line_is_deleted_only_if_it_holds_nothing_else) {
  Editor editor;
  const std::string head = "format = 1\nname = 'x'\n[[stage]]\ntable = [\n";
  const std::string tail = "]\n[[test]]\nfrom = ''\nto = ''\n";
  const auto titles = [&](const std::string &rows) {
    std::string out;
    for (const Fixed &fixed : editor.fixes("file:///no/x.toml", head + rows + tail)) {
      out += fixed.title + "; ";
    }
    return out;
  };
  BOOST_TEST(titles("{ from = 'a', to = 'b' },\n{ from = 'a', to = 'c' }, # comment\n") ==
             "Delete this row; ");
  BOOST_TEST(titles("{ from = 'a', to = 'b' }, { from = 'a', to = 'c' },\n") == "");
}

BOOST_AUTO_TEST_SUITE_END()
