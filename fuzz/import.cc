// Imports arbitrary bytes as ICU's transform rules, as a transform of CLDR in XML, or as a table of
// letters, and converts a text with the result:
//
// - there is a rule file or an error, and not both, and each message has a place in the file;
// - the rule file has no errors;
// - it gives what ICU gives, unless a warning says where it does not, and a table of letters what
//   its lines say.
//
// The first byte selects the kind, the direction and whether filters are left out. What follows is
// the file, a line `---` and a text.
#include <memory>
#include <string>
#include <vector>

#include <unicode/translit.h>

#include "arnorm/arnorm.h"
#include "characters/growth_limit.h"
#include "characters/utf.h"
#include "harness.h"
#include "import/import_transform.h"
#include "import/letter_table.h"

namespace arnorm::fuzz {
namespace {

constexpr std::size_t longest_file = 2048;
constexpr std::size_t longest_text = 256;

struct Import {
  std::string text; // the rule file
  std::string rules;
  std::vector<Diagnostic> found;
  bool good;
};

void check_diagnostics(const std::vector<Diagnostic> &found) {
  for (const Diagnostic &each : found) {
    require(!each.message.empty(), "there is a message");
    require(!each.place || each.place->line == 0 || each.place->column > 0, "a place has a column");
  }
  render(found);
}

Import import(const std::string &file, bool letters, bool reverse, bool filter) {
  auto source = std::make_shared<Source>("file", file);
  Report report;
  Import result;
  if (letters) {
    result.text = import_letters(source, "fuzz", "file", report);
  } else if (RuleText rules = rule_text(source, report); !report.has_errors()) {
    ImportOptions options{.name = "fuzz", .origin = "file", .reverse = reverse, .filter = filter};
    result.text = import_transform(rules, options, report).text;
    result.rules = rules.text;
  }
  result.good = !report.has_errors();
  require(result.good == !result.text.empty(), "there is a rule file or an error, and not both");
  result.found = report.take();
  check_diagnostics(result.found);
  return result;
}

// Of these imports a warning says that they differ from ICU: in their filter, or on long runs.
bool may_differ(const std::vector<Diagnostic> &found) {
  return std::any_of(found.begin(), found.end(), [](const Diagnostic &each) {
    return each.code == Code::AR0503 || each.code == Code::AR0504 || each.code == Code::AR0507;
  });
}

void compare_with_icu(const Import &import, bool reverse, std::string_view text) {
  UParseError where;
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Transliterator> icu(icu::Transliterator::createFromRules(
      "fuzz", icu::UnicodeString::fromUTF8(import.rules), reverse ? UTRANS_REVERSE : UTRANS_FORWARD,
      where, status));
  if (U_FAILURE(status) || !icu) {
    return; // ICU rejects some rules that can be said all the same
  }
  icu::UnicodeString units;
  for (int use = 0; use < 2; ++use) { // the first use of a rule may differ from all others: AR0224
    units = icu::UnicodeString::fromUTF8(std::string(text));
    icu->transliterate(units);
  }
  std::string wanted;
  units.toUTF8String(wanted);
  Loaded chain = Chain::parse(import.text);
  std::string got;
  bool finished = !chain->apply(text, got).unfinished;
  if (finished && got != wanted) {
    std::fprintf(stderr, "%s\ntext: %s\nICU:  %s\nrows: %s\n", import.text.c_str(),
                 std::string(text).c_str(), wanted.c_str(), got.c_str());
  }
  require(!finished || got == wanted, "an import gives what ICU gives");
}

void check(Choices choices) {
  std::size_t head = choices.byte();
  bool letters = head % 4 == 0;
  bool reverse = head / 4 % 2 == 1;
  bool filter = head / 8 % 2 == 0;
  Parts parts = parts_of(choices.rest());
  std::string file(parts.head.substr(0, longest_file));
  Import result = import(file, letters, reverse, filter);
  if (!result.good) {
    return;
  }
  Loaded chain = Chain::parse(result.text);
  if (!chain) {
    std::fprintf(stderr, "%s\n%s", result.text.c_str(), render(chain.diagnostics).c_str());
  }
  require(bool(chain), "an import has no errors");
  std::string_view text = parts.text.substr(0, longest_text);
  chain->apply(text);
  if (!letters && filter && !may_differ(result.found) && find_malformed(text) == text.npos) {
    compare_with_icu(result, reverse, text);
  }
}

} // namespace
} // namespace arnorm::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  using namespace arnorm::fuzz;
  try {
    check(Choices(text_of(data, size)));
  } catch (const arnorm::TextTooLong &) { // stages that multiply a text
  }
  return 0;
}
