// `marks`: an order of combining marks.
#include <fmt/format.h>

#include "stages/stage_kind.h"

namespace arnorm {
namespace {

MarkOrder order_of(const Stage &stage) { return std::get<MarksStage>(stage.what).order; }

IcuLink link(std::string rules) { return {.text = std::move(rules), .splits_marks = true}; }

// The modifier marks as a set in ICU's syntax.
std::string modifiers() {
  std::string set = "[";
  for (char32_t c : modifier_marks) {
    set += fmt::format("\\U{:08X}", static_cast<unsigned>(c));
  }
  return set + "]";
}

// Stable sorting by rules. A rule swaps a run of marks that must come later with a following run of
// marks that must come earlier, and then examines the former again. This sorts two groups of
// classes. NFD sorts within a group, but it would also decompose four non-starters. These have
// class 230, which is therefore a group of its own: the groups are below 230, 230, and above 230.
std::vector<IcuLink> links_of(MarkOrder order, IcuSyntax &syntax) {
  const std::string decomposing = "[\\u0340\\u0341\\u0343\\u0344]";
  const std::string any = "[:^ccc=0:]";
  const std::string high = "[[:ccc=232:][:ccc=233:][:ccc=234:][:ccc=240:]]";
  auto swap = [&](const std::string &later, const std::string &earlier, const char *to) {
    std::string first = syntax.group(syntax.named(later + "+"));
    std::string second = syntax.group(syntax.named(earlier + "+"));
    return link(fmt::format("{} {} > {};\n", first, second, to));
  };
  std::vector<IcuLink> links;
  links.push_back(
      swap("[[:ccc=230:]" + high + "]", "[" + any + "-[:ccc=230:]-" + high + "]", "$2 | $1"));
  links.push_back(swap(high, "[:ccc=230:]", "$2 | $1"));
  std::string sortable = syntax.named("[" + any + "-" + decomposing + "]+");
  links.push_back(link(fmt::format("{} > &NFD($1);\n", syntax.group(sortable))));
  if (order == MarkOrder::canonical) {
    return links;
  }
  links.push_back(swap("[" + any + "-[\\u0651]]", "[\\u0651]", "$2 | $1"));
  if (order == MarkOrder::utr53) {
    // UAX #53, section 4.1, steps 2b and 2c: modifier combining marks (section 3) that begin the
    // marks of class 230, then those that begin the marks of class 220, move to the front.
    for (const char *ccc : {"230", "220"}) {
      std::string own = fmt::format("[:ccc={}:]", ccc);
      links.push_back(
          swap("[" + any + "-" + own + "]", "[" + modifiers() + "&" + own + "]", "$2 $1"));
    }
  }
  return links;
}

class MarksKind : public StageKind {
public:
  // Sorting affects all marks of a letter.
  Reach reach(const Step &) const override { return {max_mark_run + 1, max_mark_run + 1}; }

  bool is_idempotent() const override { return true; }

  bool join(Fusion &fusion, const Step &step, Report &) const override {
    fusion.add(Shaping(order_of(*step.stage)));
    return true;
  }

  std::vector<IcuLink> icu_form(const Step &step, IcuText, IcuSyntax &syntax,
                                Report &) const override {
    return links_of(order_of(*step.stage), syntax);
  }

  std::string name(const Stage &stage) const override {
    return fmt::format("{} {}", MarksStage::key, order_name(order_of(stage)));
  }

  StageWords words(const Stage &stage) const override {
    return {.what = fmt::format("marks in {} order", order_name(order_of(stage)))};
  }
};

} // namespace

const StageKind &kind_of(const MarksStage &) {
  static const MarksKind kind;
  return kind;
}

} // namespace arnorm
