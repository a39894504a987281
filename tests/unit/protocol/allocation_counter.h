#pragma once

#include <cstddef>

namespace viz::test {

/// How often this program has called operator new.
[[nodiscard]] std::size_t allocations();

} // namespace viz::test
