// Codes of scripts, and letters that look alike.
#include <boost/test/unit_test.hpp>

#include "check/script_letters.h"

using namespace arnorm;

BOOST_AUTO_TEST_SUITE(script_letters)

BOOST_AUTO_TEST_CASE(scripts_are_codes) {
  for (const char *script : {"Arab", "Latn", "Hebr", "Syrc", "Zyyy", "Jpan", "Aran"}) {
    BOOST_TEST_CONTEXT(script) { BOOST_TEST(bool(script_of_code(script))); }
  }
  for (const char *script : {"Arabic", "arab", "ARAB", "Latin", "ar", "", "Xxxx"}) {
    BOOST_TEST_CONTEXT(script) { BOOST_TEST(!script_of_code(script)); }
  }
  BOOST_TEST(code_of_script("Arabic") == "Arab");
  BOOST_TEST(code_of_script("LATN") == "Latn");
  BOOST_TEST(code_of_script("nothing") == "");
}

BOOST_AUTO_TEST_CASE(letters_that_look_alike) {
  BOOST_TEST((look_alike(U"k\u0430taba")->meant == U'a'));
  BOOST_TEST((look_alike(U"\u043C\u043E\u043Ca")->meant == U'\u0430'));
  BOOST_TEST((look_alike(U"\u0645\u06A9\u0643")->letter == U'\u06A9'));
  BOOST_TEST((look_alike(U"one k\u0430taba two")->letter == U'\u0430'));
  for (const char32_t *text :
       {U"kataba", U"\u043C\u0430\u043C\u0430", U"\u0430", U"a\u0430", U"\u0645\u06A9\u0629",
        U"\u0643\u062A\u0628", U"\u06A9\u062A\u0627\u0628", U"k\u03B8b", U"kat \u0430 ba", U""}) {
    BOOST_TEST(!look_alike(text));
  }
}

BOOST_AUTO_TEST_CASE(letters_and_their_scripts) {
  ScriptPair scripts{USCRIPT_ARABIC, USCRIPT_LATIN};
  for (char32_t c : {U'\u0431', U'\u05D0', U'\u03B1'}) {
    BOOST_TEST(is_letter_of_another_script(c, scripts));
  }
  for (char32_t c : {U'a', U'\u0628', U'\u02BF', U'\u0640', U'1', U' ', U'\u064E', U'\u03B8'}) {
    BOOST_TEST(!is_letter_of_another_script(c, scripts));
  }
  BOOST_TEST(all_letters_of(U"ab 1", USCRIPT_LATIN));
  BOOST_TEST(!all_letters_of(U"a\u0628", USCRIPT_LATIN));
  BOOST_TEST(!all_letters_of(U"1", USCRIPT_LATIN));
}

BOOST_AUTO_TEST_SUITE_END()
