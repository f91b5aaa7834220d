// Both engines on arbitrary chains, rule files, texts and cuts: the same bytes, always.
//
// The input is a head and, behind a line `---`, a text. A head with a line feed in it is a rule
// file, any other a chain. The lengths of the pieces that a Stream is given come from the text.
#include <memory>
#include <string>

#include "arnorm/arnorm.h"
#include "harness.h"

namespace arnorm::fuzz {
namespace {

constexpr std::string_view separator = "\n---\n";
constexpr std::size_t longest_text = 1u << 14; // ICU is slow

Loaded load(std::string_view head, const Options &options) {
  bool is_rules = head.find('\n') != std::string_view::npos;
  bool is_file = head.find('/') != std::string_view::npos || head.find(".toml") != head.npos;
  if (!is_rules && is_file) { // what lies on this machine is no part of the input
    return {};
  }
  return is_rules ? Chain::parse(head, options) : Chain::load(head, options);
}

std::string in_pieces(const Chain &chain, std::string_view text, Tally &tally) {
  Stream stream(chain);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = static_cast<unsigned char>(text[at]) % 37;
    stream.write(text.substr(at, size), out);
    at += size;
    size == 0 ? stream.write(text.substr(at++, 1), out) : void();
  }
  tally = stream.finish(out);
  return out;
}

bool same(const Tally &a, const Tally &b) {
  return a.malformed == b.malformed && a.stopped == b.stopped &&
         (a.malformed == 0 || a.first_malformed == b.first_malformed);
}

void compare(std::string_view head, std::string_view text, Options options) {
  options.engine = Engine::icu;
  Loaded icu = load(head, options);
  options.engine = Engine::automatic;
  Loaded table = load(head, options);
  if (!icu) { // more than ICU can hold is nothing to compare with
    return;
  }
  require(bool(table), "what ICU can run, the tables can");
  std::string wanted;
  std::string got;
  Tally of_icu = icu->apply(text, wanted);
  Tally of_table = table->apply(text, got);
  require(got == wanted, "engines give the same bytes");
  require(same(of_icu, of_table), "engines meet the same malformed bytes");
  for (const Loaded *loaded : {&icu, &table}) {
    Tally of_pieces;
    std::string pieces = in_pieces(**loaded, text, of_pieces);
    require(same(of_pieces, of_icu), "cuts change no tally");
    require(of_icu.stopped || pieces == wanted, "cuts change nothing");
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
    for (Invalid invalid : {Invalid::keep, Invalid::replace, Invalid::error}) {
      compare(head, text, {.direction = direction, .invalid = invalid, .path = {}});
    }
  }
  return 0;
}
