#pragma once

namespace viz::test {

/// What this process uses of the machine; from /proc, so only on Linux, zeros elsewhere.
struct OwnUsage {
    long residentKib = 0;
    int threads = 0;
    int files = 0; ///< that are open; this look into them is one of them

    [[nodiscard]] static OwnUsage now();
};

} // namespace viz::test
