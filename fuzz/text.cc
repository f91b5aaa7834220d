// Arbitrary bytes as a text for rule sets that ship, under each policy for malformed UTF-8.
#include <string>
#include <vector>

#include "arnorm/arnorm.h"
#include "harness.h"

namespace arnorm::fuzz {
namespace {

// One chain under the three policies.
struct Chains {
  std::shared_ptr<const Chain> keep, replace, error;
  bool idempotent;
};

std::shared_ptr<const Chain> must(Loaded loaded) {
  if (!loaded) {
    std::fputs(render(loaded.diagnostics).c_str(), stderr);
  }
  require(bool(loaded), "what ships can be loaded");
  return loaded.share();
}

template <class Load> Chains under_each_policy(bool idempotent, const Load &load) {
  return {must(load(Invalid::keep)), must(load(Invalid::replace)), must(load(Invalid::error)),
          idempotent};
}

Chains shipped(std::string_view chain, Direction direction, bool idempotent) {
  return under_each_policy(idempotent, [&](Invalid invalid) {
    return Chain::load(chain, {.direction = direction, .invalid = invalid, .path = {}});
  });
}

std::vector<Chains> load_shipped() {
  std::vector<Chains> all;
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

// Its only row writes what it reads, so it matches nothing that it would change.
Chains load_idle() {
  return under_each_policy(true, [](Invalid invalid) {
    return Chain::parse("format = 1\nname = \"idle\"\n[[stage]]\n"
                        "table = [ { from = '\\U0010FFFD', to = '\\U0010FFFD' } ]\n",
                        {.invalid = invalid, .path = {}});
  });
}

void check_tallies(const Chains &chains, std::string_view text) {
  std::string kept, replaced, stopped;
  Tally keep = chains.keep->apply(text, kept);
  Tally replace = chains.replace->apply(text, replaced);
  Tally error = chains.error->apply(text, stopped);
  require(keep.malformed == replace.malformed, "keep and replace count the same bytes");
  require(!keep.stopped && !replace.stopped, "keep and replace do not stop");
  require(error.stopped == (keep.malformed > 0), "error stops where there is something malformed");
  require(!error.stopped || stopped.empty(), "error writes nothing of a malformed text");
  require(error.stopped || stopped == kept, "policies differ on malformed text only");
  require(keep.malformed > 0 || replaced == kept, "policies differ on malformed text only");
  if (keep.malformed > 0) {
    require(keep.first_malformed < text.size(), "the first malformed byte is in the text");
    require(keep.first_malformed == replace.first_malformed, "policies see the same first byte");
    require(keep.first_malformed == error.first_malformed, "policies see the same first byte");
  }
  std::string unused;
  require(chains.keep->apply(replaced, unused).malformed == 0, "replace writes UTF-8");
}

// Of well-formed text only: where what stands between two malformed bytes is removed, they may
// become a character.
void check_idempotence(const Chains &chains, std::string_view text) {
  std::string once;
  if (chains.idempotent && chains.keep->apply(text, once).malformed == 0) {
    require(chains.keep->apply(once) == once, "a normalization done twice is the same as once");
  }
}

void check_one(const Chains &chains, std::string_view text) {
  check_tallies(chains, text);
  check_idempotence(chains, text);
}

} // namespace
} // namespace arnorm::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  using namespace arnorm::fuzz;
  static const std::vector<Chains> all = load_shipped();
  static const Chains idle = load_idle();
  std::string_view text = text_of(data, size);
  for (const Chains &chains : all) {
    check_one(chains, text);
  }
  check_one(idle, text);
  require(idle.keep->apply(text) == text, "what no rule names is copied byte for byte");
  return 0;
}
