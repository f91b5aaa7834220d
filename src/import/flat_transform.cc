#include "import/flat_transform.h"

#include <algorithm>
#include <map>

namespace arnorm {
namespace {

constexpr std::size_t max_variants = 512; // of a rule

// One way to match a side.
struct Variant {
  std::vector<Slot> slots;
  std::map<int, std::pair<std::size_t, std::size_t>> segments;
  CodePointSet barred; // from the next slot
};

using Variants = std::vector<Variant>;

class Expander {
public:
  bool is_cut = false;
  std::optional<Obstacle> obstacle;

  Variants expand(const std::vector<TransformItem> &items, Variants begun) {
    for (const TransformItem &item : items) {
      begun = expand(item, begun);
      if (begun.size() > max_variants) {
        fail("a rule with so many counts and strings", item.span);
      }
      if (obstacle) {
        return {};
      }
    }
    return begun;
  }

private:
  void fail(const char *reason, const Span &span) {
    if (!obstacle) {
      obstacle = Obstacle{reason, span};
    }
  }

  Variants expand(const TransformItem &item, const Variants &begun) {
    switch (item.kind) {
    case TransformItem::Kind::set:
      return item.max == TransformItem::unbounded ? run(item, item, begun) : set(item, begun);
    case TransformItem::Kind::segment:
      return segment(item, begun);
    case TransformItem::Kind::reference:
      fail("a reference in what is matched", item.span);
      return {};
    case TransformItem::Kind::function:
      fail("a function", item.span);
      return {};
    }
    return {};
  }

  static void add(Variant &variant, CodePointSet set, int min = 1, int max = 1) {
    variant.slots.push_back({set.minus(variant.barred), min, max});
    variant.barred = {};
  }

  // The longest string first, then a character; none at all if there may be none.
  Variants set(const TransformItem &item, const Variants &begun) {
    Variants result;
    for (const Variant &variant : begun) {
      for (const std::u32string &string : item.strings) {
        Variant longer = variant;
        for (char32_t c : string) {
          add(longer, CodePointSet::single(c));
        }
        result.push_back(std::move(longer));
      }
      if (!item.set.empty()) {
        Variant one = variant;
        add(one, item.set);
        result.push_back(std::move(one));
      }
      if (item.min == 0) {
        Variant none = variant;
        none.barred = none.barred.united(item.set);
        result.push_back(std::move(none));
      }
    }
    std::erase_if(result, [](const Variant &each) {
      return std::any_of(each.slots.begin(), each.slots.end(),
                         [](const Slot &slot) { return slot.set.empty(); });
    });
    return result;
  }

  // `[ab]*` and `[ab]+`, or the same in parentheses.
  Variants run(const TransformItem &counted, const TransformItem &item, const Variants &begun) {
    if (item.kind != TransformItem::Kind::set || !item.strings.empty()) {
      fail("`*` or `+` after more than one character", counted.span);
      return {};
    }
    is_cut = true;
    Variants result = begun;
    for (Variant &variant : result) {
      add(variant, item.set, counted.min, max_run);
      variant.barred = item.set;
    }
    return result;
  }

  Variants segment(const TransformItem &item, const Variants &begun) {
    if (item.max == TransformItem::unbounded) {
      if (item.number != 0 || item.inside.size() != 1) {
        fail("`*` or `+` after parentheses", item.span);
        return {};
      }
      return run(item, item.inside[0], begun);
    }
    Variants result;
    for (const Variant &variant : begun) {
      std::size_t begin = variant.slots.size();
      Variants inner = expand(item.inside, {variant});
      for (Variant &each : inner) {
        each.segments[item.number] = {begin, each.slots.size()};
        result.push_back(std::move(each));
      }
      if (item.min == 0) {
        Variant none = variant;
        none.segments[item.number] = {begin, begin};
        if (!item.inside.empty() && item.inside[0].kind == TransformItem::Kind::set) {
          none.barred =
              none.barred.united(item.inside.size() == 1 ? item.inside[0].set : CodePointSet{});
        }
        result.push_back(std::move(none));
      }
    }
    return result;
  }
};

// The result of a rule for one way to match it. `shift` is the number of slots before the key.
std::optional<Obstacle> pieces_of(const std::vector<TransformItem> &items, const Variant &match,
                                  std::size_t shift, std::size_t end,
                                  std::vector<FlatPiece> &pieces) {
  for (const TransformItem &item : items) {
    if (item.kind == TransformItem::Kind::set && item.set.is_single() && item.max == 1 &&
        item.min == 1 && item.strings.empty()) {
      if (pieces.empty() || pieces.back().end > pieces.back().begin) {
        pieces.push_back({});
      }
      pieces.back().text += item.set.first();
    } else if (item.kind == TransformItem::Kind::reference) {
      auto found = match.segments.find(item.number);
      if (found == match.segments.end()) {
        return Obstacle{"a reference to no segment", item.span};
      }
      auto [first, last] = found->second;
      if (first < shift || last > end) {
        return Obstacle{"a result that copies a context", item.span};
      }
      if (first < last) {
        pieces.push_back({.begin = first - shift, .end = last - shift});
      }
    } else if (item.kind == TransformItem::Kind::segment && item.max == 1) {
      if (auto obstacle = pieces_of(item.inside, match, shift, end, pieces)) {
        return obstacle;
      }
    } else {
      return Obstacle{item.kind == TransformItem::Kind::function ? "a function in a result"
                                                                 : "a set or a count in a result",
                      item.span};
    }
  }
  return std::nullopt;
}

CodePointSet as_key(const CodePointSet &set) { return set.minus(surrogates()).minus(text_edge()); }

// A set that holds U+FFFF matches the end of the text in ICU, together with no character. The last
// one of a key so becomes two rules.
bool add_key(FlatTransformRule rule, FlatTransform &rules) {
  for (std::size_t i = 0; i < rule.from.size(); ++i) {
    bool edge = rule.from[i].set.contains(CodePointSet::edge);
    bool last = i > 0 && i + 1 == rule.from.size() && rule.before.empty() && rule.from[i].once();
    if (edge && !last) {
      return false;
    }
    rule.from[i].set = as_key(rule.from[i].set);
    if (edge) {
      FlatTransformRule shorter = rule;
      shorter.from.pop_back();
      shorter.before.push_back({text_edge()});
      shorter.at_limit = true;
      for (auto *pieces : {&shorter.to, &shorter.again}) {
        for (FlatPiece &piece : *pieces) {
          piece.begin = std::min(piece.begin, i);
          piece.end = std::min(piece.end, i);
        }
        std::erase_if(*pieces, [](const FlatPiece &piece) {
          return piece.text.empty() && piece.begin == piece.end;
        });
      }
      rules.push_back(std::move(rule));
      rules.push_back(std::move(shorter));
      return true;
    }
  }
  rules.push_back(std::move(rule));
  return true;
}

} // namespace

const CodePointSet &all_positions() {
  static const CodePointSet all{{0, CodePointSet::edge}};
  return all;
}

const CodePointSet &text_edge() {
  static const CodePointSet edge = CodePointSet::single(CodePointSet::edge);
  return edge;
}

std::optional<Obstacle> flatten(const TransformStatement &statement, std::size_t number,
                                bool forward, FlatTransform &rules, bool &is_cut) {
  const TransformSide &in = forward ? statement.rule->left : statement.rule->right;
  const TransformSide &out = forward ? statement.rule->right : statement.rule->left;
  if (in.key.empty()) {
    return Obstacle{"a rule that inserts a text", in.span};
  }
  if (out.moves_cursor) {
    return Obstacle{"a cursor beyond the result (`@`)", out.span};
  }
  Expander expander;
  Variants befores = expander.expand(in.before, {Variant{}});
  for (const Variant &before : befores) {
    Variant begun = before;
    begun.barred = {};
    for (const Variant &key : expander.expand(in.key, {begun})) {
      Variant open = key;
      for (const Variant &whole : expander.expand(in.after, {open})) {
        if (rules.size() >= max_flat_rules) {
          return Obstacle{"more rules than arnorm compares", statement.span};
        }
        FlatTransformRule rule;
        auto part = [&](std::size_t begin, std::size_t end) {
          return std::vector<Slot>(whole.slots.begin() + static_cast<std::ptrdiff_t>(begin),
                                   whole.slots.begin() + static_cast<std::ptrdiff_t>(end));
        };
        std::size_t first = before.slots.size();
        std::size_t last = key.slots.size();
        rule.after = part(0, first);
        rule.from = part(first, last);
        rule.before = part(last, whole.slots.size());
        rule.statement = number;
        if (in.at_start) {
          rule.after.insert(rule.after.begin(), {text_edge()});
        }
        if (in.at_end) {
          rule.before.push_back({text_edge()});
        }
        if (rule.from.empty() || std::all_of(rule.from.begin(), rule.from.end(),
                                             [](const Slot &slot) { return slot.min == 0; })) {
          return Obstacle{"a rule that can match nothing", in.span};
        }
        std::size_t cursor = std::min(out.cursor.value_or(out.key.size()), out.key.size());
        auto at = out.key.begin() + static_cast<std::ptrdiff_t>(cursor);
        auto obstacle = pieces_of({out.key.begin(), at}, whole, first, last, rule.to);
        if (!obstacle) {
          obstacle = pieces_of({at, out.key.end()}, whole, first, last, rule.again);
        }
        if (obstacle) {
          return obstacle;
        }
        if (!add_key(std::move(rule), rules)) {
          return Obstacle{"a set with U+FFFF in what is matched, such as [^a]", in.span};
        }
      }
    }
  }
  is_cut = is_cut || expander.is_cut;
  return expander.obstacle;
}

} // namespace arnorm
