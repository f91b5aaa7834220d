// `case`: upper, lower or title case, or case folding.
#include <fmt/format.h>

#include "icu/icu_table.h"
#include "rules/case_rules.h"
#include "stages/flat_stage.h"

namespace arnorm {
namespace {

const CaseStage &case_of(const Stage &stage) { return std::get<CaseStage>(stage.what); }

FlatRules flat_rules(const Step &step) {
  Report ignored;
  return case_rules(case_of(*step.stage), ignored);
}

// `$edge` or `$edge \u02BB`, as in the file.
std::string written_contexts(std::string_view key, const std::vector<Pattern> &contexts) {
  std::string out;
  for (const Pattern &context : contexts) {
    out += fmt::format("{}{} {}", out.empty() ? "" : " ", out.empty() ? key : "or",
                       written(context.span));
  }
  return out;
}

class CaseKind : public StageKind {
public:
  bool has_reverse() const override { return false; }

  Reach reach(const Step &step) const override { return reach_of(flat_rules(step)); }

  StageLetters letters(const Stage &stage) const override {
    const CaseStage &one = case_of(stage);
    StageLetters letters{.read = {one.set}};
    for (auto [first, last] : one.set.ranges()) {
      for (char32_t c = first; c <= last; ++c) {
        letters.written += map_case(c, one.mapping, one.turkic);
      }
    }
    return letters;
  }

  std::optional<double> growth(const Step &step) const override {
    return growth_of(flat_rules(step));
  }

  bool join(Fusion &fusion, const Step &step, Report &report) const override {
    return join_rules(case_rules(case_of(*step.stage), report, fusion.cost()), fusion);
  }

  std::vector<IcuLink> icu_form(const Step &step, IcuText text, IcuSyntax &syntax,
                                Report &report) const override {
    return icu_table(case_rules(case_of(*step.stage), report), text, syntax);
  }

  std::optional<FlatRules> as_table(const Step &step) const override {
    constexpr std::size_t max_letters = 256;
    bool small = case_of(*step.stage).set.size() <= max_letters;
    return small ? std::optional(flat_rules(step)) : std::nullopt;
  }

  std::string name(const Stage &stage) const override {
    return fmt::format("{} {}", CaseStage::key, mapping_of(stage));
  }

  StageWords words(const Stage &stage) const override {
    const CaseStage &one = case_of(stage);
    std::string after = written_contexts("after", one.after);
    std::string before = written_contexts("before", one.before);
    return {.what = fmt::format("{} {}{}", mapping_of(stage),
                                one.mapping == CaseMapping::fold ? "case differences" : "case",
                                one.turkic ? ", with a dotless i" : ""),
            .text = after + (after.empty() || before.empty() ? "" : " ") + before,
            .set = &one.set,
            .joint = ", for"};
  }

  std::optional<RowPass> row_pass(const Step &step, Report &report) const override {
    return row_pass_of(case_rules(case_of(*step.stage), report));
  }

private:
  static const std::string &mapping_of(const Stage &stage) {
    return case_names[static_cast<std::size_t>(case_of(stage).mapping)];
  }
};

} // namespace

const StageKind &kind_of(const CaseStage &) {
  static const CaseKind kind;
  return kind;
}

} // namespace arnorm
