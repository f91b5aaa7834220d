// `remove`: deletes the characters of a set.
#include <fmt/format.h>

#include "icu/icu_sets.h"
#include "stages/stage_kind.h"
#include "table/character_map.h"

namespace arnorm {
namespace {

const CodePointSet &set_of(const Stage &stage) { return std::get<RemoveStage>(stage.what).set; }

class RemoveKind : public StageKind {
public:
  bool has_reverse() const override { return false; }

  Reach reach(const Step &) const override { return {}; }

  StageLetters letters(const Stage &stage) const override { return {.read = {set_of(stage)}}; }

  std::optional<FlatRules> as_table(const Step &step) const override {
    FlatRules flat;
    CodePointSet key = set_of(*step.stage).minus(surrogates()); // malformed bytes stay
    if (!key.empty()) {
      Rule rule;
      rule.from = {flat.sets.add(key)};
      flat.rules.push_back(std::move(rule));
      flat.longest = 1;
    }
    return flat;
  }

  bool is_idempotent() const override { return true; }

  bool join(Fusion &fusion, const Step &step, Report &) const override {
    fusion.add(CharacterMap::of_removal(set_of(*step.stage)));
    return true;
  }

  std::vector<IcuLink> icu_form(const Step &step, IcuText text, IcuSyntax &syntax,
                                Report &) const override {
    CodePointSet key = IcuSets(text, false).key(set_of(*step.stage));
    if (key.empty()) {
      return {};
    }
    return {{.text = fmt::format("{} > ;\n", syntax.set(key))}};
  }

  StageWords words(const Stage &stage) const override {
    return {.what = "remove", .set = &set_of(stage)};
  }

  Counted counted() const override { return Counted::removed; }
};

} // namespace

const StageKind &kind_of(const RemoveStage &) {
  static const RemoveKind kind;
  return kind;
}

} // namespace arnorm
