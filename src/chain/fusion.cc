#include "chain/fusion.h"

#include "table/checked_forms.h"
#include "table/map_pass.h"
#include "table/squeeze_pass.h"
#include "table/table_pass.h"

namespace arnorm {
namespace {

constexpr std::size_t max_entries = 60'000; // of a map: each may have a result of its own

} // namespace

bool Fusion::add(const Step &step) {
  const Stage &stage = *step.stage;
  if (const auto *table = std::get_if<TableStage>(&stage.what)) {
    return add_table(step, *table);
  }
  if (const auto *remove = std::get_if<RemoveStage>(&stage.what)) {
    add_map(CharacterMap::of_removal(remove->set));
  } else if (const auto *squeeze = std::get_if<SqueezeStage>(&stage.what)) {
    add(make_squeeze_pass(*squeeze));
  } else {
    if (map_) {
      close();
    }
    forms_.push_back(&stage);
  }
  return true;
}

void Fusion::add(PassPtr pass) {
  close();
  passes_.push_back(std::move(pass));
}

bool Fusion::add_table(const Step &step, const TableStage &table) {
  FlatRules flat = flatten(oriented_rows(table, step.stage->only, step.direction), report_);
  if (auto map = CharacterMap::of_table(flat)) {
    add_map(std::move(*map));
    return true;
  }
  PassPtr pass = TablePass::make(flat);
  if (!pass) {
    return false;
  }
  add(std::move(pass));
  return true;
}

void Fusion::add_map(CharacterMap map) {
  if (!forms_.empty()) {
    close();
  }
  if (map_) {
    CharacterMap both = map_->then(map);
    if (both.entries().size() <= max_entries) {
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
  if (!forms_.empty()) {
    passes_.push_back(std::make_unique<CheckedForms>(forms_));
    forms_.clear();
  }
}

std::size_t Fusion::count() const {
  return passes_.size() + (map_ ? 1 : 0) + (forms_.empty() ? 0 : 1);
}

std::vector<PassPtr> Fusion::take() {
  close();
  return std::move(passes_);
}

} // namespace arnorm
