// Connections in many threads at once, which share the chains of built-in rules, and one connection
// in many threads. `./test tsan` runs this under the thread sanitizer.
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <functional>
#include <thread>
#include <vector>

#include "database.h"

using arnorm::sqlite::test::Database;

namespace {

constexpr int thread_count = 4;

// How many of the threads did not do what they should.
int failures(const std::function<bool(int)> &work) {
  std::atomic<int> failed = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < thread_count; ++i) {
    threads.emplace_back([&, i] { failed += work(i) ? 0 : 1; });
  }
  for (std::thread &thread : threads) {
    thread.join();
  }
  return failed;
}

} // namespace

BOOST_AUTO_TEST_CASE(every_thread_has_its_connections) {
  auto work = [](int i) {
    bool good = true;
    for (int round = 0; round < 10; ++round) {
      Database db;
      std::string chain = (round + i) % 2 == 0 ? "search" : "search,fold-case";
      std::string made = db.run("CREATE VIRTUAL TABLE t USING fts5(x, tokenize = \"arnorm '" +
                                chain + "'\"); INSERT INTO t VALUES('قَالَ مُحَمَّدٌ')");
      good = good && made.empty() &&
             db.run("SELECT arnorm('search', highlight(t, 0, '[', ']')) FROM t('محمد')") ==
                 "قال [محمد]";
    }
    return good;
  };
  BOOST_TEST(failures(work) == 0);
}

BOOST_AUTO_TEST_CASE(one_connection_serves_many_threads) {
  Database db(":memory:", SQLITE_OPEN_FULLMUTEX);
  db.run("CREATE VIRTUAL TABLE t USING fts5(x, tokenize = 'arnorm search')");
  auto work = [&](int i) {
    bool good = true;
    for (int round = 0; round < 50; ++round) {
      good = good && db.run("INSERT INTO t VALUES(?1)", "مُحَمَّدٌ " + std::to_string(i)).empty();
      good = good && db.run("SELECT arnorm('search', 'مُ')") == "م";
    }
    return good;
  };
  BOOST_TEST(failures(work) == 0);
  BOOST_TEST(db.run("SELECT count(*) FROM t('محمد')") == "200");
}
