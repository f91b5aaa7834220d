// Every kernel against the plain loop.
#include <boost/test/unit_test.hpp>

#include <cstring>
#include <memory>
#include <random>

#include "characters/utf.h"
#include "kernel/kernel.h"

using namespace arnorm;

BOOST_AUTO_TEST_SUITE(kernel)

namespace {

using Random = std::mt19937;

std::size_t below(Random &random, std::size_t n) {
  return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
}

using Cell = KernelTables::Cell;

Cell &pair_cell(KernelTables &tables, std::size_t i) {
  return tables.cells[KernelTables::first_pair + i];
}

void set_bytes(Random &random, Cell &cell, std::size_t max) {
  std::size_t length = below(random, max + 1);
  cell.length = static_cast<std::uint8_t>(length);
  for (std::size_t k = 0; k < sizeof cell.bytes; ++k) {
    cell.bytes[k] = k < length ? static_cast<std::uint8_t>(1 + below(random, 255)) : 0;
  }
}

void set_bytes(Cell &cell, std::string_view bytes) {
  cell.length = static_cast<std::uint8_t>(bytes.size());
  std::copy(bytes.begin(), bytes.end(), cell.bytes);
}

// ASCII as it is, and no pair has a conflict.
std::unique_ptr<KernelTables> simple_tables() {
  auto tables = std::make_unique<KernelTables>();
  for (unsigned i = 0; i < 128; ++i) {
    tables->cells[i] = {{static_cast<std::uint8_t>(i)}, needs_passes, 0, 0, 1, 0};
  }
  for (std::size_t i = 0; i < 256; ++i) {
    pair_cell(*tables, i).left = needs_passes;
  }
  for (unsigned bit = 0; bit < KernelTables::max_conflicts; ++bit) {
    tables->vector_bit[bit] = static_cast<std::uint8_t>(1U << bit % 7);
  }
  return tables;
}

// Two characters, given by index, that are a unit.
Cell &add_unit(KernelTables &tables, std::size_t x, std::size_t y, Cell unit) {
  tables.unit_rows.emplace_back();
  tables.unit_row[KernelTables::first_pair + y] =
      static_cast<std::uint8_t>(tables.unit_rows.size());
  tables.units.push_back(unit);
  tables.unit_rows.back()[KernelTables::first_pair + x] =
      static_cast<std::uint8_t>(tables.units.size());
  return tables.units.back();
}

// Tables in which a few characters are hard and a few have to do with each other, also across
// others. Some results are too long for vectors.
std::unique_ptr<KernelTables> random_tables(Random &random, bool narrow) {
  auto tables = simple_tables();
  auto bits = [&](std::size_t one_in) {
    unsigned bit =
        below(random, one_in) == 0 ? 1U << below(random, KernelTables::max_conflicts) : 0;
    return static_cast<ConflictBits>(bit);
  };
  for (std::size_t i = 0; i < 128; ++i) {
    Cell &cell = tables->cells[i];
    if (!narrow) {
      set_bytes(random, cell, 2 + below(random, 10) / 9 * 2);
      cell.left |= bits(4);
      cell.right = i == 0 ? needs_passes : bits(8);
      cell.through = bits(10);
    } else if (below(random, 30) == 0) {
      cell.left |= ConflictBits{1};
      cell.right |= ConflictBits{2};
    }
  }
  for (std::size_t i = 0; i < 256; ++i) {
    Cell &cell = pair_cell(*tables, i);
    set_bytes(random, cell, below(random, 20) == 0 ? 8 : narrow ? 2 : 4);
    cell.left |= bits(4);
    cell.right = below(random, 20) == 0 ? needs_passes : bits(8);
    cell.through = bits(4);
  }
  auto random_bits = [&] { return std::uint64_t{random()} << 32 | random(); };
  tables->inert_latin = random_bits();
  tables->inert_punctuation[0] = random_bits();
  tables->inert_punctuation[1] = random_bits();
  tables->complete(narrow, true);
  return tables;
}

// What a kernel made of a text that ends where its memory ends, and begins `shift` bytes into it.
struct Outcome {
  KernelResult run;
  std::string written;
};

Outcome outcome(Kernel kernel, const KernelTables &tables, const std::string &text,
                std::size_t shift, ConflictBits left) {
  std::unique_ptr<char[]> memory(new char[shift + text.size()]);
  std::memcpy(memory.get() + shift, text.data(), text.size());
  std::vector<char> out(kernel_room(text.size()));
  KernelResult run = kernel(tables, memory.get() + shift, text.size(), left, out.data());
  return {run, std::string(out.data(), run.written)};
}

void compare(const KernelTables &tables, const std::string &text, std::size_t shift = 0,
             ConflictBits left = needs_passes) {
  Outcome wanted = outcome(run_scalar, tables, text, shift, left);
  static const std::vector<NamedKernel> all = kernels();
  for (const NamedKernel &kernel : all) {
    Outcome got = outcome(kernel.run, tables, text, shift, left);
    bool same = got.run.consumed == wanted.run.consumed && got.run.left == wanted.run.left &&
                got.written == wanted.written;
    BOOST_REQUIRE_MESSAGE(same, kernel.name << ": " << text.size() << " bytes, consumed "
                                            << got.run.consumed << ", not " << wanted.run.consumed
                                            << ", written " << got.run.written << ", not "
                                            << wanted.run.written);
  }
}

// Characters that a table takes, so that a text of them is long.
std::vector<std::string> kernel_characters(const KernelTables &tables) {
  std::vector<std::string> result;
  for (char32_t c = 0; c < 0x700; c = c == 0x7F ? 0x600 : c + 1) {
    const KernelTables::Cell &cell = c < 0x80 ? tables.ascii(c) : tables.pair(c & 0xFF);
    if (cell.right == 0) {
      result.push_back(to_utf8(std::u32string(1, c)));
    }
  }
  return result;
}

std::string random_text(Random &random, const std::vector<std::string> &characters,
                        std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) {
    text += characters[below(random, characters.size())];
  }
  return text;
}

const std::vector<std::string> odd{"\xC0\x80",     "\xC1\xBF",
                                   "\xED\xA0\x80", "\xED\xB0\x80",
                                   "\xE0\x80\x80", "\xF0\x80\x80\x80",
                                   "\xF5",         "\xFF",
                                   "\x80",         "\xBF",
                                   "\xD8",         "\xDB",
                                   "\xD7\xBF",     "\xDC\x80",
                                   "\xE2\x80",     "\xE2\x80\x8F",
                                   "\xF0\x9F\x98", "\xF0\x9F\x98\x80",
                                   "\xD8\xD8",     "\xC3\xA9",
                                   "\xD9\x41",     std::string(1, '\0')};

} // namespace

BOOST_AUTO_TEST_CASE(every_code_point) {
  Random random(1);
  for (bool narrow : {true, false}) {
    auto tables = random_tables(random, narrow);
    std::string filler = random_text(random, kernel_characters(*tables), 200);
    for (char32_t c = 0; c <= 0x10FFFF; c += c < 0x900 ? 1 : 997) {
      std::string text = to_utf8(std::u32string(1, c));
      compare(*tables, text + filler);
      compare(*tables, filler + text + filler);
    }
  }
}

BOOST_AUTO_TEST_CASE(every_alignment_and_length) {
  Random random(2);
  for (bool narrow : {true, false}) {
    for (int round = 0; round < 4; ++round) {
      auto tables = random_tables(random, narrow);
      tables->complete(narrow, round % 2 == 0);
      std::string text = random_text(random, kernel_characters(*tables), 400);
      for (std::size_t length = 0; length < 330; ++length) {
        compare(*tables, text.substr(0, length), length % 64);
      }
      for (std::size_t shift = 0; shift < 64; ++shift) {
        compare(*tables, text, shift);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(odd_bytes_at_every_place) {
  Random random(3);
  for (bool narrow : {true, false}) {
    auto tables = random_tables(random, narrow);
    std::vector<std::string> characters = kernel_characters(*tables);
    for (const std::string &bytes : odd) {
      for (std::size_t before = 0; before < 200; ++before) {
        std::string text = random_text(random, characters, before);
        compare(*tables, text + bytes);
        compare(*tables, text + bytes + random_text(random, characters, 100));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(conflicts_at_every_place) {
  Random random(4);
  for (int round = 0; round < 400; ++round) {
    auto tables = random_tables(random, round % 2 == 0);
    tables->complete(round % 2 == 0, round % 3 != 0);
    std::vector<std::string> all;
    for (char32_t c = 0; c < 0x700; c = c == 0x7F ? 0x600 : c + 1) {
      all.push_back(to_utf8(std::u32string(1, c)));
    }
    std::vector<std::string> characters = kernel_characters(*tables);
    for (std::size_t before = 0; before < 200; before += 1 + below(random, 3)) {
      std::string text = random_text(random, characters, before);
      text += all[below(random, all.size())] + all[below(random, all.size())];
      text += random_text(random, characters, 150);
      compare(*tables, text, 0, static_cast<ConflictBits>(needs_passes | below(random, 1U << 13)));
    }
  }
}

BOOST_AUTO_TEST_CASE(pairs_that_are_neither_hard_nor_free) {
  Random random(5);
  for (int round = 0; round < 200; ++round) {
    auto tables = random_tables(random, round % 2 == 0);
    for (std::size_t i = 0; i < 256; ++i) { // one bit that few have on their left
      Cell &cell = pair_cell(*tables, i);
      cell.right = below(random, 2) == 0 ? 0x40 : 0;
      cell.left = below(random, 200) == 0 ? needs_passes | 0x40 : needs_passes;
    }
    tables->complete(round % 2 == 0, round % 3 != 0);
    std::vector<std::string> all;
    for (char32_t c = 0x600; c < 0x700; ++c) {
      all.push_back(to_utf8(std::u32string(1, c)));
    }
    compare(*tables, random_text(random, all, 2000));
  }
}

BOOST_AUTO_TEST_CASE(swaps_and_joints_at_every_place) {
  Random random(6);
  for (int round = 0; round < 200; ++round) {
    auto tables = random_tables(random, round % 2 == 0);
    // Marks 1 to 5 in an order of their own among letters that the kernel takes.
    for (std::size_t i = 0; i < 256; ++i) {
      bool mark = i >= 0x4B && i < 0x50;
      pair_cell(*tables, i).right =
          mark ? static_cast<ConflictBits>(1U << (i - 0x4B)) : ConflictBits{0};
      pair_cell(*tables, i).left =
          static_cast<ConflictBits>(needs_passes | (mark ? (1U << (i - 0x4B)) - 1 : 0U));
      tables->swap_number[i] = mark ? static_cast<std::uint8_t>(i - 0x4A) : std::uint8_t{0};
    }
    for (std::size_t x = 1; x <= 5; ++x) {
      tables->swaps[x] = (std::uint64_t{1} << x) - 2; // all before it
    }
    // A letter and a mark that join.
    add_unit(*tables, 0x28, 0x4F, {{'<', '>'}, needs_passes | 0x1F, 0, 0, 2, 0});
    pair_cell(*tables, 0x28).left |= 1U << 4;
    tables->complete(tables->narrow, round % 4 < 2);
    std::vector<std::string> letters{"\u0628", "\u062A", "\u0633", " ",
                                     "\u0645", "\u200C", "\u00AB"};
    std::vector<std::string> marks{"\u064B", "\u064C", "\u064D", "\u064E", "\u064F"};
    std::string text;
    while (text.size() < 1000) {
      text += letters[below(random, letters.size())];
      for (std::size_t n = below(random, round % 3 == 0 ? 3 : 8) / 2; n > 0; --n) {
        text += marks[below(random, marks.size())];
      }
    }
    compare(*tables, text);
  }
}

// Inert characters at every place of a block, whole and cut, with something behind them that has to
// know what it follows.
BOOST_AUTO_TEST_CASE(inert_characters_at_every_place) {
  Random random(11);
  for (const char *inert : {"\u00AB", "\u200C", "\u2040", "\xC2", "\xE2\x80", "\xC2\xC2\xAB"}) {
    for (bool narrow : {true, false}) {
      auto tables = random_tables(random, narrow);
      tables->inert_latin = tables->inert_punctuation[0] = tables->inert_punctuation[1] = ~0ULL;
      for (std::size_t i = 0; i < 256; ++i) {
        pair_cell(*tables, i).right = i == 0x4E ? 0x40 : 0;
        pair_cell(*tables, i).left = needs_passes | 0x40;
      }
      tables->complete(tables->narrow, true);
      for (std::size_t at = 0; at < 140; ++at) {
        std::string text(200, 'x');
        text.replace(at, 0, std::string("\u0628") + inert + "\u0628\u064E\u0628" + inert);
        compare(*tables, text);
        text.replace(at, 0, inert);
        compare(*tables, text + "\u064E");
        std::string next = std::string(at, 'x') + inert + "\u064E" + std::string(100, 'x');
        compare(*tables, next);
      }
    }
  }
}

// Clusters of marks that conflict, of which many may change places and some then meet a neighbour
// that they conflict with, at every place of a block.
BOOST_AUTO_TEST_CASE(swaps_beside_each_other_at_every_place) {
  Random random(7);
  for (int round = 0; round < 200; ++round) {
    auto tables = random_tables(random, round % 2 == 0);
    for (std::size_t i = 0; i < 256; ++i) {
      bool mark = i >= 0x4B && i < 0x53;
      auto some = [&] {
        return mark ? static_cast<ConflictBits>(below(random, 16)) : ConflictBits{0};
      };
      pair_cell(*tables, i).right = some() & some();
      pair_cell(*tables, i).left = needs_passes | (some() & some());
      tables->swap_number[i] = mark ? static_cast<std::uint8_t>(i - 0x4A) : std::uint8_t{0};
    }
    add_unit(*tables, 0x28, 0x52, {{'<', '>'}, needs_passes | 0x05, 0, 0, 2, 0});
    pair_cell(*tables, 0x28).left |= static_cast<ConflictBits>(below(random, 16));
    tables->cells[std::uint8_t{'a'}].right = 0;
    for (std::size_t x = 1; x <= 8; ++x) {
      tables->swaps[x] = below(random, 512) | below(random, 512);
    }
    tables->complete(tables->narrow, true);
    auto clusters = [&] {
      std::string text;
      for (std::size_t letters = 1 + below(random, 3); letters > 0; --letters) {
        for (std::size_t marks = below(random, 5); marks > 0; --marks) {
          text += to_utf8(std::u32string(1, static_cast<char32_t>(0x64B + below(random, 8))));
        }
        text += letters % 2 == 0 ? "\u0628" : "\u062A";
      }
      return text;
    };
    std::vector<std::string> letters{"\u0628", "\u062A", "\u0633", "\u0645"};
    for (std::size_t before = 0; before < 200; ++before) {
      std::string text = std::string(below(random, 2), 'a');
      text += random_text(random, letters, before) + clusters();
      compare(*tables, text + random_text(random, letters, 150));
    }
  }
}

namespace {

// Marks U+064B to U+064F, each of which moves before those above it; a letter U+0628 that composes
// with the last of them; every letter may be followed by everything.
std::unique_ptr<KernelTables> tables_of_marks(bool narrow) {
  auto tables = simple_tables();
  for (std::size_t i = 0; i < 256; ++i) {
    set_bytes(pair_cell(*tables, i), std::string(1, static_cast<char>(i % 26 + 'A')));
  }
  for (std::size_t n = 1; n <= 5; ++n) {
    std::size_t i = 0x4A + n;
    set_bytes(pair_cell(*tables, i), std::to_string(n));
    pair_cell(*tables, i).right = static_cast<ConflictBits>(1U << n);
    pair_cell(*tables, i).left = static_cast<ConflictBits>(needs_passes | ((1U << n) - 2));
    tables->pair_in_run[i] = 1;
    tables->swap_number[i] = static_cast<std::uint8_t>(n);
    tables->swaps[n] = (std::uint64_t{1} << n) - 2;
  }
  pair_cell(*tables, 0x28).left |= 1U << 5;
  add_unit(*tables, 0x28, 0x4F, {{'<', '>'}, needs_passes, 0, 0, 2, 0});
  tables->complete(narrow, true);
  return tables;
}

std::string mark(std::size_t n) {
  return to_utf8(std::u32string(1, static_cast<char32_t>(0x64A + n)));
}

// How much of a text the plain kernel takes, and what it writes.
std::string taken(const KernelTables &tables, const std::string &text) {
  Outcome got = outcome(run_scalar, tables, text, 0, needs_passes);
  return std::to_string(got.run.consumed) + " " + got.written;
}

} // namespace

// All sequences of four marks at every place of a block and across its ends: what a block has moved
// is what the next one and the plain loop must see.
BOOST_AUTO_TEST_CASE(swaps_across_the_ends_of_blocks) {
  for (bool narrow : {true, false}) {
    auto tables = tables_of_marks(narrow);
    for (std::size_t i = 0x2B; i < 0x50; ++i) { // results of two bytes: each half tells its letter
      Cell &cell = pair_cell(*tables, i);
      cell.bytes[1] = static_cast<std::uint8_t>(cell.bytes[0] + 0x20);
      cell.length = 2;
    }
    tables->complete(tables->narrow, true);
    const std::string filler = "\u062A\u062A\u062A\u062A\u062A\u062A\u062A\u062A";
    for (std::size_t n = 0; n < 5 * 5 * 5 * 5; ++n) {
      std::string marks = mark(1 + n % 5) + mark(1 + n / 5 % 5) + mark(1 + n / 25 % 5);
      marks += n / 125 == 0 ? "" : mark(n / 125);
      for (std::size_t before = 40; before < 72; before += n % 2 + 1) {
        std::string text;
        for (std::size_t i = 0; i < before / 2; ++i) { // blocks begin at even places, pairs at all
          text += i == 4 && before % 2 != 0 ? "\u062Ax" : "\u062A";
        }
        text += (n % 3 == 0 ? "\u0628" : "\u062B") + marks;
        compare(*tables, text + filler + filler + filler + filler + filler);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(long_runs_of_marks_are_not_sorted) {
  Random random(12);
  for (int round = 0; round < 40; ++round) {
    auto tables = tables_of_marks(round % 2 == 0);
    std::string text;
    while (text.size() < 4000) {
      std::size_t length = below(random, 2) == 0 ? below(random, 4) : 55 + below(random, 20);
      std::size_t first = 1 + below(random, 4);
      text += below(random, 3) == 0 ? "x" : "\u062A";
      for (std::size_t n = 0; n < length; ++n) { // few are out of order
        text += mark(below(random, 20) == 0 ? 1 + below(random, 4) : first);
      }
    }
    for (std::size_t at = 0; at < text.size();) {
      compare(*tables, text.substr(at));
      at += 2 + outcome(run_scalar, *tables, text.substr(at), 0, needs_passes).run.consumed;
    }
  }
}

// A swap is taken if one of the 64 characters before it ends a run.
BOOST_AUTO_TEST_CASE(the_longest_run_of_marks_that_is_sorted) {
  auto tables = tables_of_marks(true);
  auto text = [](const std::string &before, std::size_t marks) {
    std::string out = before;
    for (std::size_t i = 1; i < marks; ++i) {
      out += mark(1);
    }
    return out + mark(2) + mark(1);
  };
  auto all = [&](const std::string &whole) {
    return outcome(run_scalar, *tables, whole, 0, needs_passes).run.consumed == whole.size();
  };
  for (const char *before : {"\u062A", "x", "\u062A\u064C\u200C"}) {
    tables->inert_punctuation[0] = ~std::uint64_t{0};
    BOOST_TEST(all(text(before, KernelTables::max_run - 1)));
    BOOST_TEST(!all(text(before, KernelTables::max_run)));
  }
  BOOST_TEST(!all(text("", 1))); // what was before it is not known
}

// Calm text, marks in any order and inert characters by turns, so that kernels change between their
// loops at any place; and from every place where one stops.
BOOST_AUTO_TEST_CASE(long_texts_of_every_kind) {
  Random random(13);
  for (int round = 0; round < 60; ++round) {
    auto tables = tables_of_marks(round % 2 == 0);
    tables->inert_latin = tables->inert_punctuation[0] = ~std::uint64_t{0};
    std::vector<std::string> letters{"\u062A", "\u0628", "\u06CC", " ", "x"};
    std::string text;
    while (text.size() < 6000) {
      std::size_t disorder = below(random, 3);
      for (std::size_t n = below(random, 400); n > 0; --n) {
        text += letters[below(random, letters.size())];
        for (std::size_t marks = below(random, 3) * disorder; marks > 0; --marks) {
          text += mark(1 + below(random, disorder == 1 ? 2 : 5));
        }
        text += below(random, 40) != 0 ? "" : below(random, 2) == 0 ? "\u00AB" : "\u200C";
      }
      text += below(random, 8) == 0 ? odd[below(random, odd.size())] : "";
    }
    for (std::size_t at = 0; at < text.size();) {
      compare(*tables, text.substr(at), at % 7);
      at += 1 + outcome(run_scalar, *tables, text.substr(at), 0, needs_passes).run.consumed;
    }
  }
}

// What the plain kernel itself does with two neighbours that have one result together.
BOOST_AUTO_TEST_CASE(a_unit_stands_for_both) {
  auto tables = tables_of_marks(true);
  Cell &both = tables->units[0];
  const std::string pair = "\u0628" + mark(5);
  BOOST_TEST(taken(*tables, "\u062A" + pair + "\u062A") == "8 Q<>Q");
  // It conflicts with what follows by bits of its own.
  both.left = needs_passes | 1U << 3;
  BOOST_TEST(taken(*tables, pair + mark(2)) == "6 <>2");
  BOOST_TEST(taken(*tables, pair + mark(3)) == "4 <>");
  // A mark between them moves behind the pair only where it fits there.
  BOOST_TEST(taken(*tables, "\u0628" + mark(2) + mark(5)) == "6 O25");
  tables->swaps[2] |= 1U << 5;
  pair_cell(*tables, 0x4C).left |= 1U << 5; // now 2 must not stand before 5, but 5 may before 2
  pair_cell(*tables, 0x4F).left = needs_passes;
  tables->complete(tables->narrow, true);
  BOOST_TEST(taken(*tables, "\u0628" + mark(2) + mark(5)) == "6 <>2");
  both.left = needs_passes | 1U << 2;
  BOOST_TEST(taken(*tables, "\u0628" + mark(2) + mark(5)) == "4 O2");
  // What moves before that mark meets the pair.
  both.left = needs_passes;
  BOOST_TEST(taken(*tables, "\u0628" + mark(2) + mark(5) + mark(1)) == "8 <>12");
  both.left = needs_passes | 1U << 1;
  BOOST_TEST(taken(*tables, "\u0628" + mark(2) + mark(5) + mark(1)) == "6 <>2");
}

BOOST_AUTO_TEST_CASE(a_mark_moves_only_where_it_conflicts_with_nothing) {
  auto tables = tables_of_marks(true);
  BOOST_TEST(taken(*tables, "\u062A" + mark(3) + mark(1)) == "6 Q13");
  BOOST_TEST(taken(*tables, "\u062A" + mark(3) + mark(1) + mark(2)) == "8 Q123");
  BOOST_TEST(taken(*tables, "\u062A" + mark(2) + mark(3) + mark(1)) == "6 Q23"); // not past two
  pair_cell(*tables, 0x2A).left |= 1U << 1;
  tables->complete(tables->narrow, true);
  BOOST_TEST(taken(*tables, "\u062A" + mark(3) + mark(1)) == "4 Q3");
}

BOOST_AUTO_TEST_CASE(there_is_more_than_one_kernel_where_there_are_vectors) {
  BOOST_TEST(kernels().size() >= 1u);
  BOOST_TEST(std::string(kernels().back().name) == "plain");
}

BOOST_AUTO_TEST_SUITE_END()
