// Memory that runs out while a chain is loaded and run: std::bad_alloc, or a diagnostic, and
// afterwards everything works as before. A program of its own, because it replaces the global
// operator new and ICU's allocations. ICU's reader of transform rules does not survive that its own
// allocations fail (it uses a hash table that it did not get), so with its engine they do not.
#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <new>
#include <optional>

#include <unicode/uclean.h>

#include "arnorm/arnorm.h"
#include "arnorm/c.h"

namespace {

// Allocations until one fails, once; 0: none fails.
std::size_t until_failure = 0;

bool icu_counts = true;

bool fails() { return until_failure > 0 && --until_failure == 0; }
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

} // namespace

void *operator new(std::size_t size) {
  void *memory = fails() ? nullptr : std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) {
    throw std::bad_alloc();
  }
  return memory;
}
void *operator new(std::size_t size, const std::nothrow_t &) noexcept {
  return fails() ? nullptr : std::malloc(size == 0 ? 1 : size);
}
void *operator new[](std::size_t size) { return operator new(size); }
void *operator new[](std::size_t size, const std::nothrow_t &none) noexcept {
  return operator new(size, none);
}
void operator delete(void *memory) noexcept { std::free(memory); }
void operator delete(void *memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void *memory, const std::nothrow_t &) noexcept { std::free(memory); }
void operator delete[](void *memory) noexcept { std::free(memory); }
void operator delete[](void *memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void *memory, const std::nothrow_t &) noexcept { std::free(memory); }

namespace {

const std::string rules = R"(format = 1
name = "test"
[sets]
hard = '[[\p{Lu}&[A-Z]]-[B]]'
[[stage]]
form = "NFD"
[[stage]]
table = [
  { from = 'a(b{1,2})', after = '[$hard\N{ARABIC LETTER BEH}]', to = "$1x" },
  { from = "c", before = "$edge", to = "d" },
]
[[stage]]
squeeze = { set = '[x-z]', max = 1 }
[[stage]]
form = "NFC"
)";
const std::string text = "Aabb \u0628abc c\u00E9xxe\u0301 yy Bab";

// Loads the rules and runs them. Nothing where a diagnostic says why not.
std::optional<std::string> run(arnorm::Engine engine) {
  arnorm::Options options;
  options.engine = engine;
  arnorm::Loaded chain = arnorm::Chain::parse(rules, options);
  return chain ? std::optional(chain->apply(text)) : std::nullopt;
}

struct Outcome {
  bool complete; // all calls succeeded
  bool right;    // what was appended is the result, and there is an alignment where it was
};

// The same through the interface for C.
Outcome run_in_c(const std::string &wanted) {
  arnorm_chain *chain = arnorm_parse(nullptr, rules.data(), rules.size(), 0, nullptr);
  arnorm_stream *stream = arnorm_stream_new(chain, ARNORM_KEEP);
  arnorm_alignment *alignment = nullptr;
  arnorm_buffer out = ARNORM_BUFFER_INIT;
  arnorm_buffer parts = ARNORM_BUFFER_INIT;
  arnorm_buffer json = ARNORM_BUFFER_INIT;
  bool good = arnorm_align(chain, text.data(), text.size(), ARNORM_KEEP, &out, &alignment,
                           nullptr) == ARNORM_OK;
  good = arnorm_stream_write(stream, text.data(), text.size(), &parts) == ARNORM_OK && good;
  good = arnorm_stream_finish(stream, &parts, nullptr) == ARNORM_OK && good;
  good = arnorm_trace(chain, text.data(), text.size(), 1, &json) == ARNORM_OK && good;
  bool right = (out.size == 0 || std::string_view(out.data, out.size) == wanted) &&
               (alignment != nullptr) == (out.size != 0);
  arnorm_buffer_free(&out);
  arnorm_buffer_free(&parts);
  arnorm_buffer_free(&json);
  arnorm_alignment_free(alignment);
  arnorm_stream_free(stream);
  arnorm_chain_free(chain);
  return {good, right};
}

// What comes of it when the allocation of that number fails. False when there are not so many.
bool survives(std::size_t number, arnorm::Engine engine, const std::string &wanted) {
  until_failure = number;
  std::optional<std::string> got;
  try {
    got = run(engine);
  } catch (const std::bad_alloc &) {
    got.reset();
  }
  bool failed = until_failure == 0;
  until_failure = 0;
  BOOST_TEST((!got || *got == wanted), "allocation " << number);
  return failed;
}

void fail_each(arnorm::Engine engine) {
  BOOST_REQUIRE(icu_is_ours);
  std::string wanted = run(engine).value(); // what ICU makes once and keeps is there now
  std::size_t number = 1;
  while (survives(number, engine, wanted)) {
    ++number;
    BOOST_REQUIRE_MESSAGE(number % 50 != 0 || run(engine) == wanted, "after " << number);
  }
  BOOST_TEST(number > 500u);
  BOOST_TEST((run(engine) == wanted));
}

} // namespace

BOOST_AUTO_TEST_CASE(without_memory_the_table_engine_is_left_whole) {
  fail_each(arnorm::Engine::automatic);
}

BOOST_AUTO_TEST_CASE(without_memory_the_icu_engine_is_left_whole) {
  icu_counts = false;
  fail_each(arnorm::Engine::icu);
  icu_counts = true;
}

BOOST_AUTO_TEST_CASE(without_memory_the_interface_for_c_tells_so) {
  BOOST_REQUIRE(icu_is_ours);
  std::string wanted = run(arnorm::Engine::automatic).value();
  BOOST_REQUIRE(run_in_c(wanted).complete);
  std::size_t number = 0;
  bool failed = true;
  while (failed) {
    until_failure = ++number;
    Outcome outcome = run_in_c(wanted); // no exception leaves it
    failed = until_failure == 0;
    until_failure = 0;
    BOOST_TEST(outcome.right, "allocation " << number);
  }
  BOOST_TEST(number > 500u);
  BOOST_TEST(run_in_c(wanted).complete);
}
