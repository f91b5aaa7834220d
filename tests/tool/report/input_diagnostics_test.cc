// Diagnostics about the input of the filter, word for word: tests/data/diagnostics/ar06*.err. With
// ARNORM_ACCEPT=1 they are written; see tests/whole/diagnostics_test.cc.
#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "support/shell.h"

using namespace arnorm::test;
using namespace std::string_literals;

BOOST_FIXTURE_TEST_SUITE(input_diagnostics, Shell)

namespace {

struct Pair {
  const char *stem;
  std::string input;
  const char *command;
};

// "كتاب العلم" and more in encodings of one byte for each letter.
const std::string windows_1256 =
    "\xDF\xCA\xC7\xC8 \xC7\xE1\xDA\xE1\xE3 \xDD\xED \xC7\xE1\xC8\xED\xCA\n";
const std::string iso_8859_6 =
    "\xE3\xCA\xC7\xC8 \xC7\xE4\xD9\xE4\xE5 \xE1\xEA \xC7\xE4\xC8\xEA\xCA\n";

const std::vector<Pair> &pairs() {
  static const std::vector<Pair> all{
      {"ar0601-utf-16", "\xFF\xFE\x28\x06\x0A\0"s, "arnorm nfc old.txt"},
      {"ar0601-utf-16be", "\x06\x28\0 \x06\x2A\0\x0A"s, "arnorm nfc old.txt"},
      {"ar0601-utf-32", "\xFF\xFE\0\0\x28\x06\0\0"s, "arnorm nfc < old.txt"},
      {"ar0601-name", "\xFE\xFF\0b"s, "cp old.txt \"it's old.txt\"; arnorm nfc \"it's old.txt\""},
      {"ar0602-windows-1256", windows_1256, "arnorm nfc old.txt"},
      {"ar0602-iso-8859-6", iso_8859_6, "arnorm nfc < old.txt"},
      {"ar0602-strict", windows_1256, "arnorm --strict nfc old.txt"},
      {"ar0602-mixed", "كتاب\nعلم\nكتاب\nعلم\n" + windows_1256, "arnorm nfc old.txt"},
      {"ar0603-first-key", "{\"meta\": {\"id\": 5, \"it's\": \"ب\"}}\n",
       "arnorm --jsonl meta nfc old.txt"},
      {"ar0603-no-string", "{\"meta\": {\"id\": 5}}\n", "arnorm --jsonl meta nfc old.txt"},
      {"ar0603-object", "{\"meta\": {\"title\": \"ب\"}}\n", "arnorm --jsonl meta nfc old.txt"},
      {"ar0603-array", "{\"rows\": [[\"ب\"]]}\n", "arnorm --jsonl rows nfc old.txt"},
      {"ar0603-strict", "{}\n{\"rows\": [{\"a\": \"ب\"}]}\n",
       "arnorm --strict --jsonl rows nfc old.txt"},
      {"ar0604-path", "{\"text\": \"ب\"}\n{\"text\": \"ت\"}\n", "arnorm --jsonl txt nfc old.txt"},
      {"ar0604-column", "ب;ت\n", "arnorm --csv 2 nfc old.txt"},
      {"ar0604-strict", "{}\n", "arnorm --strict --jsonl text nfc old.txt"},
  };
  return all;
}

std::string pairs_folder() { return source_path("tests/data/diagnostics"); }

} // namespace

BOOST_AUTO_TEST_CASE(messages_word_for_word) {
  for (const Pair &pair : pairs()) {
    write("old.txt", pair.input);
    const std::string err = run(pair.command).err;
    const std::string file = pairs_folder() + "/" + pair.stem + ".err";
    if (std::getenv("ARNORM_ACCEPT") != nullptr) {
      std::ofstream(file, std::ios::binary) << err;
    } else {
      BOOST_TEST(err == read_text(file), pair.stem << ": " << err);
    }
  }
}

BOOST_AUTO_TEST_CASE(every_err_file_of_input_belongs_to_something) {
  std::vector<std::string> wanted;
  for (const Pair &pair : pairs()) {
    wanted.push_back(pair.stem);
  }
  std::vector<std::string> found;
  for (const auto &entry : std::filesystem::directory_iterator(pairs_folder())) {
    if (entry.path().filename().string().starts_with("ar06")) {
      found.push_back(entry.path().stem().string());
    }
  }
  std::sort(wanted.begin(), wanted.end());
  std::sort(found.begin(), found.end());
  BOOST_TEST(found == wanted, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_lines_to_type_work) {
  write("it's old.txt", windows_1256);
  good("iconv -f WINDOWS-1256 -t UTF-8 'it'\\''s old.txt' > 'it'\\''s old.txt.utf8'");
  BOOST_TEST(good("arnorm buckwalter *.utf8") == "ktAb AlElm fy Albyt\n");
  for (const char *encoding : {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32"}) {
    good("printf 'كتاب x\\nب\\n' | iconv -f UTF-8 -t "s + encoding + " > old.txt");
    Result result = run("arnorm buckwalter old.txt");
    BOOST_TEST(result.out == "");
    BOOST_TEST(result.status == 2);
    const std::string line = "iconv -f "s + encoding + " -t UTF-8 old.txt > old.txt.utf8";
    BOOST_TEST(contains(result.err, "`" + line + "`"), result.err);
    BOOST_TEST(good(line + " && arnorm buckwalter old.txt.utf8 | tail -c 9") == "ktAb x\nb\n");
  }
}

BOOST_AUTO_TEST_CASE(utf_16_is_found_before_anything_is_written) {
  write("good", "ب\n");
  for (const std::string &bytes :
       {"\xFF\xFE\x28\x06\x0A\0\x28\x06"s, "\xFE\xFF\x06\x28\0\x0A"s, "\x28\x06 \0\x2A\x06\x0A\0"s,
        "a\0b\0\x0A\0"s, "\0a\0b\0\x0A"s, "\xFF\xFE"s}) {
    write("old", bytes);
    for (const char *options : {"", "--strict", "--lossless", "--csv a", "-j 2 --jsonl a"}) {
      for (const char *input :
           {"old", "< old", "<(cat old)", "< <(head -c 1 old; sleep 0.02; tail -c +2 old)"}) {
        Result result = run("arnorm "s + options + " buckwalter " + input);
        BOOST_TEST(result.out == "", options << input);
        BOOST_TEST(contains(result.err, "error[AR0601]: the input is in UTF-16"), result.err);
        BOOST_TEST(result.status == 2, options);
      }
    }
    BOOST_TEST(run("arnorm --invalid keep nfc old | cmp - old").status == 0);
    BOOST_TEST(run("arnorm --strict --invalid keep nfc old | cmp - old").status == 0);
    Result both = run("arnorm buckwalter old good");
    BOOST_TEST(both.out == "b\n");
    BOOST_TEST(both.status == 2);
    BOOST_TEST(run("arnorm -i buckwalter old").status == 2);
    BOOST_TEST(read("old") == bytes);
    BOOST_TEST(run("arnorm -o new buckwalter old").status == 2);
    BOOST_TEST(!exists("new"));
  }
}

BOOST_AUTO_TEST_CASE(utf_16_is_found_after_short_lines) {
  for (const std::string &bytes : {"\n\0\n\0\x28\x06\x2A\x06\n\0"s, "1\0\n\0\x28\x06\x2A\x06\n\0"s,
                                   "\0\n\x06\x28\x06\x2A\0\n"s}) {
    write("old", bytes);
    Result result = run("arnorm buckwalter old");
    BOOST_TEST(result.out == "");
    BOOST_TEST(contains(result.err, "error[AR0601]: the input is in UTF-16"), result.err);
  }
}

BOOST_AUTO_TEST_CASE(what_is_not_utf_16_passes) {
  for (const std::string &bytes :
       {"a\0b\n"s, "a\0"s, "\0\0\0\0\0\0\n"s, "\1\0\2\0\3\0\n"s, "\xFF\n"s, "\xFE"s, "\n"s, ""s,
        "\x7F"
        "ELF\2\1\1\0\0\0\0\0\0"s,
        "ab\0cd\0ef\0"s, "\xFE\xFE\xFF\n"s, "\0\n\0\n\0\n"s, "\n\n\n"s}) {
    write("text", bytes);
    BOOST_TEST(!contains(run("arnorm nfc text").err, "AR0601"));
    BOOST_TEST(run("arnorm nfc text | cmp - text").status == 0);
  }
  BOOST_TEST(good("printf 'a\\0b\\0c\\0' | arnorm -0 nfc | tr '\\0' ' '") == "a b c ");
}

BOOST_AUTO_TEST_CASE(old_encodings_are_told_from_others) {
  auto has = [&](const std::string &text, const char *options = "") {
    write("text", text);
    return contains(run("arnorm "s + options + " nfc text").err, "AR0602");
  };
  for (const char *options : {"", "--invalid replace", "--protect all", "--lossless", "--csv 1",
                              "--tsv 1", "--stats", "-j 2", "--strict"}) {
    BOOST_TEST(has(windows_1256 + "and English\n", options), options);
  }
  BOOST_TEST(has("{\"a\":\"" + windows_1256.substr(0, 20) + "\"}\n", "--jsonl a"));
  BOOST_TEST(has(windows_1256.substr(0, windows_1256.size() - 1) + std::string(1'000'000, ' ')));
  write("text", windows_1256);
  BOOST_TEST(contains(run("arnorm align nfc text").err, "AR0602"));
  // Latin-1, KOI8-R, Windows-1251, Shift JIS, GBK, Windows-1255 and ISO 8859-7.
  const char *const russian = "Съешь ещё этих мягких французских булок, да выпей чаю";
  for (const auto &[encoding, words] : std::vector<std::pair<std::string, std::string>>{
           {"LATIN1", "déjà vu à l'école: où est l'âne? ÄÖÜ übermäßig größer"},
           {"LATIN1", "é à ö ñ í ó"},
           {"KOI8-R", russian},
           {"CP1251", russian},
           {"CP866", russian},
           {"SHIFT-JIS", "日本語の文章です。"},
           {"GBK", "这是一个中文句子"},
           {"CP1255", "שלום עולם טוב"},
           {"ISO-8859-7", "Η γλώσσα είναι ελληνική"}}) {
    write("words", words + "\n");
    BOOST_TEST(!has(good("iconv -f UTF-8 -t " + encoding + " words")), encoding << words);
  }
  BOOST_TEST(!has("كتاب"s.substr(1) + "\n" + "العلم والعلماء"s.substr(0, 15) + "\n"));
  BOOST_TEST(!has("كتاب العلم في البيت \xFF الكبير\n")); // UTF-8 with a bad byte
  BOOST_TEST(!has(random_bytes(100'000, 5)));
  BOOST_TEST(!has(""));
  BOOST_TEST(!has("\xC7\n"));
}

// The bytes are copied, and -i does not destroy them.
BOOST_AUTO_TEST_CASE(old_encodings_are_copied) {
  write("text", windows_1256);
  Result result = run("arnorm -i buckwalter text");
  BOOST_TEST(contains(result.err, "warning[AR0602]"));
  BOOST_TEST(result.status == 0);
  BOOST_TEST(read("text") == windows_1256);
  BOOST_TEST(run("arnorm -i --strict buckwalter text").status == 1);
  BOOST_TEST(read("text") == windows_1256);
}

BOOST_AUTO_TEST_SUITE_END()
