// Rule sets under ICU's ids, used as a program does that knows ICU and nothing of arnorm.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <memory>

#include <unicode/translit.h>

#include "arnorm/icu.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(icu_ids)

namespace {

struct Registered {
  Registered() { ids = register_with_icu(); }
  ~Registered() { unregister_from_icu(); }
  std::vector<std::string> ids;
};

using TransliteratorPtr = std::unique_ptr<icu::Transliterator>;

TransliteratorPtr create(const std::string &id, UTransDirection direction = UTRANS_FORWARD) {
  UErrorCode status = U_ZERO_ERROR;
  TransliteratorPtr made(
      icu::Transliterator::createInstance(icu::UnicodeString::fromUTF8(id), direction, status));
  BOOST_REQUIRE_MESSAGE(U_SUCCESS(status) && made, id << ": " << u_errorName(status));
  return made;
}

std::string run(const icu::Transliterator &transliterator, const std::string &text) {
  icu::UnicodeString string = icu::UnicodeString::fromUTF8(text);
  transliterator.transliterate(string);
  std::string out;
  string.toUTF8String(out);
  return out;
}

// Typed unit by unit, as an input method does.
std::string type(const icu::Transliterator &transliterator, const std::string &text) {
  icu::UnicodeString typed = icu::UnicodeString::fromUTF8(text);
  icu::UnicodeString string;
  UTransPosition position{0, 0, 0, 0};
  UErrorCode status = U_ZERO_ERROR;
  for (std::int32_t i = 0; i < typed.length(); ++i) {
    transliterator.transliterate(string, position, icu::UnicodeString(typed[i]), status);
    BOOST_REQUIRE(U_SUCCESS(status));
  }
  transliterator.finishTransliteration(string, position);
  std::string out;
  string.toUTF8String(out);
  return out;
}

// Whether ICU lists an id. To ask for one is no test: ICU makes another one of the same scripts.
bool is_available(const char *id) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::StringEnumeration> ids(icu::Transliterator::getAvailableIDs(status));
  while (const icu::UnicodeString *each = ids->snext(status)) {
    if (each->caseCompare(id, 0) == 0) {
      return true;
    }
  }
  return false;
}

const std::string sun = "\u0627\u0644\u0634\u0651\u0645\u0652\u0633\u064F"; // ash-shamsu

} // namespace

BOOST_FIXTURE_TEST_CASE(every_set_has_an_id_of_its_scripts_and_name, Registered) {
  auto has = [&](std::string_view id) { return std::count(ids.begin(), ids.end(), id) == 1; };
  BOOST_TEST(is_available("Arab-Latn/buckwalter"));
  BOOST_TEST(has("Arab-Latn/buckwalter"));
  BOOST_TEST(has("Latn-Arab/buckwalter"));
  BOOST_TEST(has("Arab-Latn/din_31635"));
  BOOST_TEST(has("Any-Any/search"));
  BOOST_TEST(ids.size() >= Rules().names().size());
  for (const std::string &id : ids) {
    create(id);
  }
}

BOOST_FIXTURE_TEST_CASE(an_id_does_what_the_set_does, Registered) {
  for (std::string name : {"buckwalter", "din-31635", "ipa", "iso-233"}) {
    Loaded chain = Chain::load(name);
    BOOST_REQUIRE(chain);
    std::string id = "Arab-Latn/" + name;
    std::replace(id.begin() + 5, id.end(), '-', '_');
    std::replace(id.begin(), id.begin() + 5, '_', '-');
    BOOST_TEST(run(*create(id), sun) == chain->apply(sun), id);
    BOOST_TEST(type(*create(id), sun + " " + sun) == chain->apply(sun + " " + sun), id);
  }
}

BOOST_FIXTURE_TEST_CASE(the_inverse_is_the_other_direction, Registered) {
  TransliteratorPtr there = create("Arab-Latn/buckwalter");
  UErrorCode status = U_ZERO_ERROR;
  TransliteratorPtr back(there->createInverse(status));
  BOOST_REQUIRE(U_SUCCESS(status));
  BOOST_TEST(run(*back, run(*there, sun)) == sun);
  BOOST_TEST(run(*create("Arab-Latn/buckwalter", UTRANS_REVERSE), "miSr") ==
             "\u0645\u0650\u0635\u0631");
}

BOOST_FIXTURE_TEST_CASE(ids_stand_in_compound_ids_and_in_rules, Registered) {
  BOOST_TEST(run(*create("NFC; Arab-Latn/buckwalter; Lower"), "\u0645\u0650\u0635\u0631 A") ==
             "misr a");
  UErrorCode status = U_ZERO_ERROR;
  UParseError where;
  TransliteratorPtr rules(icu::Transliterator::createFromRules(
      "mine", "::Any-Any/strip_tatweel; \u0628 > B;", UTRANS_FORWARD, where, status));
  BOOST_REQUIRE(U_SUCCESS(status));
  BOOST_TEST(run(*rules, "\u0628\u0640") == "B");
  BOOST_TEST(run(*create("[\u0628] Arab-Latn/buckwalter"), "\u0628\u0645") == "b\u0645");
}

BOOST_FIXTURE_TEST_CASE(a_part_of_a_text_is_a_text, Registered) {
  icu::UnicodeString string = icu::UnicodeString::fromUTF8("\u0628\u0645\u0628");
  std::int32_t limit = create("Arab-Latn/buckwalter")->transliterate(string, 1, 2);
  BOOST_TEST(limit == 2);
  BOOST_TEST((string == icu::UnicodeString::fromUTF8("\u0628m\u0628")));
}

BOOST_FIXTURE_TEST_CASE(lone_surrogates_are_copied, Registered) {
  for (char16_t unit : {u'\xD800', u'\xDBFF', u'\xDC00', u'\xDC80', u'\xDCFF', u'\xDFFF'}) {
    icu::UnicodeString string;
    string.append(unit).append(u'\u0628').append(unit);
    create("Arab-Latn/buckwalter")->transliterate(string);
    icu::UnicodeString expected;
    expected.append(unit).append(u'b').append(unit);
    BOOST_TEST((string == expected), "U+" << std::hex << static_cast<int>(unit));
  }
}

BOOST_FIXTURE_TEST_CASE(to_register_again_replaces_what_was_registered, Registered) {
  BOOST_TEST(register_with_icu() == ids);
  BOOST_TEST(run(*create("Arab-Latn/buckwalter"), "\u0628") == "b");
  unregister_from_icu();
  BOOST_TEST(!is_available("Arab-Latn/buckwalter"));
}

BOOST_AUTO_TEST_CASE(a_clone_outlives_the_registration) {
  TransliteratorPtr kept;
  {
    Registered registered;
    kept.reset(create("Arab-Latn/buckwalter")->clone());
  }
  BOOST_TEST(run(*kept, "\u0628") == "b");
  BOOST_TEST(!is_available("Arab-Latn/buckwalter"));
}

BOOST_AUTO_TEST_SUITE_END()
