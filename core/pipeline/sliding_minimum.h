#pragma once

#include "core/base/clock.h"

#include <deque>
#include <optional>

namespace viz {

/// The smallest of the durations that were added within a window of time.
class SlidingMinimum {
public:
    explicit SlidingMinimum(MonotonicTime window) : m_window(window) {}

    /// Calls in order of `now`.
    void add(MonotonicTime now, MonotonicTime value) {
        while (!m_entries.empty() && m_entries.back().value >= value)
            m_entries.pop_back();
        m_entries.push_back({.at = now, .value = value});
        forget(now);
    }
    /// Whatever is older than the window at `now`.
    void forget(MonotonicTime now) {
        while (!m_entries.empty() && m_entries.front().at < now - m_window)
            m_entries.pop_front();
    }
    void setWindow(MonotonicTime window) { m_window = window; }
    void clear() { m_entries.clear(); }
    /// Empty if nothing is left.
    [[nodiscard]] std::optional<MonotonicTime> minimum() const {
        return m_entries.empty() ? std::nullopt : std::optional(m_entries.front().value);
    }

private:
    struct Entry {
        MonotonicTime at{};
        MonotonicTime value{};
    };

    MonotonicTime m_window;
    std::deque<Entry> m_entries; ///< ever greater values: what comes later and is smaller makes the others useless
};

} // namespace viz
