#pragma once

#include "core/pipeline/ack_exchange.h"

#include <optional>

namespace viz {

/// Puts what the receiving side and playout have to tell the peer into acknowledgements. Send thread.
class AckReporter {
public:
    /// `acks` outlives this object.
    explicit AckReporter(AckExchange& acks) : m_arrivals(acks.toPeer), m_heard(acks.heard) {}

    /// What to put into a record that leaves now.
    [[nodiscard]] AckBlock report(MonotonicTime now);
    /// Whether something arrived that report() has not told.
    [[nodiscard]] bool hasNews();

private:
    Snapshot<ArrivalReport>& m_arrivals;
    std::atomic<HeardReport>& m_heard;
    std::optional<Sequence> m_reported;
};

} // namespace viz
