// Converts arbitrary bytes with rule sets that ship, under each policy for malformed UTF-8.
#include <string>
#include <vector>

#include "arnorm/arnorm.h"
#include "harness.h"

namespace arnorm::fuzz {
namespace {

struct Subject {
  std::shared_ptr<const Chain> chain;
  bool idempotent;
};

Subject must(Loaded loaded, bool idempotent) {
  if (!loaded) {
    std::fputs(render(loaded.diagnostics).c_str(), stderr);
  }
  require(bool(loaded), "what ships can be loaded");
  return {loaded.share(), idempotent};
}

Subject shipped(std::string_view chain, Direction direction, bool idempotent) {
  return must(Chain::load(chain, {.direction = direction, .files = Files::none}), idempotent);
}

std::vector<Subject> load_shipped() {
  std::vector<Subject> all;
  for (std::string_view name : {"nfc", "nfd", "nfkc", "nfkd", "mark-order", "clean", "search",
                                "presentation-forms", "strip-tashkeel", "digits-ascii"}) {
    all.push_back(shipped(name, Direction::forward, true));
  }
  for (std::string_view chain : {"buckwalter", "iso-233", "search,buckwalter", "nfd,iso-233,nfc"}) {
    all.push_back(shipped(chain, Direction::forward, false));
  }
  for (std::string_view chain : {"buckwalter", "iso-233"}) {
    all.push_back(shipped(chain, Direction::reverse, false));
  }
  return all;
}

// Its only row replaces a text with itself, so it changes nothing.
Subject load_idle() {
  return must(Chain::parse("format = 1\nname = \"idle\"\n[[stage]]\n"
                           "table = [ { from = '\\U0010FFFD', to = '\\U0010FFFD' } ]\n"),
              true);
}

void check_tallies(const Chain &chain, std::string_view text) {
  std::string kept, replaced, stopped;
  Tally keep = chain.apply(text, kept);
  Tally replace = chain.apply(text, replaced, Invalid::replace);
  Tally error = chain.apply(text, stopped, Invalid::error);
  require(keep.malformed == replace.malformed, "keep and replace count the same bytes");
  require(!keep.stopped && !replace.stopped, "keep and replace do not stop");
  require(error.stopped == (keep.malformed > 0), "error stops where there is something malformed");
  require(!error.stopped || stopped.empty(), "error writes nothing of a malformed text");
  require(error.stopped || stopped == kept, "policies differ on malformed text only");
  require(keep.malformed > 0 || replaced == kept, "policies differ on malformed text only");
  require(keep.first_malformed.has_value() == (keep.malformed > 0), "the first byte is one");
  require(keep.first_malformed.value_or(0) <= text.size(), "the first byte is in the text");
  require(keep.first_malformed == replace.first_malformed, "policies see the same first byte");
  require(keep.first_malformed == error.first_malformed, "policies see the same first byte");
  std::string unused;
  require(chain.apply(replaced, unused).malformed == 0, "replace writes UTF-8");
}

// Only for well-formed text: if the text between two malformed bytes is removed, they may become a
// character.
void check_idempotence(const Subject &subject, std::string_view text) {
  std::string once;
  if (subject.idempotent && subject.chain->apply(text, once).malformed == 0) {
    require(subject.chain->apply(once) == once, "a normalization done twice is the same as once");
  }
}

void check_one(const Subject &subject, std::string_view text) {
  check_tallies(*subject.chain, text);
  check_idempotence(subject, text);
}

} // namespace
} // namespace arnorm::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  using namespace arnorm::fuzz;
  static const std::vector<Subject> all = load_shipped();
  static const Subject idle = load_idle();
  std::string_view text = text_of(data, size);
  for (const Subject &subject : all) {
    check_one(subject, text);
  }
  check_one(idle, text);
  require(idle.chain->apply(text) == text, "what no rule names is copied byte for byte");
  return 0;
}
