// Memory that runs out at any allocation of the extension, or of SQLite: an error, and afterwards
// everything works as before. A program of its own, because it replaces the global operator new and
// SQLite's allocations.
#include <boost/test/unit_test.hpp>

#include <new>

#include "database.h"
#include "support/failing_new.h"

using arnorm::sqlite::test::Database;
using arnorm::test::fails;
using arnorm::test::stop_failing;
using arnorm::test::until_failure;

namespace {

sqlite3_mem_methods of_sqlite;
void *allocate(int size) { return fails() ? nullptr : of_sqlite.xMalloc(size); }
void *reallocate(void *memory, int size) {
  return fails() ? nullptr : of_sqlite.xRealloc(memory, size);
}

// Before SQLite allocates anything.
const bool sqlite_is_ours = [] {
  sqlite3_config(SQLITE_CONFIG_GETMALLOC, &of_sqlite);
  sqlite3_mem_methods ours = of_sqlite;
  ours.xMalloc = allocate;
  ours.xRealloc = reallocate;
  return sqlite3_config(SQLITE_CONFIG_MALLOC, &ours) == SQLITE_OK;
}();

// Runs SQL while one allocation after another fails, until there are no more. The steps grow: a
// chain that is loaded allocates some ten thousand times.
void fail_everywhere(const char *before, const char *sql, const std::string &expected) {
  std::size_t count = 0;
  for (long at = 1;; at += 1 + at / 8) {
    Database db;
    db.run(before);
    until_failure = at;
    std::string result;
    try {
      result = db.run(sql);
    } catch (const std::bad_alloc &) { // of the test itself
      result = "error";
    }
    bool is_done = !stop_failing();
    BOOST_TEST((result == expected || result.starts_with("error")), at << ": " << result);
    BOOST_TEST(db.run("SELECT arnorm('search', 'مُ')") == "م");
    if (is_done) {
      break;
    }
    ++count;
  }
  BOOST_TEST(count > 10);
}

} // namespace

BOOST_AUTO_TEST_CASE(sqlite_uses_the_allocations_of_the_test) { BOOST_TEST(sqlite_is_ours); }

BOOST_AUTO_TEST_CASE(a_chain_is_loaded_and_used) {
  fail_everywhere("", "SELECT arnorm('search', 'مُحَمَّدٌ')", "محمد");
  fail_everywhere("", "SELECT arnorm('serch', 'x')", "");
  fail_everywhere("SELECT arnorm('search', 'x')",
                  "SELECT length(arnorm_explain('search', 'مُ')) > 9", "1");
}

BOOST_AUTO_TEST_CASE(a_rule_set_is_defined) {
  fail_everywhere(
      "",
      "SELECT arnorm_define('own', 'format = 1\nname = \"own\"\n[[stage]]\nremove = ''[a]''')"
      " IS NOT NULL",
      "1");
}

BOOST_AUTO_TEST_CASE(a_table_is_made_filled_and_searched) {
  fail_everywhere("SELECT arnorm('search', 'x')",
                  "CREATE VIRTUAL TABLE t USING fts5(x, tokenize = 'arnorm search');"
                  "INSERT INTO t VALUES('مُحَمَّدٌ');"
                  "SELECT highlight(t, 0, '[', ']') FROM t('محمد')",
                  "[مُحَمَّدٌ]");
}

BOOST_AUTO_TEST_CASE(the_extension_is_loaded) {
  for (long at = 1;; ++at) {
    Database db;
    until_failure = at;
    std::string error;
    try {
      error = db.load();
    } catch (const std::bad_alloc &) {
      error = "no memory";
    }
    bool is_done = !stop_failing();
    BOOST_TEST(db.load().empty());
    BOOST_TEST(db.run("SELECT arnorm('search', 'مُ')") == "م");
    if (is_done) {
      BOOST_TEST(error.empty());
      break;
    }
  }
}
