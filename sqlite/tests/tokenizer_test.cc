#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <random>
#include <sstream>
#include <vector>

#include <unistd.h>

#include "arnorm/arnorm.h"
#include "database.h"

using arnorm::sqlite::test::Database;

namespace {

// A database with a table `t` of one column `x` and some rows.
Database table(const std::string &tokenize, std::initializer_list<const char *> rows,
               const std::string &options = "") {
  Database db;
  std::string made = db.run("CREATE VIRTUAL TABLE t USING fts5(x, tokenize = \"" + tokenize + "\"" +
                            options + ")");
  BOOST_TEST(made.empty(), made);
  for (const char *row : rows) {
    db.run("INSERT INTO t(x) VALUES(?1)", row);
  }
  return db;
}

// The rows that match, with the matches in brackets.
std::string highlight(Database &db, std::string_view query) {
  return db.run("SELECT highlight(t, 0, '[', ']') FROM t(?1) ORDER BY rowid", query);
}

std::string rowids(Database &db, std::string_view query) {
  return db.run("SELECT group_concat(rowid) FROM (SELECT rowid FROM t(?1) ORDER BY rowid)", query);
}

const char *const vocalized = "قَالَ مُحَمَّدٌ رَسُولُ اللَّهِ";
const char *const plain = "قال محمد رسول الله";

} // namespace

BOOST_AUTO_TEST_SUITE(tokenizer)

BOOST_AUTO_TEST_CASE(a_word_is_found_and_marked_as_it_was_written) {
  Database db = table("arnorm search", {vocalized, plain, "شيء آخر"});
  BOOST_TEST(highlight(db, "محمد") == "قَالَ [مُحَمَّدٌ] رَسُولُ اللَّهِ\nقال [محمد] رسول الله");
  BOOST_TEST(highlight(db, "مُحَمَّدٍ") == "قَالَ [مُحَمَّدٌ] رَسُولُ اللَّهِ\nقال [محمد] رسول الله");
  BOOST_TEST(highlight(db, "اخر") == "شيء [آخر]");
  BOOST_TEST(db.run("SELECT snippet(t, 0, '[', ']', '…', 2) FROM t('رسول') WHERE rowid = 1") ==
             "…[رَسُولُ] اللَّهِ");
}

BOOST_AUTO_TEST_CASE(both_orders_of_marks_are_one_word) {
  // Shadda before fatha, and fatha before shadda (NFC).
  Database db = table("arnorm search", {"مُحَم\u0651\u064Eد", "مُحَم\u064E\u0651د"});
  BOOST_TEST(highlight(db, "مُحَم\u0651\u064Eد") == "[مُحَم\u0651\u064Eد]\n[مُحَم\u064E\u0651د]");
  BOOST_TEST(highlight(db, "مُحَم\u064E\u0651د") == "[مُحَم\u0651\u064Eد]\n[مُحَم\u064E\u0651د]");
}

BOOST_AUTO_TEST_CASE(phrases_prefixes_near_and_columns) {
  Database db;
  db.run("CREATE VIRTUAL TABLE t USING fts5(x, y, tokenize = 'arnorm search', prefix = '2 3');"
         "INSERT INTO t VALUES('قَالَ مُحَمَّدٌ رَسُولُ اللَّهِ', 'كِتَابٌ')");
  BOOST_TEST(highlight(db, "\"محمد رسول\"") == "قَالَ [مُحَمَّدٌ رَسُولُ] اللَّهِ");
  BOOST_TEST(highlight(db, "\"محمد رسول الله\"") == "قَالَ [مُحَمَّدٌ رَسُولُ اللَّهِ]");
  BOOST_TEST(highlight(db, "مح*") == "قَالَ [مُحَمَّدٌ] رَسُولُ اللَّهِ");
  BOOST_TEST(highlight(db, "مُحَ*") == "قَالَ [مُحَمَّدٌ] رَسُولُ اللَّهِ");
  BOOST_TEST(highlight(db, "^ قال").starts_with("[قَالَ] "));
  BOOST_TEST(highlight(db, "^ محمد").empty());
  BOOST_TEST(highlight(db, "NEAR(قال رسول, 1)") == "[قَالَ] مُحَمَّدٌ [رَسُولُ] اللَّهِ");
  BOOST_TEST(highlight(db, "NEAR(قال الله, 1)").empty());
  BOOST_TEST(rowids(db, "y : كتاب") == "1");
  BOOST_TEST(rowids(db, "x : كتاب") == "NULL");
  BOOST_TEST(rowids(db, "x : محمد NOT y : محمد") == "1");
}

BOOST_AUTO_TEST_CASE(one_character_that_becomes_several_words) {
  Database db = table("arnorm search", {"النبي ﷺ قال 😀 ﷺ."});
  BOOST_TEST(highlight(db, "\"صلى الله عليه وسلم\"") == "النبي [ﷺ] قال 😀 [ﷺ].");
  BOOST_TEST(highlight(db, "صلى") == "النبي [ﷺ] قال 😀 [ﷺ].");
  // Nothing of the row is lost or repeated, whatever matches.
  BOOST_TEST(highlight(db, "صلى AND عليه AND قال") == "النبي [ﷺ][] [قال] 😀 [ﷺ][].");
  BOOST_TEST(highlight(db, "ﷺ") == "النبي [ﷺ] قال 😀 [ﷺ].");
}

BOOST_AUTO_TEST_CASE(ligatures_joiners_and_other_scripts) {
  Database db = table(
      "arnorm search",
      {"ﺳﻼم می‌خواهم e\u0301t\u00E9 👩‍👩‍👧 مـــرحبا ١٢٣"});
  BOOST_TEST(highlight(db, "سلام").starts_with("[ﺳﻼم] "));
  BOOST_TEST(
      highlight(db, "میخواهم") ==
      "ﺳﻼم [می‌خواهم] e\u0301t\u00E9 👩‍👩‍👧 مـــرحبا ١٢٣");
  BOOST_TEST(
      highlight(db, "ete") ==
      "ﺳﻼم می‌خواهم [e\u0301t\u00E9] 👩‍👩‍👧 مـــرحبا ١٢٣");
  BOOST_TEST(
      highlight(db, "مرحبا") ==
      "ﺳﻼم می‌خواهم e\u0301t\u00E9 👩‍👩‍👧 [مـــرحبا] ١٢٣");
  BOOST_TEST(
      highlight(db, "123") ==
      "ﺳﻼم می‌خواهم e\u0301t\u00E9 👩‍👩‍👧 مـــرحبا [١٢٣]");
}

BOOST_AUTO_TEST_CASE(any_tokenizer_may_be_the_parent) {
  Database trigram = table("arnorm search trigram", {vocalized});
  BOOST_TEST(highlight(trigram, "حمد") == "قَالَ مُ[حَمَّدٌ] رَسُولُ اللَّهِ");
  BOOST_TEST(highlight(trigram, "محمد") == "قَالَ [مُحَمَّدٌ] رَسُولُ اللَّهِ");
  Database porter = table("arnorm search porter unicode61", {"The BOOKS of مُحَمَّدٌ"});
  BOOST_TEST(highlight(porter, "booking محمد") == "The [BOOKS] of [مُحَمَّدٌ]");
  Database accents = table("arnorm search unicode61 remove_diacritics 0", {"été محمد"});
  BOOST_TEST(rowids(accents, "ete") == "NULL");
  BOOST_TEST(rowids(accents, "été") == "1");
  Database letters = table("arnorm clean unicode61 categories 'L* N* Co Mn'", {vocalized, plain});
  BOOST_TEST(highlight(letters, "مُحَمَّدٌ") == "قَالَ [مُحَمَّدٌ] رَسُولُ اللَّهِ");
  Database latin = table("arnorm 'search,buckwalter' ascii", {vocalized});
  BOOST_TEST(highlight(latin, "محمد") == "قَالَ [مُحَمَّدٌ] رَسُولُ اللَّهِ");
  Database nested = table("arnorm 'expand-honorifics' arnorm search unicode61", {"النبي ﷺ قَالَ"});
  BOOST_TEST(highlight(nested, "قال") == "النبي ﷺ [قَالَ]");
  BOOST_TEST(highlight(nested, "صلى") == "النبي [ﷺ] قَالَ");
}

// The table in docs/sqlite.md.
BOOST_AUTO_TEST_CASE(tokenizers_of_sqlite_find_what_the_manual_says) {
  const char *const pairs[][2] = {{"مُحَمَّدٌ", "محمد"},   {"محمد", "مُحَمَّدٌ"},   {"أحمد", "احمد"},
                                  {"كتــاب", "كتاب"}, {"مدرسة", "مدرسه"}, {"ﺳﻼم", "سلام"},
                                  {"١٢٣", "123"},     {"Étude", "etude"}};
  const std::pair<const char *, const char *> tokenizers[] = {
      {"unicode61", "00000001"},
      {"unicode61 remove_diacritics 2", "00000001"},
      {"unicode61 categories 'L* N* Co Mn'", "00000001"},
      {"trigram", "00000000"},
      {"arnorm search", "11111111"},
  };
  for (const auto &[tokenize, found] : tokenizers) {
    std::string all;
    for (const auto &[row, query] : pairs) {
      Database db = table(tokenize, {row});
      all += rowids(db, "\"" + std::string(query) + "\"") == "1" ? "1" : "0";
    }
    BOOST_TEST(all == found, tokenize);
  }
}

BOOST_AUTO_TEST_CASE(rows_are_changed_deleted_and_rebuilt) {
  Database db = table("arnorm search", {vocalized, plain, "كِتَابٌ"});
  db.run("DELETE FROM t WHERE rowid = 1; UPDATE t SET x = 'مُحَمَّدٌ' WHERE rowid = 3");
  BOOST_TEST(rowids(db, "محمد") == "2,3");
  BOOST_TEST(rowids(db, "كتاب") == "NULL");
  BOOST_TEST(db.run("INSERT INTO t(t) VALUES('integrity-check'), ('rebuild'), ('optimize'), "
                    "('integrity-check')")
                 .empty());
  BOOST_TEST(rowids(db, "محمد") == "2,3");
}

BOOST_AUTO_TEST_CASE(all_kinds_of_tables) {
  for (const char *options : {", detail = none", ", detail = column", ", columnsize = 0"}) {
    Database db = table("arnorm search", {vocalized, "شيء"}, options);
    BOOST_TEST(rowids(db, "محمد") == "1", options);
    BOOST_TEST(db.run("INSERT INTO t(t) VALUES('integrity-check')").empty(), options);
  }
  Database contentless = table("arnorm search", {vocalized}, ", content = ''");
  BOOST_TEST(rowids(contentless, "محمد") == "1");
  contentless.run("INSERT INTO t(t, rowid, x) VALUES('delete', 1, ?1)", vocalized);
  BOOST_TEST(rowids(contentless, "محمد") == "NULL");
}

BOOST_AUTO_TEST_CASE(a_table_over_the_content_of_another_one) {
  Database db;
  db.run("CREATE TABLE book(id INTEGER PRIMARY KEY, x TEXT);"
         "CREATE VIRTUAL TABLE t USING fts5(x, content = 'book', content_rowid = 'id', tokenize = "
         "'arnorm search');"
         "CREATE TRIGGER i AFTER INSERT ON book BEGIN INSERT INTO t(rowid, x) VALUES(new.id, "
         "new.x); END;"
         "CREATE TRIGGER d AFTER DELETE ON book BEGIN INSERT INTO t(t, rowid, x) VALUES('delete', "
         "old.id, "
         "old.x); END;");
  db.run("INSERT INTO book(x) VALUES(?1), ('شيء')", vocalized);
  BOOST_TEST(highlight(db, "محمد") == "قَالَ [مُحَمَّدٌ] رَسُولُ اللَّهِ");
  BOOST_TEST(db.run("INSERT INTO t(t) VALUES('rebuild'), ('integrity-check')").empty());
  db.run("DELETE FROM book WHERE id = 1");
  BOOST_TEST(rowids(db, "محمد") == "NULL");
  BOOST_TEST(db.run("INSERT INTO t(t) VALUES('integrity-check')").empty());
}

BOOST_AUTO_TEST_CASE(bad_arguments_are_refused_and_the_reason_can_be_asked_for) {
  Database db;
  const std::pair<const char *, const char *> cases[] = {
      {"arnorm", "the name of a chain is missing: tokenize = 'arnorm search'"},
      {"arnorm serch", "AR0004: there is no rule set `serch`; did you mean `search`?"},
      {"arnorm search nothing", "there is no tokenizer `nothing`"},
      {"arnorm search unicode61 remove_diacritics",
       "the tokenizer `unicode61` does not take its arguments"},
      {"arnorm search trigram case_sensitive",
       "the tokenizer `trigram` does not take its arguments"},
      {"arnorm search arnorm", "the name of a chain is missing: tokenize = 'arnorm search'"},
      {"arnorm search porter arnorm serch",
       "AR0004: there is no rule set `serch`; did you mean `search`?"},
      {"arnorm 'search@1'", "after @ the first digits of the fingerprint are expected, at least 8"},
  };
  BOOST_TEST(db.run("SELECT arnorm_error()") == "NULL");
  for (const auto &[tokenize, reason] : cases) {
    BOOST_TEST(db.run("CREATE VIRTUAL TABLE t USING fts5(x, tokenize = \"" + std::string(tokenize) +
                      "\")") == "error: error in tokenizer constructor");
    BOOST_TEST(db.run("SELECT arnorm_error()") == reason);
  }
  BOOST_TEST(db.run("SELECT arnorm('search', 'مُ')") == "م");
}

BOOST_AUTO_TEST_CASE(tokenizers_within_tokenizers_have_a_limit) {
  Database db;
  std::string deep = "unicode61";
  for (int i = 0; i < 10'000; ++i) {
    deep = "arnorm search " + deep;
  }
  BOOST_TEST(db.run("CREATE VIRTUAL TABLE t USING fts5(x, tokenize = '" + deep + "')") ==
             "error: error in tokenizer constructor");
  BOOST_TEST(db.run("SELECT arnorm_error()") == "too many tokenizers inside of each other");
  BOOST_TEST(db.run("CREATE VIRTUAL TABLE t USING fts5(x, tokenize = 'arnorm search arnorm clean')")
                 .empty());
}

// The table can still be read and dropped, but not searched or changed.
BOOST_AUTO_TEST_CASE(a_table_whose_rules_have_changed_says_so) {
  Database db = table("arnorm 'search@00000000'", {});
  BOOST_TEST(db.run("INSERT INTO t VALUES('x')").starts_with("error: "));
  BOOST_TEST(db.run("SELECT arnorm_error()").starts_with("the rules of `search` have changed: "));
  BOOST_TEST(db.run("SELECT * FROM t('x')").starts_with("error: "));
  BOOST_TEST(db.run("SELECT * FROM t").empty());
  BOOST_TEST(db.run("DROP TABLE t").empty());
  std::string pin = arnorm::Chain::load("search")->fingerprint();
  Database good = table("arnorm 'search@" + pin + "'", {vocalized});
  BOOST_TEST(rowids(good, "محمد") == "1");
}

BOOST_AUTO_TEST_CASE(malformed_rows_and_queries) {
  Database db = table("arnorm search", {});
  const std::string row = "\xD9\xFF مُحَمَّدٌ \xF0\x9F د\xD9";
  BOOST_TEST(db.run("INSERT INTO t VALUES(?1)", row).empty());
  BOOST_TEST(highlight(db, "محمد") == "\xD9\xFF [مُحَمَّدٌ] \xF0\x9F د\xD9");
  BOOST_TEST(rowids(db, "\xD9\xFF\xF0").starts_with("NULL"));
  BOOST_TEST(db.run("INSERT INTO t(t) VALUES('integrity-check')").empty());
  for (std::string_view part = row; !part.empty(); part.remove_prefix(1)) {
    BOOST_TEST(!rowids(db, "\"" + std::string(part) + "\"").starts_with("error"));
  }
}

// Whatever matches, the brackets are all that highlight() adds.
BOOST_AUTO_TEST_CASE(random_rows_are_never_lost_or_repeated) {
  const std::vector<std::string> pieces{"م",      "ح",      "د",       "لا", " ",    " ", ".",
                                        "\u064E", "\u0651", "\u064C",  "ـ",  "ﻻ",    "ﷺ", "ﷲ",
                                        "\u200C", "\u200D", "e\u0301", "١",  "\r\n", "😀", "\u202B",
                                        "\xD9",   "\xFF",   "\xF0\x9F"};
  std::mt19937 random(1);
  for (const char *parent :
       {"unicode61", "trigram", "porter unicode61", "unicode61 categories 'L* N* Mn'"}) {
    for (const char *chain : {"search", "clean", "nfkc"}) {
      Database db = table(std::string("arnorm ") + chain + " " + parent, {});
      for (int i = 0; i < 100; ++i) {
        std::string row;
        for (unsigned length = random() % 40; length > 0; --length) {
          row += pieces[random() % pieces.size()];
        }
        db.run("INSERT INTO t VALUES(?1)", row);
      }
      const std::string queries = std::string(parent) == "trigram"
                                      ? "محم,مدم,صلى"
                                      : "محم*,الله,وسلم,صلى,م OR ح OR د,صلى OR عليه";
      std::istringstream in(queries);
      for (std::string query; std::getline(in, query, ',');) {
        BOOST_TEST(db.run("SELECT count(*) FROM t(?1) WHERE replace(replace(highlight(t, 0, '[', "
                          "']'), '[', ''), ']', '') <> x",
                          query) == "0",
                   chain << " " << parent << ": " << query);
      }
      BOOST_TEST(db.run("INSERT INTO t(t) VALUES('integrity-check')").empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(nul_bytes_nulls_numbers_and_blobs_in_rows) {
  Database db = table("arnorm search", {});
  db.run("INSERT INTO t VALUES(?1)", std::string_view("قال\0مُحَمَّدٌ", 23));
  db.run("INSERT INTO t VALUES(NULL), (123), (x'D985D98FD8AD')");
  BOOST_TEST(rowids(db, "محمد") == "1");
  BOOST_TEST(rowids(db, "123") == "3");
  BOOST_TEST(rowids(db, "مح") == "4"); // FTS5 takes a BLOB for a text
  BOOST_TEST(db.run("INSERT INTO t(t) VALUES('integrity-check')").empty());
}

BOOST_AUTO_TEST_CASE(long_rows) {
  Database db = table("arnorm search", {});
  std::string row;
  while (row.size() < 3'000'000) {
    row += "وَقَالَ مُحَمَّدٌ ﷺ ";
  }
  db.run("INSERT INTO t VALUES(?1)", row + "خَاتَمَةٌ.");
  BOOST_TEST(rowids(db, "خاتمة") == "1");
  BOOST_TEST((highlight(db, "خاتمة") == row + "[خَاتَمَةٌ]."));
  BOOST_TEST(db.run("SELECT snippet(t, 0, '[', ']', '', 1) FROM t('خاتمة')") == "[خَاتَمَةٌ].");
}

// The vocabulary of the index: folded words.
BOOST_AUTO_TEST_CASE(the_index_holds_folded_words) {
  Database db = table("arnorm search", {vocalized, plain});
  db.run("CREATE VIRTUAL TABLE v USING fts5vocab('t', 'row')");
  BOOST_TEST(db.run("SELECT term, doc, cnt FROM v ORDER BY term") ==
             "الله|2|2\nرسول|2|2\nقال|2|2\nمحمد|2|2");
}

BOOST_AUTO_TEST_CASE(a_table_is_read_by_the_next_connection) {
  const std::string file =
      std::filesystem::temp_directory_path() / ("arnorm-sqlite-" + std::to_string(getpid()));
  {
    Database db(file);
    db.run("CREATE VIRTUAL TABLE t USING fts5(x, tokenize = 'arnorm search'); INSERT INTO t "
           "VALUES(?1)",
           vocalized);
  }
  {
    Database db(file);
    BOOST_TEST(highlight(db, "محمد") == "قَالَ [مُحَمَّدٌ] رَسُولُ اللَّهِ");
  }
  std::filesystem::remove(file);
}

BOOST_AUTO_TEST_CASE(a_connection_is_closed_while_it_is_used) {
  Database db = table("arnorm search", {vocalized, plain});
  sqlite3_stmt *statement = nullptr;
  sqlite3_prepare_v2(db.get(), "SELECT arnorm('search', x) FROM t('محمد')", -1, &statement,
                     nullptr);
  BOOST_TEST(sqlite3_step(statement) == SQLITE_ROW);
  { Database closed = std::move(db); }
  BOOST_TEST(sqlite3_step(statement) == SQLITE_ROW);
  BOOST_TEST(sqlite3_step(statement) == SQLITE_DONE);
  sqlite3_finalize(statement);
}

BOOST_AUTO_TEST_SUITE_END()
