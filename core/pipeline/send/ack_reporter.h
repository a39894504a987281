#pragma once

#include "core/pipeline/ack_exchange.h"

#include <optional>

namespace viz {

/// Puts what the receiving side and playout have to tell the peer into acknowledgements. Send thread.
///
/// The level at which the peer is heard is told only while playout goes on: what a loudspeaker played before it stood
/// still says nothing about now.
class AckReporter {
public:
    /// So long after playout's last sign nobody is heard. Between two bursts of a slow device lie up to 60 ms, and a
    /// message of ours, which looks for the sign, is at most 640 ms long.
    static constexpr std::chrono::seconds kPlayoutStands{1};
    /// A device that is opened asks for one buffer at once, even if it will never play it.
    static constexpr std::chrono::milliseconds kPlayoutGoes{200};

    /// `acks` outlives this object.
    explicit AckReporter(AckExchange& acks) : m_arrivals(acks.toPeer), m_heard(acks.heard) {}

    /// What to put into a record that leaves now.
    [[nodiscard]] AckBlock report(MonotonicTime now);
    /// Whether something arrived that report() has not told.
    [[nodiscard]] bool hasNews();

private:
    void watchPlayout(const HeardReport& heard, MonotonicTime now);
    [[nodiscard]] bool isPlaying(MonotonicTime now) const;

    Snapshot<ArrivalReport>& m_arrivals;
    std::atomic<HeardReport>& m_heard;
    std::optional<Sequence> m_reported;
    std::uint16_t m_heardNumber = 0;
    MonotonicTime m_playedSince{}; ///< the first of the signs of playout that came without a long pause between them
    std::optional<MonotonicTime> m_playedAt; ///< the newest one
};

} // namespace viz
