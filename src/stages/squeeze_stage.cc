// `squeeze`: shortens runs of one character.
#include <set>

#include <fmt/format.h>

#include "icu/icu_sets.h"
#include "stages/stage_kind.h"
#include "table/squeeze_pass.h"

namespace arnorm {
namespace {

const SqueezeStage &squeeze_of(const Stage &stage) { return std::get<SqueezeStage>(stage.what); }

// The members of a set whose code points contain a bit.
CodePointSet with_bit(const CodePointSet &set, char32_t bit) {
  CodePointSet result;
  for (auto [first, last] : set.ranges()) {
    for (char32_t c = first; c <= last;) {
      char32_t block_end = c | (bit - 1);
      if ((c & bit) != 0) {
        result.add({c, std::min(block_end, last)});
      }
      c = block_end + 1;
    }
  }
  return result;
}

// A link that inserts a tag between two adjacent members of the set that differ in some bit. Empty
// if the set has only one member.
IcuLink compare_link(const CodePointSet &set, IcuSyntax &syntax) {
  IcuLink compare{.behind = 1};
  std::set<std::pair<std::string, std::string>> seen;
  for (char32_t bit = 1; bit <= 0x100000; bit <<= 1) {
    CodePointSet ones = with_bit(set, bit);
    CodePointSet zeros = set.minus(ones);
    if (ones.empty() || zeros.empty()) {
      continue;
    }
    std::string one = syntax.set(ones);
    std::string zero = syntax.set(zeros);
    for (const auto &[left, right] : {std::pair(one, zero), std::pair(zero, one)}) {
      if (seen.insert({left, right}).second) {
        compare.text += fmt::format("{} {{ {} > \\uDD00 $1;\n", left, syntax.group(right));
      }
    }
  }
  return compare;
}

// A link that deletes each member that follows `max` others.
IcuLink cut_link(const CodePointSet &set, int max, IcuSyntax &syntax) {
  IcuLink cut{.behind = static_cast<std::size_t>(max)};
  for (int i = 0; i < max; ++i) {
    cut.text += syntax.set(set);
  }
  cut.text += fmt::format(" {{ {} > ;\n", syntax.set(set));
  return cut;
}

// ICU rules cannot compare two characters of a text, but two code points are equal if all of their
// bits are. The first link inserts a tag between members of the set that differ in some bit.
// Members without a tag between them are then a run of one code point: with a set of a and b, "aab"
// becomes "aa", a tag and "b".
std::vector<IcuLink> links_of(const SqueezeStage &squeeze, IcuText text, IcuSyntax &syntax) {
  bool guard = squeeze.set.contains(icu_edge);
  CodePointSet set = IcuSets(text, guard).key(squeeze.set);
  if (set.empty()) {
    return {};
  }
  std::vector<IcuLink> links;
  IcuLink compare = compare_link(set, syntax);
  bool parted = !compare.text.empty();
  if (parted) {
    links.push_back(std::move(compare));
  }
  links.push_back(cut_link(set, squeeze.max, syntax));
  if (parted) {
    links.push_back({.text = "\\uDD00 > ;\n"});
  }
  return guard ? guarded(std::move(links)) : links;
}

class SqueezeKind : public StageKind {
public:
  bool has_reverse() const override { return false; }

  Reach reach(const Step &step) const override {
    return {static_cast<std::size_t>(squeeze_of(*step.stage).max), 0};
  }

  StageLetters letters(const Stage &stage) const override {
    return {.read = {squeeze_of(stage).set}};
  }

  // For each character, a rule that deletes it after `max` equal ones. That is all only if nothing
  // ahead matters.
  std::optional<FlatRules> as_table(const Step &step) const override {
    constexpr std::size_t max_rules = 64;
    const SqueezeStage &squeeze = squeeze_of(*step.stage);
    if (squeeze.set.size() > max_rules || reach(step).ahead > 0) {
      return std::nullopt;
    }
    FlatRules flat;
    flat.behind = static_cast<std::size_t>(squeeze.max);
    flat.longest = 1;
    for (auto [first, last] : squeeze.set.minus(surrogates()).ranges()) {
      for (char32_t c = first; c <= last; ++c) {
        Rule rule;
        rule.from = {flat.sets.add(CodePointSet::single(c))};
        rule.after.assign(flat.behind, rule.from[0]);
        flat.rules.push_back(std::move(rule));
      }
    }
    return flat;
  }

  bool is_idempotent() const override { return true; }

  bool join(Fusion &fusion, const Step &step, Report &) const override {
    fusion.add(make_squeeze_pass(squeeze_of(*step.stage)));
    return true;
  }

  std::vector<IcuLink> icu_form(const Step &step, IcuText text, IcuSyntax &syntax,
                                Report &) const override {
    return links_of(squeeze_of(*step.stage), text, syntax);
  }

  StageWords words(const Stage &stage) const override {
    const SqueezeStage &squeeze = squeeze_of(stage);
    return {.what = fmt::format("cut runs of one character to {}", squeeze.max),
            .set = &squeeze.set,
            .joint = ", for"};
  }

  Counted counted() const override { return Counted::removed; }
};

} // namespace

const StageKind &kind_of(const SqueezeStage &) {
  static const SqueezeKind kind;
  return kind;
}

} // namespace arnorm
