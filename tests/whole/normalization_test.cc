// Unicode's own test of normalization forms, NormalizationTest.txt: the equalities that its header
// states, for the stages `form` alone and one after another, on both engines.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <set>

#include <unicode/uchar.h>

#include "characters/utf.h"
#include "support/support.h"
#include "support/unicode_files.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(normalization)

namespace {

// The columns of a row are the source and its NFC, NFD, NFKC and NFKD. In the header and here they
// are counted from 1.
struct Row {
  std::array<std::string, 5> columns;
  bool arabic = false;        // has a character of an Arabic block
  bool known = true;          // ICU knows all of its characters
  bool one_character = false; // of part 1, which lists every character that a form changes
};

Row read_row(const std::vector<std::string> &fields) {
  Row row;
  for (std::size_t i = 0; i < row.columns.size(); ++i) {
    std::u32string text = parse_code_points(fields.at(i));
    row.columns[i] = to_utf8(text);
    row.arabic = row.arabic || std::any_of(text.begin(), text.end(), is_in_arabic_block);
    row.known = row.known && std::all_of(text.begin(), text.end(), [](char32_t c) {
                  return u_isdefined(static_cast<UChar32>(c)) != 0;
                });
  }
  return row;
}

// All rows whose characters ICU knows; the others are named in messages.
const std::vector<Row> &rows() {
  static const std::vector<Row> all = [] {
    std::vector<Row> read;
    bool in_part_1 = false;
    for (const auto &fields : unicode_fields(unicode_file("NormalizationTest.txt"))) {
      if (fields[0].starts_with("@")) {
        in_part_1 = fields[0].starts_with("@Part1");
        continue;
      }
      Row row = read_row(fields);
      row.one_character = in_part_1;
      if (row.known) {
        read.push_back(row);
      } else {
        BOOST_TEST_MESSAGE("not held, because ICU is older: " << fields[0]);
      }
    }
    return read;
  }();
  return all;
}

// A chain makes one column of each of others.
struct Equality {
  const char *chain;
  const char *from; // columns
  std::size_t to;
};

// The header of the file: "CONFORMANCE", 1.
constexpr Equality forms[] = {
    {"nfc", "123", 2}, {"nfc", "45", 4},     {"nfd", "123", 3},
    {"nfd", "45", 5},  {"nfkc", "12345", 4}, {"nfkd", "12345", 5},
};

// What follows from them for forms one after another, which the engines run as one pass.
constexpr Equality joined_forms[] = {
    {"nfd,nfc", "123", 2},
    {"nfd,nfc", "45", 4},
    {"nfc,nfd", "123", 3},
    {"nfc,nfd", "45", 5},
    {"nfkd,nfkc", "12345", 4},
    {"nfkc,nfkd", "12345", 5},
    {"nfd,nfkc", "12345", 4},
    {"nfkd,nfc", "12345", 4},
    {"nfkc,nfd", "12345", 5},
    {"nfc,nfkd", "12345", 5},
    {"nfc,nfd,nfkc,nfkd,nfc", "12345", 4},
    // Canonically equivalent texts have the same forms (Unicode Standard, D145).
    {"mark-order,nfc", "123", 2},
    {"mark-order-canonical,nfd", "123", 3},
    {"mark-order-utr53,nfc", "123", 2},
    {"mark-order-utr53,nfd,mark-order,nfkc", "12345", 4},
};

Loaded load(const std::string &chain, Engine engine) {
  Options options;
  options.engine = engine;
  Loaded loaded = Chain::load(chain, options);
  BOOST_REQUIRE_MESSAGE(loaded, render(loaded.diagnostics));
  return loaded;
}

template <class Function> void each_source(const Equality &equality, const Row &row, Function use) {
  for (const char *column = equality.from; *column != '\0'; ++column) {
    use(row.columns[static_cast<std::size_t>(*column - '1')]);
  }
}

void check(const Equality &equality, Engine engine, bool only_arabic) {
  Loaded chain = load(equality.chain, engine);
  std::string out;
  for (const Row &row : rows()) {
    if (only_arabic && !row.arabic) {
      continue;
    }
    const std::string &wanted = row.columns[equality.to - 1];
    each_source(equality, row, [&](const std::string &source) {
      out.clear();
      chain->apply(source, out);
      BOOST_REQUIRE_MESSAGE(out == wanted, equality.chain << ": " << code_points(source) << "is "
                                                          << code_points(out) << "instead of "
                                                          << code_points(wanted));
    });
  }
}

// The same in one text, in which starters part the rows.
void check_as_one_text(const Equality &equality, Engine engine) {
  std::string text, wanted;
  for (const Row &row : rows()) {
    if (row.arabic) {
      each_source(equality, row, [&](const std::string &source) {
        text += source + "\n";
        wanted += row.columns[equality.to - 1] + "\n";
      });
    }
  }
  BOOST_TEST((load(equality.chain, engine)->apply(text) == wanted), equality.chain);
}

} // namespace

BOOST_AUTO_TEST_CASE(the_file_has_arabic_rows) {
  auto arabic =
      std::count_if(rows().begin(), rows().end(), [](const Row &row) { return row.arabic; });
  BOOST_TEST_MESSAGE(rows().size() << " rows, " << arabic << " of them Arabic");
  BOOST_TEST((rows().empty() || arabic > 1100));
}

BOOST_AUTO_TEST_CASE(every_row_on_tables) {
  for (const Equality &equality : forms) {
    check(equality, Engine::automatic, false);
  }
  for (const Equality &equality : joined_forms) {
    check(equality, Engine::automatic, true);
  }
}

BOOST_AUTO_TEST_CASE(arabic_rows_on_icu) {
  for (const Equality &equality : forms) {
    check(equality, Engine::icu, true);
  }
  for (const Equality &equality : joined_forms) {
    check(equality, Engine::icu, true);
  }
}

BOOST_AUTO_TEST_CASE(arabic_rows_as_one_text) {
  for (const Equality &equality : forms) {
    check_as_one_text(equality, Engine::automatic);
    check_as_one_text(equality, Engine::icu);
  }
  for (const Equality &equality : joined_forms) {
    check_as_one_text(equality, Engine::automatic);
  }
}

// The header of the file: "CONFORMANCE", 2.
BOOST_AUTO_TEST_CASE(what_part_1_does_not_list_stays) {
  std::set<std::string> listed;
  for (const Row &row : rows()) {
    if (row.one_character) {
      listed.insert(row.columns[0]);
    }
  }
  for (const char *form : {"nfc", "nfd", "nfkc", "nfkd"}) {
    Loaded tables = load(form, Engine::automatic), icu = load(form, Engine::icu);
    each_arabic_code_point([&](char32_t c) {
      std::string text = to_utf8(std::u32string(1, c));
      if (!listed.empty() && !listed.contains(text)) {
        BOOST_TEST(tables->apply(text) == text, form << " of " << code_points(text));
        BOOST_TEST(icu->apply(text) == text, form << " of " << code_points(text));
      }
    });
  }
}

BOOST_AUTO_TEST_SUITE_END()
