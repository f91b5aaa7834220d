// Ranges both ways, and composition as an operation of its own.
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <random>

#include "arnorm/alignment.h"
#include "support/slow_alignment.h"

using namespace arnorm;
using namespace arnorm::test;

namespace arnorm {
std::ostream &operator<<(std::ostream &out, const Range &range) {
  return out << '[' << range.begin << ',' << range.end << ')';
}
std::ostream &operator<<(std::ostream &out, const Edit &edit) {
  return out << edit.in << "->" << edit.out;
}
} // namespace arnorm

BOOST_AUTO_TEST_SUITE(alignment)

namespace {

using Random = std::mt19937;

std::size_t below(Random &random, std::size_t limit) {
  return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
}

// An alignment whose input has this size.
Alignment random_alignment(Random &random, std::size_t input_size) {
  Alignment result;
  while (result.input_size() < input_size) {
    std::size_t size =
        1 + below(random, std::min<std::size_t>(3, input_size - result.input_size()));
    if (below(random, 2) == 0) {
      result.add_copy(size);
    } else {
      result.add_edit(size, below(random, 4));
    }
  }
  return result;
}

} // namespace

BOOST_AUTO_TEST_CASE(edits_of_equal_sizes_in_a_row_are_one_run) {
  Alignment map;
  for (int i = 0; i < 1000; ++i) {
    map.add_edit(2, 1);
  }
  BOOST_TEST(map.runs().size() == 1U);
  BOOST_TEST(map.edit_count() == 1000U);
  BOOST_TEST(map.edits()[999] == (Edit{{1998, 2000}, {999, 1000}}));
  map.truncate(1000, 500);
  BOOST_TEST(map.edit_count() == 500U);
}

// Insertions, copies and deletions, taken back to each place between them.
BOOST_AUTO_TEST_CASE(what_was_inserted_is_taken_back_too) {
  struct Step {
    std::size_t in;
    std::size_t out;
    std::size_t count; // 0: a copy
  };
  const std::vector<Step> steps{{0, 2, 1}, {2, 2, 0}, {0, 3, 1}, {1, 0, 2}, {0, 1, 2}};
  const auto after = [&](std::size_t number) {
    Alignment map;
    for (std::size_t i = 0; i < number; ++i) {
      steps[i].count == 0 ? map.add_copy(steps[i].in)
                          : map.add_edit(steps[i].in, steps[i].out, steps[i].count);
    }
    return map;
  };
  for (std::size_t kept = 0; kept <= steps.size(); ++kept) {
    Alignment map = after(steps.size());
    map.truncate(after(kept).input_size(), after(kept).output_size());
    BOOST_CHECK(map == after(kept));
  }
  Alignment run;
  run.add_edit(0, 2, 5);
  run.truncate(0, 6);
  BOOST_TEST(run.edit_count() == 3U);
}

// "abXYcdeZf": XY became one character of three bytes, e was deleted, Z became two.
BOOST_AUTO_TEST_CASE(ranges_lead_both_ways) {
  Alignment map;
  map.add_copy(2);    // ab
  map.add_edit(2, 3); // XY
  map.add_copy(2);    // cd
  map.add_edit(1, 0); // e
  map.add_edit(1, 2); // Z
  map.add_copy(1);    // f
  BOOST_TEST(map.input_size() == 9U);
  BOOST_TEST(map.output_size() == 10U);
  BOOST_TEST(map.to_input({0, 2}) == (Range{0, 2}));
  BOOST_TEST(map.to_input({1, 3}) == (Range{1, 4}));
  BOOST_TEST(map.to_input({3, 4}) == (Range{2, 4}));
  BOOST_TEST(map.to_input({5, 7}) == (Range{4, 6})); // cd without the e that follows
  BOOST_TEST(map.to_input({7, 8}) == (Range{7, 8})); // half of what became of Z
  BOOST_TEST(map.to_input({6, 9}) == (Range{5, 8})); // across the e
  BOOST_TEST(map.to_input({0, 100}) == (Range{0, 9}));
  BOOST_TEST(map.to_input({3, 3}) == (Range{2, 4})); // inside of an edit
  BOOST_TEST(map.to_input({2, 2}) == (Range{2, 2}));
  BOOST_TEST(map.to_input({10, 10}) == (Range{9, 9}));
  BOOST_TEST(map.to_output({6, 7}) == (Range{7, 7})); // what was deleted
  BOOST_TEST(map.to_output({3, 4}) == (Range{2, 5}));
  BOOST_TEST(map.to_output({5, 8}) == (Range{6, 9}));
  BOOST_TEST(map.to_output({4, 4}) == (Range{5, 5}));
}

BOOST_AUTO_TEST_CASE(ranges_inside_of_a_run_are_those_of_its_edits) {
  Alignment map;
  map.add_copy(1);
  map.add_edit(2, 1, 10);
  map.add_copy(5);
  BOOST_TEST(map.to_input({3, 5}) == (Range{5, 9}));
  BOOST_TEST(map.to_output({5, 9}) == (Range{3, 5}));
  BOOST_TEST(map.to_output({6, 7}) == (Range{3, 4}));
  BOOST_TEST(map.to_output({5, 5}) == (Range{3, 3}));
  BOOST_TEST(map.to_output({6, 6}) == (Range{3, 4}));
}

BOOST_AUTO_TEST_CASE(a_range_of_an_empty_text_is_empty) {
  Alignment map;
  BOOST_TEST(map.to_input({0, 0}) == (Range{0, 0}));
  BOOST_TEST(map.to_output({3, 7}) == (Range{0, 0}));
}

BOOST_AUTO_TEST_CASE(composition_is_what_its_definition_says) {
  Random random(1);
  for (int i = 0; i < 20000; ++i) {
    Alignment a = random_alignment(random, below(random, 9));
    Alignment b = random_alignment(random, a.output_size());
    Alignment both = Alignment::compose(a, b);
    BOOST_REQUIRE(both.input_size() == a.input_size());
    BOOST_REQUIRE(both.output_size() == b.output_size());
    std::vector<Edit> got = both.edits();
    std::vector<Edit> wanted = composed_slowly(a, b);
    BOOST_REQUIRE_EQUAL_COLLECTIONS(got.begin(), got.end(), wanted.begin(), wanted.end());
  }
}

BOOST_AUTO_TEST_CASE(composition_is_associative) {
  Random random(2);
  for (int i = 0; i < 50000; ++i) {
    Alignment a = random_alignment(random, below(random, 12));
    Alignment b = random_alignment(random, a.output_size());
    Alignment c = random_alignment(random, b.output_size());
    Alignment left = Alignment::compose(Alignment::compose(a, b), c);
    Alignment right = Alignment::compose(a, Alignment::compose(b, c));
    std::vector<Edit> l = left.edits();
    std::vector<Edit> r = right.edits();
    BOOST_REQUIRE_EQUAL_COLLECTIONS(l.begin(), l.end(), r.begin(), r.end());
  }
}

BOOST_AUTO_TEST_CASE(what_is_inserted_is_composed_too) {
  Alignment one; // "a" -> "xa"
  one.add_edit(0, 1);
  one.add_copy(1);
  Alignment two; // "xa" -> "xay"
  two.add_copy(2);
  two.add_edit(0, 1);
  BOOST_CHECK((Alignment::compose(one, two).edits() ==
               std::vector<Edit>{{{0, 0}, {0, 1}}, {{1, 1}, {2, 3}}}));
  BOOST_TEST(Alignment::compose(one, two).output_size() == 3U);
  Alignment three; // "xa" -> "a"
  three.add_edit(1, 0);
  three.add_copy(1);
  BOOST_CHECK(Alignment::compose(one, three).edits().empty());
  BOOST_TEST(Alignment::compose(one, three).output_size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_part_leads_to_its_own_texts) {
  Alignment part;
  part.clear(100, 40); // "..." became "..", then a letter of two bytes one of one byte
  part.add_copy(3);
  part.add_edit(2, 1);
  part.add_copy(1);
  BOOST_TEST(part.input_begin() == 100U);
  BOOST_TEST(part.input_size() == 106U);
  BOOST_TEST(part.output_size() == 45U);
  BOOST_TEST(part.to_output({101, 102}) == (Range{41, 42}));
  BOOST_TEST(part.to_output({104, 105}) == (Range{43, 44}));
  BOOST_TEST(part.to_input({43, 44}) == (Range{103, 105}));
  BOOST_TEST(part.to_input({44, 45}) == (Range{105, 106}));
  BOOST_TEST(part.to_output({0, 50}) == (Range{40, 40})); // before it
  BOOST_TEST(part.to_input({0, 44}) == (Range{100, 105}));
  BOOST_TEST(part.to_input({99, 200}) == (Range{106, 106}));
}

BOOST_AUTO_TEST_CASE(parts_that_follow_each_other_are_joined) {
  Random random(8);
  for (int i = 0; i < 2000; ++i) {
    Alignment whole = random_alignment(random, 20);
    Alignment joined;
    Alignment part;
    for (const Edit &edit : whole.edits()) {
      part.add_copy(edit.in.begin - part.input_size());
      if (below(random, 3) == 0) {
        joined.append(part);
        part.clear(part.input_size(), part.output_size());
      }
      part.add_edit(edit.in.end - edit.in.begin, edit.out.end - edit.out.begin);
    }
    part.add_copy(whole.input_size() - part.input_size());
    joined.append(part);
    BOOST_REQUIRE(joined == whole);
  }
}

BOOST_AUTO_TEST_CASE(texts_that_follow_each_other_are_joined) {
  Alignment line;
  line.clear(7, 3); // wherever it stood
  line.add_copy(1);
  line.add_edit(2, 1);
  Alignment all;
  all.append_text(line);
  all.add_copy(1); // a line feed
  all.append_text(line);
  BOOST_CHECK((all.edits() == std::vector<Edit>{{{1, 3}, {1, 2}}, {{5, 7}, {4, 5}}}));
  BOOST_TEST(all.input_size() == 7U);
  BOOST_TEST(all.output_size() == 5U);
}

BOOST_AUTO_TEST_CASE(parts_that_do_not_follow_each_other) {
  Alignment part;
  part.add_copy(2);
  Alignment later;
  later.clear(5, 4);
  later.add_copy(1);
  part.append(later);
  BOOST_CHECK((part.edits() == std::vector<Edit>{{{2, 5}, {2, 4}}}));
  BOOST_TEST(part.input_size() == 6U);
  Alignment unchanged = part;
  part.append(later); // begins earlier
  BOOST_CHECK(part == unchanged);
}

BOOST_AUTO_TEST_SUITE_END()
