#pragma once

#include "core/base/clock.h"
#include "core/base/media_time.h"
#include "core/protocol/wire_format.h"

#include <cstdint>
#include <optional>

namespace viz {

/// What the network thread sees of a call's health.
struct CallPulse {
    bool connected = true;                            ///< whether there is any connection
    bool peerHeard = false;                           ///< a frame of the peer's voice has come at all
    MonotonicTime lastArrival{};                      ///< of any record, on any connection
    std::optional<MonotonicTime> unacknowledgedSince; ///< when the oldest unacknowledged record with sound was sent
    MonotonicTime roundTrip{};                        ///< zero: not known
    Samples ownBatch{};
    Samples peerBatch{};
};

/// Decides whether a call flows, is interrupted, or is lost for good. Pure; both sides judge alike.
class StallWatch {
public:
    struct Times {
        /// Ordinary stalls of good tunnels are below this (retransmission after a lost retransmission: 600 ms).
        std::chrono::milliseconds leastStall{1000};
        /// Before the first sound: a sound server may need seconds to start.
        std::chrono::milliseconds firstSound{6000};
        std::chrono::milliseconds giveUpAfter{wire::kResumeTime};
    };
    enum class Verdict : std::uint8_t { Flowing, Interrupted, Lost };

    StallWatch() = default;
    explicit StallWatch(const Times& times) : m_times(times) {}

    [[nodiscard]] Verdict judge(MonotonicTime now, const CallPulse& pulse);
    /// While interrupted, and until the next interruption: since when nothing has come through.
    [[nodiscard]] MonotonicTime silentSince() const { return m_silentSince; }
    [[nodiscard]] bool isInterrupted() const { return m_interrupted; }
    /// After this long without a sign of life the call is interrupted.
    [[nodiscard]] MonotonicTime limit(const CallPulse& pulse) const;

private:
    [[nodiscard]] bool isStalled(MonotonicTime now, const CallPulse& pulse) const;

    Times m_times;
    bool m_interrupted = false;
    MonotonicTime m_interruptedAt{};
    MonotonicTime m_silentSince{};
};

} // namespace viz
