// --lossless: the round trip restores any bytes.
#include <boost/test/unit_test.hpp>

#include <random>

#include "support/shell.h"
#include "support/work.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_FIXTURE_TEST_SUITE(lossless, Shell)

namespace {

tool::FilterArguments arguments(const std::string &chain, Direction direction,
                                unsigned protect = 0) {
  tool::FilterArguments result;
  result.chain = chain;
  result.lossless = true;
  result.protect = protect;
  result.options.direction = direction;
  return result;
}

std::string quote(const std::string &chain, std::string_view text) {
  return Work(arguments(chain, Direction::forward)).records(text).out;
}

std::vector<std::string> reversible_sets() {
  std::vector<std::string> names;
  for (const std::string &name : shipped()) {
    Report report;
    RuleLibrary library({});
    RuleSetPtr set = library.load(name, {}, report);
    if (set && set->reversible) {
      names.push_back(name);
    }
  }
  return names;
}

// A word with shadda and a vowel in the order of NFC, and in that of romanizations.
const std::string in_nfc = "مُحَم\u064E\u0651د";
const std::string shadda_first = "مُحَم\u0651\u064Eد";

// Words in both scripts, marks, brackets and parts of their bytes, and malformed UTF-8.
std::string random_line(std::mt19937 &random, std::size_t parts) {
  static const std::vector<std::string> all{
      in_nfc,  shadda_first, "كتاب", "مِصر",    "اللَّه",   "ء",          "آ",    "ٱ",        "َ",
      "ّ",      "ـ",          "۵",    "٣",      "؟",      "،",          " ",    " ",        " ",
      "hello", "A",          "a",    "'",      "`",      "~",          "ʾ",    "ḥ",        "ā",
      "_",     "^",          "\"",   "<b>",    "\t",     "\xD8",       "\xFF", "\xE2\x9F", "⟦",
      "⟧",     "⟧⟧",         "\r",   "\u200C", "\u0301", "\U0001F600", "\0"};
  std::string line;
  for (std::size_t i = random() % (parts + 1); i > 0; --i) {
    const std::string &part = all[random() % all.size()];
    line += part.empty() ? std::string(1, '\0') : part;
  }
  return line;
}

} // namespace

BOOST_AUTO_TEST_CASE(quotes_what_would_not_come_back_and_nothing_else) {
  BOOST_TEST(quote("buckwalter", "قال: كتاب\n") == "qAl: ktAb\n");
  BOOST_TEST(quote("buckwalter", "قال hello كتاب\n") == "qAl ⟦hello⟧ ktAb\n");
  BOOST_TEST(quote("buckwalter", "a⟦b⟧c\n") == "⟦a⟦b⟧⟧c⟧\n");
  BOOST_TEST(quote("buckwalter", "") == "");
  BOOST_TEST(quote("iso-233", "\xD9\xFF\n") == "\xD9\xFF\n"); // malformed bytes are kept
}

BOOST_AUTO_TEST_CASE(marks_in_canonical_order_are_not_quoted) {
  const std::string both = in_nfc + " " + shadda_first;
  for (const auto &[text, wanted] : std::vector<std::pair<std::string, std::string>>{
           {in_nfc, "⟦⟧muHam~ad"},
           {shadda_first, "muHam~ad"},
           {in_nfc + " قال " + in_nfc, "⟦⟧muHam~ad qAl muHam~ad"},
           {in_nfc + " قال hello", "⟦⟧muHam~ad qAl ⟦hello⟧"},
           {"hello " + in_nfc, "⟦⟧⟦hello⟧ muHam~ad"},
           {in_nfc + " " + both, "⟦⟧muHam~ad muHam~ad ⟦" + shadda_first + "⟧"},
           {both + " " + shadda_first, "⟦" + in_nfc + "⟧ muHam~ad muHam~ad"},
           {"قال", "qAl"}}) {
    BOOST_TEST(quote("buckwalter", text + "\n") == wanted + "\n");
    BOOST_TEST(Work(arguments("buckwalter", Direction::reverse)).records(wanted + "\n").out ==
               text + "\n");
  }
  BOOST_TEST(quote("iso-233", in_nfc + "\n" + shadda_first + "\n") == "⟦⟧muḥam̄ad\nmuḥam̄ad\n");
  BOOST_TEST(quote("hsb", in_nfc + "\r\n") == "⟦⟧muHam~ad\r\n");
}

BOOST_AUTO_TEST_CASE(empty_quotes_switch_only_where_there_is_no_text_before_them) {
  Work back(arguments("buckwalter", Direction::reverse));
  auto restored = [&](std::string_view text) { return back.records(text).out; };
  const std::string rules = "م\u0651\u064E";
  const std::string nfc = "م\u064E\u0651";
  BOOST_TEST(restored("m~a⟦⟧m~a\n") == rules + rules + "\n"); // as before there were switches
  BOOST_TEST(restored("⟦x⟧⟦⟧m~a\n") == "x" + rules + "\n");
  BOOST_TEST(restored("⟦⟧⟦⟧m~a\n") == rules + "\n");
  BOOST_TEST(restored("m~a⟦⟧⟦⟧m~a⟦⟧m~a⟦x⟧m~a\nm~a\n") ==
             rules + nfc + nfc + "x" + nfc + "\n" + rules + "\n");
  BOOST_TEST(restored("⟦⟧m~a⟦⟧⟦⟧m~a\n") == nfc + rules + "\n");
  BOOST_TEST(restored("⟦x⟧⟦⟧⟦⟧m~a\n") == "x" + nfc + "\n");
  BOOST_TEST(restored("⟦⟧\n⟦⟧⟦\nm~a\n") == "\n\n" + rules + "\n");
  BOOST_TEST(restored("⟦⟧⟧⟧m~a\n") == "⟧" + rules + "\n"); // a quoted bracket
}

// Each line of a file has its own order.
BOOST_FIXTURE_TEST_CASE(a_long_line_in_both_orders_comes_back, Shell) {
  std::string text;
  for (const std::string *word : {&in_nfc, &shadda_first, &in_nfc}) {
    for (std::size_t size = text.size(); text.size() < size + 400'000;) {
      text += *word + " قال ";
    }
  }
  text += "hello\n" + in_nfc + "\n";
  write("text", text);
  for (const char *set : {"buckwalter", "iso-233"}) {
    const std::string chain = set;
    good("arnorm --lossless " + chain + " text > there; arnorm " + chain + " text > plain");
    BOOST_TEST(good("arnorm --lossless -r " + chain + " there | cmp - text") == "");
    BOOST_TEST(good("cat there | arnorm --lossless -j 2 -r " + chain + " | cmp - text") == "");
    BOOST_TEST(read("there").size() < read("plain").size() * 5 / 4); // some parts have both
  }
}

// No file of the user's changes what a switch means.
BOOST_AUTO_TEST_CASE(a_switch_means_the_same_everywhere) {
  for (const char *name : {"mark-order-canonical", "lossless-mark-order"}) {
    write(std::string(name) + ".toml", std::string("format = 1\nname = \"") + name +
                                           "\"\n[[stage]]\nmarks = \"shadda-first\"\n");
  }
  write("text", in_nfc + "\n");
  BOOST_TEST(good("arnorm --lossless buckwalter text | arnorm -I . --lossless -r buckwalter") ==
             in_nfc + "\n");
}

// Rules whose output would be misread: a CR that would be part of the line's end, brackets that
// would be quotes, and ends of columns and records.
BOOST_AUTO_TEST_CASE(quotes_what_would_be_read_in_another_way) {
  write("ends.toml", "format = 1\nname = \"ends\"\n[[stage]]\n"
                     "table = [ { from = 'ar', to = 'a\\u000D' }, { from = 't', to = '\\u0009' },\n"
                     "          { from = 'k', to = '⟦' }, { from = 'm', to = '⟧' },\n"
                     "          { from = 'n', to = '\\u0000' } ]\n");
  const std::string chain = path("ends.toml");
  BOOST_TEST(quote(chain, "ar\n") == "⟦ar⟧\n");
  BOOST_TEST(quote(chain, "x\rar\n") == "⟦x\rar⟧\n"); // although the text contains a CR
  BOOST_TEST(quote(chain, "x\rb c\n") == "x\rb c\n");
  BOOST_TEST(quote(chain, "b k c\n") == "b ⟦k⟧ c\n");
  BOOST_TEST(quote(chain, "b am\n") == "b ⟦am⟧\n");
  BOOST_TEST(quote(chain, "t n\n") == "⟦t⟧ ⟦n⟧\n");
  Work there(arguments(chain, Direction::forward));
  Work back(arguments(chain, Direction::reverse));
  for (std::string_view text : {"ar\n", "x\rar\r\n", "k m km mk\n", "⟦k⟧ m\n", "r t\tk n\n"}) {
    BOOST_TEST(back.records(there.records(text).out).out == text);
  }
}

BOOST_AUTO_TEST_CASE(what_needs_no_quotes_is_as_without) {
  const std::string text = "كتبَ المعلّمُ الدرسَ.\nقرأ الولدُ 12 كتابًا!\r\n";
  write("text", text);
  for (const char *chain : {"buckwalter", "hsb", "mark-order,iso-233"}) {
    BOOST_TEST(good(std::string("arnorm mark-order text | arnorm --lossless ") + chain) ==
               good(std::string("arnorm mark-order text | arnorm ") + chain));
  }
}

BOOST_AUTO_TEST_CASE(every_reversible_set_comes_back_from_anything) {
  std::mt19937 random(5);
  std::vector<std::string> chains = reversible_sets();
  BOOST_TEST(chains.size() > 10);
  chains.push_back("buckwalter:iso-233");
  for (const std::string &chain : chains) {
    Work there(arguments(chain, Direction::forward));
    Work protecting(arguments(chain, Direction::forward,
                              chain.find(':') == chain.npos
                                  ? tool::protect_url | tool::protect_latin
                                  : tool::protect_url));
    Work back(arguments(chain, Direction::reverse));
    BOOST_REQUIRE(there.good() && back.good());
    for (int i = 0; i < 150; ++i) {
      std::string text =
          random_line(random, 12) + "\n" + random_line(random, 4) + "\r\n" + random_line(random, 6);
      BOOST_REQUIRE_MESSAGE(back.records(there.records(text).out).out == text, chain + ": " + text);
      BOOST_REQUIRE_MESSAGE(back.records(protecting.records(text).out).out == text,
                            chain + " with --protect: " + text);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_way_back_takes_pieces_of_any_size) {
  std::mt19937 random(6);
  Work back(arguments("buckwalter", Direction::reverse));
  for (int i = 0; i < 300; ++i) {
    std::string text = random_line(random, 20);
    std::string whole = back.pieces(text, text.size() + 1).out;
    for (std::size_t size : {1, 2, 3, 7}) {
      BOOST_REQUIRE_MESSAGE(back.pieces(text, size).out == whole, text);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_line_too_long_to_be_held_comes_back) {
  std::string text;
  while (text.size() < 1'500'000) {
    text += "كتاب hello ⟦ مِصْرَ \xFF ";
  }
  write("text", text);
  good("arnorm --lossless buckwalter text 2>/dev/null > there");
  BOOST_TEST(run("arnorm --lossless -r buckwalter there > back; cmp back text").status == 0);
  BOOST_TEST(run("arnorm --lossless -j 2 -r buckwalter there | cmp - text").status == 0);
}

BOOST_AUTO_TEST_CASE(random_bytes_come_back_through_the_command) {
  write("text", random_bytes(300'000, 3) + random_text(30'000, 4));
  for (const char *options : {"", "-j 2", "-0", "--protect all"}) {
    std::string words = std::string("arnorm --lossless ") + options;
    BOOST_TEST(
        run(words + " iso-233 text 2>/dev/null | " + words + " -r iso-233 2>/dev/null | cmp - text")
                .status == 0,
        options);
  }
}

BOOST_AUTO_TEST_CASE(a_quote_that_is_not_closed_is_named) {
  Result result = run("printf 'ktAb ⟦hello\\nqlm\\n' | arnorm --lossless -r buckwalter");
  BOOST_TEST(result.out == "كتاب hello\nقلم\n");
  BOOST_TEST(result.err ==
             "arnorm: standard input: 1 malformed record, copied unchanged (the first "
             "in line 1: ⟦ without a matching ⟧)\n");
  BOOST_TEST(result.status == 0);
  BOOST_TEST(run("printf 'ktAb ⟦hello' | arnorm --strict --lossless -r buckwalter").status == 1);
}

BOOST_AUTO_TEST_CASE(a_chain_that_has_no_way_back_is_refused) {
  Result result = run("echo كتاب | arnorm --lossless fold-hamza");
  BOOST_TEST(result.out == "");
  BOOST_TEST(contains(result.err, "AR0210"));
  BOOST_TEST(contains(result.err, "arnorm: --lossless needs a chain that can run backwards\n"));
  BOOST_TEST(result.status == 2);
}

BOOST_AUTO_TEST_SUITE_END()
