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

// Two links for a `from` above max + 1. The first one inserts a tag before a run that is too long,
// and the second one deletes each member that follows `max` others after that tag.
std::vector<IcuLink> long_run_links(const CodePointSet &set, const SqueezeStage &squeeze,
                                    IcuSyntax &syntax) {
  static const CodePointSet all{{0, CodePointSet::edge - 1}};
  std::string member = syntax.set(set);
  IcuLink mark{.behind = 1};
  mark.text = fmt::format("{} {{ {} }} ", syntax.set(all.minus(set)), syntax.group(member));
  for (int i = 1; i < squeeze.from; ++i) {
    mark.text += member;
  }
  mark.text += " > \\uDD01 $1;\n";
  IcuLink cut{.behind = static_cast<std::size_t>(squeeze.max) + 1}; // the tag is before them
  cut.text = "\\uDD01";
  for (int i = 0; i < squeeze.max; ++i) {
    cut.text += member;
  }
  cut.text += fmt::format(" {{ {} > ;\n", member);
  return {std::move(mark), std::move(cut)};
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
  if (squeeze.from == squeeze.max + 1) {
    links.push_back(cut_link(set, squeeze.max, syntax));
    if (parted) {
      links.push_back({.text = "\\uDD00 > ;\n"});
    }
  } else {
    for (IcuLink &link : long_run_links(set, squeeze, syntax)) {
      links.push_back(std::move(link));
    }
    links.push_back({.text = "[\\uDD00\\uDD01] > ;\n"});
  }
  return guard ? guarded(std::move(links)) : links;
}

class SqueezeKind : public StageKind {
public:
  bool has_reverse() const override { return false; }

  Reach reach(const Step &step) const override {
    const SqueezeStage &squeeze = squeeze_of(*step.stage);
    return {static_cast<std::size_t>(squeeze.from - 1),
            static_cast<std::size_t>(squeeze.from - squeeze.max - 1)};
  }

  StageLetters letters(const Stage &stage) const override {
    return {.read = {squeeze_of(stage).set}};
  }

  // For each character, a rule that deletes it after `max` equal ones. There is none for a `from`
  // that is larger, where the deletion of a character depends on those that follow.
  std::optional<FlatRules> as_table(const Step &step) const override {
    constexpr std::size_t max_rules = 64;
    const SqueezeStage &squeeze = squeeze_of(*step.stage);
    if (squeeze.set.size() > max_rules || squeeze.from != squeeze.max + 1) {
      return std::nullopt;
    }
    FlatRules flat;
    flat.behind = static_cast<std::size_t>(squeeze.max);
    flat.longest = 1;
    CodePointSet members = squeeze.set.minus(surrogates());
    for (auto [first, last] : members.ranges()) {
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
    std::string long_ones =
        squeeze.from == squeeze.max + 1 ? "" : fmt::format("{} or more of ", squeeze.from);
    return {.what = fmt::format("cut runs of {}one character to {}", long_ones, squeeze.max),
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
