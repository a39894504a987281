#pragma once

#include "core/call/call_control.h"

#include <deque>

namespace viz {

/// The last minute of a call: delay, both levels, data. Pure; time comes with the statistics.
class CallHistory {
public:
    static constexpr std::chrono::seconds kLength{60};
    static constexpr std::chrono::milliseconds kStep{500};
    static constexpr std::size_t kMaxPoints = kLength / kStep;
    static constexpr float kVoiceDbfs = -50.0F; ///< louder is a voice, or something like it

    struct Point {
        MonotonicTime at{};
        std::optional<double> delayMs; ///< the newest of its step
        float ownDbfs = LevelMeter::kSilenceDbfs;
        float peerDbfs = LevelMeter::kSilenceDbfs; ///< the loudest of their step
        std::uint64_t bytes = 0;                   ///< sent and received when the step began
    };

    struct DelayRange {
        double leastMs;
        double meanMs;
        double mostMs;
    };

    /// Parts of the time, 0 to 1.
    struct VoiceShare {
        double own;
        double peer;
    };

    void clear() { m_points.clear(); }
    /// At any rate. True: a point was begun, there is something new to draw.
    bool add(const CallStats& stats);

    [[nodiscard]] const std::deque<Point>& points() const { return m_points; }
    [[nodiscard]] std::optional<DelayRange> delayRange() const;
    [[nodiscard]] VoiceShare voiceShare() const;
    /// At the rate of the last minute; nothing before it is known for ten seconds.
    [[nodiscard]] std::optional<std::uint64_t> bytesPerHour() const;

private:
    std::deque<Point> m_points; ///< the oldest first
};

} // namespace viz
