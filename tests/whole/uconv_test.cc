// uconv with the rules of `arnorm export --icu` produces the same bytes as arnorm, for every set
// that ships with rules of its own, and for every construct of the format.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <memory>
#include <optional>

#include <sys/wait.h>
#include <unicode/translit.h>
#include <unistd.h>

#include "characters/utf.h"
#include "support/random_rules.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(uconv)

namespace {

// Runs `uconv -x RULES` on a file. It treats the end of a block as the end of a text, and sets look
// for that end to strip spaces or to read the end of a word; so the file is a single block.
std::string run_uconv(const std::string &rules, const std::string &input) {
  TemporaryFolder folder;
  std::string in = folder.write("in", input);
  std::string out = folder.path() + "/out";
  std::string block = std::to_string(input.size() + 1);
  pid_t child = ::fork();
  if (child == 0) {
    ::execlp("uconv", "uconv", "-b", block.c_str(), "-f", "UTF-8", "-t", "UTF-8", "-x",
             rules.c_str(), "-o", out.c_str(), in.c_str(), static_cast<char *>(nullptr));
    ::_exit(127);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  BOOST_REQUIRE_MESSAGE(WIFEXITED(status) && WEXITSTATUS(status) == 0,
                        "uconv failed (icu-devtools installed?)\n"
                            << rules);
  return read_text(out);
}

// The output of the filter, for which each line without its line feed is a text.
std::string by_lines(const Chain &chain, const std::string &text) {
  std::string out;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = text.find('\n', begin);
    chain.apply(std::string_view(text).substr(begin, end - begin), out);
    out += '\n';
    begin = end + 1;
  }
  return out;
}

std::string line_at(const std::string &text, std::size_t at) {
  std::size_t begin = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
  return text.substr(begin, text.find('\n', begin) - begin);
}

void check_equal(const std::string &wanted, const std::string &got, const std::string &what) {
  auto at = std::mismatch(wanted.begin(), wanted.end(), got.begin(), got.end()).first;
  auto offset = static_cast<std::size_t>(at - wanted.begin());
  BOOST_TEST((got == wanted), what << "\nwanted: " << line_at(wanted, offset)
                                   << "\ngot:    " << line_at(got, std::min(offset, got.size())));
}

void compare(const Chain &chain, const std::string &text, const std::string &what) {
  std::string rule_text = chain.icu_rules().rules;
  check_equal(by_lines(chain, text), run_uconv(rule_text, text), what + "\n" + rule_text);
}

// uconv cuts its input after every unit that has all bits of U+2028 (and at CR and NEL), so that
// contexts cannot match across it (ICU 72, getChunkLimit). To arnorm these are ordinary characters.
bool uconv_cuts_at(char32_t c) { return (c <= 0xFFFF && (c & 0x2028) == 0x2028) || c == 0x85; }

bool for_uconv(const std::string &line) {
  std::u32string text = to_utf32(line);
  return find_malformed(line) == std::string::npos &&
         std::none_of(text.begin(), text.end(), uconv_cuts_at);
}

// Well-formed lines of random text, because uconv handles malformed bytes differently.
std::string random_lines(Random &random, int count) {
  std::string out;
  while (count > 0) {
    std::string line = random_text(random, 12);
    if (for_uconv(line)) {
      out += line + "\n";
      --count;
    }
  }
  return out;
}

void compare_rules(const std::string &rule_text, const std::string &text) {
  Loaded chain = Chain::parse(rule_text);
  BOOST_REQUIRE_MESSAGE(chain, render(chain.diagnostics));
  compare(*chain, text, rule_text);
}

// The texts of a chain as a program of ICU runs them, which may hold lone surrogates in between.
class IcuChain {
public:
  explicit IcuChain(const std::vector<std::string> &texts) {
    for (const std::string &text : texts) {
      UErrorCode status = U_ZERO_ERROR;
      UParseError where;
      links_.emplace_back(icu::Transliterator::createFromRules(
          "test", icu::UnicodeString::fromUTF8(text), UTRANS_FORWARD, where, status));
      BOOST_REQUIRE_MESSAGE(U_SUCCESS(status), u_errorName(status) << "\n" << text);
    }
  }

  // Of a line, which ends in a line feed as it does for uconv.
  std::string apply(const std::string &line) const {
    icu::UnicodeString text = icu::UnicodeString::fromUTF8(line + "\n");
    for (const auto &link : links_) {
      link->transliterate(text);
    }
    std::string out;
    text.toUTF8String(out);
    return out;
  }

private:
  std::vector<std::unique_ptr<icu::Transliterator>> links_;
};

bool can_be_piped(const std::string &rule_text) {
  return rule_text.size() < 128 * 1024 && !rule_text.ends_with("# lone surrogates follow\n");
}

// The texts of a chain one after the other: in a pipe of uconv where that can be.
class ExportedChain {
public:
  explicit ExportedChain(const Chain &chain) : texts_(chain.icu_rule_texts()) {
    BOOST_REQUIRE_MESSAGE(texts_, render(texts_.diagnostics));
    if (!std::all_of(texts_.texts.begin(), texts_.texts.end(), can_be_piped)) {
      links_.emplace(texts_.texts);
    }
  }

  std::string apply(const std::string &text) const {
    std::string got = links_ ? "" : text;
    if (!links_) {
      for (const std::string &rule_text : texts_.texts) {
        got = run_uconv(rule_text, got);
      }
      return got;
    }
    for (std::size_t begin = 0; begin < text.size();) {
      std::size_t end = text.find('\n', begin);
      got += links_->apply(text.substr(begin, end - begin));
      begin = end + 1;
    }
    return got;
  }

private:
  IcuTexts texts_;
  std::optional<IcuChain> links_;
};

// The lines that uconv does not cut.
std::string uncut_lines(const std::string &text) {
  std::string out;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = text.find('\n', begin) + 1;
    std::string line = text.substr(begin, end - begin);
    begin = end;
    out += for_uconv(line) ? line : "";
  }
  return out;
}

} // namespace

BOOST_AUTO_TEST_CASE(every_shipped_set_and_direction) {
  Random random(7);
  std::string text =
      uncut_lines(read_text(source_path("tests/data/text/sample.txt"))) + random_lines(random, 200);
  std::vector<std::string> names = some_when_sanitized(shipped_with_rules());
  std::size_t compared = 0;
  for (const std::string &name : names) {
    for (Direction direction : {Direction::forward, Direction::reverse}) {
      Options options;
      options.direction = direction;
      Loaded chain = Chain::load(name, options);
      if (!chain) {
        BOOST_TEST((direction == Direction::reverse), name);
        continue;
      }
      ++compared;
      ExportedChain exported(*chain);
      check_equal(by_lines(*chain, text), exported.apply(text), name);
    }
  }
  BOOST_TEST(compared > names.size()); // some in both directions
}

// A stage that names U+F000 needs another range of stand-ins, which ICU takes only in the first
// block of a text; `after` needs two blocks.
BOOST_AUTO_TEST_CASE(a_stage_that_no_text_can_hold) {
  Loaded chain = Chain::parse(table(R"({ from = '\uF000', to = "x", after = '[ab]' },
    { from = '[bc]', to = "y", after = '[\uF000x]' })"));
  BOOST_REQUIRE_MESSAGE(chain, render(chain.diagnostics));
  BOOST_TEST(!chain->icu_rules());
  IcuTexts icu = chain->icu_rule_texts();
  BOOST_REQUIRE_MESSAGE(icu, render(icu.diagnostics));
  BOOST_REQUIRE(icu.texts.size() > 1u);
  BOOST_TEST(icu.texts.front().ends_with("# lone surrogates follow\n"));
  BOOST_TEST(!icu.texts.back().ends_with("# lone surrogates follow\n"));
  IcuChain links(icu.texts);
  for (const char *line : {"", "a\uF000b", "\uF000c", "a\uF000bb\uF000c", "xbxc"}) {
    BOOST_TEST(links.apply(line) == chain->apply(line) + "\n", line);
  }
}

BOOST_AUTO_TEST_CASE(a_chain) {
  Loaded chain = Chain::load("fold-alef,iso-233");
  BOOST_REQUIRE(chain);
  compare(*chain, read_text(source_path("tests/data/text/sample.txt")), "fold-alef,iso-233");
}

BOOST_AUTO_TEST_CASE(every_construct) {
  Random random(8);
  std::string text = random_lines(random, 300) + "ab\naab\n\nb\nxa\nax\n\u0628\u064E\u0627\n";
  for (const char *row :
       {R"({ from = "a", to = "b" })", R"({ from = 'a{1,3}b?', to = "x" })",
        R"({ from = '([ab])(\u064E?)', to = "$2$1$$" })",
        R"({ from = "a", after = "$start", to = "1" }, { from = "a", after = "b", to = "2" })",
        R"({ from = "a", before = "$end", to = "1" })",
        R"({ from = "a", after = "$edge", before = "$edge", to = "1" })",
        R"({ from = "b", after = ["a", '[^b\u064E]'], to = "" }, { from = "a", to = "bb" })",
        R"({ from = "a", before = '[^b]', to = "1" })", R"({ from = 'a[^b]', to = "1" })",
        R"({ from = '\u{1F600}', after = '\u{1F600}', to = '\u{10FFFF}' })",
        R"({ from = '\N{ARABIC LETTER ALEF}', to = '\uFFFF' })",
        R"({ from = '\uF000', to = '\uF8FF' })", R"({ from = '[\uE000-\uF8FF]', to = "p" })"}) {
    compare_rules(table(row), text);
  }
  for (const char *stage :
       {"form = \"NFC\"", "form = \"NFD\"", "form = \"NFKC\"", "form = \"NFKD\"",
        "marks = \"canonical\"", "marks = \"shadda-first\"", "marks = \"utr53\"",
        "remove = '[a\\u064E]'", "remove = '[^a]'", "squeeze = { set = '[a-z\\u064E]', max = 1 }",
        "squeeze = { set = '[ab\\uFFFF]', max = 2 }", "case = \"upper\"", "case = \"fold\"",
        "case = \"title\"\nafter = ['$edge', '$edge x']\nbefore = '[a-z]'", "icu = \"Latin-ASCII\"",
        "icu = \"NFD; Lower\"", "icu = \"a > b; b > c;\"", "use = \"strip-tashkeel\""}) {
    compare_rules(rules("[[stage]]\n" + std::string(stage) + "\n"), text);
  }
  compare_rules(rules("include = [\"arabic\"]\n[sets]\nab = '[ab]'\n[[stage]]\n"
                      "table = [{ from = '$ab', after = '$ab', to = 'x' }]\n"),
                text);
  compare_rules(rules("extends = \"buckwalter\"\noverride = [{ from = \"\u0627\", to = \"@\" }]\n"),
                text);
}

BOOST_AUTO_TEST_CASE(random_rule_files) {
  Random random(9);
  int compared = 0;
  for (int i = 0; i < 300; ++i) {
    std::string rule_text = random_rule_file(random);
    Loaded chain = Chain::parse(rule_text, {.texts = random_word_files()});
    if (chain && chain->icu_rules()) {
      compare(*chain, random_lines(random, 40), rule_text);
      ++compared;
    }
  }
  BOOST_TEST(compared > 80);
}

BOOST_AUTO_TEST_SUITE_END()
