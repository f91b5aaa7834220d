// The Arabic Mark Transient Reordering Algorithm (Unicode Standard Annex #53, revision 11; a
// report, UTR #53, before Unicode 16): each sentence of section 4.1, and sequences that the annex
// and HarfBuzz's tests of it use.
//
// Step 1 of the algorithm is NFD, so `nfd,mark-order-utr53` is all of it. `mark-order-utr53` alone
// has the same order and leaves letters composed.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <functional>

#include <unicode/uchar.h>

#include "characters/normal_form.h"
#include "characters/utf.h"
#include "support/support.h"
#include "support/unicode_files.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(amtra)

namespace {

Loaded load(const std::string &chain, Engine engine) {
  Options options;
  options.engine = engine;
  Loaded loaded = Chain::load(chain, options);
  BOOST_REQUIRE_MESSAGE(loaded, render(loaded.diagnostics));
  return loaded;
}

// A chain on both engines, which must agree.
class Both {
public:
  explicit Both(const std::string &chain)
      : tables_(load(chain, Engine::automatic)), icu_(load(chain, Engine::icu)) {}

  // The code points of the result: "0628 0651 ".
  std::string operator()(std::u32string_view text) const {
    std::string source = to_utf8(text);
    std::string result = code_points(tables_->apply(source));
    BOOST_REQUIRE_EQUAL(result, code_points(icu_->apply(source)));
    return result;
  }

private:
  Loaded tables_, icu_;
};

const Both &algorithm() {
  static const Both chain("nfd,mark-order-utr53");
  return chain;
}

const Both &order_alone() {
  static const Both chain("mark-order-utr53");
  return chain;
}

// What both chains make of marks.
std::string ordered(std::u32string_view text) {
  std::string result = algorithm()(text);
  BOOST_REQUIRE_EQUAL(result, order_alone()(text));
  return result;
}

// The algorithm by a key: MCM of class 220, those of class 230, shadda, all others. MCM are only
// those that begin the marks of their class.
std::u32string sorted_by_key(std::u32string marks) {
  auto class_of = [](char32_t c) { return u_getCombiningClass(static_cast<UChar32>(c)); };
  std::stable_sort(marks.begin(), marks.end(),
                   [&](char32_t a, char32_t b) { return class_of(a) < class_of(b); });
  std::array<std::u32string, 4> groups;
  int last_class = 0;
  bool at_beginning = true;
  for (char32_t c : marks) {
    int ccc = class_of(c);
    at_beginning = (at_beginning || ccc != last_class) && is_modifier_mark(c);
    last_class = ccc;
    std::size_t group = ccc == 33 ? 2 : 3;
    if (at_beginning && (ccc == 220 || ccc == 230)) {
      group = ccc == 220 ? 0 : 1;
    }
    groups[group] += c;
  }
  return groups[0] + groups[1] + groups[2] + groups[3];
}

} // namespace

// "Normalize the input to NFD."
BOOST_AUTO_TEST_CASE(step_1_letters_come_apart) {
  BOOST_TEST(algorithm()(U"\u0623\u064E") == "0627 0654 064E ");
  BOOST_TEST(algorithm()(U"\u0625\u0650") == "0627 0655 0650 ");
  BOOST_TEST(algorithm()(U"\u0622\u064E") == "0627 064E 0653 ");
  BOOST_TEST(algorithm()(U"\u0626\u064E\u0651") == "064A 0654 0651 064E ");
  BOOST_TEST(order_alone()(U"\u0623\u064E\u0651") == "0623 0651 064E ");
}

// "within the result, for each maximal-length substring, S, of non-starter characters"
BOOST_AUTO_TEST_CASE(step_2_each_run_of_marks_is_reordered_by_itself) {
  BOOST_TEST(ordered(U"\u0628\u064E\u0651\u062A\u0650\u0655\u064E\u0651") ==
             "0628 0651 064E 062A 0655 0651 064E 0650 ");
  BOOST_TEST(ordered(U"\u064E\u0651") == "0651 064E ");
}

// "Move any shadda characters (ccc=33) to the beginning of S."
BOOST_AUTO_TEST_CASE(step_2a_shadda_goes_to_the_beginning) {
  for (char32_t vowel : U"\u064B\u064C\u064D\u064E\u064F\u0650\u0652\u0670\u0653\u0656") {
    if (vowel != 0) {
      std::string after = code_points(to_utf8(std::u32string{U'\u0628', U'\u0651', vowel}));
      BOOST_TEST(ordered(std::u32string{U'\u0628', vowel, U'\u0651'}) == after);
      BOOST_TEST(ordered(std::u32string{U'\u0628', U'\u0651', vowel}) == after);
    }
  }
  BOOST_TEST(ordered(U"\u0651\u064E\u0651") == "0651 0651 064E ");
}

BOOST_AUTO_TEST_CASE(shadda_is_the_only_character_of_class_33) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    BOOST_REQUIRE((u_getCombiningClass(static_cast<UChar32>(c)) == 33) == (c == 0x651));
  }
}

// "If a sequence of ccc=230 characters begins with any MCM characters, move the sequence of such
// characters to the beginning of S (before any characters with ccc=33)."
BOOST_AUTO_TEST_CASE(step_2b_modifier_marks_above_go_before_shadda) {
  BOOST_TEST(ordered(U"\u064E\u0654") == "0654 064E ");
  BOOST_TEST(ordered(U"\u064E\u0651\u0654") == "0654 0651 064E ");
  BOOST_TEST(ordered(U"\u064E\u0654\u0658\u0653\u06E7") == "0654 0658 064E 0653 06E7 ");
  // It begins with another mark: nothing moves.
  BOOST_TEST(ordered(U"\u064E\u0651\u0653\u0654") == "0651 064E 0653 0654 ");
}

// "If a sequence of ccc=220 characters begins with any MCM characters, move the sequence of such
// characters to the beginning of S (before any MCM with ccc=230)."
BOOST_AUTO_TEST_CASE(step_2c_modifier_marks_below_go_before_those_above) {
  BOOST_TEST(ordered(U"\u0650\u0655") == "0655 0650 ");
  BOOST_TEST(ordered(U"\u0651\u0654\u0655") == "0655 0654 0651 ");
  BOOST_TEST(ordered(U"\u0650\u0655\u06E3\u0656\u0655") == "0655 06E3 0650 0656 0655 ");
  BOOST_TEST(ordered(U"\u0650\u0651\u0656\u0655") == "0651 0650 0656 0655 ");
}

// A combining grapheme joiner keeps marks apart, as section 4.3 recommends for exceptions.
BOOST_AUTO_TEST_CASE(a_grapheme_joiner_overrides_the_order) {
  BOOST_TEST(ordered(U"\u0649\u0650\u0655") == "0649 0655 0650 ");
  BOOST_TEST(ordered(U"\u0649\u0655\u0650") == "0649 0655 0650 ");
  BOOST_TEST(ordered(U"\u0649\u0650\u034F\u0655") == "0649 0650 034F 0655 ");
  BOOST_TEST(ordered(U"\u0649\u0655\u034F\u0650") == "0649 0655 034F 0650 ");
}

BOOST_AUTO_TEST_CASE(examples) {
  // The artificial example, in which every step has something to do.
  BOOST_TEST(ordered(U"\u0628\u0618\u0619\u064E\u064F\u0654\u0658\u0653\u0654\u0651\u0656\u0651"
                     U"\u065C\u0655\u0650") ==
             "0628 0654 0658 0651 0651 0618 064E 0619 064F 0650 0656 065C 0655 0653 0654 ");
  // A word of the Quran with dagger alef, madda, and hamza on a tatweel.
  BOOST_TEST(ordered(U"\u064A\u064E\u0670\u0653\u0640\u0654\u064E\u0627") ==
             "064A 064E 0670 0653 0640 0654 064E 0627 ");
  BOOST_TEST(ordered(U"\u0628\u064E\u0654\u0651") == "0628 0654 0651 064E ");
}

// Every sequence of up to five of these: marks of each kind that the algorithm tells apart.
BOOST_AUTO_TEST_CASE(all_short_sequences_are_as_the_definition_has_them) {
  const std::u32string kinds = U"\u064E\u0651\u0670\u0654\u0658\u0653\u0655\u0656";
  Loaded chain = load("nfd,mark-order-utr53", Engine::automatic);
  std::u32string marks;
  std::string out;
  std::function<void()> longer = [&] {
    out.clear();
    chain->apply(to_utf8(U"\u0628" + marks), out);
    BOOST_REQUIRE_EQUAL(code_points(out), code_points(to_utf8(U"\u0628" + sorted_by_key(marks))));
    for (std::size_t i = 0; i < kinds.size() && marks.size() < 5; ++i) {
      marks += kinds[i];
      longer();
      marks.pop_back();
    }
  };
  longer();
}

// The result means what the text meant: NFC undoes it.
BOOST_AUTO_TEST_CASE(the_order_is_canonically_equivalent) {
  Both undone("mark-order-utr53,nfc"), composed("nfc");
  std::u32string marks = U"\u064E\u0651\u0653\u0654\u0655\u0656";
  std::sort(marks.begin(), marks.end());
  do {
    BOOST_REQUIRE_EQUAL(undone(U"\u0627" + marks), composed(U"\u0627" + marks));
  } while (std::next_permutation(marks.begin(), marks.end()));
}

// Section 3, the property Modifier_Combining_Mark since Unicode 16. U+10EF4, U+10EF6 and U+10EF9
// are those of Unicode 18.
BOOST_AUTO_TEST_CASE(the_modifier_marks_are_those_of_unicode) {
  UProperty property = u_getPropertyEnum("Modifier_Combining_Mark");
  if (property == UCHAR_INVALID_CODE) {
    BOOST_TEST_MESSAGE("ICU is older than Unicode 16 and has no such property");
  }
  each_arabic_code_point([&](char32_t c) {
    auto as = static_cast<UChar32>(c);
    bool listed = is_modifier_mark(c);
    if (property != UCHAR_INVALID_CODE && u_isdefined(as)) {
      BOOST_TEST((u_hasBinaryProperty(as, property) != 0) == listed, std::hex << as);
    }
    if (listed && u_isdefined(as)) {
      int ccc = u_getCombiningClass(as);
      BOOST_TEST((ccc == 220 || ccc == 230), std::hex << as);
      BOOST_TEST(ordered(std::u32string{U'\u0651', c}) ==
                 code_points(to_utf8(std::u32string{c, U'\u0651'})));
    }
  });
  BOOST_TEST(modifier_marks.size() == 17u);
}

BOOST_AUTO_TEST_SUITE_END()
