// `icu`: an ICU transform, or rules in ICU's syntax.
#include "stages/stage_kind.h"

namespace arnorm {
namespace {

class IcuKind : public StageKind {
public:
  bool has_reverse() const override { return false; }

  Reach reach(const Step &) const override { return {.bounded = false}; }

  std::string_view needs_icu() const override { return "an ICU transform"; }

  bool join(Fusion &, const Step &, Report &) const override { return false; }

  std::vector<IcuLink> icu_form(const Step &step, IcuText, IcuSyntax &, Report &) const override {
    const auto &icu = std::get<IcuStage>(step.stage->what);
    return {{.kind = IcuLink::Kind::foreign, .text = icu.text, .span = icu.span}};
  }

  StageWords words(const Stage &stage) const override {
    return {.what = "ICU transform", .text = std::get<IcuStage>(stage.what).text};
  }
};

} // namespace

const StageKind &kind_of(const IcuStage &) {
  static const IcuKind kind;
  return kind;
}

} // namespace arnorm
