#include "support/hostile_rules.h"

#include <fmt/format.h>

#include "support/support.h"

namespace arnorm::test {
namespace {

constexpr unsigned han = 0x4E00;    // 20,000 letters from here
constexpr unsigned hangul = 0xAC00; // 11,000
constexpr unsigned plane_2 = 0x20000;

using Part = std::string (*)(unsigned i);

std::string repeated(std::size_t size, Part part) {
  std::string out;
  for (unsigned i = 0; i < size; ++i) {
    out += part(i);
  }
  return out;
}

std::string rows(std::size_t size, Part row) {
  return "[[stage]]\ntable = [\n" + repeated(size, row) + "]\n";
}

// Each holds the one before it.
std::string nested_sets(std::size_t size) {
  return rows(size, [](unsigned i) {
    return fmt::format("{{ from = '[\\u{{{:X}}}-\\u{{{:X}}}]', to = 'x' }},\n", han, han + 1 + i);
  });
}

// All the same but for one member.
std::string nearly_equal_sets(std::size_t size) {
  return rows(size, [](unsigned i) {
    return fmt::format("{{ from = '[[\\u{{4E00}}-\\u{{9F00}}]-[\\u{{{:X}}}]]\\u{{{:X}}}', to = 'x' "
                       "}},\n",
                       han + i, hangul + i);
  });
}

std::string wide_contexts(std::size_t size) {
  return rows(size, [](unsigned i) {
    return fmt::format("{{ from = 'a', after = '[\\p{{L}}-[\\u{{{:X}}}]]', before = "
                       "'[\\u{{{:X}}}-\\u{{{:X}}}]', to = 'x' }},\n",
                       han + i, han + i, han + 8000 + i);
  });
}

// Each overlaps the one before it, on both sides of the match.
std::string nested_contexts(std::size_t size) {
  return rows(size, [](unsigned i) {
    return fmt::format("{{ from = 'a', after = '[\\u{{{:X}}}-\\u{{{:X}}}]', before = "
                       "'[\\u{{{:X}}}-\\u{{{:X}}}]', to = 'x' }},\n",
                       plane_2 + i, plane_2 + i + 17'000, plane_2 + 2 * i,
                       plane_2 + 2 * i + 18'000);
  });
}

std::string names_in_sets(std::size_t size) {
  return "[sets]\na = '[\\p{L}]'\n" + rows(size, [](unsigned i) {
           return fmt::format("{{ from = '[$a\\u{{{:X}}}]', before = '\\u{{{:X}}}', to = 'x' }},\n",
                              0xE000 + i, hangul + i);
         });
}

std::string one_set_in_all_rows(std::size_t size) {
  return "[sets]\na = '[^\\p{L}]'\n" + rows(size, [](unsigned i) {
           return fmt::format(
               "{{ from = '$a[$a]$a$a$a$a$a$a[^\\p{{Lu}}]\\u{{{:X}}}', to = 'x' }},\n", han + i);
         });
}

std::string equal_beginnings(std::size_t size) {
  return rows(size, [](unsigned i) {
    return fmt::format("{{ from = 'abababab\\u{{{:X}}}\\u{{{:X}}}', to = 'x' }},\n", han + i / 100,
                       han + i % 100);
  });
}

std::string one_letter_in_contexts(std::size_t size) {
  return rows(size, [](unsigned i) {
    return fmt::format("{{ from = 'a', before = '\\u{{{:X}}}', to = 'x' }},\n", plane_2 + i);
  });
}

std::string counts(std::size_t size) {
  return rows(size, [](unsigned i) {
    return fmt::format("{{ from = '(a{{1,32}})(b{{1,32}})\\u{{{:X}}}', to = '$2$1' }},\n", han + i);
  });
}

std::string character_names(std::size_t size) {
  return "[[stage]]\nremove = '[" +
         repeated(size,
                  [](unsigned i) {
                    return i % 2 == 0 ? std::string("\\N{ARABIC LETTER FARSI YEH}")
                                      : std::string("\\N{CJK UNIFIED IDEOGRAPH-4E00}");
                  }) +
         "]'\n";
}

std::string properties(std::size_t size) {
  return "[[stage]]\nremove = '" + std::string("[") +
         repeated(size, [](unsigned) { return std::string("\\p{Script=Arabic}"); }) + "]'\n";
}

std::string sets_of_sets(std::size_t size) {
  std::string out = "[sets]\na0 = '[a]'\n";
  for (std::size_t i = 1; i < size; ++i) {
    out += fmt::format("a{} = '[$a{}\\u{{{:X}}}]'\n", i, i - 1, han + 2 * i);
  }
  return out + "[[stage]]\nremove = '$a0'\n";
}

// Each has those of the one before it and one more.
std::size_t ranges_of_sets(std::size_t size) { return size * (size + 1) / 2; }

std::string named_sets(std::size_t size) {
  return "[sets]\n" +
         repeated(size, [](unsigned i) { return fmt::format("a{} = '[\\p{{L}}]'\n", i); }) +
         "[[stage]]\nremove = '$a0'\n";
}

// What one stage writes the next one lengthens: a thousand times, and again.
std::string growing_results(std::size_t size) {
  return repeated(size, [](unsigned) {
    return "[[stage]]\ntable = [ { from = '[a-z]', to = '" + std::string(1000, 'a') + "' } ]\n";
  });
}

std::string long_results_of_large_sets(std::size_t size) {
  return rows(size, [](unsigned i) {
    return fmt::format("{{ from = '[\\p{{L}}\\u{{{:X}}}]', to = '{}' }},\n", 0xE000 + i,
                       std::string(1000, 'x'));
  });
}

std::string squeezes(std::size_t size) {
  return repeated(size, [](unsigned i) {
    return fmt::format("[[stage]]\nsqueeze = {{ set = '[\\p{{L}}-[\\u{{{:X}}}]]', max = 2 }}\n",
                       han + i);
  });
}

std::string maps(std::size_t size) {
  return repeated(size, [](unsigned i) {
    return fmt::format("[[stage]]\ntable = [ {{ from = '[\\p{{L}}]', to = '{}' }} ]\n", i);
  });
}

// Those that follow the first one only for their last item.
std::string long_patterns(std::size_t size) {
  return rows(size, [](unsigned i) {
    std::string sets;
    for (int n = 0; n < 200; ++n) {
      sets += "[a-z]";
    }
    return fmt::format("{{ from = '{}\\u{{{:X}}}', to = 'x' }},\n", sets, han + i);
  });
}

std::string letters(std::size_t size) {
  return rows(size, [](unsigned i) {
    return fmt::format(
        "{{ letters = '\\u{{{:X}}}\\u{{{:X}}}', before = '[\\p{{L}}]', to = 'xy' }},\n",
        plane_2 + 2 * i, plane_2 + 2 * i + 1);
  });
}

std::string named_patterns(std::size_t size) {
  return "[patterns]\n" +
         repeated(size,
                  [](unsigned i) {
                    return fmt::format("a{} = ['[a-z]x', '\\u{{{:X}}}']\n", i, han + i);
                  }) +
         rows(size, [](unsigned i) { return fmt::format("{{ from = 'q$a{}', to = 'x' }},\n", i); });
}

std::string tests(std::size_t size) {
  return "[[stage]]\nremove = '[b]'\n" + repeated(size, [](unsigned i) {
           return fmt::format("[[test]]\nfrom = 'ab{}'\nto = 'a{}'\n", i, i);
         });
}

} // namespace

const std::vector<HostileKind> &hostile_kinds() {
  static const std::vector<HostileKind> kinds{
      {"nested_sets", 19'000, nested_sets},
      {"nearly_equal_sets", 11'000, nearly_equal_sets},
      {"wide_contexts", 6000, wide_contexts},
      {"nested_contexts", 8000, nested_contexts},
      {"names_in_sets", 6000, names_in_sets},
      {"one_set_in_all_rows", 20'000, one_set_in_all_rows},
      {"equal_beginnings", 20'000, equal_beginnings},
      {"one_letter_in_contexts", 20'000, one_letter_in_contexts},
      {"counts", 19, counts},
      {"character_names", 100'000, character_names},
      {"properties", 100'000, properties},
      {"sets_of_sets", 1800, sets_of_sets, ranges_of_sets},
      {"named_sets", 50'000, named_sets},
      {"growing_results", 100, growing_results},
      {"long_results_of_large_sets", 2000, long_results_of_large_sets},
      {"squeezes", 900, squeezes},
      {"maps", 500, maps},
      {"long_patterns", 4000, long_patterns},
      {"letters", 9000, letters},
      {"named_patterns", 5000, named_patterns},
      {"tests", 50'000, tests},
  };
  return kinds;
}

std::string hostile_rules(const HostileKind &kind, std::size_t size) {
  return rules(kind.body(size));
}

} // namespace arnorm::test
