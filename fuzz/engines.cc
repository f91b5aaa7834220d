// Compares both engines, and their edits, on arbitrary chains, rule files, texts and cuts.
//
// The input is a head, followed by a line `---` and a text. A head that contains a line feed is a
// rule file; any other head is a chain. The text determines the lengths of the pieces for a Stream.
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "arnorm/alignment.h"
#include "chain/compile.h"
#include "chain/layout.h"
#include "edits.h"
#include "harness.h"
#include "parse/rule_library.h"
#include "table/text_driver.h"

namespace arnorm::fuzz {
namespace {

constexpr std::string_view separator = "\n---\n";
constexpr std::size_t longest_text = 1u << 14; // ICU is slow

// One chain on both engines; null if it cannot be loaded.
struct Engines {
  std::unique_ptr<const CompiledChain> icu, table;
};

bool is_rules(std::string_view head) { return head.find('\n') != head.npos; }

// Files of this machine must not affect the result.
bool names_a_file(std::string_view head) {
  return !is_rules(head) && (head.find('/') != head.npos || head.find(".toml") != head.npos);
}

std::vector<Step> steps_of(std::string_view head, Direction direction, Report &report) {
  RuleLibrary library({});
  std::vector<Step> steps;
  if (!is_rules(head)) {
    steps = steps_of_chain(head, direction, library, report);
  } else if (RuleSetPtr set = library.parse(std::string(head), "<fuzz>", report)) {
    lay_out(set, direction, library, steps, report);
    check_direction(steps, "<fuzz>", direction, report);
  }
  return steps;
}

Engines load(std::string_view head, Direction direction) {
  Engines engines;
  if (names_a_file(head)) {
    return engines;
  }
  Report report;
  std::vector<Step> steps = steps_of(head, direction, report);
  if (!report.has_errors()) {
    engines.icu = CompiledChain::build(steps, report, Engine::icu);
  }
  if (engines.icu) { // a chain too large for ICU cannot be compared
    engines.table = CompiledChain::build(std::move(steps), report, Engine::automatic);
    require(engines.table != nullptr, "what ICU can run, the tables can");
  }
  return engines;
}

// Caches the chains of the last heads: ICU takes up to a second to load a chain, and a fuzzer
// changes texts more often than heads.
const Engines &loaded(std::string_view head, Direction direction) {
  constexpr std::size_t max_kept = 64;
  static std::map<std::pair<std::string, Direction>, Engines> kept;
  auto key = std::pair(std::string(head), direction);
  auto at = kept.find(key);
  if (at == kept.end()) {
    if (kept.size() == max_kept) {
      kept.clear();
    }
    at = kept.emplace(std::move(key), load(head, direction)).first;
  }
  return at->second;
}

std::string in_pieces(const CompiledChain &chain, Invalid invalid, std::string_view text,
                      Tally &tally, Alignment *edits = nullptr) {
  TextDriver stream(chain.program(), invalid, edits);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = static_cast<unsigned char>(text[at]) % 37;
    stream.write(text.substr(at, size), false, out);
    at += size;
    size == 0 ? stream.write(text.substr(at++, 1), false, out) : void();
  }
  tally = stream.finish(out);
  return out;
}

void compare_edits(const CompiledChain &chain, Invalid invalid, std::string_view text,
                   const std::string &wanted) {
  std::string out;
  Alignment map;
  if (chain.apply(text, invalid, out, &map).stopped) {
    return;
  }
  require(out == wanted, "asking for edits changes nothing");
  check_edits(text, out, map);
  check_ranges(map);
  Alignment of_pieces;
  Tally tally;
  in_pieces(chain, invalid, text, tally, &of_pieces);
  check_edits(text, out, of_pieces);
}

bool same(const Tally &a, const Tally &b) {
  return a.malformed == b.malformed && a.stopped == b.stopped &&
         a.first_malformed == b.first_malformed;
}

void compare(const Engines &engines, std::string_view text, Invalid invalid) {
  std::string wanted;
  std::string got;
  Tally of_icu = engines.icu->apply(text, invalid, wanted);
  Tally of_table = engines.table->apply(text, invalid, got);
  require(got == wanted, "engines give the same bytes");
  require(same(of_icu, of_table), "engines meet the same malformed bytes");
  for (const CompiledChain *chain : {engines.icu.get(), engines.table.get()}) {
    Tally of_pieces;
    std::string pieces = in_pieces(*chain, invalid, text, of_pieces);
    require(same(of_pieces, of_icu), "cuts change no tally");
    require(of_icu.stopped || pieces == wanted, "cuts change nothing");
    compare_edits(*chain, invalid, text, wanted);
  }
}

} // namespace
} // namespace arnorm::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  using namespace arnorm;
  using namespace arnorm::fuzz;
  std::string_view input = text_of(data, size);
  std::size_t end = std::min(input.find(separator), input.size());
  std::string_view head = input.substr(0, end);
  std::string_view text = input.substr(std::min(end + separator.size(), input.size()));
  text = text.substr(0, longest_text);
  for (Direction direction : {Direction::forward, Direction::reverse}) {
    const Engines &engines = loaded(head, direction);
    for (Invalid invalid : {Invalid::keep, Invalid::replace, Invalid::error}) {
      if (engines.icu) {
        compare(engines, text, invalid);
      }
    }
  }
  return 0;
}
