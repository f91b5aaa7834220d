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
  return is_rules ? Chain::parse(head, options) : Chain::load(head, options);
}

std::string in_pieces(const Chain &chain, std::string_view text, Invalid invalid, Tally &tally) {
  Stream stream(chain, invalid);
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
         a.first_malformed == b.first_malformed;
}

void compare(const Loaded &icu, const Loaded &table, std::string_view text, Invalid invalid) {
  std::string wanted;
  std::string got;
  Tally of_icu = icu->apply(text, wanted, invalid);
  Tally of_table = table->apply(text, got, invalid);
  require(got == wanted, "engines give the same bytes");
  require(same(of_icu, of_table), "engines meet the same malformed bytes");
  for (const Loaded *loaded : {&icu, &table}) {
    Tally of_pieces;
    std::string pieces = in_pieces(**loaded, text, invalid, of_pieces);
    require(same(of_pieces, of_icu), "cuts change no tally");
    require(of_icu.stopped || pieces == wanted, "cuts change nothing");
  }
}

void compare(std::string_view head, std::string_view text, Direction direction) {
  // What lies on this machine is no part of the input.
  Options options{.direction = direction, .engine = Engine::icu, .files = Files::none};
  Loaded icu = load(head, options);
  options.engine = Engine::automatic;
  Loaded table = load(head, options);
  if (!icu) { // more than ICU can hold is nothing to compare with
    return;
  }
  require(bool(table), "what ICU can run, the tables can");
  for (Invalid invalid : {Invalid::keep, Invalid::replace, Invalid::error}) {
    compare(icu, table, text, invalid);
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
    compare(head, text, direction);
  }
  return 0;
}
