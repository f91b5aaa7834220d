// Which words --protect latin keeps when a chain reads Latin letters.
#include <boost/test/unit_test.hpp>

#include "support/shell.h"
#include "tool/text/foreign_words.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_FIXTURE_TEST_SUITE(foreign_words, Shell)

BOOST_AUTO_TEST_CASE(spellings_that_cannot_be) {
  for (const char32_t *word :
       {U"كتاب", U"كِتَاب", U"كِتَابًا", U"هُدًى", U"مُدَرِّس", U"مدرسة", U"ء", U"«كتاب»", U"لِّلَّه"}) {
    BOOST_TEST(tool::spelling_of(word).possible);
  }
  for (const char32_t *word : {U"َب", U"بْت", U"بَُت", U"بّّ", U"مدرسةب", U"هدىب", U"بًت", U"(َب"}) {
    BOOST_TEST(!tool::spelling_of(word).possible);
  }
  for (const char32_t *tanwin : {U"\u064B", U"\u064C", U"\u064D"}) {
    std::u32string word = U"ب" + std::u32string(tanwin);
    BOOST_TEST(tool::spelling_of(word).possible);
    BOOST_TEST(tool::spelling_of(word + U"ا").possible);
    BOOST_TEST(!tool::spelling_of(word + U"ت").possible); // within a word
  }
  const std::u32string signs = U"\u064B\u064C\u064D\u064E\u064F\u0650\u0652";
  for (char32_t sign : signs) { // a letter has one
    BOOST_TEST(tool::spelling_of(U"بب" + std::u32string(1, sign)).possible);
    BOOST_TEST(!tool::spelling_of(U"بب" + std::u32string(2, sign)).possible);
  }
  BOOST_TEST(tool::spelling_of(U"تهِس").gaps);
  BOOST_TEST(!tool::spelling_of(U"تَهِس").gaps);
  BOOST_TEST(!tool::spelling_of(U"كتاب").gaps);
  BOOST_TEST(!tool::spelling_of(U"12").has_letters);
}

BOOST_AUTO_TEST_CASE(english_between_arabic_stays) {
  const std::vector<std::pair<std::string, std::string>> pairs{
      {"qAl Hello, see iPhone 5 at http://x.com", "قال Hello, see iPhone 5 at http://x.com"},
      {"This is a test of the kitaAbu Aljadiydu", "This is a test of the كِتَابُ الجَدِيدُ"},
      {"Al$rkp (Google Inc.) fy msr", "الشركة (Google Inc.) في مسر"},
      {"<b>ktAb</b> and <i>qlm</i> &amp; $y'", "<b>كتاب</b> and <i>قلم</i> &amp; شيء"},
      {"ElY AlftH wAlks0p", "على الفتح والكس0ة"},
      {"wa>anA qara>tu Alkitaba with pleasure", "وَأَنا قَرَأتُ الكِتَبَ with pleasure"},
      {"mailto me@x.org @user #tag", "mailto me@x.org @user #tag"},
  };
  for (const auto &[text, wanted] : pairs) {
    write("text", text + "\n");
    BOOST_TEST(good("arnorm -r --protect all buckwalter text") == wanted + "\n");
  }
}

BOOST_AUTO_TEST_CASE(arabic_alone_is_run_back_as_without) {
  const std::string text = "كتب المعلم الدرس على السبورة ثم جلس إلى مكتبه وقرأ رسالة من صديقه\n"
                           "كَتَبَ المُعَلِّمُ الدَّرْسَ عَلَى السَّبُّورَةِ ثُمَّ جَلَسَ\n";
  write("text", text);
  for (const char *chain : {"buckwalter", "hsb", "iso-233"}) {
    std::string name = chain;
    BOOST_TEST(good("arnorm mark-order," + name + " text | arnorm -r --protect all " + name) ==
               good("arnorm mark-order," + name + " text | arnorm -r " + name));
  }
}

BOOST_AUTO_TEST_CASE(a_chain_that_decodes_forward_is_one_that_runs_backwards) {
  BOOST_TEST(good("echo 'qAl Hello' | arnorm --protect latin buckwalter:") == "قال Hello\n");
  BOOST_TEST(good("echo 'قال Hello' | arnorm -r --protect latin buckwalter:") == "qAl Hello\n");
  Result result = run("echo qAl | arnorm --protect latin buckwalter:iso-233");
  BOOST_TEST(result.err ==
             "arnorm: --protect latin needs a chain that does not both read and write Latin "
             "letters, as `buckwalter:iso-233` does; list the other kinds instead\n");
  BOOST_TEST(result.status == 2);
}

// The undecidable cases of docs/filter.md.
BOOST_AUTO_TEST_CASE(words_that_could_be_both_are_taken_for_arabic) {
  BOOST_TEST(good("echo 'my $y' | arnorm -r --protect latin buckwalter") == "مي شي\n");
  BOOST_TEST(good("echo 'kataba' | arnorm -r --protect latin buckwalter") == "كَتَبَ\n");
}

BOOST_AUTO_TEST_SUITE_END()
