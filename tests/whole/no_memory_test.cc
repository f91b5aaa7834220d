// Memory that runs out at any allocation of any function of the public interface: std::bad_alloc,
// or a diagnostic; nothing of the result is written, nothing leaks, and afterwards everything works
// as before. A program of its own, because it replaces the global operator new and ICU's
// allocations. ICU's reader of transform rules does not survive that its own allocations fail (it
// uses a hash table that it did not get), so with its engine they do not.
#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <new>

#include <unicode/uclean.h>

#include "arnorm/alignment.h"
#include "arnorm/arnorm.h"
#include "arnorm/offsets.h"
#include "arnorm/rules.h"
#include "arnorm/trace.h"
#include "support/failing_new.h"
#include "support/sanitizer.h"
#include "whole/no_memory.h"

using namespace arnorm;
using namespace arnorm::test;

namespace {

bool icu_counts = true;

bool fails_in_icu() { return icu_counts && fails(); }

void *icu_allocate(const void *, std::size_t size) {
  return fails_in_icu() ? nullptr : std::malloc(size);
}
void *icu_reallocate(const void *, void *memory, std::size_t size) {
  return fails_in_icu() ? nullptr : std::realloc(memory, size);
}
void icu_free(const void *, void *memory) { std::free(memory); }

// Before ICU allocates anything.
const bool icu_is_ours = [] {
  UErrorCode status = U_ZERO_ERROR;
  u_setMemoryFunctions(nullptr, icu_allocate, icu_reallocate, icu_free, &status);
  return U_SUCCESS(status);
}();

constexpr std::string_view before = "before:";

} // namespace

namespace arnorm::test {

namespace {

Outcome attempt(const Action &action, long number) {
  Outcome outcome;
  outcome.out.reserve(1 << 16); // so that an appended result needs no memory of its own
  outcome.out = before;
  const long live = live_allocations;
  try {
    outcome.finished = action([&] { until_failure = number; }, outcome.out);
  } catch (const std::bad_alloc &) {
  }
  outcome.failed = number > 0 && stop_failing();
  outcome.leaked = live_allocations - live;
  return outcome;
}

} // namespace

// What is made once and kept is there at the second attempt.
Outcome outcome_of(const Action &action, long number) {
  Outcome outcome = attempt(action, number);
  return outcome.leaked == 0 ? outcome : attempt(action, number);
}

long fail_each(const Action &action, long step) {
  BOOST_REQUIRE(icu_is_ours);
  // A sanitized build takes ten times as long.
  step = std::getenv("ARNORM_ROUNDS") != nullptr ? 1 : has_address_sanitizer ? 5 * step : step;
  const Outcome whole = outcome_of(action, 0);
  BOOST_TEST(whole.finished);
  BOOST_TEST(whole.leaked == 0);
  for (long number = 1, tries = 1;; number += step, ++tries) {
    Outcome outcome = outcome_of(action, number);
    BOOST_TEST(outcome.leaked == 0, "allocation " << number << ": " << outcome.leaked);
    BOOST_TEST(outcome.out == (outcome.finished ? whole.out : std::string(before)),
               "allocation " << number << ": " << outcome.out);
    if (!outcome.failed || tries % 50 == 0) {
      BOOST_TEST(outcome_of(action, 0).out == whole.out, "after allocation " << number);
    }
    if (!outcome.failed) {
      BOOST_TEST(outcome.finished);
      BOOST_TEST_MESSAGE(number - 1 << " allocations");
      return number - 1;
    }
  }
}

} // namespace arnorm::test

namespace {

Loaded chain_of(Engine engine = Engine::automatic) {
  Options options;
  options.engine = engine;
  return Chain::parse(rule_text, options);
}

std::string words(const Alignment &map) {
  std::string all;
  for (const Edit &edit : map.edits()) {
    all += std::to_string(edit.in.begin) + '-' + std::to_string(edit.in.end) + '>' +
           std::to_string(edit.out.begin) + '-' + std::to_string(edit.out.end) + ' ';
  }
  return all;
}

bool loads_and_applies(Engine engine, const Begin &begin, std::string &out) {
  begin();
  Loaded chain = chain_of(engine);
  if (chain) {
    chain->apply(sample, out);
  }
  return static_cast<bool>(chain);
}

} // namespace

BOOST_AUTO_TEST_CASE(without_memory_the_table_engine_is_left_whole) {
  BOOST_TEST(fail_each([](const Begin &begin, std::string &out) {
               return loads_and_applies(Engine::automatic, begin, out);
             }) > 500);
}

BOOST_AUTO_TEST_CASE(without_memory_the_icu_engine_is_left_whole) {
  icu_counts = false;
  BOOST_TEST(fail_each([](const Begin &begin, std::string &out) {
               return loads_and_applies(Engine::icu, begin, out);
             }) > 500);
  icu_counts = true;
}

// A chain whose call has failed converts the next text as always.
BOOST_AUTO_TEST_CASE(without_memory_a_chain_is_left_whole) {
  for (Engine engine : {Engine::automatic, Engine::icu}) {
    icu_counts = engine != Engine::icu;
    Loaded lasting = chain_of(engine);
    const std::string wanted = lasting->apply(sample);
    auto again = [&](std::string &out) {
      BOOST_TEST(lasting->apply(sample) == wanted);
      return !out.empty();
    };
    long count = fail_each([&](const Begin &begin, std::string &out) {
      Loaded chain = chain_of(engine); // has no memory in reserve
      begin();
      chain->apply(sample, out);
      return true;
    });
    BOOST_TEST(count > 5);
    fail_each([&](const Begin &begin, std::string &out) {
      again(out);
      begin();
      lasting->apply(sample, out);
      return true;
    });
  }
  icu_counts = true;
}

BOOST_AUTO_TEST_CASE(without_memory_nothing_is_aligned) {
  BOOST_TEST(fail_each([](const Begin &begin, std::string &out) {
               Loaded chain = chain_of();
               Alignment map;
               begin();
               chain->apply(sample, out, map);
               Pause pause;
               BOOST_TEST(!map.runs().empty());
               return true;
             }) > 5);
}

BOOST_AUTO_TEST_CASE(without_memory_alignments_and_offsets_are_not_made) {
  Loaded chain = chain_of();
  Alignment map;
  std::string result;
  chain->apply(sample, result, map);
  BOOST_TEST(fail_each([&](const Begin &begin, std::string &out) {
               begin();
               Alignment joined;
               joined.append(map);
               joined.append_text(map);
               Alignment both = Alignment::compose(joined, joined);
               Utf16Index utf16(sample);
               CodePointIndex points(sample);
               Range cluster = whole_clusters(sample, {9, 10});
               std::string all = words(both) + std::to_string(utf16.from_bytes(12)) + ' ' +
                                 std::to_string(points.from_bytes(12)) + ' ' +
                                 std::to_string(cluster.begin);
               out += all;
               return true;
             }) > 5);
}

// Every piece is one byte, so that everything that a stream holds is held somewhere.
BOOST_AUTO_TEST_CASE(without_memory_a_stream_writes_nothing_of_a_piece) {
  for (bool is_aligned : {false, true}) {
    for (std::size_t size : {std::size_t{1}, sample.size()}) {
      Loaded chain = chain_of();
      const std::string wanted = chain->apply(sample);
      BOOST_TEST(
          fail_each([&](const Begin &begin, std::string &out) {
            Loaded own = chain_of();
            std::string written(before); // by the calls that returned
            written.reserve(1 << 12);
            std::string all(before);
            all.reserve(1 << 12);
            Alignment part;
            begin();
            Stream stream(*own);
            auto call = [&](auto &&function) {
              try {
                function();
                written = all;
              } catch (const std::bad_alloc &) {
                Pause pause;
                BOOST_TEST(all == written);
                BOOST_TEST(wanted.starts_with(all.substr(before.size())));
                throw;
              }
            };
            for (std::size_t at = 0; at < sample.size(); at += size) {
              std::string_view piece = std::string_view(sample).substr(at, size);
              call([&] { is_aligned ? stream.write(piece, all, part) : stream.write(piece, all); });
            }
            call([&] { is_aligned ? stream.finish(all, part) : stream.finish(all); });
            out += all;
            return true;
          }) > 5);
    }
  }
}

BOOST_AUTO_TEST_CASE(without_memory_no_text_of_a_batch_is_lost) {
  const std::string longer(100'000, 'x'); // enough for a thread of its own
  const std::vector<std::string_view> texts{sample, longer, "", sample, longer};
  const std::string wanted = chain_of()->apply(sample);
  // A chain keeps the memory of as many calls as were in progress at once, which differs from one
  // attempt to the next; so each attempt has a chain of its own.
  for (unsigned threads : {1U, 3U}) {
    BOOST_TEST(fail_each([&](const Begin &begin, std::string &out) {
                 Loaded chain = chain_of();
                 begin();
                 Batch batch;
                 try {
                   batch = chain->apply_each(texts, Invalid::keep, threads);
                 } catch (const std::bad_alloc &) {
                   Pause pause;
                   BOOST_TEST(chain->apply(sample) == wanted);
                   throw;
                 }
                 Pause pause;
                 BOOST_TEST(batch.size() == texts.size());
                 BOOST_TEST(batch[3] == batch[0]);
                 out += batch.text;
                 return true;
               }) > 5);
  }
}

BOOST_AUTO_TEST_CASE(without_memory_no_file_of_a_folder_is_half_read) {
  const RuleFolder folder;
  BOOST_TEST(fail_each(
                 [&](const Begin &begin, std::string &out) {
                   begin();
                   Loaded chain = Chain::load("mine", folder.options());
                   if (!chain) {
                     return false;
                   }
                   chain->apply(sample, out);
                   return true;
                 },
                 7) > 500);
  BOOST_TEST(fail_each([&](const Begin &begin, std::string &out) {
               begin();
               Loaded chain = Chain::load("broken,mine", folder.options());
               std::string all = render(chain.diagnostics);
               out += all;
               return !chain;
             }) > 50);
}

BOOST_AUTO_TEST_CASE(without_memory_a_chain_is_not_half_described) {
  BOOST_TEST(fail_each(
                 [&](const Begin &begin, std::string &out) {
                   Loaded chain = chain_of();
                   begin();
                   std::string all = to_json(chain->trace(sample, {.near = true}));
                   all += chain->fingerprint() + chain->icu_rules().rules;
                   all += chain->icu_rule_texts().texts.front() + chain->sets().front().name;
                   all += chain->stages().front().kind + std::to_string(*chain->max_output(100));
                   all += chain->scripts().from;
                   out += all;
                   return true;
                 },
                 23) > 500);
}

// All built-in sets are read for it, so only some of its allocations fail.
BOOST_AUTO_TEST_CASE(without_memory_sets_are_not_half_listed) {
  const Rules rules;
  const std::string names = rules.names().front();
  for (long number = 1;; number += 1 + number / 4) {
    Outcome outcome = outcome_of(
        [&](const Begin &begin, std::string &) {
          begin();
          return rules.list().sets.front().name == names;
        },
        number);
    BOOST_TEST(outcome.leaked == 0, "allocation " << number);
    if (!outcome.failed) {
      BOOST_TEST(outcome.finished);
      break;
    }
  }
}
