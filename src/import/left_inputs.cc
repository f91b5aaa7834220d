// What stands before a match in the input, where ICU looks at what has been written for it.
//
// An example. In the rules
//
//     [bx] { a } > 1 ;     c > b ;     d > ;     x > y ;
//
// the first one applies after b, which is copied, and after c, which has become b; not after x,
// which has become y; and after any number of d between, which have gone. So in the input of a
// table its context is  [bc] d{0,32}.
#include <algorithm>

#include "import/flat_transform.h"

namespace arnorm {
namespace {

using Sets = std::vector<CodePointSet>; // from the nearest character outwards
using Context = std::vector<Slot>;      // likewise

constexpr std::size_t max_contexts = 64; // of a rule
constexpr int max_depth = 4;

bool all_once(const std::vector<Slot> &slots) {
  return std::all_of(slots.begin(), slots.end(), [](const Slot &slot) { return slot.once(); });
}

Context outwards(const std::vector<Slot> &slots) { return {slots.rbegin(), slots.rend()}; }

class LeftInputs {
public:
  LeftInputs(const FlatTransform &rules, const FlatTransformRule &rule)
      : rules_(rules), rule_(rule) {
    for (const FlatTransformRule &each : rules) {
      if (is_plain(each)) {
        consumed_ = consumed_.united(each.from[0].set);
      }
    }
  }

  std::optional<Obstacle> obstacle;

  std::vector<Context> contexts(const Sets &wanted, int depth = 0) {
    std::vector<Context> result = direct(wanted, depth);
    CodePointSet gone = deleted(wanted);
    if (!gone.empty()) {
      for (Context &each : result) {
        each.insert(each.begin(), {gone, 0, max_run});
      }
    }
    if (result.size() > max_contexts) {
      fail("a context that can come about in many ways");
    }
    return result;
  }

private:
  void fail(const char *reason) {
    if (!obstacle) {
      obstacle = Obstacle{reason, {}, rule_.statement};
    }
  }

  // A rule for single characters, whatever stands around them.
  static bool is_plain(const FlatTransformRule &rule) {
    return rule.from.size() == 1 && rule.from[0].once() && rule.after.empty() &&
           rule.before.empty();
  }

  // Whether a rule can have matched directly before this one.
  bool can_precede(const FlatTransformRule &other) const {
    Context next = rule_.from;
    next.insert(next.end(), rule_.before.begin(), rule_.before.end());
    for (std::size_t i = 0; i < std::min(next.size(), other.before.size()); ++i) {
      if (!next[i].once() || !other.before[i].once()) {
        break;
      }
      if (!next[i].set.meets(other.before[i].set)) {
        return false;
      }
    }
    return true;
  }

  // The characters of a result, from its end on; `origin` is the slot that each copies.
  struct Written {
    Sets sets;
    std::vector<std::optional<std::size_t>> origins;
  };
  static Written written(const FlatTransformRule &rule) {
    Written result;
    for (auto piece = rule.to.rbegin(); piece != rule.to.rend(); ++piece) {
      for (auto c = piece->text.rbegin(); c != piece->text.rend(); ++c) {
        result.sets.push_back(CodePointSet::single(*c));
        result.origins.push_back(std::nullopt);
      }
      for (std::size_t at = piece->end; at > piece->begin; --at) {
        result.sets.push_back(rule.from[at - 1].set);
        result.origins.push_back(at - 1);
      }
    }
    return result;
  }

  // What rules delete that leave what stands before it to be seen.
  CodePointSet deleted(const Sets &wanted) const {
    CodePointSet gone;
    for (const FlatTransformRule &each : rules_) {
      bool deletes = each.to.empty() && each.from.size() == 1 && each.from[0].once() &&
                     can_precede(each) && all_once(each.after);
      bool here = each.after.size() <= wanted.size();
      for (std::size_t i = 0; deletes && here && i < each.after.size(); ++i) {
        here = each.after[each.after.size() - 1 - i].set.contains_all(wanted[i]);
      }
      if (deletes && here) {
        gone = gone.united(each.from[0].set);
      }
    }
    return gone;
  }

  std::vector<Context> direct(const Sets &wanted, int depth) {
    if (depth > max_depth) {
      fail("a context that depends on what other rules write");
      return {};
    }
    if (wanted.empty()) {
      return {Context{}};
    }
    std::vector<Context> result;
    CodePointSet nearest = wanted[0].minus(consumed_); // copied, or the edge
    for (const FlatTransformRule &each : rules_) {
      if (is_plain(each)) {
        join_plain(each, wanted, nearest, result, depth);
      } else if (!each.to.empty() && can_precede(each)) {
        join_other(each, wanted, result, depth);
      }
      if (obstacle || result.size() > max_contexts) {
        return result;
      }
    }
    if (!nearest.empty()) {
      std::vector<Context> copied = with_rest({{nearest}}, wanted, 1, depth);
      result.insert(result.begin(), copied.begin(), copied.end());
    }
    return result;
  }

  // `begun` and whatever can stand before it so that the rest is as wanted.
  std::vector<Context> with_rest(const Context &begun, const Sets &wanted, std::size_t known,
                                 int depth) {
    if (known >= wanted.size()) {
      return {begun};
    }
    std::vector<Context> result;
    Sets rest(wanted.begin() + static_cast<std::ptrdiff_t>(known), wanted.end());
    for (const Context &each : contexts(rest, depth + 1)) {
      result.push_back(begun);
      result.back().insert(result.back().end(), each.begin(), each.end());
    }
    return result;
  }

  void join_plain(const FlatTransformRule &each, const Sets &wanted, CodePointSet &nearest,
                  std::vector<Context> &result, int depth) {
    Written out = written(each);
    if (out.sets.empty() || !out.sets[0].meets(wanted[0])) {
      return;
    }
    if (wanted.size() == 1) {
      CodePointSet from = each.from[0].set;
      nearest = nearest.united(out.origins[0] ? from.intersected(wanted[0]) : from);
      return;
    }
    join_other(each, wanted, result, depth);
  }

  void join_other(const FlatTransformRule &each, const Sets &wanted, std::vector<Context> &result,
                  int depth) {
    Written out = written(each);
    std::vector<Slot> from = each.from;
    std::size_t known = std::min(out.sets.size(), wanted.size());
    for (std::size_t i = 0; i < known; ++i) {
      if (!out.sets[i].meets(wanted[i])) {
        return;
      }
      if (out.origins[i]) {
        CodePointSet &set = from[*out.origins[i]].set;
        set = set.intersected(wanted[i]);
        if (set.empty()) {
          return;
        }
      }
    }
    Context begun = outwards(from);
    // What the rule itself wants before it must be there, too.
    Sets rest(wanted.begin() + static_cast<std::ptrdiff_t>(known), wanted.end());
    if (!all_once(each.after)) {
      fail("a context that another rule with a count writes");
      return;
    }
    Context own = outwards(each.after);
    for (std::size_t i = 0; i < own.size(); ++i) {
      if (i < rest.size()) {
        rest[i] = rest[i].intersected(own[i].set);
        if (rest[i].empty()) {
          return;
        }
      } else {
        rest.push_back(own[i].set);
      }
    }
    for (Context &context : with_rest(begun, rest, 0, depth)) {
      result.push_back(std::move(context));
    }
  }

  const FlatTransform &rules_;
  const FlatTransformRule &rule_;
  CodePointSet consumed_; // never copied
};

// Whether no rule changes what the contexts of a rule can see.
bool sees_no_change(const FlatTransformRule &rule, const FlatTransform &rules) {
  for (const FlatTransformRule &each : rules) {
    bool copies =
        each.to.size() == 1 && each.to[0].begin == 0 && each.to[0].end == each.from.size();
    if (!copies) {
      return false;
    }
  }
  return !rule.after.empty();
}

} // namespace

std::optional<Obstacle> look_at_input(FlatTransform &rules) {
  FlatTransform result;
  for (const FlatTransformRule &rule : rules) {
    if (rule.after.empty() || sees_no_change(rule, rules)) {
      result.push_back(rule);
      continue;
    }
    if (!all_once(rule.after)) {
      return Obstacle{"a count to the left, where results are seen", {}, rule.statement};
    }
    Sets wanted;
    for (const Slot &slot : outwards(rule.after)) {
      wanted.push_back(slot.set);
    }
    LeftInputs inputs(rules, rule);
    std::vector<Context> contexts = inputs.contexts(wanted);
    if (inputs.obstacle) {
      return inputs.obstacle;
    }
    for (const Context &context : contexts) {
      result.push_back(rule);
      result.back().after = {context.rbegin(), context.rend()};
    }
    if (result.size() > max_flat_rules) {
      return Obstacle{"contexts that can come about in many ways", {}, rule.statement};
    }
  }
  rules = std::move(result);
  return std::nullopt;
}

} // namespace arnorm
