#include "stages/flat_stage.h"

#include <algorithm>

#include "characters/utf.h"
#include "table/character_map.h"

namespace arnorm {
namespace {

// At most how often a rule's output repeats one character of its match.
std::size_t most_copies(const Rule &rule) {
  std::size_t most = 0;
  for (std::size_t i = 0; i < rule.from.size(); ++i) {
    std::size_t copies =
        std::count_if(rule.to.begin(), rule.to.end(), [i](const OutputPiece &piece) {
          return !piece.is_text && piece.begin <= i && i < piece.end;
        });
    most = std::max(most, copies);
  }
  return most;
}

// `$1$1 b` for a match of at least three bytes: twice what was matched, and a third.
double growth_of(const Rule &rule, const SetPool &sets) {
  std::size_t shortest = 0;
  for (SetPool::Id id : rule.from) {
    shortest += utf8_length(sets[id].first());
  }
  std::size_t text = 0;
  for (const OutputPiece &piece : rule.to) {
    text += utf8_length(piece.text);
  }
  return static_cast<double>(most_copies(rule)) +
         static_cast<double>(text) / static_cast<double>(shortest);
}

} // namespace

Reach reach_of(const FlatRules &flat) {
  std::size_t longest = std::max<std::size_t>(flat.longest, 1);
  return {longest - 1 + flat.behind, longest - 1 + flat.ahead};
}

double growth_of(const FlatRules &flat) {
  double most = 1;
  for (const Rule &rule : flat.rules) {
    most = std::max(most, growth_of(rule, flat.sets));
  }
  return most;
}

bool join_rules(const FlatRules &flat, Fusion &fusion) {
  if (auto map = CharacterMap::of_table(flat)) {
    fusion.add(std::move(*map));
    return true;
  }
  PassPtr pass = TablePass::make(flat);
  if (!pass) {
    return false;
  }
  fusion.add(std::move(pass));
  return true;
}

std::optional<RowPass> row_pass_of(FlatRules flat) {
  auto pass = TablePass::make(flat);
  return pass ? std::optional(RowPass{std::move(pass), std::move(flat.rows)}) : std::nullopt;
}

} // namespace arnorm
