// Converts arbitrary bytes in pieces, cut anywhere, and compares with Chain::apply for the whole:
//
// - the result and the tally are the same, under each policy for malformed bytes; what `error` has
//   written before it stopped is the beginning of what `keep` writes;
// - the alignments of the parts join to that of the whole, and none is ahead of the output;
// - a piece may be a part of the output;
// - a stream may be used again for the next text.
//
// The first byte selects the chain and the policy, the second one how many sizes of pieces follow.
// These are used in turn. The rest is the text.
#include <memory>
#include <string>
#include <vector>

#include "arnorm/alignment.h"
#include "arnorm/arnorm.h"
#include "harness.h"

namespace arnorm::fuzz {
namespace {

constexpr std::size_t longest_text = 1u << 13;

using ChainPtr = std::shared_ptr<const Chain>;

constexpr const char *contexts = R"(format = 1
name = "contexts"
[[stage]]
table = [
  { from = "a", to = "1", after = "$start", before = "$end" },
  { from = "a{1,8}", to = "2", before = "b" },
  { from = "(b)(c)?", to = "$2$1", after = "[ac]{1,4}" },
  { from = "\u064E", to = "x", before = "[\u0300-\u0370\u064B-\u0652]{0,3}\u0628" },
  { from = "dddd", to = "" },
]
[[stage]]
form = "NFKC"
[[stage]]
squeeze = { set = "[x\u0640\u0301]", max = 2 }
only = "forward"
)";

constexpr const char *icu_stage = "format = 1\nname = \"icu\"\n[[stage]]\nicu = \"Any-Latin\"\n"
                                  "[[stage]]\nform = \"NFC\"\n";

std::vector<ChainPtr> load_all() {
  std::vector<Loaded> loaded;
  for (const char *name : {"buckwalter", "search", "clean", "iso-233", "nfd", "nfkc", "mark-order",
                           "search,buckwalter", "ala-lc", "persian", "squeeze-elongation"}) {
    loaded.push_back(Chain::load(name, {.files = Files::none}));
  }
  Options reverse{.direction = Direction::reverse, .files = Files::none};
  loaded.push_back(Chain::load("buckwalter", reverse));
  loaded.push_back(Chain::load("iso-233", reverse));
  Options icu{.engine = Engine::icu, .files = Files::none};
  loaded.push_back(Chain::load("nfc,buckwalter", icu));
  loaded.push_back(Chain::parse(contexts));
  loaded.push_back(Chain::parse(icu_stage));
  std::vector<ChainPtr> chains;
  for (const Loaded &each : loaded) {
    std::fputs(each ? "" : render(each.diagnostics).c_str(), stderr);
    require(bool(each), "what ships can be loaded");
    chains.push_back(each.share());
  }
  return chains;
}

// How a text is cut: sizes that are used in turn.
class Cuts {
public:
  explicit Cuts(std::string_view sizes) : sizes_(sizes) {}

  std::size_t next() {
    if (sizes_.empty()) {
      return 1;
    }
    std::size_t size = static_cast<unsigned char>(sizes_[at_++ % sizes_.size()]);
    if (size == 0 && ++empty_ % 4 == 0) {
      return 1; // so that the text ends
    }
    return size;
  }

private:
  std::string_view sizes_;
  std::size_t at_ = 0;
  std::size_t empty_ = 0;
};

struct Whole {
  std::string kept; // under Invalid::keep
  std::string out;
  Tally tally;
  Alignment map;
};

Whole convert(const Chain &chain, std::string_view text, Invalid invalid) {
  Whole whole;
  chain.apply(text, whole.kept);
  whole.tally = chain.apply(text, whole.out, whole.map, invalid);
  return whole;
}

void check_end(const Whole &whole, const Tally &tally, std::string_view out) {
  require(tally.malformed == whole.tally.malformed && tally.stopped == whole.tally.stopped &&
              tally.first_malformed == whole.tally.first_malformed,
          "cuts change no tally");
  require(tally.stopped || out == whole.out, "cuts change nothing");
  require(!tally.stopped || std::string_view(whole.kept).starts_with(out),
          "what was written before a stop stays");
}

void plain(Stream &stream, const Whole &whole, std::string_view text, Cuts cuts) {
  std::string out;
  while (!text.empty()) {
    std::string_view piece = text.substr(0, cuts.next());
    text.remove_prefix(piece.size());
    stream.write(piece, out);
  }
  Tally tally = stream.finish(out);
  check_end(whole, tally, out);
}

// Each piece is taken from the string to which the result is appended.
void from_output(Stream &stream, const Whole &whole, std::string_view text, Cuts cuts) {
  std::string out(text);
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = std::min(cuts.next(), text.size() - at);
    stream.write(std::string_view(out).substr(at, size), out);
    at += size;
  }
  Tally tally = stream.finish(out);
  require(out.starts_with(text), "what was there stays");
  check_end(whole, tally, std::string_view(out).substr(text.size()));
}

void join(Alignment &joined, const Alignment &part, std::size_t written) {
  require(part.input_begin() == joined.input_size(), "a part begins where the last one ends");
  require(part.output_begin() == joined.output_size(), "a part begins where the last one ends");
  joined.append(part);
  require(joined.output_size() <= written, "no part is ahead of the output");
}

void aligned(Stream &stream, const Whole &whole, std::string_view text, Cuts cuts) {
  std::string out;
  Alignment joined;
  Alignment part;
  std::size_t size = text.size();
  while (!text.empty()) {
    std::string_view piece = text.substr(0, cuts.next());
    text.remove_prefix(piece.size());
    stream.write(piece, out, part);
    join(joined, part, out.size());
    require(joined.input_size() <= size - text.size(), "a part says nothing of what comes later");
  }
  Tally tally = stream.finish(out, part);
  join(joined, part, out.size());
  check_end(whole, tally, out);
  require(tally.stopped || joined.edits() == whole.map.edits(), "parts join to the whole");
  require(tally.stopped || joined.input_size() == whole.map.input_size(), "parts cover the text");
}

void check(Choices choices) {
  static const std::vector<ChainPtr> chains = load_all();
  constexpr Invalid policies[] = {Invalid::keep, Invalid::replace, Invalid::error};
  std::size_t head = choices.byte();
  const Chain &chain = *chains[head % chains.size()];
  Invalid invalid = policies[head / chains.size() % std::size(policies)];
  Cuts cuts(choices.piece(choices.byte() % 16));
  std::string_view text = choices.rest().substr(0, longest_text);
  Whole whole = convert(chain, text, invalid);
  Stream stream(chain, invalid); // of one text after the other
  plain(stream, whole, text, cuts);
  aligned(stream, whole, text, cuts);
  from_output(stream, whole, text, cuts);
  aligned(stream, whole, text, Cuts("\x01"));
}

} // namespace
} // namespace arnorm::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  using namespace arnorm::fuzz;
  check(Choices(text_of(data, size)));
  return 0;
}
