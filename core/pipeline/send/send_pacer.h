#pragma once

#include "core/base/clock.h"
#include "core/pipeline/ack_exchange.h"
#include "core/pipeline/send/path_sample.h"
#include "core/pipeline/send/shortest_round_trip.h"
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
    /// When round trips grow from one to the next, which a retransmission does not do, a queue builds up. Until it is
    /// gone less is let go and less waits: both sides' acknowledgements stand in it, too, and whatever all goes at once
    /// when the window opens is the next queue.
    static constexpr std::chrono::milliseconds kQueueAllowance{200};
    /// Before the first acknowledgement tells the round trip.
    static constexpr std::chrono::milliseconds kFirstWindow{1500};

    explicit SendPacer(Samples batchLength);

    /// Queues a finished batch; the oldest falls out if there is no room.
    void enqueue(const FrameBatch& batch, MonotonicTime now);
    /// Drops what is stale, then the batch that may go now; null if there is none or the window is closed. Valid until
    /// sent().
    [[nodiscard]] FrameBatch* next(MonotonicTime now);
    /// The batch of next() was handed on as one record, which takes so many bytes on the wire.
    void sent(std::size_t bytes, MonotonicTime now);
    /// The path takes less than it was: what waits is as large as it took before, and would stand in its queue for
    /// long.
    void dropWaiting();
    /// What it tells, if it covers something that was still in flight. Numbers that were never sent are ignored.
    std::optional<PathSample> acknowledge(const ArrivedAck& arrived);

    /// Another route carries the call from now on: forgets what is in flight and the round trips.
    void restart();
    /// When the oldest batch in flight was sent; empty if all was acknowledged.
    [[nodiscard]] std::optional<MonotonicTime> unacknowledgedSince() const;

    [[nodiscard]] MonotonicTime window() const;
    [[nodiscard]] MonotonicTime staleAfter() const;
    [[nodiscard]] std::uint64_t droppedFrames() const { return m_droppedFrames; }
    [[nodiscard]] std::optional<MonotonicTime> roundTrip() const { return m_roundTrip; }
    /// See ShortestRoundTrip.
    [[nodiscard]] std::optional<MonotonicTime> minimumRoundTrip() const;

private:
    struct Waiting {
        FrameBatch batch;
        MonotonicTime completed{};
    };
    struct InFlight {
        Sequence last;
        MonotonicTime sentAt{};
        std::size_t bytes = 0;
    };

    // 64 batches hold staleAfter() of the shortest ones (400 ms of 10 ms); 1024 in flight hold 10 s of them.
    static constexpr std::size_t kMaxWaiting = 64;
    static constexpr std::size_t kMaxInFlight = 1024;

    void dropOldest();
    void dropStale(MonotonicTime now);
    [[nodiscard]] bool windowIsOpen(MonotonicTime now) const;
    [[nodiscard]] InFlight takeOldest();
    [[nodiscard]] PathSample sampleOf(const InFlight& newest, const ArrivedAck& arrived);
    void noteRoundTrip(MonotonicTime roundTrip);
    void noteQueue(MonotonicTime now);
    [[nodiscard]] bool endsStall(MonotonicTime waitedSince, MonotonicTime now) const;

    MonotonicTime m_batchLength;       ///< of the newest batch
    MonotonicTime m_peerBatchLength{}; ///< the peer acknowledges so often
    Sequence m_newestSent;
    std::vector<Waiting> m_waiting; ///< a ring
    std::size_t m_waitingBegin = 0;
    std::size_t m_waitingCount = 0;
    std::vector<InFlight> m_inFlight; ///< a ring
    std::size_t m_flightBegin = 0;
    std::size_t m_flightCount = 0;
    std::uint64_t m_droppedFrames = 0;
    std::optional<MonotonicTime> m_roundTrip;
    int m_growing = 0;                          ///< round trips in a row that were longer than the one before
    std::optional<MonotonicTime> m_queueGrewAt; ///< while there is a queue: when round trips were last seen to grow
    ShortestRoundTrip m_shortest;
    std::optional<MonotonicTime> m_lastAck;
    std::optional<MonotonicTime> m_stallEnd;
};

} // namespace viz
