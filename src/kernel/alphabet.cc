#include "kernel/alphabet.h"

#include <algorithm>
#include <array>

namespace arnorm {
namespace {

// Letters and marks that every text is full of; the others hardly count.
constexpr double commonness(std::size_t i) {
  if (i == Alphabet::edge) {
    return 0.1;
  }
  char32_t c = Alphabet::code_point(i);
  constexpr std::u32string_view most_common = U" ايلمون\u064E\u0650\u064F\u0652\u0651";
  if (most_common.find(c) != std::u32string_view::npos) {
    return 10;
  }
  bool common = (c >= 0x621 && c <= 0x652) || (c >= 'a' && c <= 'z');
  return common ? 2 : 0.1;
}

// The characters of each degree.
struct Degree {
  double commonness;
  Alphabet::Members members;
};

std::array<Degree, 3> degrees() {
  std::array<Degree, 3> all{{{10, {}}, {2, {}}, {0.1, {}}}};
  for (std::size_t i = 0; i <= Alphabet::size; ++i) {
    for (Degree &degree : all) {
      degree.members[i] = degree.commonness == commonness(i);
    }
  }
  return all;
}

} // namespace

Alphabet::Alphabet() {
  for (std::size_t i = 0; i < size; ++i) {
    text[i] = code_point(i);
  }
}

double Alphabet::weight(const Members &members) {
  static const std::array<Degree, 3> all = degrees();
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

// A character whose own text holds such a pair always needs the passes.
void Alphabet::mark_inner_conflicts(const Test &left, const Test &right) {
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t k = 1; k < text[i].size(); ++k) {
      needs_passes[i] = needs_passes[i] || (left(text[i][k - 1]) && right(text[i][k]));
    }
  }
}

void Alphabet::forbid(const Side &left, const Side &right) {
  mark_inner_conflicts(left.test, right.test);
  if (left.ending.none() || right.beginning.none()) {
    return;
  }
  Members left_now = left.ending;
  Members gaps; // removed characters: their neighbours meet
  for (std::size_t i = 0; i < size; ++i) {
    gaps[i] = text[i].empty() && !needs_passes[i];
  }
  if (gaps.any() && weight(gaps) <= weight(right.beginning & ~needs_passes)) {
    needs_passes |= gaps;
  } else if (gaps.any()) {
    needs_passes |= right.beginning & ~Members().set(edge);
    left_now.set();
  }
  conflicts_.push_back({left_now, right.beginning});
}

std::size_t Alphabet::rarest_pair(const std::vector<const Side *> &sequence) {
  std::size_t best = 1;
  double min = -1;
  for (std::size_t k = 1; k < sequence.size(); ++k) {
    if (sequence[k - 1]->ending[edge] && sequence[k]->beginning[edge]) {
      continue; // no kernel looks at two positions outside of a text
    }
    double both = sequence[k - 1]->ending_weight * sequence[k]->beginning_weight;
    if (min < 0 || both < min) {
      min = both;
      best = k;
    }
  }
  return best;
}

bool Alphabet::is_forbidden(std::size_t x, std::size_t y) const {
  return std::any_of(conflicts_.begin(), conflicts_.end(), [&](const Conflict &conflict) {
    return conflict.left[x] && conflict.right[y];
  });
}

std::vector<Alphabet::Conflict> Alphabet::conflicts() const {
  std::vector<Conflict> result;
  for (Conflict conflict : conflicts_) {
    conflict.left &= ~needs_passes;
    conflict.right &= ~needs_passes;
    bool known = std::find(result.begin(), result.end(), conflict) != result.end();
    if (conflict.left.any() && conflict.right.any() && !known) {
      result.push_back(conflict);
    }
  }
  return result;
}

} // namespace arnorm
