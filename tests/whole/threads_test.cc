#include <boost/test/unit_test.hpp>

#include <thread>
#include <vector>

#include "arnorm/arnorm.h"
#include "diagnostics/source.h"

// One chain in many threads. `./test tsan` runs this under the thread sanitizer.
BOOST_AUTO_TEST_CASE(one_chain_serves_many_threads) {
  auto chain = arnorm::Chain::load("search,buckwalter");
  BOOST_REQUIRE(chain);
  const std::string text = "اَلسَّلَامُ عَلَيْكُمْ وَرَحْمَةُ اللَّهِ، ١٢٣";
  const std::string expected = chain->apply(text);
  constexpr int thread_count = 4;
  constexpr int rounds = 200;
  std::vector<int> wrong(thread_count, 0);
  std::vector<std::thread> threads;
  for (int t = 0; t < thread_count; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < rounds; ++i) {
        std::string out;
        chain->apply(text, out);
        wrong[static_cast<std::size_t>(t)] += out == expected ? 0 : 1;
      }
    });
  }
  for (std::thread &thread : threads) {
    thread.join();
  }
  for (int count : wrong) {
    BOOST_TEST(count == 0);
  }
}

// The lines of a file are computed when first needed, possibly by several threads at once.
BOOST_AUTO_TEST_CASE(many_threads_ask_for_a_line) {
  const arnorm::Source source("f.toml", "a\nb\nc");
  std::vector<std::thread> threads;
  std::vector<std::string> lines(4);
  for (std::string &line : lines) {
    threads.emplace_back([&] { line = source.line(3); });
  }
  for (std::thread &thread : threads) {
    thread.join();
  }
  for (const std::string &line : lines) {
    BOOST_TEST(line == "c");
  }
}

// Several threads may load chains at once, because loading has no global state.
BOOST_AUTO_TEST_CASE(chains_can_be_loaded_by_many_threads) {
  std::vector<std::thread> threads;
  std::vector<std::string> results(4);
  for (std::string &result : results) {
    threads.emplace_back([&result] {
      auto chain = arnorm::Chain::load("clean,iso-233");
      result = chain ? chain->apply("مِصْر") : "not loaded";
    });
  }
  for (std::thread &thread : threads) {
    thread.join();
  }
  for (const std::string &result : results) {
    BOOST_TEST(result == "miṣ°r");
  }
}
