#include "table/map_pass.h"

#include <unordered_map>

#include "kernel/alphabet.h"

namespace arnorm {
namespace {

constexpr std::size_t max_results = 65'534;

class MapState : public ScriptingState<MapState> {
public:
  explicit MapState(const MapPass &pass) : pass_(pass) {}

  template <class Script>
  void run(std::u32string_view piece, bool, std::u32string &out, Script &script) {
    for (std::size_t at = 0; at < piece.size();) {
      std::size_t copied = pass_.unchanged(piece.substr(at));
      out += piece.substr(at, copied);
      script.copy(copied);
      at += copied;
      if (at < piece.size()) {
        std::size_t before = out.size();
        pass_.append(piece[at], out);
        bool copies = out.size() == before + 1 && out[before] == piece[at];
        copies ? script.copy(1) : script.replace(1, out.size() - before);
        ++at;
      }
    }
  }

  bool save(std::u32string &) override { return true; }

private:
  const MapPass &pass_;
};

} // namespace

PassPtr MapPass::make(const CharacterMap &map) {
  auto pass = std::make_unique<MapPass>();
  std::unordered_map<std::u32string_view, std::uint16_t> known;
  for (const CharacterMap::Mapping &entry : map.entries()) {
    auto [at, fresh] =
        known.emplace(entry.to, static_cast<std::uint16_t>(pass->results_.size() + 1));
    if (fresh) {
      if (pass->results_.size() == max_results) {
        return nullptr;
      }
      pass->results_.push_back(entry.to);
    }
    pass->numbers_.set(entry.range, at->second);
  }
  pass->numbers_.shrink();
  return pass;
}

void MapPass::append_result(std::uint16_t number, char32_t c, std::u32string &out) const {
  for (char32_t result : results_[number - std::size_t{1}]) {
    out.push_back(result == CharacterMap::self ? c : result);
  }
}

std::unique_ptr<PassState> MapPass::start() const { return std::make_unique<MapState>(*this); }

bool MapPass::first_outputs(char32_t c, std::vector<char32_t> &out) const {
  std::uint16_t number = numbers_[c];
  if (number == 0) {
    out.push_back(c);
    return true;
  }
  const std::u32string &result = results_[number - std::size_t{1}];
  if (result.empty()) {
    return false;
  }
  out.push_back(result[0] == CharacterMap::self ? c : result[0]);
  return true;
}

void MapPass::apply_to(Alphabet &alphabet) const {
  for (std::u32string &text : alphabet.text) {
    std::u32string result;
    for (char32_t c : text) {
      append(c, result);
    }
    text = std::move(result);
  }
}

std::size_t MapPass::bytes() const {
  return numbers_.bytes() + results_.size() * sizeof(std::u32string);
}

} // namespace arnorm
