// What arnorm knows of Arabic characters, from ICU and from utf8proc, which may have different
// versions of Unicode: both are compared with each other, and ICU with the Unicode Character
// Database of Debian's package unicode-data. They may differ in the characters that a later version
// added, which docs/engines.md lists, and in nothing else.
#include <boost/test/unit_test.hpp>

#include <map>
#include <regex>
#include <sstream>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/uversion.h>
#include <utf8proc.h>

#include "characters/utf.h"
#include "support/support.h"
#include "support/unicode_files.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(unicode_versions)

namespace {

// ---- Versions ----

// The first number of a version: Unicode has added Arabic characters in 15.0, 16.0 and so on only.
int icu_version() {
  UVersionInfo version;
  u_getUnicodeVersion(version);
  return version[0];
}

int utf8proc_version_of_unicode() { return std::stoi(utf8proc_unicode_version()); }

// "# Scripts-15.0.0.txt"
int version_of_file(const std::string &text) {
  std::smatch match;
  return std::regex_search(text, match, std::regex("-(\\d+)\\.\\d+\\.\\d+\\.txt")) ? stoi(match[1])
                                                                                   : 0;
}

// The version that added a character, by the table of docs/engines.md: | 16 | U+0897, U+10EC2-10EC4
// |
const std::map<char32_t, int> &additions() {
  static const std::map<char32_t, int> all = [] {
    std::map<char32_t, int> read;
    std::string page = read_text(source_path("docs/engines.md"));
    page = page.substr(page.find("## Versions of Unicode"));
    const std::regex row("\\n\\| (\\d+) \\|([^|]*)\\|"), range("U\\+([0-9A-F]+)(?:-([0-9A-F]+))?");
    for (std::sregex_iterator r(page.begin(), page.end(), row), end; r != end; ++r) {
      std::string cell = r->str(2);
      for (std::sregex_iterator c(cell.begin(), cell.end(), range); c != end; ++c) {
        char32_t first = parse_code_points(c->str(1)).at(0);
        char32_t last = (*c)[2].matched ? parse_code_points(c->str(2)).at(0) : first;
        for (; first <= last; ++first) {
          read[first] = std::stoi(r->str(1));
        }
      }
    }
    return read;
  }();
  return all;
}

// Whether the page names a character as one that only the later of two versions has.
bool is_listed(char32_t c, int version, int other) {
  auto found = additions().find(c);
  return found != additions().end() && std::min(version, other) < found->second &&
         found->second <= std::max(version, other);
}

// ---- Properties ----

UChar32 icu_char(char32_t c) { return static_cast<UChar32>(c); }
utf8proc_int32_t utf8proc_char(char32_t c) { return static_cast<utf8proc_int32_t>(c); }

std::string property(UProperty which, char32_t c, UPropertyNameChoice choice) {
  const char *name =
      u_getPropertyValueName(which, u_getIntPropertyValue(icu_char(c), which), choice);
  return name != nullptr ? name : "";
}

std::string icu_form(const icu::Normalizer2 *form, char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  std::string text;
  form->normalize(icu::UnicodeString(icu_char(c)), status).toUTF8String(text);
  return code_points(text);
}

std::string of_icu(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  std::ostringstream out;
  out << "category " << property(UCHAR_GENERAL_CATEGORY, c, U_SHORT_PROPERTY_NAME) << ", class "
      << static_cast<int>(u_getCombiningClass(icu_char(c))) << ", NFC "
      << icu_form(icu::Normalizer2::getNFCInstance(status), c) << ", NFD "
      << icu_form(icu::Normalizer2::getNFDInstance(status), c) << ", NFKC "
      << icu_form(icu::Normalizer2::getNFKCInstance(status), c) << ", NFKD "
      << icu_form(icu::Normalizer2::getNFKDInstance(status), c) << ", grapheme break "
      << property(UCHAR_GRAPHEME_CLUSTER_BREAK, c, U_LONG_PROPERTY_NAME);
  return out.str();
}

std::string utf8proc_form(char32_t c, int options) {
  std::string text = to_utf8(std::u32string(1, c));
  utf8proc_uint8_t *result = nullptr;
  utf8proc_ssize_t size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t *>(text.data()),
                                       static_cast<utf8proc_ssize_t>(text.size()), &result,
                                       static_cast<utf8proc_option_t>(options | UTF8PROC_STABLE));
  std::string form(reinterpret_cast<const char *>(result), static_cast<std::size_t>(size));
  std::free(result);
  return code_points(form);
}

const char *utf8proc_break(char32_t c) {
  switch (utf8proc_get_property(utf8proc_char(c))->boundclass) {
  case UTF8PROC_BOUNDCLASS_CONTROL:
    return "Control";
  case UTF8PROC_BOUNDCLASS_EXTEND:
    return "Extend";
  case UTF8PROC_BOUNDCLASS_PREPEND:
    return "Prepend";
  case UTF8PROC_BOUNDCLASS_SPACINGMARK:
    return "SpacingMark";
  default:
    return "Other";
  }
}

std::string of_utf8proc(char32_t c) {
  std::ostringstream out;
  out << "category " << utf8proc_category_string(utf8proc_char(c)) << ", class "
      << utf8proc_get_property(utf8proc_char(c))->combining_class << ", NFC "
      << utf8proc_form(c, UTF8PROC_COMPOSE) << ", NFD " << utf8proc_form(c, UTF8PROC_DECOMPOSE)
      << ", NFKC " << utf8proc_form(c, UTF8PROC_COMPOSE | UTF8PROC_COMPAT) << ", NFKD "
      << utf8proc_form(c, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT) << ", grapheme break "
      << utf8proc_break(c);
  return out.str();
}

// ---- The database ----

using Values = std::map<char32_t, std::string>;

// One field of a file that has a line for each character or range.
Values column(const std::string &file, std::size_t field) {
  Values values;
  for (const auto &line : unicode_fields(file)) {
    for (auto [first, last] = parse_range(line.at(0)); first <= last; ++first) {
      values[first] = line.at(field);
    }
  }
  return values;
}

// UnicodeData.txt writes "0627 0653" for a canonical mapping and "<isolated> 0644" for another.
std::string icu_decomposition(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString mapping;
  if (!icu::Normalizer2::getNFKCInstance(status)->getRawDecomposition(icu_char(c), mapping)) {
    return "";
  }
  std::string type = property(UCHAR_DECOMPOSITION_TYPE, c, U_LONG_PROPERTY_NAME);
  std::string tag = type == "Canonical" ? "" : "<" + type + "> ";
  for (char &letter : tag) {
    letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  }
  std::string text;
  std::string hex = code_points(mapping.toUTF8String(text));
  hex.pop_back(); // a space
  return tag + hex;
}

std::string icu_name(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  char name[256];
  u_charName(icu_char(c), U_UNICODE_CHAR_NAME, name, sizeof name, &status);
  return name;
}

// Compares a property of ICU with a file. `otherwise` is the value of characters that the file does
// not list.
template <class Function>
void compare(const char *what, int version, const Values &values, const std::string &otherwise,
             Function of_icu) {
  each_arabic_code_point([&](char32_t c) {
    auto found = values.find(c);
    std::string wanted = found != values.end() ? found->second : otherwise;
    std::string got = of_icu(c);
    BOOST_TEST((got == wanted || is_listed(c, icu_version(), version)),
               what << " of U+" << std::hex << static_cast<unsigned>(c) << ": ICU has \"" << got
                    << "\", unicode-data has \"" << wanted << "\"");
  });
}

} // namespace

BOOST_AUTO_TEST_CASE(versions) {
  BOOST_TEST_MESSAGE("Unicode: ICU " << U_ICU_VERSION << " has " << icu_version() << ", utf8proc "
                                     << utf8proc_version() << " has "
                                     << utf8proc_unicode_version());
  BOOST_TEST(icu_version() >= 15);
  BOOST_TEST(utf8proc_version_of_unicode() >= 15);
}

BOOST_AUTO_TEST_CASE(the_page_lists_additions) {
  BOOST_TEST(additions().size() == 84u);
  for (auto [c, version] : additions()) {
    BOOST_TEST(is_in_arabic_block(c), std::hex << static_cast<unsigned>(c));
    BOOST_TEST((u_isdefined(icu_char(c)) != 0) == (version <= icu_version()),
               std::hex << static_cast<unsigned>(c));
  }
}

BOOST_AUTO_TEST_CASE(icu_and_utf8proc_know_the_same_of_arabic_characters) {
  each_arabic_code_point([](char32_t c) {
    std::string icu = of_icu(c), other = of_utf8proc(c);
    BOOST_TEST((icu == other || is_listed(c, icu_version(), utf8proc_version_of_unicode())),
               "U+" << std::hex << static_cast<unsigned>(c) << "\n  ICU:      " << icu
                    << "\n  utf8proc: " << other);
  });
}

BOOST_AUTO_TEST_CASE(icu_knows_what_the_database_says_of_arabic_characters) {
  std::string data = unicode_file("UnicodeData.txt"), scripts = unicode_file("Scripts.txt");
  int version = version_of_file(scripts); // UnicodeData.txt does not name its own
  if (data.empty() || scripts.empty()) {
    return;
  }
  BOOST_TEST_MESSAGE("Unicode: unicode-data has " << version);
  compare("the name", version, column(data, 1), "", icu_name);
  compare("the category", version, column(data, 2), "Cn",
          [](char32_t c) { return property(UCHAR_GENERAL_CATEGORY, c, U_SHORT_PROPERTY_NAME); });
  compare("the class", version, column(data, 3), "0", [](char32_t c) {
    return std::to_string(static_cast<int>(u_getCombiningClass(icu_char(c))));
  });
  compare("the decomposition", version, column(data, 5), "", icu_decomposition);
  compare("the script", version, column(scripts, 1), "Unknown",
          [](char32_t c) { return property(UCHAR_SCRIPT, c, U_LONG_PROPERTY_NAME); });
}

BOOST_AUTO_TEST_CASE(icu_joins_arabic_letters_as_the_database_does) {
  std::string shaping = unicode_file("ArabicShaping.txt");
  if (shaping.empty()) {
    return;
  }
  Values types = column(shaping, 2);
  // The header of the file: what it does not list is transparent if it is a mark or a format
  // character, and otherwise does not join.
  each_arabic_code_point([&](char32_t c) {
    if (!types.contains(c) &&
        (U_GET_GC_MASK(icu_char(c)) & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) != 0) {
      types[c] = "T";
    }
  });
  compare("the joining type", version_of_file(shaping), types, "U",
          [](char32_t c) { return property(UCHAR_JOINING_TYPE, c, U_SHORT_PROPERTY_NAME); });
}

// ---- Characters that the installed ICU does not know ----

namespace {

// Those that some version adds later, and one that no version has yet.
std::u32string unknown_characters() {
  std::u32string unknown;
  each_arabic_code_point([&](char32_t c) {
    if (!u_isdefined(icu_char(c)) && (additions().contains(c) || c == 0x10EEF)) {
      unknown += c;
    }
  });
  return unknown;
}

// The result of a chain or of a rule file, on which the engines agree.
std::string on_both(const std::string &chain, std::string_view text) {
  std::string result;
  for (Engine engine : {Engine::automatic, Engine::icu}) {
    Options options;
    options.engine = engine;
    options.texts["test"] = chain;
    Loaded loaded = Chain::load(chain.find('\n') == chain.npos ? chain : "test", options);
    BOOST_REQUIRE_MESSAGE(loaded, render(loaded.diagnostics));
    std::string got = loaded->apply(text);
    BOOST_REQUIRE(engine == Engine::automatic || got == result);
    result = got;
  }
  return result;
}

} // namespace

BOOST_AUTO_TEST_CASE(unknown_characters_stay_and_end_a_run_of_marks) {
  std::u32string text, in_order;
  for (char32_t c : unknown_characters()) {
    text += std::u32string{U'\u0628', U'\u0651', U'\u064E', c, U'\u0651', U'\u064E'};
    in_order += std::u32string{U'\u0628', U'\u064E', U'\u0651', c, U'\u064E', U'\u0651'};
  }
  for (const char *chain : {"nfc", "nfd", "nfkc", "nfkd", "mark-order-canonical"}) {
    BOOST_TEST(on_both(chain, to_utf8(text)) == to_utf8(in_order), chain);
  }
  for (const char *chain : {"mark-order", "mark-order-utr53"}) {
    BOOST_TEST(on_both(chain, to_utf8(in_order)) == to_utf8(text), chain);
  }
}

BOOST_AUTO_TEST_CASE(unknown_characters_are_neither_letters_nor_marks) {
  std::string text = to_utf8(unknown_characters());
  std::string rules = table(R"({ from = '[\p{L}\p{M}\p{S}\p{sc=Arab}[:^ccc=0:]]', to = "x" })");
  BOOST_TEST(on_both(rules, text) == text);
  rules = table(R"({ from = '[^\p{L}]', to = "x" })");
  BOOST_TEST(on_both(rules, text) == std::string(unknown_characters().size(), 'x'));
}

BOOST_AUTO_TEST_CASE(rows_may_name_unknown_characters) {
  std::string rows, wanted;
  for (char32_t c : unknown_characters()) {
    std::ostringstream row;
    row << "{ from = '\\u{" << std::hex << static_cast<unsigned>(c) << "}', to = 'x' },\n";
    rows += row.str();
  }
  std::string text = to_utf8(unknown_characters());
  BOOST_TEST(on_both(table(rows), text) == std::string(unknown_characters().size(), 'x'));
}

BOOST_AUTO_TEST_SUITE_END()
