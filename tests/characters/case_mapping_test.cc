// Changes of case of single characters.
#include <boost/test/unit_test.hpp>

#include <utf8proc.h>

#include "characters/case_mapping.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(case_mapping)

namespace {

const CodePointSet all{{0, 0xD7FF}, {0xE000, 0x10FFFF}};

// CaseFolding.txt as utf8proc has it.
std::u32string folded_by_utf8proc(char32_t c) {
  utf8proc_int32_t out[8];
  auto size =
      utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), out, 8, UTF8PROC_CASEFOLD, nullptr);
  return {out, out + size};
}

} // namespace

BOOST_AUTO_TEST_CASE(letters_with_several_letters_in_another_case) {
  BOOST_TEST((map_case(U'ß', CaseMapping::upper, false) == U"SS"));
  BOOST_TEST((map_case(U'ß', CaseMapping::title, false) == U"Ss"));
  BOOST_TEST((map_case(U'ß', CaseMapping::fold, false) == U"ss"));
  BOOST_TEST((map_case(U'ǆ', CaseMapping::title, false) == U"ǅ"));
  BOOST_TEST((map_case(U'ǆ', CaseMapping::upper, false) == U"Ǆ"));
  BOOST_TEST((map_case(U'ẖ', CaseMapping::upper, false) == U"H\u0331"));
}

BOOST_AUTO_TEST_CASE(letters_of_romanizations) {
  for (auto [small, capital] : {std::pair(U'ʿ', U'ʿ'), {U'ā', U'Ā'}, {U'ḥ', U'Ḥ'}, {U'ṭ', U'Ṭ'}}) {
    BOOST_TEST((map_case(small, CaseMapping::title, false) == std::u32string(1, capital)));
    BOOST_TEST((map_case(capital, CaseMapping::lower, false) == std::u32string(1, small)));
  }
}

BOOST_AUTO_TEST_CASE(turkish_has_a_dotless_i) {
  BOOST_TEST((map_case(U'i', CaseMapping::upper, true) == U"İ"));
  BOOST_TEST((map_case(U'ı', CaseMapping::upper, true) == U"I"));
  BOOST_TEST((map_case(U'I', CaseMapping::lower, true) == U"ı"));
  BOOST_TEST((map_case(U'İ', CaseMapping::lower, true) == U"i"));
  BOOST_TEST((map_case(U'I', CaseMapping::fold, true) == U"ı"));
  BOOST_TEST((map_case(U'i', CaseMapping::upper, false) == U"I"));
  BOOST_TEST((map_case(U'İ', CaseMapping::lower, false) == U"i\u0307"));
}

BOOST_AUTO_TEST_CASE(a_final_sigma_depends_on_neighbours) {
  BOOST_TEST((map_case(U'Σ', CaseMapping::lower, false) == U"σ"));
}

BOOST_AUTO_TEST_CASE(folding_is_that_of_another_library) {
  for (char32_t c = 0; c < 0x10FFFF; ++c) {
    auto as = static_cast<utf8proc_int32_t>(c);
    if (utf8proc_category(as) != UTF8PROC_CATEGORY_CN && (c < 0xD800 || c > 0xDFFF)) {
      std::u32string folded = map_case(c, CaseMapping::fold, false);
      BOOST_REQUIRE_MESSAGE(folded == folded_by_utf8proc(c), std::hex << as);
    }
  }
}

// utf8proc has simple mappings only, which differ from full ones where these write several letters.
BOOST_AUTO_TEST_CASE(other_mappings_are_those_of_another_library) {
  for (char32_t c = 0; c < 0x10FFFF; ++c) {
    auto as = static_cast<utf8proc_int32_t>(c);
    if (utf8proc_category(as) == UTF8PROC_CATEGORY_CN || (c >= 0xD800 && c <= 0xDFFF)) {
      continue;
    }
    for (auto [mapping, simple] : {std::pair(CaseMapping::upper, utf8proc_toupper(as)),
                                   {CaseMapping::lower, utf8proc_tolower(as)},
                                   {CaseMapping::title, utf8proc_totitle(as)}}) {
      std::u32string mapped = map_case(c, mapping, false);
      BOOST_REQUIRE_MESSAGE(mapped.size() > 1 || mapped[0] == static_cast<char32_t>(simple) ||
                                (c >= 0x1F80 && c <= 0x1FFC), // Greek with iota: full ones differ
                            std::hex << as);
    }
  }
}

BOOST_AUTO_TEST_CASE(what_a_mapping_changes) {
  CodePointSet changed = changed_by_case({{U'a', U'z'}, {U'A', U'Z'}}, CaseMapping::upper, false);
  BOOST_TEST((changed == CodePointSet{{U'a', U'z'}}));
  BOOST_TEST(changed_by_case(all, CaseMapping::upper, false).size() > 1300u);
  BOOST_TEST(changed_by_case({{0x621, 0x64A}}, CaseMapping::lower, false).empty());
}

BOOST_AUTO_TEST_SUITE_END()
