// Reads arbitrary bytes as TOML, and compares with toml++, an independent implementation: both
// accept the same texts and read the same values. They may differ in what toml++ is known to get
// wrong.
#include <string>

#include "characters/utf.h"
#include "harness.h"
#include "support/toml_judge.h"

namespace arnorm::fuzz {
namespace {

const std::string not_toml = "not TOML";

bool is_digit(char c) { return (c >= '0' && c <= '9') || c == '_'; }

// TOML does not limit the exponents of floats, but toml++ rejects floats that exceed a double.
bool has_large_exponent(std::string_view text) {
  for (std::size_t at = 0; (at = text.find_first_of("eE", at)) != text.npos; ++at) {
    std::size_t begin = at + 1;
    begin += begin < text.size() && (text[begin] == '+' || text[begin] == '-') ? 1 : 0;
    std::size_t end = begin;
    while (end < text.size() && is_digit(text[end])) {
      ++end;
    }
    if (end - begin >= 3) {
      return true;
    }
  }
  return false;
}

bool is_known_error(std::string_view text, const std::string &judged) {
  return judged == not_toml && has_large_exponent(text);
}

void check(const std::string &text) {
  std::string ours = test::shown_by_arnorm(text);
  if (find_malformed(text) != std::string_view::npos) {
    return; // of a rule file that is reported first
  }
  std::string theirs = test::shown_by_judge(text);
  if (ours != theirs && !is_known_error(text, theirs)) {
    std::fprintf(stderr, "%s\nbut %s\n", ours.c_str(), theirs.c_str());
    require(false, "toml++ reads the same");
  }
}

} // namespace
} // namespace arnorm::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  using namespace arnorm::fuzz;
  check(std::string(text_of(data, size)));
  return 0;
}
