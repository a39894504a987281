#pragma once

#include "core/base/clock.h"

#include <cstdint>

namespace viz {

/// Bounds how many log lines a program writes: a burst, then so many a second. Whatever arrives from outside can then
/// neither fill the disk nor cost noticeable time. Not thread-safe.
class LogRate {
public:
    static constexpr int kBurst = 200;
    static constexpr int kPerSecond = 20;

    /// Whether a line may be written at `now`, which never goes back.
    [[nodiscard]] bool admit(MonotonicTime now);
    /// Lines refused since the last call.
    [[nodiscard]] std::uint64_t takeRefused();

private:
    double m_tokens = kBurst;
    MonotonicTime m_last{};
    std::uint64_t m_refused = 0;
};

} // namespace viz
