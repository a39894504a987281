#pragma once

#include <cstddef>

namespace viz::test {

/// How often this program has called operator new, by any thread. What C takes with malloc it does not see. A program
/// that compiles allocation_counter.cpp in counts; it has to be a source of its own there, not of a library.
[[nodiscard]] std::size_t allocations();

} // namespace viz::test
