#pragma once

#include "core/base/clock.h"
#include "core/protocol/frame_batch.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace viz {

/// Decides when a batch may leave, and which are too old to be worth sending.
///
/// Neither the socket nor the kernel tells how much sound is stuck in a tunnel (measured: 10..14 s went in before
/// anything pushed back). So the flight is bounded end to end: nothing is handed on while the oldest unacknowledged
/// batch is older than window(), and waiting batches older than staleAfter() are dropped, oldest first. After an outage
/// of any length at most window() + staleAfter() of sound arrives late. Send thread; allocates only when constructed.
class SendPacer {
public:
    /// Ordinary retransmissions (up to 290 ms, measured at 1 % loss) pass below this.
    static constexpr std::chrono::milliseconds kRetransmissionAllowance{400};
    /// Before the first acknowledgement tells the round trip.
    static constexpr std::chrono::milliseconds kFirstWindow{1500};
    static constexpr std::chrono::seconds kMinimumHalf{30};

    explicit SendPacer(Samples batchLength);

    /// Queues a finished batch; the oldest falls out if there is no room. The reference is the slot to fill.
    FrameBatch& enqueue(MonotonicTime now);
    /// Drops what is stale, then the batch that may go now; null if there is none or the window is closed. Valid until
    /// sent().
    [[nodiscard]] FrameBatch* next(MonotonicTime now);
    /// The batch of next() was handed on.
    void sent(MonotonicTime now);
    /// An acknowledgement that arrived at `now`. Numbers that were never sent are ignored.
    void acknowledge(const AckBlock& ack, MonotonicTime now);

    [[nodiscard]] MonotonicTime window() const;
    [[nodiscard]] MonotonicTime staleAfter() const;
    [[nodiscard]] std::uint64_t droppedFrames() const { return m_droppedFrames; }
    [[nodiscard]] std::optional<MonotonicTime> roundTrip() const { return m_roundTrip; }
    /// Over the last 30 to 60 s, so that a route that became longer is believed in the end.
    [[nodiscard]] std::optional<MonotonicTime> minimumRoundTrip() const;

private:
    struct Waiting {
        FrameBatch batch;
        MonotonicTime completed{};
    };
    struct InFlight {
        Sequence last;
        MonotonicTime sentAt{};
    };

    // 64 batches hold staleAfter() of the shortest ones (400 ms of 10 ms); 1024 in flight hold 10 s of them.
    static constexpr std::size_t kMaxWaiting = 64;
    static constexpr std::size_t kMaxInFlight = 1024;

    void dropOldest();
    void dropStale(MonotonicTime now);
    [[nodiscard]] bool windowIsOpen(MonotonicTime now) const;
    void measureRoundTrip(const InFlight& newest, const AckBlock& ack, MonotonicTime now);

    MonotonicTime m_batchLength;
    Sequence m_newestSent;
    std::vector<Waiting> m_waiting; ///< a ring
    std::size_t m_waitingBegin = 0;
    std::size_t m_waitingCount = 0;
    std::vector<InFlight> m_inFlight; ///< a ring
    std::size_t m_flightBegin = 0;
    std::size_t m_flightCount = 0;
    std::uint64_t m_droppedFrames = 0;
    std::optional<MonotonicTime> m_roundTrip;
    // The minimum over the last 30..60 s: of this half and of the one before.
    std::optional<MonotonicTime> m_minimumNow;
    std::optional<MonotonicTime> m_minimumBefore;
    MonotonicTime m_halfBegan{};
};

} // namespace viz
