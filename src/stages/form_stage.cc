// `form`: a normalization form (Unicode Standard Annex #15).
#include <fmt/format.h>

#include "stages/stage_kind.h"

namespace arnorm {
namespace {

Form form_of(const Stage &stage) { return std::get<FormStage>(stage.what).form; }

class FormKind : public StageKind {
public:
  // Normalization affects a letter together with all of its marks.
  Reach reach(const Step &) const override { return {max_mark_run + 1, max_mark_run + 1}; }

  // The stability policy of Unicode limits canonical mappings to three times the length. Of the
  // compatibility mappings that of U+FDFA is the longest: 33 bytes for 3.
  std::optional<double> growth(const Step &step) const override {
    Form form = form_of(*step.stage);
    return form == Form::nfc || form == Form::nfd ? 3 : 11;
  }

  bool is_idempotent() const override { return true; }

  bool join(Fusion &fusion, const Step &step, Report &) const override {
    fusion.add(Shaping(form_of(*step.stage)));
    return true;
  }

  std::vector<IcuLink> icu_form(const Step &step, IcuText, IcuSyntax &, Report &) const override {
    return {{.kind = IcuLink::Kind::transform,
             .text = form_name(form_of(*step.stage)),
             .splits_marks = true}};
  }

  std::string name(const Stage &stage) const override {
    return fmt::format("{} {}", FormStage::key, form_name(form_of(stage)));
  }

  StageWords words(const Stage &stage) const override {
    return {.what = "Unicode normalization form " + form_name(form_of(stage))};
  }
};

} // namespace

const StageKind &kind_of(const FormStage &) {
  static const FormKind kind;
  return kind;
}

} // namespace arnorm
