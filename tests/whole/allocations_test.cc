// Later calls of a chain allocate nothing, and a rule file full of errors takes linear memory. A
// separate program, because it replaces the global operator new.
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <cstdlib>
#include <new>

#include "arnorm/arnorm.h"

namespace {
std::atomic<std::size_t> allocations = 0;
std::atomic<std::size_t> bytes = 0;
} // namespace

// Not inlined, because GCC would warn of mismatched pairs of malloc and delete, or new and free.
[[gnu::noinline]] void *operator new(std::size_t size) {
  ++allocations;
  bytes += size;
  if (void *memory = std::malloc(size)) {
    return memory;
  }
  throw std::bad_alloc();
}
void *operator new(std::size_t size, const std::nothrow_t &) noexcept {
  ++allocations;
  bytes += size;
  return std::malloc(size);
}
void *operator new[](std::size_t size) { return operator new(size); }
void *operator new[](std::size_t size, const std::nothrow_t &none) noexcept {
  return operator new(size, none);
}
[[gnu::noinline]] void operator delete(void *memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void *memory, std::size_t) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void *memory, const std::nothrow_t &) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete[](void *memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete[](void *memory, std::size_t) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete[](void *memory, const std::nothrow_t &) noexcept {
  std::free(memory);
}

namespace {

// Words, marks in both orders, presentation forms, other scripts and malformed bytes.
std::string text() {
  std::string out;
  for (int i = 0; i < 300; ++i) {
    out +=
        "\u0627\u0644\u0643\u0650\u062A\u0627\u0628 \u0639\u0631\u0628\u064A\u0651\u064C "
        "\u0645\u062F\u064E\u0651 \u0645\u06CC\u200C\u062E\u0648 \uFEFB e\u0301 \u4E2D \xFF abc\n";
  }
  return out;
}

} // namespace

// The passes swap their buffers, so it takes a few calls until all of them are large enough.
BOOST_AUTO_TEST_CASE(later_calls_allocate_nothing) {
  const std::string in = text();
  for (const char *name : {"buckwalter", "iso-233", "search", "search,buckwalter", "clean"}) {
    arnorm::Loaded chain = arnorm::Chain::load(name);
    BOOST_REQUIRE(chain);
    std::string out;
    for (int i = 0; i < 4; ++i) {
      out.clear();
      chain->apply(in, out);
    }
    out.clear();
    std::size_t before = allocations;
    chain->apply(in, out);
    BOOST_TEST(allocations == before, name);
  }
}

// A file of twice the size may take twice the memory and calls (slightly more, because vectors
// double).
BOOST_AUTO_TEST_CASE(errors_cost_linear_memory) {
  const std::string head = "format = 1\nname = \"test\"\n[[stage]]\ntable = [";
  auto repeated = [](const std::string &piece, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) {
      out += piece;
    }
    return out;
  };
  auto cost = [](const std::string &rules) {
    std::size_t calls = allocations;
    std::size_t before = bytes;
    arnorm::Loaded loaded = arnorm::Chain::parse(rules);
    BOOST_TEST(!loaded);
    BOOST_TEST(loaded.diagnostics.size() <= 101u);
    arnorm::render(loaded.diagnostics);
    return std::pair(bytes - before, allocations - calls);
  };
  for (const char *piece : {"{ from = 'a*', to = 'b' }, ",           // in patterns, on one line
                            "{ from = 'a', too = 'b' }, ",           // in keys
                            "{ from = 'a', to = b }, ",              // in TOML
                            "{ from = 'a', to = '$1$2$3$4' },\n"}) { // in `to`, on several lines
    auto [one_bytes, one_calls] = cost(head + repeated(piece, 2000) + "]\n");
    auto [two_bytes, two_calls] = cost(head + repeated(piece, 4000) + "]\n");
    BOOST_TEST(two_bytes < one_bytes * 9 / 4, piece << one_bytes << " " << two_bytes);
    BOOST_TEST(two_calls < one_calls * 9 / 4, piece << one_calls << " " << two_calls);
  }
  for (const char *sign : {")", "|", "*", "$x", "\\q", "{"}) { // errors in one pattern
    auto pattern = [&](int count) {
      return cost(head + "{ from = '" + repeated(sign, count) + "', to = '' }]\n");
    };
    auto [one_bytes, one_calls] = pattern(8000);
    auto [two_bytes, two_calls] = pattern(16000);
    BOOST_TEST(two_bytes < one_bytes * 9 / 4, sign << one_bytes << " " << two_bytes);
    BOOST_TEST(two_calls <= one_calls + 8, sign << one_calls << " " << two_calls);
  }
}
