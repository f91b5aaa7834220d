// Imported transforms beside ICU's own: the same bytes on every character and on many texts.
#include <boost/test/unit_test.hpp>

#include <memory>
#include <random>

#include <unicode/translit.h>
#include <unicode/uchar.h>

#include "characters/utf.h"
#include "check/check_rules.h"
#include "import/import_transform.h"
#include "support/random_rules.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(import_transform)

namespace {

using Icu = std::unique_ptr<icu::Transliterator>;

Icu icu_of(const std::string &rules) {
  UParseError where;
  UErrorCode status = U_ZERO_ERROR;
  Icu made(icu::Transliterator::createFromRules("test", icu::UnicodeString::fromUTF8(rules),
                                                UTRANS_FORWARD, where, status));
  BOOST_REQUIRE_MESSAGE(U_SUCCESS(status), rules);
  return made;
}

// The rules of one of ICU's own transforms.
std::string rules_of(const char *id) {
  UErrorCode status = U_ZERO_ERROR;
  UParseError where;
  Icu made(icu::Transliterator::createInstance(icu::UnicodeString::fromUTF8(id), UTRANS_FORWARD,
                                               where, status));
  if (U_FAILURE(status)) {
    return {};
  }
  icu::UnicodeString rules;
  made->toRules(rules, false);
  std::string utf8;
  return rules.toUTF8String(utf8);
}

std::string by_icu(const icu::Transliterator &icu, const std::u32string &text) {
  icu::UnicodeString units = icu::UnicodeString::fromUTF8(to_utf8(text));
  icu.transliterate(units);
  std::string utf8;
  return units.toUTF8String(utf8);
}

std::string imported(const std::string &rules, Report &report, bool filter = true,
                     bool reverse = false) {
  auto source = std::make_shared<Source>("test.txt", rules);
  RuleText text = arnorm::rule_text(source, report);
  return arnorm::import_transform(
             text, {.name = "test", .origin = "test.txt", .reverse = reverse, .filter = filter},
             report)
      .text;
}

// What is said of an import whose result must be valid.
std::string codes_of_import(const std::string &rules, std::string &text, bool filter = true) {
  Report report;
  text = imported(rules, report, filter);
  std::string said = codes(report);
  BOOST_TEST_CONTEXT(text) { BOOST_TEST(codes(text) == ""); }
  return said;
}

// Whether the rule file of some ICU rules has the results of ICU, and no stage for ICU.
void check_rows(const std::string &rules, const std::string &said = "") {
  BOOST_TEST_CONTEXT(rules) {
    std::string text;
    BOOST_TEST(codes_of_import(rules, text) == said);
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(text.find("icu = ") == std::string::npos); }
    Loaded chain = Chain::parse(text);
    BOOST_REQUIRE(bool(chain));
    Icu icu = icu_of(rules);
    std::mt19937 random(7);
    const std::u32string letters = U"abcdefghikostxyz 1.";
    for (int i = 0; i < rounds(5000); ++i) {
      std::u32string word;
      for (std::size_t length = random() % 9; length > 0; --length) {
        word += letters[random() % letters.size()];
      }
      if (std::string wanted = by_icu(*icu, word); chain->apply(to_utf8(word)) != wanted) {
        BOOST_TEST_CONTEXT(to_utf8(word) << "\n" << text) {
          BOOST_TEST(chain->apply(to_utf8(word)) == wanted);
        }
        return;
      }
    }
  }
}

void check_icu(const std::string &rules) {
  BOOST_TEST_CONTEXT(rules) {
    std::string text;
    BOOST_TEST(codes_of_import(rules, text).find("AR0502") != std::string::npos);
    BOOST_TEST(text.find("icu = ") != std::string::npos);
  }
}

} // namespace

BOOST_AUTO_TEST_CASE(rows_and_contexts) {
  check_rows("a > x ; b > ; c > yz ;");
  check_rows("a { b } c > x ; [ab] } $ > z ; ^ { c > y ;");
  check_rows("$v = [aei] ; $v { t } $v > d ; $v s > x ;");
  check_rows("a } [bc] > 1 ; a [bcd] e > 2 ;");
  check_rows("a? b > x ; (a) (b?) c > $2 $1 ;");
  check_rows("[a{bc}b] d > x ; c > y ;");
  check_rows("a > b ; :: Null ; b > c ;");
  check_rows("'a.' > '$1' ; \\u0062 > '' ;");
}

BOOST_AUTO_TEST_CASE(contexts_that_see_what_was_written) {
  check_rows("x { a > 1 ; b > x ; x > y ;");
  check_rows("[^[:L:]] { a > ; b > ; c > '.' ;");
  check_rows("[:Nd:] { '.' } [:Nd:] > ',' ; 1 > 2 ; a > 3 ; b > 4x ;");
  check_rows("[xy] [ab] { c > 1 ; d > xa ; e > b ;");
}

BOOST_AUTO_TEST_CASE(results_that_are_read_again) {
  check_rows("k h > 1 ; k > 2 ; c } [ei] > | s ; c > | k ; s h > 3 ; s > 4 ; x > | ks ;");
}

BOOST_AUTO_TEST_CASE(runs_are_cut) { check_rows("ab+ > x ;", "AR0504"); }

BOOST_AUTO_TEST_CASE(what_stays_with_icu) {
  check_icu("a > &Any-Upper(b) ;");
  check_icu("(a) { b } > $1 $1 ;");
  check_icu("a ([:L:]) > c | $1 ;");
  check_icu("[^b] a > c ;");
  check_icu("(ab)+ > c ;");
  check_icu("x { a > x ;"); // goes on to the left for ever
  check_icu(":: Lower ; :: [abc] Upper ;"
            "a > &Any-Upper(b) ;");
}

BOOST_AUTO_TEST_CASE(stages) {
  std::string text;
  BOOST_TEST(codes_of_import(":: NFD ; e\u0301 > x ; :: NFC ; :: [x] Remove ;", text) == "");
  BOOST_TEST(text.find("form = \"NFD\"") != std::string::npos);
  BOOST_TEST(text.find("remove = ") != std::string::npos);
  BOOST_TEST(codes_of_import(":: NFD ; \u00E9 > x ; a > b ;", text) == "AR0503");
}

BOOST_AUTO_TEST_CASE(filters) {
  check_rows(":: [ab] ; a > x ; c > y ; :: Null ;", "AR0503");
  check_rows(":: [ab] ; a > x ; c > y ;", "AR0507"); // ICU ignores it
}

BOOST_AUTO_TEST_CASE(the_reverse_direction) {
  Report report;
  std::string text = imported(":: NFD (NFC) ; a <> b ; c > d ; e < f ;", report, true, true);
  BOOST_TEST(codes(report) == "");
  BOOST_TEST(arnorm::test::apply(text, "bdf") == "ade");
  BOOST_TEST((text.find("form = \"NFC\"") > text.find("table")));
  imported("a > b ;", report, true, true);
  BOOST_TEST(codes(report) == "AR0501");
}

// CLDR's transforms for languages in Arabic script.
BOOST_AUTO_TEST_CASE(transforms_of_icu) {
  const std::vector<std::pair<const char *, bool>> ids{
      {"Arab-Latn", true},      {"Latn-Arab", true},      {"ar-ar_Latn/BGN", true},
      {"fa-fa_Latn/BGN", true}, {"ps-ps_Latn/BGN", true}, {"ug-ug_FONIPA", false},
      {"fa-fa_FONIPA", false}};
  for (auto [id, has_filter] : ids) {
    std::string rules = rules_of(id);
    if (rules.empty()) {
      continue; // this version of ICU has none
    }
    BOOST_TEST_CONTEXT(id) {
      std::string text;
      codes_of_import(rules, text);
      Loaded chain = Chain::parse(text);
      BOOST_REQUIRE(bool(chain));
      Icu icu = icu_of(rules);
      bool latin = std::string_view(id).starts_with("Latn");
      std::u32string letters = latin ? U" 1\u0323\u0308\u0331" : U" ";
      std::size_t wrong = 0;
      for (char32_t c = 0; c < 0x10000; ++c) {
        if (c >= 0xD800 && c < 0xE000) {
          continue;
        }
        std::u32string one(1, c);
        wrong += chain->apply(to_utf8(one)) == by_icu(*icu, one) ? 0 : 1;
        bool arabic = (c >= 0x600 && c < 0x700) && u_isdefined(static_cast<UChar32>(c)) != 0;
        bool mine = latin ? c < 0x80 && u_isalpha(static_cast<UChar32>(c)) != 0 : arabic;
        letters += mine ? one : U"";
      }
      std::mt19937 random(3);
      for (int i = 0; i < rounds(20000); ++i) {
        std::u32string word;
        for (std::size_t length = 1 + random() % 10; length > 0; --length) {
          word += letters[random() % letters.size()];
        }
        wrong += chain->apply(to_utf8(word)) == by_icu(*icu, word) ? 0 : 1;
      }
      BOOST_TEST(wrong == 0u);
    }
  }
}

// Without their filter, rules need no ICU.
BOOST_AUTO_TEST_CASE(transforms_without_a_filter) {
  for (const char *id : {"Arab-Latn", "ar-ar_Latn/BGN", "fa-fa_Latn/BGN", "ps-ps_Latn/BGN"}) {
    BOOST_TEST_CONTEXT(id) {
      std::string text;
      std::string said = codes_of_import(rules_of(id), text, false);
      BOOST_TEST(said.find("AR0502") == std::string::npos);
      BOOST_TEST(text.find("icu = ") == std::string::npos);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
