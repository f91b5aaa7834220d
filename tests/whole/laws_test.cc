// The laws of docs/laws.md, for every rule set that ships. Other suites, which that page lists,
// test laws 2 and 7 and many aspects of the others.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <functional>

#include "chain/compile.h"
#include "chain/layout.h"
#include "characters/normal_form.h"
#include "characters/utf.h"
#include "check/claim_case.h"
#include "check/claims.h"
#include "support/oracle.h"
#include "support/random_rules.h"
#include "support/sanitizer.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(laws)

namespace {

std::shared_ptr<const Chain> load(const std::string &name,
                                  Direction direction = Direction::forward) {
  Options options;
  options.direction = direction;
  Loaded loaded = Chain::load(name, options);
  BOOST_REQUIRE_MESSAGE(loaded, render(loaded.diagnostics));
  return loaded.share();
}

// Characters that most sets do not name, and malformed bytes, without those that the chain changes.
// (tests/whole/data_test.py defines which ones it may change.)
std::vector<std::string> neutral_pieces(const Chain &chain) {
  std::vector<std::string> pieces{
      "x",  "Z",      "-",    "0",        "\u00DF", "\u4E2D",       "\U0001F600",
      "\t", "\xFF",   "\xC0", "\xED\xA0", "\x80",   "\xF0\x9F\x98", "\xE4\xB8",
      "\r", "\u0416", "\xFE", "\xC1",     "\xF5",   "\xFD"};
  auto changes = [&](const std::string &text) { return chain.apply(text) != text; };
  const std::string beside = changes("+") ? "\u4E2D" : "+";
  std::erase_if(pieces, [&](const std::string &piece) {
    // The chain may change it together with the next one, or shorten a run.
    const std::string joined = piece + "\x80";
    return changes(piece) || changes(beside + piece + beside) || changes(joined) ||
           changes(piece + piece + piece) || changes(joined + joined + joined);
  });
  return pieces;
}

std::string neutral_text(const std::vector<std::string> &pieces, Random &random) {
  std::string out;
  std::uniform_int_distribution<std::size_t> pick(0, pieces.size() - 1);
  for (std::size_t n = std::uniform_int_distribution<std::size_t>(0, 30)(random); n > 0; --n) {
    out += pieces[pick(random)];
  }
  return out;
}

std::u32string alphabet(const std::string &name) {
  RuleLibrary library({});
  Report report;
  RuleSetPtr set = library.load(name, {}, report);
  return alphabet_of(set, library, false);
}

// Many texts as the lines of one text, because ICU is fastest with a single long text. No
// transliteration that ships examines text beyond a line feed.
class Batch {
public:
  using Compare = std::function<void(const std::string &batch)>;
  explicit Batch(Compare compare) : compare_(std::move(compare)) {}
  ~Batch() { flush(); }
  void add(const std::string &text) {
    lines_ += text;
    lines_ += '\n';
    if (lines_.size() > 1u << 20) {
      flush();
    }
  }
  void flush() {
    compare_(lines_);
    lines_.clear();
  }

private:
  Compare compare_;
  std::string lines_;
};

std::string first_difference(const std::string &texts, const std::string &a, const std::string &b) {
  std::size_t at = 0;
  std::size_t line = 0;
  while (at < a.size() && at < b.size() && a[at] == b[at]) {
    line += a[at++] == '\n' ? 1 : 0;
  }
  std::size_t begin = 0;
  for (; line > 0; --line) {
    begin = texts.find('\n', begin) + 1;
  }
  return texts.substr(begin, texts.find('\n', begin) - begin);
}

// Compares reverse(forward(x)) with x, both in the set's own form and mark order.
Batch round_trip(const std::string &name) {
  auto forward = load(name);
  auto reverse = load(name, Direction::reverse);
  auto shape = load("nfc,mark-order");
  return Batch([=](const std::string &texts) {
    std::string back = shape->apply(reverse->apply(forward->apply(texts)));
    std::string wanted = shape->apply(texts);
    BOOST_TEST((back == wanted), name << ": " << first_difference(texts, back, wanted));
  });
}

void all_texts(const std::u32string &letters, int length, std::u32string &text,
               const std::function<void(const std::u32string &)> &use) {
  if (length == 0) {
    use(text);
    return;
  }
  for (char32_t c : letters) {
    text.push_back(c);
    all_texts(letters, length - 1, text, use);
    text.pop_back();
  }
}

// A sanitized build takes a hundred times as long.
constexpr double max_texts = has_address_sanitizer ? 2e5 : 1e7;
constexpr double max_texts_of_proved = 3e5; // of a set whose claim holds for texts of any length

bool is_proved(const std::string &name) {
  RuleLibrary library({});
  Report report;
  std::vector<HeldClaim> held = check_claims(library.load(name, {}, report), library, report);
  return std::any_of(held.begin(), held.end(), [](const HeldClaim &one) {
    return one.claim == Claim::reversible && one.proved;
  });
}

// All texts of one character, of two and so on, up to a maximum number of texts.
void exhaust(const std::string &name) {
  std::u32string letters = alphabet(name);
  BOOST_TEST(letters.size() > 40u, name);
  Batch batch = round_trip(name);
  bool fewer = max_texts > max_texts_of_proved && is_proved(name);
  double max = fewer ? max_texts_of_proved : max_texts;
  double texts = 1;
  for (int length = 1; (texts *= static_cast<double>(letters.size())) <= max; ++length) {
    std::u32string text;
    all_texts(letters, length, text, [&](const std::u32string &t) { batch.add(to_utf8(t)); });
  }
}

std::vector<std::string> reversible_sets() {
  std::vector<std::string> names = shipped();
  std::erase_if(names, [](const std::string &name) {
    RuleLibrary library({});
    Report report;
    return !library.load(name, {}, report)->reversible;
  });
  return names;
}

void keeps_what_it_does_not_name(const Chain &chain, const std::string &name, Random &random) {
  std::vector<std::string> pieces = neutral_pieces(chain);
  BOOST_TEST(pieces.size() >= 8u, name);
  for (int i = 0; i < 300; ++i) {
    std::string text = neutral_text(pieces, random);
    BOOST_TEST((chain.apply(text) == text), name);
  }
}

// What becomes of the second of two behs with a character between them that is neither a letter nor
// a mark, as a malformed byte is: a set may write the first letter of a text as a capital. There is
// a character that the chain keeps as it is.
std::string second_beh(const Chain &chain, const std::string &first) {
  for (const char *kept : {"!", "7", "\u0001", "\u20AC"}) {
    std::string text = chain.apply("\u0628" + std::string(kept) + "\u0628");
    if (text.starts_with(first + kept) && text.find(' ') == std::string::npos) {
      return text.substr(first.size() + std::strlen(kept));
    }
  }
  return {};
}

void keeps_every_byte_among_arabic(const Chain &chain, const std::string &name) {
  std::string first = chain.apply("\u0628");
  std::string second = second_beh(chain, first);
  BOOST_REQUIRE_MESSAGE(!second.empty(), name);
  for (int byte = 0x80; byte <= 0xFF; ++byte) {
    std::string bad(1, static_cast<char>(byte));
    BOOST_TEST((chain.apply("\u0628" + bad + "\u0628") == first + bad + second), name);
  }
}

} // namespace

BOOST_AUTO_TEST_CASE(law_3_nothing_is_lost) {
  Random random(3);
  for (const std::string &name : some_when_sanitized(shipped())) {
    auto chain = load(name);
    keeps_what_it_does_not_name(*chain, name, random);
    keeps_every_byte_among_arabic(*chain, name);
  }
}

BOOST_AUTO_TEST_CASE(law_4_every_short_text_comes_back) {
  BOOST_TEST(reversible_sets().size() >= 2u);
  for (const std::string &name : reversible_sets()) {
    exhaust(name);
  }
}

BOOST_AUTO_TEST_CASE(law_4_round_trips_of_long_random_texts) {
  Random random(4);
  for (const std::string &name : reversible_sets()) {
    std::u32string letters = alphabet(name);
    Batch batch = round_trip(name);
    std::uniform_int_distribution<std::size_t> pick(0, letters.size() - 1);
    for (int i = 0; i < 5000; ++i) {
      std::u32string text;
      for (std::size_t n = std::uniform_int_distribution<std::size_t>(5, 60)(random); n > 0; --n) {
        text += letters[pick(random)];
      }
      batch.add(to_utf8(text));
    }
  }
}

BOOST_AUTO_TEST_CASE(law_5_what_claims_idempotence_is) {
  Random random(5);
  for (const std::string &name : some_when_sanitized(shipped())) {
    RuleLibrary library({});
    Report report;
    RuleSetPtr set = library.load(name, {}, report);
    if (!set->idempotent) {
      continue;
    }
    auto chain = load(name);
    std::u32string letters = alphabet_of(set, library, true) + U"\u0627\u0654\u064E\u0651e\u0301";
    std::uniform_int_distribution<std::size_t> pick(0, letters.size() - 1);
    for (int i = 0; i < 2000; ++i) {
      std::u32string text;
      for (int n = 0; n < 12; ++n) {
        text += letters[pick(random)];
      }
      std::string once = chain->apply(to_utf8(text));
      BOOST_TEST((chain->apply(once) == once), name << ": " << to_utf8(text));
    }
  }
}

BOOST_AUTO_TEST_CASE(every_normalization_claims_idempotence) {
  for (const std::string &name : shipped()) {
    RuleLibrary library({});
    Report report;
    RuleSetPtr set = library.load(name, {}, report);
    if (set->file->name().find("/normalize/") != std::string::npos) {
      BOOST_TEST(set->idempotent, name);
    }
  }
}

// Law 1, and both engines agree with the definition.
BOOST_AUTO_TEST_CASE(law_1_engines_agree) {
  Random random(6);
  for (const std::string &name : some_when_sanitized(shipped_with_rules())) {
    RuleLibrary library({});
    for (Direction direction : {Direction::forward, Direction::reverse}) {
      Report report;
      std::vector<Step> steps;
      lay_out(library.load(name, {}, report), direction, library, steps, report);
      if (report.has_errors()) {
        continue;
      }
      auto icu = CompiledChain::build(steps, report, Engine::icu);
      auto table = CompiledChain::build(steps, report, Engine::table);
      RuleSetPtr set = library.load(name, {}, report);
      std::u32string letters = alphabet_of(set, library, true);
      std::uniform_int_distribution<std::size_t> pick(0, letters.size() - 1);
      for (int i = 0; i < 100; ++i) {
        std::u32string text;
        for (int n = 0; n < 10; ++n) {
          text += letters[pick(random)];
        }
        std::string wanted = interpret(steps, to_utf8(text));
        for (const auto &compiled : {icu.get(), table.get()}) {
          std::string got;
          compiled->apply(to_utf8(text), Invalid::keep, got);
          BOOST_TEST((got == wanted), name << ": " << to_utf8(text));
        }
      }
    }
  }
}

namespace {

// One chain on both engines.
struct Engines {
  std::shared_ptr<const Chain> icu, table;

  Engines(const std::string &chain, Direction direction) {
    for (auto [engine, loaded] : {std::pair(Engine::icu, &icu), {Engine::table, &table}}) {
      Options options;
      options.direction = direction;
      options.engine = engine;
      Loaded one = Chain::load(chain, options);
      BOOST_REQUIRE_MESSAGE(one, render(one.diagnostics));
      *loaded = one.share();
    }
  }
};

const std::vector<std::pair<std::string, Direction>> chains{
    {"buckwalter", Direction::forward},        {"buckwalter", Direction::reverse},
    {"iso-233", Direction::forward},           {"iso-233", Direction::reverse},
    {"search,buckwalter", Direction::forward}, {"clean", Direction::forward},
    {"nfd,iso-233,nfc", Direction::forward},   {"mark-order,search", Direction::forward}};

// Letters, marks and other characters of running text.
std::vector<std::string> running_characters() {
  std::u32string all =
      U" \n.,azyHS0$'~`\u00E9\u200C\u0640\u0670\u0671\u067E\u06CC\u06D6\u061C\uFEFB";
  for (char32_t c = 0x0621; c <= 0x063A; ++c) {
    all += c;
  }
  for (char32_t c = 0x0641; c <= 0x0656; ++c) {
    all += c;
  }
  all += U"\u0304\u0331\u02BE\u0101\u1E25";
  std::vector<std::string> out;
  for (char32_t c : all) {
    out.push_back(to_utf8(std::u32string(1, c)));
  }
  return out;
}

} // namespace

// All pairs of characters between letters, far from the edges of a text that is long enough for the
// vector kernels.
BOOST_AUTO_TEST_CASE(law_1_engines_agree_on_all_pairs) {
  const std::vector<std::string> characters = running_characters();
  for (const auto &[chain, direction] : chains) {
    Engines engines(chain, direction);
    for (const std::string &x : characters) {
      std::string text;
      for (const std::string &y : characters) {
        text += "\u0628\u062A\u0633" + x + y + "\u0628\u0645 \u062F";
      }
      BOOST_TEST((engines.table->apply(text) == engines.icu->apply(text)), chain << ": " << x);
      for (const std::string &y : characters) {
        BOOST_TEST((engines.table->apply(x + y) == engines.icu->apply(x + y)),
                   chain << ": " << x << y);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(law_1_engines_agree_on_words_with_anything_in_them) {
  const std::vector<std::string> characters = running_characters();
  const std::vector<std::string> odd{"\xFF",       "\xD8",   "\xED\xA0\x80",      "\xE2\x80",
                                     "\U0001F600", "\u4E2D", std::string(1, '\0')};
  Random random(9);
  auto pick = [&](const std::vector<std::string> &from) -> const std::string & {
    return from[std::uniform_int_distribution<std::size_t>(0, from.size() - 1)(random)];
  };
  for (const auto &[chain, direction] : chains) {
    Engines engines(chain, direction);
    for (int i = 0; i < rounds(150); ++i) {
      std::string text;
      for (int n = 0; n < 300; ++n) {
        text += random() % 40 == 0 ? pick(odd) : pick(characters);
      }
      BOOST_TEST((engines.table->apply(text) == engines.icu->apply(text)), chain << ": " << text);
    }
  }
}

// Law 8 in a weak form, which does not depend on exact times: ten times the text takes much less
// than a hundred times as long. The text has no line feed.
BOOST_AUTO_TEST_CASE(law_8_time_is_linear_in_the_text) {
  using Clock = std::chrono::steady_clock;
  auto chain = load("search,iso-233");
  auto seconds = [&](std::size_t copies) {
    std::string text;
    for (std::size_t i = 0; i < copies; ++i) {
      text += "\u0648\u064E\u0642\u064E\u062F\u0652 \uFEFB ";
    }
    auto start = Clock::now();
    chain->apply(text);
    return std::chrono::duration<double>(Clock::now() - start).count();
  };
  double small = seconds(5000);
  double large = seconds(50000);
  BOOST_TEST(large < 40 * small);
}

BOOST_AUTO_TEST_CASE(law_8_a_million_marks_on_one_letter) {
  std::string text = "\u0628";
  for (int i = 0; i < 250000; ++i) {
    text += "\u0651\u064E\u0654\u0650";
  }
  for (const char *name : {"nfc", "nfd", "mark-order", "clean", "buckwalter", "iso-233"}) {
    BOOST_TEST(load(name)->apply(text).size() > 0u, name);
  }
}

BOOST_AUTO_TEST_SUITE_END()
