#pragma once

#include <chrono>

namespace viz {

/// What a thread did with its time, since some moment; only differences mean something.
struct ThreadTimes {
    std::chrono::nanoseconds wall{};      ///< by the clock on the wall
    std::chrono::nanoseconds processor{}; ///< it ran
    std::chrono::nanoseconds queued{};    ///< it could have run, but the system ran others; always 0 but on Linux

    /// It waited for something: a lock, a disk, another thread or program.
    [[nodiscard]] std::chrono::nanoseconds asleep() const;
    /// What the thread itself is to blame for: all but the time that the system gave to others.
    [[nodiscard]] std::chrono::nanoseconds own() const { return wall - queued; }

    [[nodiscard]] ThreadTimes operator-(const ThreadTimes& earlier) const;
};

/// Reads the times of the thread that made it, and only there. Some 2 us each.
class ThreadTimer {
public:
    ThreadTimer();
    ~ThreadTimer();
    ThreadTimer(const ThreadTimer&) = delete;
    ThreadTimer& operator=(const ThreadTimer&) = delete;

    [[nodiscard]] ThreadTimes now() const;

private:
    [[nodiscard]] std::chrono::nanoseconds queued() const;

    int m_schedule = -1; ///< the kernel's account of this thread; -1 where there is none
};

} // namespace viz
