// Proofs of claims, judged by all short texts.
#include <boost/test/unit_test.hpp>

#include <random>

#include "characters/utf.h"
#include "check/claim_proof.h"
#include "support/random_rules.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(claim_proof)

namespace {

Proof proof_of(Claim claim, const std::string &body) {
  Parsed parsed(rules(body));
  BOOST_REQUIRE_MESSAGE(parsed.set, body);
  auto made = ClaimCase::make(claim, parsed.set, parsed.library, parsed.report);
  BOOST_REQUIRE_MESSAGE(made, body);
  return prove(*made);
}

// Whether the claim holds for all texts of a length, over some letters.
bool holds_for_all(const ClaimCase &claim, const std::u32string &letters, std::size_t length,
                   std::u32string &text) {
  if (!claim.holds(text)) {
    return false;
  }
  for (char32_t c : letters) {
    text.push_back(c);
    bool holds = length == 0 || holds_for_all(claim, letters, length - 1, text);
    if (!holds) {
      return false;
    }
    text.pop_back();
  }
  return true;
}

struct Counts {
  int proved = 0;
  int refuted = 0;
  int open = 0;
};

void judge(Claim claim, const std::string &file, std::size_t max_texts, Counts &counts) {
  Parsed parsed(file);
  if (!parsed.set || !codes(parsed.report).empty()) {
    return; // a row can never match
  }
  auto made = ClaimCase::make(claim, parsed.set, parsed.library, parsed.report);
  if (!made) {
    return; // no way back
  }
  Proof proof = prove(*made);
  if (proof.counterexample) {
    ++counts.refuted;
    // With these it is only a candidate.
    bool forms =
        file.find("form =") != std::string::npos || file.find("marks =") != std::string::npos;
    BOOST_TEST(
        (forms || (made->includes(*proof.counterexample) && !made->holds(*proof.counterexample))),
        file << code_points(to_utf8(*proof.counterexample)));
    return;
  }
  ++(proof.proved ? counts.proved : counts.open);
  if (proof.proved) {
    std::size_t length = 1;
    std::size_t texts = made->alphabet().size();
    while (texts * made->alphabet().size() <= max_texts && length < 9) {
      texts *= made->alphabet().size();
      ++length;
    }
    std::u32string text;
    bool holds = holds_for_all(*made, made->alphabet(), length, text);
    BOOST_TEST(holds, file << code_points(to_utf8(text)));
  }
}

// Small tables whose rows often interact: few letters, of which some are written, too.
class SmallFiles {
public:
  explicit SmallFiles(Random &random) : random_(random) {}

  std::string file(bool contexts) {
    std::string out = "format = 1\nname = \"test\"\n";
    for (int stages = 1 + below(2); stages > 0; --stages) {
      out += "[[stage]]\ntable = [\n";
      for (int rows = 1 + below(4); rows > 0; --rows) {
        out += "  { from = '" + text("abc", 1, 2) + "', to = '" + text("abxy", 0, 2) + "'";
        out += contexts && below(3) == 0 ? ", before = '" + text("abc", 1, 1) + "'" : "";
        out += contexts && below(3) == 0 ? ", after = '[" + text("abcx", 2, 3) + "]'" : "";
        out += " },\n";
      }
      out += "]\n";
    }
    return out;
  }

private:
  int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }

  std::string text(const std::string &letters, int min, int max) {
    std::string out;
    for (int n = min + below(max - min + 1); n > 0; --n) {
      out += letters[static_cast<std::size_t>(below(static_cast<int>(letters.size())))];
    }
    return out;
  }

  Random &random_;
};

} // namespace

BOOST_AUTO_TEST_CASE(tables_are_decided) {
  Random random(71);
  Counts counts;
  for (int i = 0; i < rounds(3000); ++i) {
    std::string file = SmallFiles(random).file(i % 2 == 1);
    judge(i % 4 < 2 ? Claim::reversible : Claim::idempotent, file, 5000, counts);
  }
  BOOST_TEST(counts.proved > rounds(50));
  BOOST_TEST(counts.refuted > rounds(500));
  BOOST_TEST(counts.open < counts.proved);
}

// Letters and marks that forms compose and mark orders sort, before and after the rows.
BOOST_AUTO_TEST_CASE(forms_around_tables_are_no_way_to_a_wrong_proof) {
  const std::vector<std::string> read{"\u0627",  "\u0623",  "\\u0653", "\\u0654",
                                      "\\u0655", "\\u064E", "\\u0651"};
  const std::vector<std::string> written{"a", "b", "~", "e", "\\u0301", "\\u0323", "\u00E1"};
  const std::vector<std::string> shapes{"form = 'NFC'", "marks = 'shadda-first'", "form = 'NFD'",
                                        "marks = 'utr53'", "marks = 'canonical'"};
  Random random(73);
  auto one_of = [&](const std::vector<std::string> &list) { return list[random() % list.size()]; };
  Counts counts;
  for (int i = 0; i < rounds(1500); ++i) {
    std::string file = "format = 1\nname = \"test\"\n";
    for (auto n = random() % 3; n > 0; --n) {
      file += "[[stage]]\n" + one_of(shapes) + (random() % 3 == 0 ? "\nonly = 'forward'\n" : "\n");
    }
    file += "[[stage]]\ntable = [\n";
    for (auto n = 2 + random() % 4; n > 0; --n) {
      file += "  { from = '" + one_of(read) + (random() % 4 == 0 ? one_of(read) : "") +
              "', to = '" + one_of(written) + (random() % 2 == 0 ? one_of(written) : "") + "' },\n";
    }
    file += "]\n";
    if (random() % 2 == 0) {
      file += "[[stage]]\n" + one_of(shapes) + "\n";
    }
    judge(Claim::reversible, file, 10'000, counts);
  }
  BOOST_TEST(counts.proved > rounds(20));
  BOOST_TEST(counts.refuted > rounds(100));
}

BOOST_AUTO_TEST_CASE(whatever_is_proved_holds_for_short_texts) {
  Random random(72);
  Counts counts;
  for (int i = 0; i < rounds(400); ++i) {
    judge(i % 2 == 0 ? Claim::reversible : Claim::idempotent, random_rule_file(random), 20'000,
          counts);
  }
  BOOST_TEST(counts.proved > 0);
}

// The facts about Unicode that proofs use.
BOOST_AUTO_TEST_CASE(orders_of_marks_keep_canonical_equivalence) {
  const std::u32string marks = U"\u0300\u0301\u0323\u0344\u064B\u064C\u064E\u0650\u0651\u0652\u0653"
                               U"\u0654\u0655\u0670\u06D6\u06DC\u06E3\u06E7\u08D3\u0327\u0345";
  for (char32_t a : marks) {
    for (char32_t b : marks) {
      for (char32_t c : marks) {
        std::u32string text{U'\u0627', a, b, c};
        for (MarkOrder order : {MarkOrder::canonical, MarkOrder::shadda_first, MarkOrder::utr53}) {
          std::u32string sorted = in_mark_order(text, order);
          BOOST_REQUIRE((to_form(sorted, Form::nfc) == to_form(text, Form::nfc)));
          BOOST_REQUIRE((in_mark_order(sorted, order) == sorted));
          std::u32string canonical = in_mark_order(text, MarkOrder::canonical);
          BOOST_REQUIRE((in_mark_order(canonical, order) == sorted));
        }
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_form_must_come_before_the_order_of_marks) {
  std::string form = "[[stage]]\nform = 'NFC'\n";
  std::string order = "[[stage]]\nmarks = 'shadda-first'\n";
  BOOST_TEST(proof_of(Claim::idempotent, form + order).proved);
  BOOST_TEST(!proof_of(Claim::idempotent, order + form).counterexample.has_value());
  std::string compatible = "[[stage]]\nform = 'NFKC'\n";
  BOOST_TEST(proof_of(Claim::idempotent, compatible + order + form).proved);
  BOOST_TEST(!proof_of(Claim::idempotent, form + order + compatible).proved);
}

BOOST_AUTO_TEST_CASE(letters_that_a_form_makes_belong_to_the_proof) {
  std::string form = "[[stage]]\nform = 'NFC'\n";
  std::string rows = "[[stage]]\ntable = [{ from = '\u0627', to = 'A' }, "
                     "{ from = '\\u0654', to = '#' }";
  BOOST_TEST(proof_of(Claim::reversible, form + rows + "]\n").proved);
  // The composed letter is written as one that has a row of its own.
  Proof proof = proof_of(Claim::reversible, form + rows + ", { from = '\u0623', to = 'A' }]\n");
  BOOST_TEST(!proof.proved);
  BOOST_TEST(proof.counterexample.has_value());
}

// A letter and a mark that the form composes never stand together after it, so rows may write them
// like the composed letter.
BOOST_AUTO_TEST_CASE(what_a_form_does_not_leave_is_no_counterexample) {
  std::string rows = "[[stage]]\ntable = [{ from = '\u0627', to = 'A' }, "
                     "{ from = '\\u0654', to = '#' }, { from = '\u0623', to = 'A#' }]\n";
  BOOST_TEST(!proof_of(Claim::reversible, rows).proved);
  BOOST_TEST(proof_of(Claim::reversible, "[[stage]]\nform = 'NFC'\n" + rows).proved);
  BOOST_TEST(
      proof_of(Claim::reversible, "[[stage]]\nform = 'NFC'\n[[stage]]\nmarks = 'utr53'\n" + rows)
          .proved);
}

BOOST_AUTO_TEST_CASE(a_form_after_the_tables_must_not_change_what_they_write) {
  std::string rows = "[[stage]]\ntable = [{ from = '\u0627', to = 'a' }, "
                     "{ from = '\u0628', to = 'b' }, { from = '\\u064E', to = '";
  std::string form = "' }]\n[[stage]]\nform = 'NFC'\n";
  BOOST_TEST(proof_of(Claim::reversible, rows + "\\u0332" + form).proved);
  BOOST_TEST(!proof_of(Claim::reversible, rows + "\\u0301" + form).proved); // composed with a
}

BOOST_AUTO_TEST_CASE(thousands_of_literal_rows_are_decided) {
  std::string rows;
  for (int i = 0; i < 3000; ++i) {
    std::string from;
    for (int n = i + 26; n > 0; n /= 26) {
      from += static_cast<char>('a' + n % 26);
    }
    rows += "  { from = '" + from + "', to = '<" + std::to_string(i) + ">' },\n";
  }
  BOOST_TEST(proof_of(Claim::reversible, "[[stage]]\ntable = [\n" + rows + "]\n").proved);
  Proof proof = proof_of(Claim::reversible, "[[stage]]\ntable = [\n" + rows +
                                                "  { from = 'zzzzz', to = '<7><8>' },\n]\n");
  BOOST_TEST(proof.counterexample.has_value());
}

BOOST_AUTO_TEST_CASE(what_is_too_large_is_not_proved) {
  Proof proof = proof_of(Claim::idempotent, "[[stage]]\nsqueeze = { set = '[\\p{L}]', max = 2 }\n"
                                            "[[stage]]\ntable = [{ from = 'a', to = 'b' }]\n");
  BOOST_TEST(!proof.proved);
  BOOST_TEST(!proof.counterexample.has_value());
}

BOOST_AUTO_TEST_SUITE_END()
