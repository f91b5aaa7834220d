// Normalization forms and mark order, by utf8proc's data.
#include <boost/test/unit_test.hpp>

#include <algorithm>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <utf8proc.h>

#include "characters/names.h"
#include "characters/normal_form.h"
#include "characters/utf.h"
#include "stages/icu_rules.h"

using namespace arnorm;

BOOST_AUTO_TEST_SUITE(normal_form)

namespace {

std::string hex(std::u32string_view text) {
  std::string out;
  for (char32_t c : text) {
    out += (out.empty() ? "" : " ") + hex_name(c).substr(2);
  }
  return out;
}

std::string form(std::u32string_view text, Form form) { return hex(to_form(text, form)); }

std::string ordered(std::u32string_view text, MarkOrder order) {
  return hex(in_mark_order(text, order));
}

// Whether ICU and utf8proc, which may know different versions of Unicode, both know a character.
bool is_known(char32_t c) {
  return u_isdefined(static_cast<UChar32>(c)) &&
         utf8proc_category(static_cast<utf8proc_int32_t>(c)) != UTF8PROC_CATEGORY_CN;
}

std::u32string times(std::size_t count, char32_t c) { return std::u32string(count, c); }

} // namespace

BOOST_AUTO_TEST_CASE(classes_are_those_of_unicode) {
  BOOST_TEST(combining_class(U'a') == 0);
  BOOST_TEST(combining_class(U'\u064B') == 27);
  BOOST_TEST(combining_class(U'\u0651') == 33);
  BOOST_TEST(combining_class(U'\u0655') == 220);
  BOOST_TEST(combining_class(U'\u0654') == 230);
  BOOST_TEST(combining_class(0xDCFF) == 0);
  BOOST_TEST(combining_class(CodePointSet::edge) == 0);
}

BOOST_AUTO_TEST_CASE(classes_are_those_of_icu) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (is_known(c)) {
      BOOST_REQUIRE_EQUAL(combining_class(c), u_getCombiningClass(static_cast<UChar32>(c)));
    }
  }
}

BOOST_AUTO_TEST_CASE(nothing_stays_nothing) {
  for (Form f : {Form::nfc, Form::nfd, Form::nfkc, Form::nfkd}) {
    BOOST_TEST(form(U"", f) == "");
  }
  BOOST_TEST(ordered(U"", MarkOrder::utr53) == "");
}

BOOST_AUTO_TEST_CASE(composed_forms_compose) {
  BOOST_TEST(form(U"\u0627\u0653", Form::nfc) == "0622");
  BOOST_TEST(form(U"\u064A\u064E\u0654", Form::nfc) == "0626 064E");
  BOOST_TEST(form(U"\u0627\u0653", Form::nfkc) == "0622");
}

BOOST_AUTO_TEST_CASE(decomposed_forms_decompose_and_sort) {
  BOOST_TEST(form(U"\u0622", Form::nfd) == "0627 0653");
  BOOST_TEST(form(U"\u0626\u064E", Form::nfd) == "064A 064E 0654");
  BOOST_TEST(form(U"\u0628\u0651\u064E", Form::nfd) == "0628 064E 0651");
}

BOOST_AUTO_TEST_CASE(only_compatibility_forms_fold_presentation_forms) {
  BOOST_TEST(form(U"\uFEFB", Form::nfc) == "FEFB");
  BOOST_TEST(form(U"\uFEFB", Form::nfkc) == "0644 0627");
  BOOST_TEST(form(U"\uFE77", Form::nfkd) == "0640 064E");
}

BOOST_AUTO_TEST_CASE(hangul_is_composed_by_rule) {
  BOOST_TEST(form(U"\u1112\u1161\u11AB", Form::nfc) == "D55C");
  BOOST_TEST(form(U"\uD55C", Form::nfd) == "1112 1161 11AB");
}

BOOST_AUTO_TEST_CASE(what_is_excluded_from_composition_stays_apart) {
  BOOST_TEST(form(U"\u0958", Form::nfc) == "0915 093C");
  BOOST_TEST(form(U"\u0344", Form::nfc) == "0308 0301");
}

BOOST_AUTO_TEST_CASE(opaque_characters_part_what_would_compose) {
  BOOST_TEST(hex(to_form(std::u32string{0x627, 0xDCFF, 0x653}, Form::nfc)) == "0627 DCFF 0653");
  BOOST_TEST(hex(to_form(std::u32string{0xDC80, 0x653, 0xDCFF}, Form::nfkd)) == "DC80 0653 DCFF");
}

BOOST_AUTO_TEST_CASE(nul_and_noncharacters_stay) {
  BOOST_TEST(hex(to_form(std::u32string{0, 0xFFFF, 0xFDD0, 0x10FFFF, 0}, Form::nfkc)) ==
             "0000 FFFF FDD0 10FFFF 0000");
}

BOOST_AUTO_TEST_CASE(every_character_is_as_in_icu) {
  UErrorCode status = U_ZERO_ERROR;
  const std::pair<Form, const icu::Normalizer2 *> forms[] = {
      {Form::nfc, icu::Normalizer2::getNFCInstance(status)},
      {Form::nfd, icu::Normalizer2::getNFDInstance(status)},
      {Form::nfkc, icu::Normalizer2::getNFKCInstance(status)},
      {Form::nfkd, icu::Normalizer2::getNFKDInstance(status)}};
  BOOST_REQUIRE(U_SUCCESS(status));
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (!is_known(c) || (c >= 0xD800 && c <= 0xDFFF)) {
      continue;
    }
    std::u32string text{U'a', c, U'\u0323', U'\u0651', U'\u0654'};
    icu::UnicodeString utf16 = icu::UnicodeString::fromUTF32(
        reinterpret_cast<const UChar32 *>(text.data()), static_cast<int32_t>(text.size()));
    for (const auto &[f, icu_form] : forms) {
      std::string wanted;
      icu_form->normalize(utf16, status).toUTF8String(wanted);
      BOOST_REQUIRE_EQUAL(hex(to_form(text, f)), hex(to_utf32(wanted)));
    }
  }
}

BOOST_AUTO_TEST_CASE(marks_are_sorted_by_class) {
  BOOST_TEST(ordered(U"\u0628\u0651\u064E", MarkOrder::canonical) == "0628 064E 0651");
  BOOST_TEST(ordered(U"\u0628\u0654\u0655\u0652", MarkOrder::canonical) == "0628 0652 0655 0654");
}

BOOST_AUTO_TEST_CASE(marks_of_one_class_keep_their_order) {
  BOOST_TEST(ordered(U"\u0654\u0653\u0651\u0657", MarkOrder::canonical) == "0651 0654 0653 0657");
}

BOOST_AUTO_TEST_CASE(sorting_does_not_decompose) {
  BOOST_TEST(ordered(U"\u0344\u0323", MarkOrder::canonical) == "0323 0344");
  BOOST_TEST(ordered(U"\u0622\u0653\u064E", MarkOrder::canonical) == "0622 064E 0653");
}

BOOST_AUTO_TEST_CASE(every_run_is_sorted_by_itself) {
  BOOST_TEST(ordered(U"\u0651\u064Ea\u0651\u064E", MarkOrder::canonical) ==
             "064E 0651 0061 064E 0651");
}

BOOST_AUTO_TEST_CASE(shadda_goes_to_the_front_of_its_run) {
  BOOST_TEST(ordered(U"\u0628\u064E\u0651", MarkOrder::shadda_first) == "0628 0651 064E");
  BOOST_TEST(ordered(U"\u0654\u064E\u0651\u0651", MarkOrder::shadda_first) ==
             "0651 0651 064E 0654");
  BOOST_TEST(ordered(U"\u064E\u0651\u0628\u0650", MarkOrder::shadda_first) ==
             "0651 064E 0628 0650");
}

// UAX #53: first shadda, then leading modifier marks of class 230, then of class 220, to the front.
BOOST_AUTO_TEST_CASE(modifier_marks_go_before_shadda) {
  BOOST_TEST(ordered(U"\u064E\u0654", MarkOrder::utr53) == "0654 064E");
  BOOST_TEST(ordered(U"\u0650\u0655", MarkOrder::utr53) == "0655 0650");
  BOOST_TEST(ordered(U"\u064E\u0651\u0654", MarkOrder::utr53) == "0654 0651 064E");
  BOOST_TEST(ordered(U"\u0654\u0655\u0651", MarkOrder::utr53) == "0655 0654 0651");
}

BOOST_AUTO_TEST_CASE(other_marks_stay_behind_the_vowels) {
  BOOST_TEST(ordered(U"\u0653\u064E", MarkOrder::utr53) == "064E 0653");
  BOOST_TEST(ordered(U"\u0656\u0650", MarkOrder::utr53) == "0650 0656");
}

BOOST_AUTO_TEST_CASE(a_modifier_mark_behind_another_of_its_class_stays) {
  BOOST_TEST(ordered(U"\u064E\u0653\u0654", MarkOrder::utr53) == "064E 0653 0654");
  BOOST_TEST(ordered(U"\u0650\u0656\u0655", MarkOrder::utr53) == "0650 0656 0655");
}

BOOST_AUTO_TEST_CASE(several_leading_modifier_marks_go_together) {
  BOOST_TEST(ordered(U"\u064E\u0654\u0658\u0653\u0654", MarkOrder::utr53) ==
             "0654 0658 064E 0653 0654");
}

// The long artificial example of the standard.
BOOST_AUTO_TEST_CASE(all_steps_work_together) {
  BOOST_TEST(ordered(U"\u0618\u0619\u064F\u064E\u0654\u0658\u0653\u0654\u0651\u0656\u0651\u065C"
                     U"\u0655\u0650",
                     MarkOrder::utr53) ==
             "0654 0658 0651 0651 0618 064E 0619 064F 0650 0656 065C 0655 0653 0654");
}

BOOST_AUTO_TEST_CASE(all_modifier_marks_of_the_standard_are_known) {
  for (char32_t c : {0x0654, 0x0655, 0x0658, 0x06DC, 0x06E3, 0x06E7, 0x06E8, 0x08CA, 0x08CB, 0x08CD,
                     0x08CE, 0x08CF, 0x08D3, 0x08F3}) {
    std::u32string wanted{c, U'\u064E'};
    BOOST_TEST(ordered(std::u32string{U'\u064E', c}, MarkOrder::utr53) == hex(wanted));
  }
}

BOOST_AUTO_TEST_CASE(ordering_again_changes_nothing) {
  std::u32string marks = U"\u064E\u0650\u0651\u0653\u0654\u0655\u0656";
  for (MarkOrder order : {MarkOrder::canonical, MarkOrder::shadda_first, MarkOrder::utr53}) {
    std::sort(marks.begin(), marks.end());
    do {
      std::u32string once = in_mark_order(marks, order);
      BOOST_REQUIRE(in_mark_order(once, order) == once);
    } while (std::next_permutation(marks.begin(), marks.end()));
  }
}

// Canonically equivalent texts must stay so.
BOOST_AUTO_TEST_CASE(ordering_does_not_change_what_a_text_means) {
  std::u32string marks = U"\u064E\u0650\u0651\u0653\u0654\u0655";
  do {
    std::u32string wanted = to_form(in_mark_order(marks, MarkOrder::canonical), Form::nfd);
    BOOST_REQUIRE(to_form(marks, Form::nfd) == wanted);
    for (MarkOrder order : {MarkOrder::shadda_first, MarkOrder::utr53}) {
      BOOST_REQUIRE(to_form(in_mark_order(marks, order), Form::nfd) == wanted);
    }
  } while (std::next_permutation(marks.begin(), marks.end()));
}

BOOST_AUTO_TEST_CASE(a_run_of_1024_marks_is_one_run) {
  std::u32string text = U"a" + times(max_mark_run - 1, U'\u0301') + U"\u0323";
  std::u32string wanted = U"a\u0323" + times(max_mark_run - 1, U'\u0301');
  BOOST_TEST((to_form(text, Form::nfd) == wanted));
  BOOST_TEST((in_mark_order(text, MarkOrder::canonical) == wanted));
}

BOOST_AUTO_TEST_CASE(a_longer_run_ends_there) {
  std::u32string text = U"a" + times(max_mark_run, U'\u0301') + U"\u0323";
  BOOST_TEST((to_form(text, Form::nfd) == text));
  BOOST_TEST((in_mark_order(text, MarkOrder::canonical) == text));
}

BOOST_AUTO_TEST_CASE(after_a_cut_the_count_begins_anew) {
  std::u32string first = times(max_mark_run, U'\u0301');
  std::u32string text = first + times(max_mark_run - 1, U'\u0301') + U"\u0323\u0323";
  std::u32string wanted = first + U"\u0323" + times(max_mark_run - 1, U'\u0301') + U"\u0323";
  BOOST_TEST((in_mark_order(text, MarkOrder::canonical) == wanted));
  BOOST_TEST((to_form(text, Form::nfd) == wanted));
}

BOOST_AUTO_TEST_CASE(an_opaque_character_ends_a_run) {
  std::u32string text = times(max_mark_run, U'\u0301') + char32_t{0xDCFF} + U"\u0301\u0323";
  std::u32string wanted = times(max_mark_run, U'\u0301') + char32_t{0xDCFF} + U"\u0323\u0301";
  BOOST_TEST((in_mark_order(text, MarkOrder::canonical) == wanted));
}

BOOST_AUTO_TEST_SUITE_END()
