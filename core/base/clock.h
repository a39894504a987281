#pragma once

#include <chrono>

namespace viz {

/// Nanoseconds of CLOCK_MONOTONIC; never wall time. Only differences mean anything.
using MonotonicTime = std::chrono::nanoseconds;

/// Where code that must run in virtual time takes the time from. now() may be called from any thread.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual MonotonicTime now() const = 0;
};

/// The real clock.
class SteadyClock final : public Clock {
public:
    [[nodiscard]] MonotonicTime now() const override;
};

/// A clock that stands still until a test moves it. Not thread-safe.
class ManualClock final : public Clock {
public:
    ManualClock() = default;
    explicit ManualClock(MonotonicTime start) : m_now(start) {}
    [[nodiscard]] MonotonicTime now() const override { return m_now; }
    void advance(std::chrono::nanoseconds step) { m_now += step; }

private:
    MonotonicTime m_now{};
};

/// For reports; whole and fractional milliseconds of any duration.
template<typename Rep, typename Period>
[[nodiscard]] constexpr double toMs(std::chrono::duration<Rep, Period> duration) {
    return std::chrono::duration<double, std::milli>(duration).count();
}

} // namespace viz
