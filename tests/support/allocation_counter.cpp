#include "tests/support/allocation_counter.h"

#include <atomic>
#include <cstdlib>
#include <new>

// A file of its own: where these are inlined, GCC takes free() for a mismatch.

namespace {

std::atomic<std::size_t> counted{0};

void* allocate(std::size_t size) {
    ++counted;
    if (void* memory = std::malloc(size == 0 ? 1 : size))
        return memory;
    throw std::bad_alloc();
}

} // namespace

void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

namespace viz::test {

std::size_t allocations() { return counted; }

} // namespace viz::test
