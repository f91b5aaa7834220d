// `use`: inserts the stages of another rule set. Laying out a chain replaces each `use`, so no step
// contains one.
#include "stages/stage_kind.h"

namespace arnorm {
namespace {

class UseKind : public StageKind {
public:
  Reach reach(const Step &) const override { return {}; }

  bool join(Fusion &, const Step &, Report &) const override { return true; }

  std::vector<IcuLink> icu_form(const Step &, IcuText, IcuSyntax &, Report &) const override {
    return {};
  }

  StageWords words(const Stage &stage) const override {
    return {.what = "use", .name = std::get<UseStage>(stage.what).name};
  }
};

} // namespace

const StageKind &kind_of(const UseStage &) {
  static const UseKind kind;
  return kind;
}

} // namespace arnorm
