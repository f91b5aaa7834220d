// Loads arbitrary bytes as a rule file, and converts the text after a line `---`, which is not
// TOML. Loading must yield a chain or a diagnostic, and the chain must convert any text.
#include <algorithm>
#include <string>

#include "arnorm/arnorm.h"
#include "characters/growth_limit.h"
#include "harness.h"

namespace arnorm::fuzz {
namespace {

constexpr std::size_t longest_text = 1u << 14; // so that the time is spent on the rules

bool has_error(const Loaded &loaded) {
  return std::any_of(loaded.diagnostics.begin(), loaded.diagnostics.end(),
                     [](const Diagnostic &d) { return d.severity == Severity::error; });
}

void check_place(const Place &place) {
  require(place.line == 0 || (place.column > 0 && place.length > 0), "a place has a column");
  require(place.text.find('\n') == std::string::npos, "a quoted line is one line");
}

void check_diagnostics(const Loaded &loaded) {
  require(bool(loaded) != has_error(loaded), "there is a chain or an error, and not both");
  for (const Diagnostic &d : loaded.diagnostics) {
    require(!explain_code(to_string(d.code)).empty(), "a code has a page");
    require(!d.message.empty(), "there is a message");
    if (d.place) {
      check_place(*d.place);
    }
    if (d.second) {
      check_place(*d.second);
    }
  }
  for (bool terminal : {false, true}) {
    std::string page = render(loaded.diagnostics, {.color = terminal, .isolate = terminal});
    require(page.empty() == loaded.diagnostics.empty(), "what is wrong is said");
  }
}

std::string check_text(const Chain &chain, std::string_view text) {
  chain.apply(text); // the first use of a rule of ICU's may differ from all others: AR0224
  std::string once = chain.apply(text);
  std::string twice = "before";
  chain.apply(text, twice);
  require(twice == "before" + once, "the result is appended, and always the same");
  require(chain.apply("").empty(), "nothing comes of nothing");
  return once;
}

// Throws TextTooLong where the rules make a text too long.
void both_ways(std::string_view rules, std::string_view text) {
  Options options;
  Loaded forward = Chain::parse(rules, options);
  options.direction = Direction::reverse;
  Loaded reverse = Chain::parse(rules, options);
  check_diagnostics(forward);
  check_diagnostics(reverse);
  std::string there(text);
  if (forward) {
    there = check_text(*forward, text);
    forward->icu_rules();
    forward->reach();
  }
  if (reverse) {
    check_text(*reverse, text);
    check_text(*reverse, there);
    reverse->icu_rules();
  }
}

} // namespace
} // namespace arnorm::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  using namespace arnorm::fuzz;
  Parts parts = parts_of(text_of(data, size));
  try {
    both_ways(parts.head, parts.text.substr(0, longest_text));
  } catch (const arnorm::TextTooLong &) { // stages that multiply a text
  }
  return 0;
}
