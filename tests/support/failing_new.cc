#include "support/failing_new.h"

#include <cstddef>
#include <cstdlib>
#include <new>

namespace arnorm::test {
namespace {

void *counted(void *memory) {
  live_allocations += memory != nullptr ? 1 : 0;
  return memory;
}

void *allocate(std::size_t size) {
  return fails() ? nullptr : counted(std::malloc(size == 0 ? 1 : size));
}

void *allocate(std::size_t size, std::align_val_t alignment) {
  const std::size_t unit = static_cast<std::size_t>(alignment);
  return fails() ? nullptr : counted(std::aligned_alloc(unit, (size + unit - 1) / unit * unit));
}

void *or_throw(void *memory) { return memory != nullptr ? memory : throw std::bad_alloc(); }

void release(void *memory) {
  live_allocations -= memory != nullptr ? 1 : 0;
  std::free(memory);
}

} // namespace
} // namespace arnorm::test

using namespace arnorm::test;

void *operator new(std::size_t size) { return or_throw(allocate(size)); }
void *operator new(std::size_t size, std::align_val_t alignment) {
  return or_throw(allocate(size, alignment));
}
void *operator new(std::size_t size, const std::nothrow_t &) noexcept { return allocate(size); }
void *operator new[](std::size_t size) { return operator new(size); }
void *operator new[](std::size_t size, std::align_val_t alignment) {
  return operator new(size, alignment);
}
void *operator new[](std::size_t size, const std::nothrow_t &none) noexcept {
  return operator new(size, none);
}
void operator delete(void *memory) noexcept { release(memory); }
void operator delete(void *memory, std::size_t) noexcept { release(memory); }
void operator delete(void *memory, std::align_val_t) noexcept { release(memory); }
void operator delete(void *memory, std::size_t, std::align_val_t) noexcept { release(memory); }
void operator delete(void *memory, const std::nothrow_t &) noexcept { release(memory); }
void operator delete[](void *memory) noexcept { release(memory); }
void operator delete[](void *memory, std::size_t) noexcept { release(memory); }
void operator delete[](void *memory, std::align_val_t) noexcept { release(memory); }
void operator delete[](void *memory, std::size_t, std::align_val_t) noexcept { release(memory); }
void operator delete[](void *memory, const std::nothrow_t &) noexcept { release(memory); }
