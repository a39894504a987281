#pragma once

#include "core/base/clock.h"
#include "core/tunnel/probe_verdict.h"

#include <optional>

namespace viz {

struct ProbeTimes {
    std::chrono::milliseconds answer{10'000}; ///< for one question
    std::chrono::milliseconds settle{60'000}; ///< a new address, or one that fails for the first time, gets so long
    std::chrono::milliseconds repeat{60'000}; ///< between questions once it is settled
    std::chrono::milliseconds firstRetry{1'000};
    std::chrono::milliseconds longestRetry{8'000}; ///< retries double up to this
};

/// When to ask a public address again, and from when on a bad answer counts. Pure.
class ProbeSchedule {
public:
    explicit ProbeSchedule(ProbeTimes times) : m_times(times) {}

    struct Next {
        std::chrono::milliseconds wait{};
        bool isSettled = false;
    };
    /// A new address.
    void begin(MonotonicTime now);
    [[nodiscard]] Next after(ProbeVerdict verdict, MonotonicTime now);

private:
    ProbeTimes m_times;
    std::optional<MonotonicTime> m_unsettledSince;
    std::chrono::milliseconds m_retry{};
    bool m_isKnownBad = false;
};

} // namespace viz
