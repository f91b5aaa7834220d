// Checks that --lossless restores arbitrary bytes with each reversible set.
//
// The first byte of the input selects the set, and the second one the protected spans. The rest is
// text.
#include <filesystem>
#include <map>
#include <string>
#include <tuple>

#include "harness.h"
#include "parse/builtin_rules.h"
#include "parse/rule_library.h"
#include "support/work.h"

namespace arnorm::fuzz {
namespace {

std::vector<std::string> reversible_sets() {
  std::vector<std::string> names;
  RuleLibrary library({});
  for (const BuiltinRules &builtin : builtin_rules()) {
    Report report;
    RuleSetPtr set = library.load(std::filesystem::path(builtin.path).stem().string(), {}, report);
    if (set && set->reversible) {
      names.push_back(set->name);
    }
  }
  return names;
}

// Cached, because loading takes longer than converting.
test::Work &work(const std::string &chain, Direction direction, unsigned protect) {
  static std::map<std::tuple<std::string, Direction, unsigned>, test::Work> known;
  tool::FilterArguments arguments;
  arguments.chain = chain;
  arguments.lossless = true;
  arguments.protect = protect;
  arguments.options.direction = direction;
  return known.try_emplace({chain, direction, protect}, arguments).first->second;
}

void there_and_back(const std::string &chain, unsigned protect, std::string_view text) {
  test::Work &there = work(chain, Direction::forward, protect);
  test::Work &back = work(chain, Direction::reverse, 0);
  std::string quoted = there.records(text).out;
  require(back.records(quoted).out == text, "--lossless comes back");
  std::string line = back.pieces(text.substr(0, text.find('\n')), 3).out;
  require(line == back.pieces(text.substr(0, text.find('\n')), text.size() + 1).out,
          "cuts change nothing on the way back");
}

} // namespace
} // namespace arnorm::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  using namespace arnorm::fuzz;
  static const std::vector<std::string> sets = reversible_sets();
  if (size >= 2) {
    std::string_view text = text_of(data + 2, size - 2).substr(0, 1u << 14);
    there_and_back(sets[data[0] % sets.size()], data[1] % 128, text);
  }
  return 0;
}
