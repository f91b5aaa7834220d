// A chain that has run allocates nothing more: a program of its own, because it replaces the global
// operator new.
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <cstdlib>
#include <new>

#include "arnorm/arnorm.h"

namespace {
std::atomic<std::size_t> allocations = 0;
}

void *operator new(std::size_t size) {
  ++allocations;
  if (void *memory = std::malloc(size)) {
    return memory;
  }
  throw std::bad_alloc();
}
void *operator new(std::size_t size, const std::nothrow_t &) noexcept {
  ++allocations;
  return std::malloc(size);
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

// Words, marks in both orders, shapes, other scripts and bad bytes.
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

// The buffers between the passes change places, so it takes a few calls until each is large enough.
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
