#include "kernel/alphabet.h"

#include <algorithm>
#include <array>
#include <set>

namespace arnorm {
namespace {

// Letters and marks that every text is full of, those of most texts, and those that only some texts
// have: in the Quran, and in other languages. The others hardly count.
constexpr double in_some_texts = 0.5;
double commonness(std::size_t i) {
  if (i >= Alphabet::characters) {
    return i == Alphabet::edge ? 0.1 : 0;
  }
  char32_t c = Alphabet::code_point(i);
  static constexpr std::u32string_view most = U" ايلمون\u064E\u0650\u064F\u0652\u0651";
  static constexpr std::u32string_view some =
      U"\u0640\u0653\u0654\u0655\u0670\u0671\u067E\u0686\u0698"
      U"\u06A9\u06AF\u06BE\u06C1\u06CC\u06D2";
  if (most.find(c) != std::u32string_view::npos) {
    return 10;
  }
  if (some.find(c) != std::u32string_view::npos) {
    return in_some_texts;
  }
  return (c >= 0x621 && c <= 0x652) || (c >= 'a' && c <= 'z') ? 2 : 0.1;
}

const std::array<double, Alphabet::size + 1> &commonness_of_all() {
  static const auto all = [] {
    std::array<double, Alphabet::size + 1> result;
    for (std::size_t i = 0; i <= Alphabet::size; ++i) {
      result[i] = commonness(i);
    }
    return result;
  }();
  return all;
}

// The characters of each degree.
struct Degree {
  double commonness;
  Alphabet::Members members;
};

std::array<Degree, 4> degrees() {
  std::array<Degree, 4> all{{{10, {}}, {2, {}}, {in_some_texts, {}}, {0.1, {}}}};
  for (std::size_t i = 0; i <= Alphabet::size; ++i) {
    for (Degree &degree : all) {
      degree.members[i] = degree.commonness == commonness_of_all()[i];
    }
  }
  return all;
}

// The first of a set, or 0 if there is none. libstdc++ finds it without a loop over all of them.
template <class Members> std::size_t first_of(const Members &members) {
  std::size_t i = 0;
  if constexpr (requires { members._Find_first(); }) {
    i = members._Find_first();
  } else {
    while (i < members.size() && !members[i]) {
      ++i;
    }
  }
  return i < members.size() ? i : 0;
}

} // namespace

Alphabet::Alphabet() {
  for (std::size_t i = 0; i < characters; ++i) {
    text[i] = code_point(i);
  }
  for (std::size_t i = characters; i < size; ++i) {
    needs_passes.set(i);
  }
}

void Alphabet::add_unit(Pair pair) {
  std::size_t i = characters + units_.size();
  units_.push_back(pair);
  needs_passes.reset(i);
  text[i] = text[pair.first] + text[pair.second];
}

std::vector<Alphabet::Pair> Alphabet::pairs_worth_a_unit() const {
  const auto &all = commonness_of_all();
  std::vector<std::size_t> candidates;
  for (std::size_t i = 0; i < characters; ++i) {
    if (all[i] >= in_some_texts && !needs_passes[i]) {
      candidates.push_back(i);
    }
  }
  std::set<Pair> found;
  for (const Conflict &conflict : conflicts_) {
    for (std::size_t x : candidates) {
      for (std::size_t y : candidates) {
        if (all[x] * all[y] >= 1 && conflict.left[x] && conflict.right[y]) {
          found.emplace(x, y);
        }
      }
    }
  }
  for (Pair pair : swaps) {
    found.erase(pair);
  }
  std::vector<Pair> pairs(found.begin(), found.end());
  auto weight = [&](Pair pair) { return all[pair.first] * all[pair.second]; };
  std::stable_sort(pairs.begin(), pairs.end(),
                   [&](Pair a, Pair b) { return weight(a) > weight(b); });
  pairs.resize(std::min(pairs.size(), max_units));
  return pairs;
}

double Alphabet::weight(const Members &members) {
  static const std::array<Degree, 4> all = degrees();
  double sum = 0;
  for (const Degree &degree : all) {
    sum += degree.commonness * static_cast<double>((members & degree.members).count());
  }
  return sum;
}

bool Alphabet::all_letters_need_passes() const {
  for (char32_t c = 0x627; c <= 0x64A; ++c) {
    if (!needs_passes[ascii + (c & 0xFF)]) {
      return false;
    }
  }
  return true;
}

Alphabet::Side Alphabet::side(Test test) const {
  Members ending;
  Members beginning;
  for (std::size_t i = 0; i < size; ++i) {
    if (!text[i].empty()) {
      beginning[i] = test(text[i].front());
      ending[i] = text[i].size() == 1 ? beginning[i] : test(text[i].back());
    }
  }
  ending[edge] = beginning[edge] = test(CodePointSet::edge);
  return side(ending, beginning, std::move(test));
}

Alphabet::Side Alphabet::side(Members ending, Members beginning, Test test) const {
  return {std::move(test), ending, beginning, weight(ending & ~needs_passes),
          weight(beginning & ~needs_passes)};
}

Alphabet::Side Alphabet::side_with_inner(Test test) const {
  Side result = side(test);
  for (std::size_t i = 0; i < size; ++i) {
    if (text[i].size() > 1) {
      result.ending[i] = std::any_of(text[i].begin(), text[i].end(), std::cref(test));
    }
  }
  return result;
}

// A character whose own text holds such a pair always needs the passes.
void Alphabet::mark_inner_conflicts(const Test &left, const Test &right, std::size_t end) {
  for (std::size_t i = 0; i < end; ++i) {
    for (std::size_t k = 1; k < text[i].size(); ++k) {
      needs_passes[i] = needs_passes[i] || (left(text[i][k - 1]) && right(text[i][k]));
    }
  }
}

void Alphabet::forbid(const Side &left, const Side &right) {
  mark_inner_conflicts(left.test, right.test, size);
  add(left.ending, right.beginning, removed());
}

void Alphabet::forbid_outside(const Side &left, const Side &right, Members gaps) {
  mark_inner_conflicts(left.test, right.test, characters);
  add(left.ending, right.beginning, gaps | removed());
}

void Alphabet::add(const Members &left, const Members &right, const Members &gaps) {
  constexpr std::size_t max_conflicts = 2000; // each is compared with all others
  if (left.any() && right.any() && !has_many_conflicts_ && !is_forbidden(left, right, gaps)) {
    conflicts_.push_back({left, right, gaps});
  }
  if (conflicts_.size() > max_conflicts) {
    has_many_conflicts_ = true;
    conflicts_.clear();
  }
  if (has_many_conflicts_) {
    needs_passes.set();
  }
}

Alphabet::Members Alphabet::removed() const {
  Members result;
  for (std::size_t i = 0; i < size; ++i) {
    result[i] = text[i].empty();
  }
  return result;
}

Alphabet::Members Alphabet::in_conflicts() const {
  Members result;
  for (const Conflict &conflict : conflicts_) {
    result |= conflict.left | conflict.right | conflict.gaps;
  }
  return result;
}

// Whether all of these are in one conflict already, across all of these gaps.
bool Alphabet::is_forbidden(const Members &left, const Members &right, const Members &gaps) const {
  const std::size_t x = first_of(left);
  const std::size_t y = first_of(right);
  return std::any_of(conflicts_.begin(), conflicts_.end(), [&](const Conflict &conflict) {
    return conflict.left[x] && conflict.right[y] && (left & ~conflict.left).none() &&
           (right & ~conflict.right).none() && (gaps & ~conflict.gaps).none();
  });
}

std::size_t Alphabet::rarest_pair(const std::vector<const Side *> &sequence,
                                  const Members &removed) const {
  std::size_t best = 1;
  std::pair<double, double> min{-1, 0};
  for (std::size_t k = 1; k < sequence.size(); ++k) {
    if (sequence[k - 1]->ending[edge] && sequence[k]->beginning[edge]) {
      continue; // no kernel looks at two positions outside of a text
    }
    if (is_forbidden(sequence[k - 1]->ending, sequence[k]->beginning, removed)) {
      return k;
    }
    double left = sequence[k - 1]->ending_weight;
    double right = sequence[k]->beginning_weight;
    std::pair cost{std::min(left, right), std::max(left, right)};
    if (min.first < 0 || cost < min) {
      min = cost;
      best = k;
    }
  }
  return best;
}

// Most units neither begin with a later part of the sequence nor end in an earlier one, and need no
// closer look, which took most of the time in which chains of long rules load.
void Alphabet::find_beyond_units(const std::vector<const Side *> &sequence, std::size_t pair,
                                 BeyondUnits &found) {
  Members at_an_end;
  for (std::size_t k = 1; k < sequence.size(); ++k) {
    at_an_end |= sequence[k]->beginning | sequence[k - 1]->ending;
  }
  for (std::size_t i = characters; i < characters + units_.size(); ++i) {
    if (at_an_end[i] && !needs_passes[i]) {
      find_beyond(i, sequence, pair, found);
    }
  }
}

void Alphabet::forbid(const BeyondUnits &found) {
  const Members gaps = removed();
  for (const auto &[side, units] : found.followed_by) {
    add(units, side->beginning, gaps);
  }
  for (const auto &[side, units] : found.preceded_by) {
    add(side->ending, units, gaps);
  }
}

namespace {

Alphabet::Members &units_of(Alphabet::UnitsBySide &sides, const Alphabet::Side &side) {
  auto known = std::find_if(sides.begin(), sides.end(),
                            [&](const auto &each) { return each.first == &side; });
  return known == sides.end() ? sides.emplace_back(&side, Alphabet::Members()).second
                              : known->second;
}

} // namespace

// A sequence may begin or end beyond a unit and have both neighbours in it that would otherwise
// conflict: `pair` - 1 and `pair`. One more neighbour in it is then a conflict. Where it asks for
// the edge of a text there, the unit alone is not what it is in a text.
void Alphabet::find_beyond(std::size_t unit, const std::vector<const Side *> &sequence,
                           std::size_t pair, BeyondUnits &found) {
  const std::u32string &whole = text[unit];
  const auto size_of_unit = static_cast<std::ptrdiff_t>(whole.size());
  const auto length = static_cast<std::ptrdiff_t>(sequence.size());
  for (std::ptrdiff_t begin = 1 - length; begin < size_of_unit; ++begin) {
    const std::ptrdiff_t end = begin + length;
    if (begin >= 0 && end <= size_of_unit) {
      continue;
    }
    auto side_at = [&](std::ptrdiff_t at) -> const Side & {
      return *sequence[static_cast<std::size_t>(at - begin)];
    };
    if ((begin < 0 && !side_at(0).beginning[unit]) ||
        (end > size_of_unit && !side_at(size_of_unit - 1).ending[unit])) {
      continue;
    }
    // Few sequences match a unit, so what lies in it is compared first.
    bool matches = true;
    for (std::ptrdiff_t at = std::max<std::ptrdiff_t>(begin, 0);
         matches && at < std::min(end, size_of_unit); ++at) {
      matches = side_at(at).test(whole[static_cast<std::size_t>(at)]);
    }
    if (!matches) {
      continue;
    }
    bool at_edges = true;
    for (std::ptrdiff_t at = begin; at_edges && at < end; ++at) {
      at_edges = (at >= 0 && at < size_of_unit) || side_at(at).ending[edge];
    }
    if (at_edges) {
      needs_passes.set(unit);
      return;
    }
    std::ptrdiff_t second = begin + static_cast<std::ptrdiff_t>(pair);
    if (second < 1 || second >= size_of_unit) {
      continue; // these two are not both in it
    }
    if (end > size_of_unit) {
      units_of(found.followed_by, side_at(size_of_unit)).set(unit);
    } else {
      units_of(found.preceded_by, side_at(-1)).set(unit);
    }
  }
}

std::vector<Alphabet::Conflict> Alphabet::conflicts() const {
  std::vector<Conflict> result;
  for (Conflict conflict : conflicts_) {
    conflict.left &= ~needs_passes;
    conflict.right &= ~needs_passes;
    conflict.gaps &= ~needs_passes;
    bool known = std::find(result.begin(), result.end(), conflict) != result.end();
    if (conflict.left.any() && conflict.right.any() && !known) {
      result.push_back(conflict);
    }
  }
  return result;
}

} // namespace arnorm
