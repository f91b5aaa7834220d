// Converts texts under callgrind, which dumps the number of instructions of each; cost_test.py runs
// this program and compares.
//
// All chains are loaded first, without instrumentation. Each converts one text to warm up and then
// the next part of the same kind of text, which is counted: so a cost is what a word costs once the
// chain has seen a page.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "arnorm/arnorm.h"
#include "arnorm/rules.h"
#include "chain/chain_access.h"
#include "chain/compile.h"
#include "check/row_counter.h"
#include "kernel/kernel.h"
#include "support/instructions.h"
#include "text/prose.h"
#include "text/vocabulary.h"

using namespace arnorm;
using namespace arnorm::test;

namespace {

constexpr std::size_t page = 8000; // bytes of text to count

std::string part_of(std::string_view text, std::size_t begin, std::size_t bytes) {
  auto is_trail = [&](std::size_t at) { return (text[at] & 0xC0) == 0x80; };
  while (begin < text.size() && is_trail(begin)) {
    ++begin;
  }
  std::size_t end = std::min(text.size(), begin + bytes);
  while (end < text.size() && is_trail(end)) {
    --end;
  }
  return std::string(text.substr(begin, end - begin));
}

std::string repeated(std::string_view text, std::size_t bytes) {
  std::string all;
  while (all.size() < bytes) {
    all += text;
  }
  return part_of(all, 0, bytes);
}

// A text to warm up with, and one to count.
struct Pages {
  const char *name;
  std::string first;
  std::string second;
};

Pages pages_of(const char *name, const std::string &text) {
  return {name, part_of(text, 0, page), part_of(text, text.size() - page, page)};
}

Pages repeats(const char *name, std::string_view text) {
  return {name, repeated(text, page), repeated(text, page)};
}

void count_chain(const Chain &chain, const std::string &name, const std::string &text,
                 const std::string &warm_up, const std::string &bytes) {
  ChainAccess::compiled(chain).program().take_state(); // with it goes all that is known of texts
  std::string out;
  out.reserve(4 * std::max(bytes.size(), warm_up.size()));
  chain.apply(warm_up, out);
  out.clear();
  count_instructions(name + '\t' + text, bytes.size(), [&] { chain.apply(bytes, out); });
}

void count_pages(const Chain &chain, const std::string &name, const Pages &pages) {
  count_chain(chain, name, pages.name, pages.first, pages.second);
}

// A text that repeats one paragraph, so that a chain has the same work for each byte of any length.
void count_lengths(const Chain &chain, const std::string &name, std::size_t max) {
  std::string paragraph = part_of(bench::prose(), 2000, 1000) + ' ';
  for (std::size_t bytes = 1000; bytes <= max; bytes *= 10) {
    std::string text = repeated(paragraph, bytes);
    count_chain(chain, name, "repeated " + std::to_string(bytes), part_of(text, 0, 20000), text);
  }
}

// Texts in which every word is new may cost more than others, but not more and more.
void count_new_words(const Chain &chain, const std::string &name) {
  std::string text = bench::write_new_words(300000);
  for (std::size_t bytes : {std::size_t{20000}, std::size_t{200000}}) {
    std::string part = part_of(text, text.size() - bytes, bytes);
    count_chain(chain, name, "new " + std::to_string(bytes), part_of(text, 0, 60000), part);
  }
}

// The counts of --stats, and the same lines without them.
void count_stats(const Chain &chain, const std::string &name, const char *kind,
                 const std::string &text) {
  Report report;
  auto counter = RowCounter::build(ChainAccess::compiled(chain).steps(), report);
  RowCounts hits(*counter);
  std::string out;
  auto lines = [&](const std::function<void(std::string_view)> &take) {
    for (std::size_t begin = 0; begin < text.size();) {
      std::size_t end = std::min(text.find('\n', begin), text.size());
      take(std::string_view(text).substr(begin, end - begin));
      begin = end + 1;
    }
  };
  auto plain = [&](std::string_view line) {
    out.clear();
    chain.apply(line, out);
  };
  auto counting = [&](std::string_view line) {
    plain(line);
    hits.count(line);
  };
  lines(counting);
  count_instructions(name + "\tplain run of " + kind, text.size(), [&] { lines(plain); });
  count_instructions(name + "\t--stats of " + kind, text.size(), [&] { lines(counting); });
}

// Rule files of shapes that could be slow.
std::string rule_file(const std::string &stages) {
  return "format = 1\nname = \"cost\"\n" + stages;
}

std::string table_of(const std::string &rows) { return "[[stage]]\ntable = [" + rows + "]\n"; }

std::string letter(std::size_t i) {
  constexpr char32_t first = 0x628; // beh
  char32_t c = first + static_cast<char32_t>(i % 18);
  return {static_cast<char>(0xC0 | c >> 6), static_cast<char>(0x80 | (c & 0x3F))};
}

struct Shape {
  const char *name;
  std::string rules;
};

std::vector<Shape> shapes() {
  std::string words;
  for (std::size_t i = 0; i < 4000; ++i) {
    words += "{ from = \"" + letter(i) + letter(i / 18) + letter(i / 324) + letter(i / 5832) +
             "\", to = \"" + std::to_string(i) + "\" },\n";
  }
  std::string many;
  for (std::size_t i = 0; i < 40; ++i) {
    many +=
        table_of("{ from = '" + letter(i) + letter(i + 7) + "', to = '" + letter(i + 7) + "' }");
  }
  std::string squeezes;
  for (const char *set : {"[ا-ي]", "[\\u0020]", "[a-z]", "[.!]", "[ـ]", "[ً-ْ]"}) {
    squeezes += std::string("[[stage]]\nsqueeze = { set = '") + set + "', max = 2 }\n";
  }
  return {
      {"shape: 4000 literal rows", rule_file(table_of(words))},
      {"shape: wide sets", rule_file(table_of("{ from = '[\\p{L}][\\p{M}]', to = 'x' }"))},
      {"shape: long contexts",
       rule_file(table_of("{ from = 'ل', after = '[\\p{L}\\p{M}]{8}', to = 'x' },"
                          "{ from = 'ت', before = '[\\p{L}\\p{M}]{8}', to = 'y' }"))},
      {"shape: 40 stages", rule_file(many)},
      {"shape: squeezes", rule_file(squeezes)},
  };
}

std::vector<Pages> foreign_pages() {
  return {
      repeats("latin", "The quick brown fox jumps over the lazy dog, and 12 more of them follow. "),
      repeats("french", "Élève zélé, où êtes-vous allé à Noël ? L'été a été très frais çà et là. "),
      repeats("persian", "گربه‌ها می‌روند و پیرمرد چای می‌نوشد؛ "
                         "کتاب‌های "
                         "ما "
                         "روی "
                         "میز "
                         "است. "),
      repeats("urdu", "یہ ایک چھوٹی سی کہانی ہے جو ہم نے بچوں کے لیے لکھی ہے۔ "),
      repeats("hebrew", "הילדים הלכו אל בית הספר בבוקר, והמורה סיפרה להם סיפור ארוך. "),
      repeats(
          "emoji",
          "مرحبا 😀 بك 🎉🎉 في ❤️ البيت 👨‍👩‍👧 الكبير "
          "🇪🇬 "
          "يا "
          "صديقي "
          "😂 "),
      repeats("mixed", "كتب Ahmad رسالة email إلى server رقم 42 ثم file.txt أرسل "),
      repeats("elongated", "جدااااا حلوووو ههههههه يااااااارب كثييييير !!!! "),
  };
}

void count_all() {
  Rules library;
  std::vector<std::string> names = library.names();
  std::vector<Loaded> sets;
  for (const std::string &name : names) {
    sets.push_back(library.load(name));
  }
  std::vector<Loaded> shaped;
  for (const Shape &shape : shapes()) {
    shaped.push_back(library.parse(shape.rules));
    if (!shaped.back()) {
      std::fprintf(stderr, "%s: %s\n", shape.name, shaped.back().diagnostics[0].message.c_str());
    }
  }
  auto set = [&](const std::string &name) -> const Chain & {
    auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end()) {
      std::fprintf(stderr, "%s: no such set\n", name.c_str());
      std::exit(1);
    }
    return *sets[static_cast<std::size_t>(at - names.begin())];
  };
  std::string plain = bench::without_marks(bench::prose());
  Pages of_vowels = pages_of("vocalized", bench::prose());
  Pages of_letters = pages_of("plain", plain);

  start_counting();
  for (std::size_t i = 0; i < sets.size(); ++i) {
    count_pages(*sets[i], names[i], of_vowels);
    count_pages(*sets[i], names[i], of_letters);
  }
  for (const char *name :
       {"search", "buckwalter", "iso-233", "squeeze-elongation", "asr", "ala-lc"}) {
    for (const Pages &pages : foreign_pages()) {
      count_pages(set(name), name, pages);
    }
  }
  for (std::size_t i = 0; i < shaped.size(); ++i) {
    count_pages(*shaped[i], shapes()[i].name, of_vowels);
    count_pages(*shaped[i], shapes()[i].name, of_letters);
  }
  for (const char *name : {"buckwalter", "search"}) {
    count_lengths(set(name), name, 10'000'000);
  }
  for (const char *name : {"iso-233", "squeeze-elongation", "dedup", "ala-lc", "din-31635"}) {
    count_lengths(set(name), name, 1'000'000);
  }
  for (const char *name : {"search", "squeeze-elongation", "ala-lc"}) {
    count_new_words(set(name), name);
  }
  for (const char *name : {"search", "buckwalter", "ala-lc"}) {
    count_stats(set(name), name, "vocalized", repeated(bench::prose(), 300000));
    count_stats(set(name), name, "plain", repeated(plain, 300000));
  }
}

} // namespace

int main(int count, char **arguments) {
  if (count == 2 && std::strcmp(arguments[1], "--kernel") == 0) {
    std::puts(kernels().front().name);
  } else {
    count_all();
  }
}
