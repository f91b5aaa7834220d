#include <algorithm>

#include "import/flat_transform.h"

namespace arnorm {
namespace {

constexpr int max_depth = 16;

bool all_once(const std::vector<Slot> &slots) {
  return std::all_of(slots.begin(), slots.end(), [](const Slot &slot) { return slot.once(); });
}

void append(std::vector<FlatPiece> &pieces, const std::u32string &text) {
  if (text.empty()) {
    return;
  }
  if (pieces.empty() || pieces.back().end > pieces.back().begin) {
    pieces.push_back({});
  }
  pieces.back().text += text;
}

// A rule whose result is partly read again:  c > | k.  Where the rules  k h > x  and  k > y
// stand, it means  c h > x  and  c > y.
class Rereader {
public:
  explicit Rereader(const FlatTransform &rules) : rules_(rules) {}

  std::optional<Obstacle> obstacle;
  FlatTransform result;

  void add(const FlatTransformRule &rule) {
    std::u32string again;
    for (std::size_t i = 0; i < rule.again.size(); ++i) {
      const FlatPiece &piece = rule.again[i];
      if (piece.end > piece.begin) {
        spell_out(rule, i);
        return;
      }
      again += piece.text;
    }
    FlatTransformRule base = rule;
    base.again.clear();
    read(std::move(base), std::move(again), 0);
  }

private:
  static constexpr std::size_t max_spelled = 64; // characters of a set

  void fail(const char *reason) {
    if (!obstacle) {
      obstacle = Obstacle{reason};
    }
  }

  // A segment is read again:  ([ab]) x > y | $1  is a rule for a and one for b.
  void spell_out(const FlatTransformRule &rule, std::size_t number) {
    std::size_t at = rule.again[number].begin;
    const Slot &slot = rule.from[at];
    if (!slot.once() || slot.set.size() > max_spelled) {
      fail("a cursor before a segment, as in `| $1`");
      return;
    }
    for (auto [first, last] : slot.set.ranges()) {
      for (char32_t c = first; c <= last; ++c) {
        FlatTransformRule one = rule;
        one.from[at].set = CodePointSet::single(c);
        FlatPiece &piece = one.again[number];
        if (++piece.begin == piece.end) {
          piece = {.text = std::u32string(1, c)};
        } else {
          one.again.insert(one.again.begin() + static_cast<std::ptrdiff_t>(number),
                           {.text = std::u32string(1, c)});
        }
        add(one);
      }
    }
  }

  void read(FlatTransformRule base, std::u32string again, int depth) {
    if (depth > max_depth || result.size() > max_flat_rules) {
      fail("a result that is read again and again");
    }
    while (!again.empty() && !obstacle) {
      for (const FlatTransformRule &rule : rules_) {
        bool always = false;
        if (rule.from[0].set.contains(again[0])) {
          always = apply(rule, base, again, depth);
        }
        if (always || obstacle) {
          return;
        }
      }
      append(base.to, again.substr(0, 1));
      again.erase(0, 1);
    }
    if (!obstacle) {
      result.push_back(std::move(base));
    }
  }

  // Both must hold, from the first slots on. False if they exclude each other.
  bool join(std::vector<Slot> &slots, const std::vector<Slot> &others, std::size_t skip = 0) {
    if (!all_once(slots) || !all_once(others)) {
      fail("a cursor together with counts");
      return false;
    }
    for (std::size_t i = skip; i < others.size(); ++i) {
      if (i - skip < slots.size()) {
        CodePointSet &set = slots[i - skip].set;
        set = set.intersected(others[i].set);
        if (set.empty()) {
          return false;
        }
      } else {
        slots.push_back(others[i]);
      }
    }
    return true;
  }

  // Whether the rule always matches what is read again.
  bool apply(const FlatTransformRule &rule, const FlatTransformRule &base,
             const std::u32string &again, int depth) {
    if (!all_once(rule.from)) {
      fail("a cursor together with counts");
      return false;
    }
    std::size_t known = std::min(again.size(), rule.from.size());
    for (std::size_t i = 0; i < known; ++i) {
      if (!rule.from[i].set.contains(again[i])) {
        return false;
      }
    }
    FlatTransformRule made = base;
    std::vector<Slot> ahead = base.before;
    std::vector<Slot> rest(rule.from.begin() + static_cast<std::ptrdiff_t>(known), rule.from.end());
    if (!rest.empty() && !join(ahead, rest)) {
      return false;
    }
    std::size_t left = again.size() - known; // read again that the rule does not match
    std::vector<Slot> wanted = rule.before;
    for (std::size_t i = 0; i < std::min(left, wanted.size()); ++i) {
      if (!wanted[i].set.contains(again[known + i])) {
        return false;
      }
    }
    wanted.erase(wanted.begin(),
                 wanted.begin() + static_cast<std::ptrdiff_t>(std::min(left, wanted.size())));
    auto end = ahead.begin() + static_cast<std::ptrdiff_t>(rest.size());
    made.from.insert(made.from.end(), ahead.begin(), end);
    made.before.assign(end, ahead.end());
    if (!join(made.before, wanted) || !written_before(rule, made)) {
      return false;
    }
    for (Slot &slot : made.from) {
      slot.set = slot.set.minus(surrogates()).minus(CodePointSet::single(CodePointSet::edge));
    }
    put(rule.to, base, again, known, made.to);
    std::vector<FlatPiece> more;
    put(rule.again, base, again, known, more);
    std::u32string next;
    for (const FlatPiece &piece : more) {
      if (piece.end > piece.begin) {
        fail("a cursor before a segment, as in `| $1`");
        return false;
      }
      next += piece.text;
    }
    read(std::move(made), next + again.substr(known), depth + 1);
    return rest.empty() && wanted.empty() && rule.after.empty();
  }

  // What the rule wants before it is first what has just been written, then what was before that.
  bool written_before(const FlatTransformRule &rule, FlatTransformRule &made) {
    std::size_t at = rule.after.size();
    for (auto piece = made.to.rbegin(); piece != made.to.rend() && at > 0; ++piece) {
      if (piece->end > piece->begin) {
        fail("a cursor after a segment");
        return false;
      }
      for (auto c = piece->text.rbegin(); c != piece->text.rend() && at > 0; ++c) {
        if (!rule.after[at - 1].once() || !rule.after[at - 1].set.contains(*c)) {
          return false;
        }
        --at;
      }
    }
    std::vector<Slot> others(rule.after.begin(),
                             rule.after.begin() + static_cast<std::ptrdiff_t>(at));
    std::reverse(others.begin(), others.end());
    std::reverse(made.after.begin(), made.after.end());
    bool good = others.empty() || join(made.after, others);
    std::reverse(made.after.begin(), made.after.end());
    return good;
  }

  // Pieces of a rule that has matched `known` characters of what is read again.
  static void put(const std::vector<FlatPiece> &pieces, const FlatTransformRule &base,
                  const std::u32string &again, std::size_t known, std::vector<FlatPiece> &to) {
    for (const FlatPiece &piece : pieces) {
      append(to, piece.text);
      for (std::size_t i = piece.begin; i < piece.end; ++i) {
        if (i < known) {
          append(to, again.substr(i, 1));
        } else {
          std::size_t at = base.from.size() + i - known;
          to.push_back({.begin = at, .end = at + 1});
        }
      }
    }
  }

  const FlatTransform &rules_;
};

} // namespace

std::optional<Obstacle> read_again(FlatTransform &rules) {
  Rereader rereader(rules);
  for (const FlatTransformRule &rule : rules) {
    rule.again.empty() ? rereader.result.push_back(rule) : rereader.add(rule);
    if (rereader.obstacle) {
      return Obstacle{rereader.obstacle->reason, {}, rule.statement};
    }
  }
  rules = std::move(rereader.result);
  return std::nullopt;
}

} // namespace arnorm
