// Converts arbitrary bytes with any chain of the rule sets that ship, and holds it to its laws:
//
// - the tables give the bytes, the tallies and the edits that ICU gives, and those of the
//   interpreter of the definition;
// - a chain of several sets is these sets one after the other;
// - a result is no larger than `max_output` says, and is the same into memory that is too small for
//   it, with other texts at once, and in a trace;
// - a chain that is line-local does to many lines what it does to each;
// - a set that claims to be idempotent changes nothing the second time;
// - edits obey law 6, and ranges lead both ways.
//
// The first byte tells the number of sets, the direction, and whether ICU runs it too; two bytes
// for each set follow. The rest is the text.
#include <list>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "arnorm/trace.h"
#include "chain/chain_access.h"
#include "characters/utf.h"
#include "edits.h"
#include "harness.h"
#include "parse/rule_library.h"
#include "support/oracle.h"

namespace arnorm::fuzz {
namespace {

constexpr std::size_t longest_text = 1u << 12;
constexpr std::size_t longest_for_oracle = 256; // it is slow
constexpr std::size_t longest_for_trace = 1u << 9;

const std::vector<std::string> &names() {
  static const std::vector<std::string> all = RuleLibrary({.files = Files::none}).names();
  return all;
}

using ChainPtr = std::shared_ptr<const Chain>;

// Keeps the chains that were used last: ICU takes up to a second to load one, and each holds some
// megabytes.
ChainPtr load(const std::string &name, Direction direction, Engine engine) {
  constexpr std::size_t max_kept = 96;
  using Key = std::tuple<std::string, Direction, Engine>;
  static std::list<std::pair<Key, ChainPtr>> kept; // the last one first
  Key key{name, direction, engine};
  auto at = std::find_if(kept.begin(), kept.end(), [&](auto &each) { return each.first == key; });
  if (at != kept.end()) {
    kept.splice(kept.begin(), kept, at);
  } else {
    Options options{.direction = direction, .engine = engine, .files = Files::none};
    kept.emplace_front(key, Chain::load(name, options).share()); // some have no reverse
    kept.resize(std::min(kept.size(), max_kept));
  }
  return kept.front().second;
}

bool same(const Tally &a, const Tally &b) {
  return a.malformed == b.malformed && a.stopped == b.stopped &&
         a.first_malformed == b.first_malformed && a.unfinished == b.unfinished;
}

struct Result {
  std::string out;
  Tally tally;
  Alignment map;
};

Result convert(const Chain &chain, std::string_view text, Invalid invalid) {
  Result result;
  result.tally = chain.apply(text, result.out, result.map, invalid);
  std::string plain = "before";
  require(same(chain.apply(text, plain, invalid), result.tally), "edits change no tally");
  require(plain == "before" + result.out, "edits change no result");
  return result;
}

void check_size(const Chain &chain, std::string_view text, Invalid invalid, const Result &result) {
  if (auto most = chain.max_output(text.size(), invalid)) {
    require(result.out.size() <= *most, "no result is larger than max_output");
  }
  std::string room(result.out.size() / 2, '?');
  Written written = chain.apply(text, std::span<char>(room), invalid);
  require(written.size == result.out.size() && same(written.tally, result.tally),
          "too little memory changes no size");
  require(result.out.starts_with(room), "memory that is too small holds the beginning");
}

void check_policies(const Chain &chain, std::string_view text) {
  Result keep = convert(chain, text, Invalid::keep);
  for (Invalid invalid : {Invalid::keep, Invalid::replace, Invalid::error}) {
    Result result = convert(chain, text, invalid);
    require(result.tally.malformed == keep.tally.malformed || invalid == Invalid::error,
            "policies count the same bytes");
    require(result.tally.stopped == (invalid == Invalid::error && keep.tally.malformed > 0),
            "only error stops");
    if (result.tally.stopped) {
      require(result.out.empty() && result.map == Alignment(), "a stopped text has no result");
      continue;
    }
    check_size(chain, text, invalid, result);
    check_edits(text, result.out, result.map);
    check_ranges(result.map);
    if (keep.tally.malformed == 0) {
      check_characters(text, result.out, result.map);
    }
  }
}

void check_lines(const Chain &chain, std::string_view text) {
  if (!chain.is_line_local()) {
    return;
  }
  std::string joined;
  std::vector<std::string_view> lines;
  for (std::string_view rest = text; !rest.empty();) {
    std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    bool crlf = end < rest.size() && line.ends_with('\r');
    lines.push_back(line.substr(0, line.size() - (crlf ? 1 : 0)));
    joined += chain.apply(lines.back()) + (crlf ? "\r" : "") + (end < rest.size() ? "\n" : "");
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  require(joined == chain.apply(text), "a line-local chain converts line by line");
  Batch batch = chain.apply_each(lines);
  require(batch.size() == lines.size(), "a batch has all results");
  for (std::size_t i = 0; i < lines.size(); ++i) {
    require(batch[i] == chain.apply(lines[i]), "a text of a batch is a text");
  }
}

void check_trace(const Chain &chain, std::string_view text) {
  if (text.size() > longest_for_trace) {
    return;
  }
  Trace trace = chain.trace(text);
  require(trace.out == chain.apply(text), "a trace ends with the result");
  for (std::size_t i = 0; i < trace.stages.size(); ++i) {
    require(trace.stages[i].in == (i == 0 ? trace.in : trace.stages[i - 1].out),
            "each stage of a trace continues the one before");
  }
  to_json(trace);
}

void check_definition(const Chain &chain, std::string_view text) {
  const std::vector<Step> &steps = ChainAccess::compiled(chain).steps();
  bool defined = std::none_of(steps.begin(), steps.end(), [](const Step &step) {
    return std::holds_alternative<IcuStage>(step.stage->what);
  });
  if (defined && text.size() <= longest_for_oracle) {
    require(test::interpret(steps, std::string(text)) == chain.apply(text),
            "a result is that of the definition");
  }
}

void check_idempotence(const std::string &name, const Chain &chain, std::string_view text) {
  std::string once;
  if (chain.direction() == Direction::reverse || chain.apply(text, once).malformed > 0) {
    return;
  }
  for (const SetInfo &set : chain.sets()) {
    require(set.name != name || !set.idempotent || chain.apply(once) == once,
            "a set that claims it is idempotent");
  }
}

void check_icu(const std::string &name, const Chain &table, std::string_view text) {
  ChainPtr icu = load(name, table.direction(), Engine::icu);
  require(icu != nullptr, "ICU can run what ships");
  for (Invalid invalid : {Invalid::keep, Invalid::replace, Invalid::error}) {
    Result wanted = convert(*icu, text, invalid);
    Result got = convert(table, text, invalid);
    require(got.out == wanted.out, "engines give the same bytes");
    require(same(got.tally, wanted.tally), "engines meet the same malformed bytes");
  }
}

// Malformed bytes may become characters when what stood between them is deleted, so that only
// `replace` gives the next set what the chain gives it.
void check_sequence(const std::vector<std::string> &sets, Direction direction, const Chain &chain,
                    std::string_view text) {
  std::string current(text);
  for (std::size_t i = 0; i < sets.size(); ++i) {
    bool reverse = direction == Direction::reverse;
    ChainPtr set = load(sets[reverse ? sets.size() - 1 - i : i], direction, Engine::automatic);
    if (!set) { // nothing of it runs backwards, which is an error only where it is alone
      require(reverse, "the sets of a chain can be loaded");
      continue;
    }
    std::string next;
    set->apply(current, next, Invalid::replace);
    current = next;
  }
  std::string all;
  chain.apply(text, all, Invalid::replace);
  require(all == current, "a chain is its sets one after the other");
}

std::string joined(const std::vector<std::string> &sets) {
  std::string chain;
  for (const std::string &set : sets) {
    chain += (chain.empty() ? "" : ",") + set;
  }
  return chain;
}

void check(Choices choices) {
  std::size_t head = choices.byte();
  Direction direction = (head & 1) != 0 ? Direction::reverse : Direction::forward;
  std::vector<std::string> sets;
  for (std::size_t n = 1 + (head >> 2) % 3; n > 0; --n) {
    sets.push_back(names()[choices.below(names().size())]);
  }
  std::string_view text = choices.rest().substr(0, longest_text);
  std::string name = joined(sets);
  ChainPtr chain = load(name, direction, Engine::automatic);
  if (!chain) {
    require(direction == Direction::reverse, "what ships can be loaded");
    return;
  }
  check_policies(*chain, text);
  check_lines(*chain, text);
  if ((head & 32) != 0) {
    check_trace(*chain, text);
  }
  check_definition(*chain, text);
  check_idempotence(name, *chain, text);
  check_sequence(sets, direction, *chain, text);
  if ((head & 2) != 0 && sets.size() == 1) {
    check_icu(name, *chain, text);
  }
}

} // namespace
} // namespace arnorm::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  using namespace arnorm::fuzz;
  check(Choices(text_of(data, size)));
  return 0;
}
