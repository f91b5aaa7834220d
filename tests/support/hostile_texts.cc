#include "support/hostile_texts.h"

#include <algorithm>

#include <fmt/format.h>

#include "characters/utf.h"
#include "support/hostile_rules.h"

namespace arnorm::test {
namespace {

using Text = std::function<std::string(std::size_t, std::uint64_t)>;
using Way = HostileText::Way;

constexpr char32_t han = 0x4E00;

std::string times(std::size_t count, std::string_view part) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    out += part;
  }
  return out;
}

Text repeat(std::string part) {
  return [part = std::move(part)](std::size_t bytes, std::uint64_t) {
    return repeated_text(part, bytes);
  };
}

// A first part, and another one up to the end.
Text then(std::string first, std::string part) {
  return [=](std::size_t bytes, std::uint64_t) {
    return first + repeated_text(part, bytes - first.size());
  };
}

// The same pseudo-random numbers in every run.
class Numbers {
public:
  explicit Numbers(std::uint64_t seed) : state_(seed) {}
  std::uint32_t next(std::uint32_t below) {
    state_ = state_ * 6364136223846793005 + 1442695040888963407;
    return static_cast<std::uint32_t>(state_ >> 33) % below;
  }

private:
  std::uint64_t state_;
};

// Random characters of some, with a part after every so many of them.
Text random_text(std::u32string_view characters, std::size_t every = 0, std::string part = {}) {
  return [=](std::size_t bytes, std::uint64_t seed) {
    Numbers numbers(seed);
    std::string out;
    for (std::size_t i = 1; out.size() < bytes; ++i) {
      auto size = static_cast<std::uint32_t>(characters.size());
      append_utf8(out, characters.substr(numbers.next(size), 1));
      if (every != 0 && i % every == 0) {
        out += part;
      }
    }
    return out;
  };
}

Text random_han(std::uint32_t count, std::string before) {
  return [=](std::size_t bytes, std::uint64_t seed) {
    Numbers numbers(seed);
    std::string out;
    while (out.size() < bytes) {
      out += before + to_utf8(std::u32string(1, han + numbers.next(count)));
    }
    return out;
  };
}

std::string file(const std::string &stages) { return "format = 1\nname = \"test\"\n" + stages; }
std::string table(const std::string &rows) { return "[[stage]]\ntable = [\n" + rows + "]\n"; }
std::string one_row(const std::string &row) { return file(table("{ " + row + " },\n")); }

// The square of `sets` contexts, each of two sets, of which each holds those before it.
std::string pairs_of_sets(unsigned sets) {
  std::string rows;
  for (unsigned i = sets * sets; i-- > 0;) {
    rows += fmt::format(
        "{{ from = '\\u{{20}}', after = '[\\u{{{:X}}}-\\u{{{:X}}}][\\u{{{:X}}}-\\u{{{:X}}}]', "
        "before = '[\\p{{L}}]', to = 'x' }},\n",
        han + i / sets, han + sets, han + i % sets, han + sets);
  }
  return file(table(rows));
}

std::string hostile(std::string_view name, std::size_t size) {
  for (const HostileKind &kind : hostile_kinds()) {
    if (name == kind.name) {
      return hostile_rules(kind, size);
    }
  }
  return "";
}

std::string many_stages() {
  std::string stages;
  for (std::size_t i = 0; i < 40; ++i) {
    char letter = static_cast<char>('a' + i % 26);
    stages += table(fmt::format("{{ from = '{}[a-z]?x', to = '{}' }},\n", letter, letter));
  }
  return file(stages);
}

// Words of a list that begin alike, and differ from each other and from the text at their ends.
std::string long_words(const std::string &beginning) {
  std::string words;
  for (int i = 0; i < 2000; ++i) {
    words += fmt::format("{}{}\tx\n", beginning, i);
  }
  return words;
}

const std::string words_stage = "[[stage]]\nwords = \"words.tsv\"\n";
constexpr std::u32string_view letters = U"\u0627\u0628\u062A\u062B\u062C\u062D\u062E\u062F\u0631"
                                        U"\u0633\u0634\u0635\u0637\u0639\u0641\u0642\u0643\u0644";
constexpr std::u32string_view all_marks =
    U"\u064B\u064C\u064D\u064E\u064F\u0650\u0651\u0652\u0653\u0654\u0655\u0656\u0657\u0658\u0670"
    U"\u06D6\u06DC\u06E3\u06E7\u08D3\u08F3\u0323\u0301\u0327\u05B0\u0345";

void add_tables(std::vector<HostileText> &all) {
  all.push_back({"table: nearly a match of 60 letters",
                 one_row("from = '" + times(60, "a") + "b', to = 'x'"), repeat("a")});
  all.push_back({"table: 2000 rows that begin alike", hostile("equal_beginnings", 2000),
                 random_han(150, "abababab")});
  all.push_back({"table: 60 letters before a match",
                 one_row("from = 'b', after = 'c" + times(60, "[ab]") + "', to = 'x'"),
                 repeat(times(55, "b") + "c")});
  all.push_back({"table: 60 letters after a match",
                 one_row("from = 'b', before = '" + times(60, "[ab]") + "c', to = 'x'"),
                 repeat("bab")});
  all.push_back({"table: contexts on both sides",
                 one_row("from = 'b', after = 'c[ab]{0,32}', before = '[ab]{0,32}c', to = 'x'"),
                 repeat("abbaabab")});
  all.push_back({"table: counts", one_row("from = '(a{1,32})(b{1,32})c', to = '$2$1'"),
                 repeat(times(40, "a") + times(33, "b") + "cab")});
  all.push_back({"table: groups change places", one_row("from = '(a{1,32})(b{1,32})', to = '$2$1'"),
                 repeat(times(32, "a") + times(32, "b"))});
  all.push_back(
      {"table: sets that hold each other", hostile("nested_sets", 2000), random_han(2200, "")});
  all.push_back({"table: one letter, 2000 contexts", hostile("one_letter_in_contexts", 2000),
                 [](std::size_t bytes, std::uint64_t seed) {
                   Numbers numbers(seed);
                   std::string out;
                   while (out.size() < bytes) {
                     out += "a" + to_utf8(std::u32string(1, 0x20000 + numbers.next(2200)));
                   }
                   return out;
                 }});
  all.push_back(
      {"table: wide sets before and after", hostile("wide_contexts", 500), random_han(1000, "a")});
  all.push_back({"table: many contexts after the last word", pairs_of_sets(30),
                 [](std::size_t bytes, std::uint64_t seed) {
                   Numbers numbers(seed);
                   std::string out;
                   while (out.size() < bytes) {
                     char32_t first = han + static_cast<char32_t>(numbers.next(30));
                     char32_t second = han + static_cast<char32_t>(numbers.next(30));
                     out += to_utf8(std::u32string{first, second, U' '});
                   }
                   return out;
                 }});
  all.push_back({"table: results that grow", one_row("from = 'a', to = '" + times(16, "b") + "'"),
                 repeat("a")});
  all.push_back({"40 tables", many_stages(), repeat("abxcdyzzx ")});
  all.push_back({"table: an edge that never comes",
                 one_row("from = 'ab', before = '$end', to = 'x'"), repeat("ab")});
  all.push_back({"table: no place to cut", one_row("from = '[a-z]{31}1', to = 'x'"),
                 repeat("abcdefghijklmnop1")});
  all.push_back({"table: a place to cut at each tenth", one_row("from = '[a-z]{10}1', to = 'x'"),
                 [](std::size_t bytes, std::uint64_t) {
                   return times(10, repeated_text("a", bytes / 10 - 2) + "1 ");
                 }});
  all.push_back({"table: malformed bytes", one_row("from = 'a', before = '[\\p{L}]', to = 'x'"),
                 repeat("a\xFF")});
}

void add_words(std::vector<HostileText> &all) {
  all.push_back(
      {"words: one long word", file(words_stage), repeat("a"), long_words(times(200, "a"))});
  all.push_back({"words: nearly a word of 60 letters", file(words_stage),
                 repeat(times(60, "a") + " "), long_words(times(60, "a"))});
  all.push_back({"words: nearly a word of 40 words", file(words_stage), repeat("a "),
                 long_words(times(40, "a "))});
  all.push_back({"words: edges alone", file(words_stage), repeat(" "), long_words("a ")});
  all.push_back({"words: malformed bytes", file(words_stage), repeat("a\xFF a"), long_words("a ")});
}

void add_forms(std::vector<HostileText> &all) {
  const std::string fighting = "\u0301\u0323\u0654\u0651\u064E"; // each moves before the last
  for (const char *form : {"nfc", "nfkd"}) {
    all.push_back({std::string(form) + ": marks on one letter", form, then("\u0627", fighting)});
  }
  all.push_back({"nfc: marks without an order", "nfc", random_text(all_marks)});
  all.push_back({"nfc: marks that come apart", "nfc", repeat("\u0344")});
  all.push_back({"nfc: letters that come apart", "nfc", repeat("\u0627\u0655\u0653\u0622\u0655")});
  all.push_back({"nfc: vowels of Hangul", "nfc", then("\u1100", "\u1161")});
  all.push_back({"nfc: syllables of Hangul", "nfc", repeat("\u1100\u1161\u11A8")});
  all.push_back({"nfc: starters that compose with what is before them", "nfc", repeat("\u09BE")});
  all.push_back({"nfkc: letters that become marks", "nfkc", then("\u304B", "\uFF9E")});
  all.push_back({"nfkd: the longest decomposition", "nfkd", repeat("\uFDFA")});
  for (const char *order : {"mark-order", "mark-order-utr53"}) {
    all.push_back({std::string(order) + ": marks on one letter", order,
                   then("\u0628", "\u0654\u0655\u0653\u0651\u064E\u0658\u0656")});
    all.push_back({std::string(order) + ": marks without an order", order, random_text(all_marks)});
  }
  all.push_back({"forms and orders: marks", "nfd,mark-order-utr53,nfkc,mark-order",
                 random_text(all_marks, 1000, "\u0628")});
}

void add_others(std::vector<HostileText> &all) {
  const std::string squeeze = "[[stage]]\nsqueeze = { set = '[\\p{L}\\p{M}]', ";
  all.push_back({"squeeze: one letter", file(squeeze + "max = 2 }\n"), repeat("a")});
  all.push_back({"squeeze: runs that are one too short", file(squeeze + "from = 64, max = 1 }\n"),
                 repeat(times(63, "a") + times(63, "b"))});
  all.push_back({"squeeze: six of them", file(times(6, squeeze + "max = 32 }\n")),
                 repeat(times(40, "a") + times(40, "\u0628"))});
  all.push_back({"remove: every other letter", file("[[stage]]\nremove = '[\\p{M}b-y]'\n"),
                 repeat("a\u064Ebaz\u0301")});
  all.push_back(
      {"case: contexts",
       file("[[stage]]\ncase = \"title\"\nafter = ['$edge', '[^a]" + times(30, "[ab]") + "']\n"),
       repeat(times(70, "ab") + " ")});
  all.push_back({"case: one letter becomes several", file("[[stage]]\ncase = \"upper\"\n"),
                 repeat("\u00DF\uFB03\u0390")});
  all.push_back({"use: ten chains", file(times(10, "[[stage]]\nuse = \"search\"\n")),
                 random_text(letters, 5, "\u064E\u0651 ")});
}

void add_shipped(std::vector<HostileText> &all) {
  for (const char *chain : {"search", "buckwalter", "ala-lc"}) {
    std::string name = std::string(chain) + ": ";
    all.push_back(
        {name + "marks on one letter", chain, then("\u0628", "\u0654\u0651\u064E\u0655")});
    all.push_back({name + "malformed bytes", chain, repeat("\xFF")});
    all.push_back({name + "characters cut in two", chain, repeat("\u0628\xF0\x9F\x98\xD8")});
    all.push_back({name + "a word without an end", chain, random_text(letters)});
    all.push_back({name + "new words", chain, random_text(letters, 6, " ")});
    all.push_back({name + "one letter in a line", chain, random_text(letters, 1, "\n")});
    all.push_back({name + "letters that the kernel stops at", chain, repeat("\u0628\u00E9")});
  }
  all.push_back({"ala-lc: spaces", "ala-lc", repeat(" ")});
  all.push_back({"ala-lc: words longer than a segment", "ala-lc", random_text(letters, 40, " ")});
  all.push_back({"dedup: nearly the same", "dedup", repeat("\u064E\u064E\u0651\u064F")});
  all.push_back({"shekar: spaces and joiners", "shekar", repeat("\u0628 \u200C\u200C ")});
}

void add_ways(std::vector<HostileText> &all) {
  all.push_back({"alignment, nfc: marks", "nfc", random_text(all_marks), {}, Way::aligned});
  all.push_back(
      {"alignment, ala-lc: new words", "ala-lc", random_text(letters, 6, " "), {}, Way::aligned});
  all.push_back({"alignment, 40 tables", many_stages(), repeat("abxcdyzzx "), {}, Way::aligned});
  all.push_back({"alignment, squeeze",
                 file("[[stage]]\nsqueeze = { set = '[a-z]', max = 1 }\n"),
                 repeat("a"),
                 {},
                 Way::aligned});
  all.push_back({"stream, search: a letter with marks",
                 "search",
                 then("\u0628", "\u0654\u0651\u064E\u0655"),
                 {},
                 Way::in_pieces});
  all.push_back(
      {"stream, ala-lc: new words", "ala-lc", random_text(letters, 6, " "), {}, Way::in_pieces});
  all.push_back({"stream, no place to cut",
                 one_row("from = '[a-z]{31}1', to = 'x'"),
                 repeat("abcdefghijklmnop1"),
                 {},
                 Way::in_pieces});
  all.push_back({"stream, words: nearly a word of 40 words", file(words_stage), repeat("a "),
                 long_words(times(40, "a ")), Way::in_pieces});
}

} // namespace

std::string repeated_text(std::string_view part, std::size_t bytes) {
  std::string out;
  out.reserve(bytes + part.size());
  while (out.size() < bytes) {
    out += part;
  }
  std::size_t end = out.size() > bytes ? bytes : out.size();
  while (end > 0 && end < out.size() && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) {
    --end;
  }
  out.resize(end);
  return out;
}

std::vector<HostileText> hostile_texts() {
  std::vector<HostileText> all;
  add_tables(all);
  add_words(all);
  add_forms(all);
  add_others(all);
  add_shipped(all);
  add_ways(all);
  return all;
}

} // namespace arnorm::test
