#include "table/fusion.h"

#include "table/checked_forms.h"
#include "table/map_pass.h"

namespace arnorm {
namespace {

constexpr std::size_t max_entries = 60'000; // of a map: each may have a result of its own

} // namespace

void Fusion::add(PassPtr pass) {
  close();
  passes_.push_back(std::move(pass));
}

void Fusion::add(Shaping shaping) {
  if (map_) {
    close();
  }
  shapings_.push_back(shaping);
}

void Fusion::add(CharacterMap map) {
  if (!shapings_.empty()) {
    close();
  }
  if (map_) {
    // Results that are mapped again can grow at every stage.
    bool small = map_->written() * map.longest() + map.written() <= CharacterMap::max_written;
    CharacterMap both = small ? map_->then(map) : CharacterMap();
    if (small && both.entries().size() <= max_entries) {
      map_ = std::move(both);
      return;
    }
    close();
  }
  map_ = std::move(map);
}

void Fusion::close() {
  if (map_) {
    passes_.push_back(MapPass::make(*map_));
    map_.reset();
  }
  if (!shapings_.empty()) {
    passes_.push_back(std::make_unique<CheckedForms>(shapings_));
    shapings_.clear();
  }
}

std::size_t Fusion::count() const {
  return passes_.size() + (map_ ? 1 : 0) + (shapings_.empty() ? 0 : 1);
}

std::vector<PassPtr> Fusion::take() {
  close();
  return std::move(passes_);
}

} // namespace arnorm
