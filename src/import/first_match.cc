// From "the first rule that matches" to "the longest one".
//
// An example. Of the rules
//
//     a } [0-9] > x ;
//     a [0-9a-z] > y ;
//
// the first one wins before a digit, although the second one is longer. So the second one becomes
// a [a-z] > y. Where a rule can be excluded in several places, it is divided into as many.
#include <algorithm>

#include "import/flat_transform.h"

namespace arnorm {
namespace {

bool is_fixed(const FlatTransformRule &rule) {
  auto once = [](const Slot &slot) { return slot.once(); };
  return std::all_of(rule.after.begin(), rule.after.end(), once) &&
         std::all_of(rule.from.begin(), rule.from.end(), once) &&
         std::all_of(rule.before.begin(), rule.before.end(), once);
}

// A rule as sets at places, 0 being the first character that it matches.
class Box {
public:
  explicit Box(const FlatTransformRule &rule) : rule_(rule) {}

  int begin() const { return -static_cast<int>(rule_.after.size()); }
  int end() const { return static_cast<int>(rule_.from.size() + rule_.before.size()); }
  bool holds(int at) const { return at >= begin() && at < end(); }
  const CodePointSet &operator[](int at) const { return const_cast<Box &>(*this).slot(at).set; }

  // The set at a place at or next to those of the rule.
  CodePointSet &open(int at) {
    if (at == begin() - 1) {
      rule_.after.insert(rule_.after.begin(), {all_positions()});
    } else if (at == end()) {
      rule_.before.push_back({all_positions()});
    }
    return slot(at).set;
  }

  const FlatTransformRule &rule() const { return rule_; }

private:
  Slot &slot(int at) {
    if (at < 0) {
      return rule_.after[static_cast<std::size_t>(at - begin())];
    }
    auto index = static_cast<std::size_t>(at);
    return index < rule_.from.size() ? rule_.from[index] : rule_.before[index - rule_.from.size()];
  }

  FlatTransformRule rule_;
};

bool can_meet(const Box &a, const Box &b) {
  for (int at = std::max(a.begin(), b.begin()); at < std::min(a.end(), b.end()); ++at) {
    if (!a[at].meets(b[at])) {
      return false;
    }
  }
  return true;
}

// What is left of a rule where another one does not match, as rules that exclude each other.
void subtract(const FlatTransformRule &rule, const Box &other, FlatTransform &result) {
  Box rest(rule);
  std::vector<int> places;
  for (int at = std::max(other.begin(), rest.begin()); at < other.end(); ++at) {
    places.push_back(at);
  }
  for (int at = rest.begin() - 1; at >= other.begin(); --at) {
    places.push_back(at);
  }
  for (int at : places) {
    CodePointSet &set = rest.open(at);
    CodePointSet outside = set.minus(other[at]);
    if (!outside.empty()) {
      Box part = rest;
      part.open(at) = std::move(outside);
      result.push_back(part.rule());
    }
    set = set.intersected(other[at]);
  }
}

} // namespace

std::optional<Obstacle> put_longest_first(FlatTransform &rules) {
  FlatTransform result;
  std::vector<Box> boxes;
  for (const FlatTransformRule &rule : rules) {
    FlatTransform parts{rule};
    bool fixed = is_fixed(rule);
    for (std::size_t i = 0; fixed && i < boxes.size(); ++i) {
      const FlatTransformRule &earlier = boxes[i].rule();
      bool masks = earlier.from.size() <= rule.from.size() && is_fixed(earlier) &&
                   earlier.from[0].set.meets(rule.from[0].set);
      bool whole = masks && earlier.from.size() == rule.from.size();
      FlatTransform left;
      for (const FlatTransformRule &part : parts) {
        Box box(part);
        if (!masks || !can_meet(boxes[i], box)) {
          left.push_back(part);
          continue;
        }
        std::size_t before = left.size();
        subtract(part, boxes[i], left);
        if (whole && left.size() > before) { // order decides, so it can stay as it is
          left.resize(before);
          left.push_back(part);
        }
      }
      parts = std::move(left);
    }
    result.insert(result.end(), parts.begin(), parts.end());
    for (const FlatTransformRule &part : parts) {
      boxes.emplace_back(part);
    }
    if (result.size() > max_flat_rules) {
      return Obstacle{"rules that exclude each other in many ways", {}, rule.statement};
    }
  }
  rules = std::move(result);
  return std::nullopt;
}

} // namespace arnorm
