// A text with a gap against a plain string.
#include <boost/test/unit_test.hpp>

#include <random>

#include <unicode/unistr.h>
#include <unicode/utf16.h>

#include "icu/gap_text.h"

using namespace arnorm;

BOOST_AUTO_TEST_SUITE(gap_text)

namespace {

using Random = std::mt19937;

icu::UnicodeString icu_string(const std::u16string &text) {
  return {text.data(), static_cast<int32_t>(text.size())};
}

// The same edits on both.
class Pair {
public:
  explicit Pair(std::u16string text) : gap_(text), plain_(std::move(text)) {}

  void replace(std::size_t start, std::size_t limit, const std::u16string &with) {
    gap_.handleReplaceBetween(static_cast<int32_t>(start), static_cast<int32_t>(limit),
                              icu_string(with));
    plain_.replace(start, limit - start, with);
    check();
  }

  void copy(std::size_t start, std::size_t limit, std::size_t to) {
    gap_.copy(static_cast<int32_t>(start), static_cast<int32_t>(limit), static_cast<int32_t>(to));
    plain_.insert(to, plain_.substr(start, limit - start));
    check();
  }

  void check() const {
    std::u16string out;
    gap_.append_to(out);
    BOOST_REQUIRE(out == plain_);
    BOOST_REQUIRE(static_cast<std::size_t>(gap_.length()) == plain_.size());
  }

  void check_every_character() const {
    icu::UnicodeString wanted = icu_string(plain_);
    for (int32_t i = 0; i < gap_.length(); ++i) {
      BOOST_REQUIRE(gap_.charAt(i) == wanted.charAt(i));
      BOOST_REQUIRE(gap_.char32At(i) == wanted.char32At(i));
    }
  }

  void check_extract(std::size_t start, std::size_t limit) const {
    icu::UnicodeString out = icu_string(u"old");
    gap_.extractBetween(static_cast<int32_t>(start), static_cast<int32_t>(limit), out);
    BOOST_REQUIRE(out == icu_string(plain_.substr(start, limit - start)));
  }

  std::size_t size() const { return plain_.size(); }

private:
  GapText gap_;
  std::u16string plain_;
};

std::size_t below(Random &random, std::size_t n) {
  return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
}

// Letters and halves of surrogate pairs, whole and lone.
std::u16string random_text(Random &random, std::size_t max) {
  static const std::u16string units{u'a', u'b', 0xD83D, 0xDE00, 0xDCFF, 0xFFFF};
  std::u16string text;
  for (std::size_t n = below(random, max + 1); n > 0; --n) {
    text += units[below(random, units.size())];
  }
  return text;
}

void edit(Pair &pair, Random &random) {
  std::size_t start = below(random, pair.size() + 1);
  std::size_t limit = start + below(random, std::min<std::size_t>(pair.size() - start, 6) + 1);
  switch (below(random, 4)) {
  case 0:
    pair.copy(start, limit, below(random, pair.size() + 1));
    break;
  case 1: // at the end, as ICU's replacers do
    pair.copy(start, limit, pair.size());
    break;
  case 2:
    pair.replace(pair.size() - below(random, std::min<std::size_t>(pair.size(), 4) + 1),
                 pair.size(), random_text(random, 4));
    break;
  default:
    pair.replace(start, limit, random_text(random, 6));
  }
}

} // namespace

BOOST_AUTO_TEST_CASE(an_empty_text_is_empty) {
  Pair pair(u"");
  pair.check();
  pair.check_extract(0, 0);
  pair.replace(0, 0, u"");
  pair.replace(0, 0, u"a");
  pair.replace(0, 1, u"");
}

BOOST_AUTO_TEST_CASE(a_new_text_is_what_was_given) {
  Pair pair(u"abc");
  pair.check();
  pair.check_every_character();
}

BOOST_AUTO_TEST_CASE(beyond_the_end_is_ffff) {
  GapText text(u"ab");
  BOOST_TEST((text.charAt(2) == 0xFFFF));
  BOOST_TEST((text.charAt(100) == 0xFFFF));
  BOOST_TEST((GapText(u"").charAt(0) == 0xFFFF));
}

BOOST_AUTO_TEST_CASE(a_surrogate_pair_is_one_character_from_both_halves) {
  GapText text(u"a\xD83D\xDE00");
  BOOST_TEST(text.char32At(1) == 0x1F600);
  BOOST_TEST(text.char32At(2) == 0x1F600);
}

BOOST_AUTO_TEST_CASE(a_surrogate_pair_may_lie_over_the_gap) {
  Pair pair(u"a\xD83D\xDE00z");
  pair.replace(2, 2, u""); // moves the gap between the halves
  pair.check_every_character();
  pair.replace(4, 4, u"\xD83D");
  pair.replace(5, 5, u"\xDE00");
  pair.check_every_character();
}

BOOST_AUTO_TEST_CASE(edits_forth_and_back_are_right) {
  Pair pair(u"0123456789");
  pair.replace(5, 6, u"xyz");
  pair.replace(1, 3, u"");
  pair.replace(8, 9, u"long text in place of one");
  pair.replace(0, 0, u"front");
  pair.replace(pair.size(), pair.size(), u"back");
  pair.check_every_character();
}

BOOST_AUTO_TEST_CASE(a_text_can_be_replaced_whole) {
  Pair pair(u"abc");
  pair.replace(0, 3, u"");
  pair.replace(0, 0, u"defg");
  pair.replace(0, 4, u"h");
  pair.check_every_character();
}

// StringReplacer::replace builds its result behind the text, copies it, and takes it away again.
BOOST_AUTO_TEST_CASE(what_stands_behind_the_text_for_a_moment_is_right) {
  Pair pair(u"abcdef");
  pair.replace(6, 6, u"\xFFFF");
  pair.copy(2, 3, 7);
  pair.replace(8, 8, u"xy");
  pair.check_every_character();
  pair.copy(7, 10, 2);
  pair.replace(5, 6, u"");
  pair.check_every_character();
  pair.replace(8, pair.size(), u"");
  pair.check_every_character();
}

BOOST_AUTO_TEST_CASE(an_edit_may_touch_the_text_and_what_stands_behind_it) {
  Pair pair(u"abc");
  pair.replace(3, 3, u"xyz");
  pair.replace(2, 5, u"-");
  pair.check_every_character();
  pair.replace(4, 4, u"end");
  pair.replace(0, 7, u"");
  pair.check();
}

BOOST_AUTO_TEST_CASE(a_copy_may_go_into_its_own_source) {
  Pair pair(u"abcdef");
  pair.copy(1, 5, 3);
  pair.copy(0, 10, 0);
  pair.check_every_character();
}

BOOST_AUTO_TEST_CASE(every_stretch_can_be_extracted) {
  Pair pair(u"abcdef");
  pair.replace(3, 3, u"");
  pair.replace(6, 6, u"xy");
  for (std::size_t start = 0; start <= 8; ++start) {
    for (std::size_t limit = start; limit <= 8; ++limit) {
      pair.check_extract(start, limit);
    }
  }
}

BOOST_AUTO_TEST_CASE(random_edits_are_right) {
  Random random(1);
  for (int i = 0; i < 300; ++i) {
    Pair pair(random_text(random, 40));
    for (int n = 0; n < 60; ++n) {
      edit(pair, random);
    }
    pair.check_every_character();
    std::size_t start = below(random, pair.size() + 1);
    pair.check_extract(start, start + below(random, pair.size() - start + 1));
  }
}

BOOST_AUTO_TEST_CASE(a_pass_over_a_long_text_is_linear) {
  constexpr std::size_t size = 1000000;
  GapText text(std::u16string(size, u'a'));
  icu::UnicodeString with = icu_string(u"bc");
  for (int32_t i = 0; i < static_cast<int32_t>(2 * size); i += 2) {
    text.handleReplaceBetween(i, i + 1, with);
  }
  BOOST_TEST(static_cast<std::size_t>(text.length()) == 2 * size);
}

BOOST_AUTO_TEST_SUITE_END()
