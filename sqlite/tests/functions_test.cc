#include <boost/test/unit_test.hpp>

#include <vector>

#include "arnorm/arnorm.h"
#include "database.h"

using arnorm::sqlite::test::Database;

namespace {

// A rule set of one stage, as SQL text.
std::string rules(const std::string &name, const std::string &stage) {
  return "format = 1\nname = \"" + name + "\"\n[[stage]]\n" + stage + "\n";
}

std::string first_digits(const std::string &chain) {
  return arnorm::Chain::load(chain)->fingerprint().substr(0, 16);
}

} // namespace

BOOST_AUTO_TEST_SUITE(functions)

BOOST_AUTO_TEST_CASE(a_chain_converts_a_text) {
  Database db;
  BOOST_TEST(db.run("SELECT arnorm('search', 'مُحَمَّدٌ')") == "محمد");
  BOOST_TEST(db.run("SELECT arnorm('search,buckwalter', 'مُحَمَّدٌ')") == "mHmd");
  BOOST_TEST(db.run("SELECT arnorm('buckwalter:', 'miSor')") == "مِصْر");
  BOOST_TEST(db.run("SELECT arnorm('search', '')").empty());
}

BOOST_AUTO_TEST_CASE(null_is_null_and_numbers_are_texts_as_in_lower) {
  Database db;
  BOOST_TEST(db.run("SELECT arnorm('search', NULL), arnorm(NULL, 'x'), arnorm_fingerprint(NULL), "
                    "arnorm_explain('search', NULL)") == "NULL|NULL|NULL|NULL");
  BOOST_TEST(db.run("SELECT arnorm('search', 12), arnorm('search', 1.5)") == "12|1.5");
  BOOST_TEST(db.run("SELECT typeof(arnorm('search', 12))") == "text");
}

BOOST_AUTO_TEST_CASE(a_blob_is_an_error) {
  Database db;
  BOOST_TEST(db.run("SELECT arnorm('search', x'D985')") ==
             "error: arnorm: the text is a BLOB; if it holds UTF-8, write CAST(x AS TEXT)");
  BOOST_TEST(db.run("SELECT arnorm('search', CAST(x'D98FD985' AS TEXT))") == "م");
  BOOST_TEST(db.run("SELECT arnorm(x'73', 'a')").starts_with("error: arnorm: the chain is a BLOB"));
}

BOOST_AUTO_TEST_CASE(a_chain_that_does_not_exist_is_an_error_with_its_code) {
  Database db;
  BOOST_TEST(db.run("SELECT arnorm('serch', 'x')") ==
             "error: arnorm: AR0004: there is no rule set `serch`; did you mean `search`?");
  BOOST_TEST(db.run("SELECT arnorm('', 'x')").starts_with("error: arnorm: AR0005: "));
  BOOST_TEST(db.run("SELECT arnorm('strip-tashkeel:', 'x')").starts_with("error: arnorm: AR"));
}

BOOST_AUTO_TEST_CASE(sql_reads_no_files) {
  Database db;
  for (const char *chain : {"./x.toml", "/etc/passwd", "../rules/normalize/search.toml"}) {
    BOOST_TEST(db.run("SELECT arnorm(?1, 'x')", chain).starts_with("error: arnorm: AR0009: "));
    BOOST_TEST(db.run("SELECT arnorm_fingerprint(?1)", chain).starts_with("error: arnorm: AR0009"));
  }
  std::string leading = rules("mine", "words = \"/etc/passwd\"");
  BOOST_TEST(
      db.run("SELECT arnorm_define('mine', ?1)", leading).starts_with("error: arnorm: error[AR"));
}

BOOST_AUTO_TEST_CASE(chains_give_what_the_library_gives) {
  Database db;
  const std::string text =
      "قَالَ مُحَمَّدٌ ﷺ: «كِتَابٌ» ١٢٣ می‌خواهم\r\n\n۞ abc "
      "\xF0\x9F\x98\x80 "
      "ﻻ "
      "ـ "
      "e\u0301";
  for (const char *chain : {"clean", "search", "iso-233", "clean,buckwalter", "ala-lc", "persian",
                            "buckwalter:", "buckwalter:iso-233"}) {
    BOOST_TEST(db.run("SELECT arnorm('" + std::string(chain) + "', ?1)", text) ==
               arnorm::Chain::load(chain)->apply(text));
  }
}

BOOST_AUTO_TEST_CASE(malformed_bytes_and_nul_stay_as_they_are) {
  Database db;
  const std::string text("\xD9م\xFFُ\0د\xF4\x90", 10);
  BOOST_TEST(db.run("SELECT arnorm('search', ?1)", text) ==
             arnorm::Chain::load("search")->apply(text));
  BOOST_TEST(db.run("SELECT length(CAST(arnorm('search', ?1) AS BLOB))", text) == "8");
}

BOOST_AUTO_TEST_CASE(utf_16_databases_give_the_same) {
  Database db;
  db.run("PRAGMA encoding = 'UTF-16'; CREATE TABLE t(x); INSERT INTO t VALUES('مُحَمَّدٌ 😀')");
  BOOST_TEST(db.run("SELECT arnorm('search', x) = 'محمد 😀' FROM t") == "1");
}

BOOST_AUTO_TEST_CASE(long_texts_are_those_of_one_call) {
  Database db;
  std::string text;
  while (text.size() < 3'000'000) {
    text += "وَقَالَ مُحَمَّدٌ ﷺ ";
  }
  BOOST_TEST(
      (db.run("SELECT arnorm('search', ?1)", text) == arnorm::Chain::load("search")->apply(text)));
  BOOST_TEST(
      (db.run("SELECT arnorm('ala-lc', ?1)", text) == arnorm::Chain::load("ala-lc")->apply(text)));
}

BOOST_AUTO_TEST_CASE(a_result_beyond_the_limit_is_too_big) {
  Database db;
  sqlite3_limit(db.get(), SQLITE_LIMIT_LENGTH, 2'000'000);
  std::string text;
  while (text.size() < 1'900'000) {
    text += "ﷺ"; // 3 bytes, which become 33
  }
  BOOST_TEST(db.run("SELECT arnorm('search', ?1)", text) == "error: string or blob too big");
  BOOST_TEST(db.run("SELECT arnorm('search', ?1)", text.substr(0, 300'000)) ==
             "error: string or blob too big");
}

BOOST_AUTO_TEST_CASE(a_trace_is_json_and_long_texts_have_none) {
  Database db;
  BOOST_TEST(db.run("SELECT json_extract(arnorm_explain('search', 'مُ'), '$.in', '$.out')") ==
             "[\"مُ\",\"م\"]");
  std::size_t stages = arnorm::Chain::load("search")->stages().size();
  BOOST_TEST(db.run("SELECT arnorm_explain('search', ?1)", std::string(2'000'000, 'a')) ==
             "error: arnorm: arnorm_explain() takes texts of up to " +
                 std::to_string((4 << 20) / stages) + " bytes with this chain, which has " +
                 std::to_string(stages) + " stages");
}

// Otherwise a view in a database could fill the memory.
BOOST_AUTO_TEST_CASE(a_chain_that_multiplies_its_text_is_stopped) {
  Database db;
  std::string chain = "satts";
  for (int i = 0; i < 24; ++i) {
    chain += ",uly:,satts";
  }
  BOOST_TEST(db.run("SELECT arnorm(?1, 'x')", chain) == "error: out of memory");
  BOOST_TEST(db.run("SELECT arnorm_explain(?1, 'x')", chain) == "error: out of memory");
}

BOOST_AUTO_TEST_CASE(the_fingerprint_is_that_of_the_library) {
  Database db;
  for (const char *chain : {"search", "clean,buckwalter", "buckwalter:iso-233"}) {
    BOOST_TEST(db.run("SELECT arnorm_fingerprint(?1)", chain) ==
               arnorm::Chain::load(chain)->fingerprint());
  }
  BOOST_TEST(db.run("SELECT arnorm_version()") == arnorm::version());
}

BOOST_AUTO_TEST_CASE(a_pinned_chain_is_refused_if_its_rules_are_others) {
  Database db;
  const std::string digits = first_digits("search");
  BOOST_TEST(db.run("SELECT arnorm('search@" + digits + "', 'مُ')") == "م");
  BOOST_TEST(db.run("SELECT arnorm('search@00000000', 'مُ')") ==
             "error: arnorm: the rules of `search` have changed: their fingerprint begins with " +
                 digits.substr(0, 8) +
                 " and not with 00000000; rebuild what was made with the old rules");
  for (const char *pin : {"search@", "search@1e7", "search@xxxxxxxx", "search@1E794011", "@"}) {
    BOOST_TEST(
        db.run("SELECT arnorm(?1, 'مُ')", pin) ==
        "error: arnorm: after @ the first digits of the fingerprint are expected, at least 8");
  }
}

BOOST_AUTO_TEST_CASE(the_functions_serve_indexes_generated_columns_and_checks) {
  Database db;
  BOOST_TEST(db.run("PRAGMA trusted_schema = OFF;"
                    "CREATE TABLE names(name TEXT CHECK(arnorm('search', name) <> ''),"
                    " key TEXT GENERATED ALWAYS AS (arnorm('search', name)) STORED);"
                    "CREATE UNIQUE INDEX by_name ON names(arnorm('search', name));"
                    "CREATE INDEX by_key ON names(key);"
                    "INSERT INTO names VALUES('مُحَمَّد')")
                 .empty());
  BOOST_TEST(db.run("INSERT INTO names VALUES('محمد')") ==
             "error: UNIQUE constraint failed: index 'by_name'");
  BOOST_TEST(db.run("INSERT INTO names VALUES('ـ')").starts_with("error: CHECK constraint failed"));
  BOOST_TEST(db.run("SELECT name FROM names WHERE arnorm('search', name) = 'محمد'") == "مُحَمَّد");
  BOOST_TEST(
      db.run("EXPLAIN QUERY PLAN SELECT name FROM names WHERE arnorm('search', name) = 'محمد'")
          .find("USING INDEX by_name") != std::string::npos);
  BOOST_TEST(db.run("PRAGMA integrity_check") == "ok");
}

BOOST_AUTO_TEST_CASE(chains_may_come_from_columns) {
  Database db;
  db.run("CREATE TABLE t(c); INSERT INTO t VALUES('search'), ('buckwalter'), (NULL), ('search')");
  BOOST_TEST(db.run("SELECT arnorm(c, 'مُ') FROM t") == "م\nmu\nNULL\nم");
}

// More than a session keeps.
BOOST_AUTO_TEST_CASE(any_number_of_chains_may_be_named) {
  Database db;
  const std::vector<std::string> names{"nfc",      "nfd",           "search",
                                       "clean",    "strip-tatweel", "fold-alef",
                                       "fold-yeh", "digits-ascii",  "spaces"};
  for (const std::string &first : names) {
    for (const std::string &second : names) {
      BOOST_TEST(db.run("SELECT arnorm(?1, 'x')", first + "," + second) == "x");
    }
  }
  BOOST_TEST(db.run("SELECT arnorm('nfc,nfc', 'x')") == "x");
}

BOOST_AUTO_TEST_CASE(a_program_defines_rule_sets_as_texts) {
  Database db;
  const std::string own =
      rules("own", "use = \"search\"\n[[stage]]\ntable = [ { from = \"چ\", to = \"ج\" } ]");
  BOOST_TEST(db.run("SELECT arnorm('own', 'چَ')").starts_with("error: arnorm: AR0004"));
  BOOST_TEST(db.run("SELECT arnorm_define('own', ?1) = arnorm_fingerprint('own')", own) == "1");
  BOOST_TEST(db.run("SELECT arnorm('own,buckwalter', 'چَ')") == "j");
  BOOST_TEST(db.run("SELECT arnorm_define('next', ?1) IS NOT NULL",
                    rules("next", "use = \"own\"")) == "1");
  BOOST_TEST(db.run("SELECT arnorm('next', 'چَ')") == "ج");
  // Other connections know nothing of it.
  BOOST_TEST(Database().run("SELECT arnorm('own', 'x')").starts_with("error: arnorm: AR0004"));
}

BOOST_AUTO_TEST_CASE(a_name_keeps_its_meaning) {
  Database db;
  const std::string one = rules("own", "remove = '[a]'");
  BOOST_TEST(!db.run("SELECT arnorm_define('own', ?1)", one).starts_with("error"));
  BOOST_TEST(!db.run("SELECT arnorm_define('own', ?1)", one).starts_with("error"));
  BOOST_TEST(db.run("SELECT arnorm_define('own', ?1)", rules("own", "remove = '[b]'")) ==
             "error: arnorm: this connection has other rules of this name");
  BOOST_TEST(db.run("SELECT arnorm_define('search', ?1)", rules("search", "remove = '[b]'")) ==
             "error: arnorm: a built-in rule set has this name");
}

BOOST_AUTO_TEST_CASE(bad_definitions_are_refused) {
  Database db;
  for (const char *name : {"", "a/b", "a,b", "a:b", "a@b", "a.toml"}) {
    BOOST_TEST(
        db.run("SELECT arnorm_define('" + std::string(name) + "', 'x')") ==
        "error: arnorm: a rule set needs a name without / , : and @ that does not end in .toml");
  }
  std::string error = db.run("SELECT arnorm_define('own', ?1)", rules("own", "remove = '[a'"));
  BOOST_TEST(error.starts_with("error: arnorm: error[AR"));
  BOOST_TEST(error.find("<text>/own.toml:4") != std::string::npos);
  BOOST_TEST(db.run("SELECT arnorm_define(NULL, 'x')") == "NULL");
}

// Definitions may not hide in the schema of a database.
BOOST_AUTO_TEST_CASE(the_schema_defines_nothing) {
  Database db;
  db.run("CREATE VIEW v AS SELECT arnorm_define('own', 'x')");
  BOOST_TEST(db.run("SELECT * FROM v") == "error: unsafe use of arnorm_define()");
}

// As if this SQLite had no FTS5.
BOOST_AUTO_TEST_CASE(the_functions_do_not_need_fts5) {
  auto refuse = [](void *, int action, const char *, const char *function, const char *,
                   const char *) {
    return action == SQLITE_FUNCTION && std::string_view(function) == "fts5" ? SQLITE_DENY
                                                                             : SQLITE_OK;
  };
  Database db(":memory:", 0, refuse);
  BOOST_TEST(db.run("SELECT arnorm('search', 'مُ')") == "م");
  BOOST_TEST(db.run("CREATE VIRTUAL TABLE t USING fts5(x, tokenize = 'arnorm search')") ==
             "error: no such tokenizer: arnorm");
}

BOOST_AUTO_TEST_CASE(the_extension_may_be_loaded_twice) {
  Database db;
  const std::string own = rules("own", "remove = '[a]'");
  db.run("SELECT arnorm_define('own', ?1)", own);
  db.run(
      "CREATE VIRTUAL TABLE t USING fts5(x, tokenize = 'arnorm own'); INSERT INTO t VALUES('bab')");
  BOOST_TEST(db.load().empty());
  BOOST_TEST(db.run("SELECT arnorm('own', 'bab'), x FROM t('abb')") == "bb|bab");
}

BOOST_AUTO_TEST_SUITE_END()
