#pragma once

#include "core/base/thread_check.h"
#include "core/pipeline/ack_exchange.h"
#include "core/pipeline/call_stats.h"
#include "core/pipeline/playout_inbox.h"
#include "core/pipeline/receive/flood_meter.h"
#include "core/pipeline/receive/forward_delay.h"
#include "core/pipeline/receive/stall_counter.h"
#include "core/pipeline/route.h"
#include "core/protocol/batch_compressor.h"
#include "core/protocol/control_message.h"
#include "core/protocol/record_opener.h"

#include <functional>
#include <map>

namespace viz {

/// From records to what they mean: RecordOpener → BatchCompressor → FrameBatch → frames for playout, acknowledgements
/// for the sender, control messages for the call. Network thread.
class ReceivePipeline {
public:
    enum class Verdict : std::uint8_t {
        Ok,
        NotAuthentic, ///< fatal, close 4401
        Malformed,    ///< fatal, close 4400: authentic, but no Viz sends that
        Flood,        ///< fatal: more than wire_format.h allows within kFloodWindow
    };

    using ControlSink = std::function<void(const ControlMessage&)>;

    /// The references outlive this object.
    ReceivePipeline(PlayoutInbox& inbox, AckExchange& acks, ControlSink onControl);

    /// Records of this route can be opened from now on. `openingKey`: SessionKeys::opening.
    void addRoute(RouteId route, SecretBytes openingKey);
    void removeRoute(RouteId route);
    /// Takes one record that arrived at `now` on `route`, which was added. `onControl` may be called from inside.
    /// What came before on another route is dropped by its number, later, in the jitter buffer.
    [[nodiscard]] Verdict consume(RouteId route, ByteView record, MonotonicTime now);
    /// The call was accepted. Sound that comes before is Malformed: nobody is heard without having been let in.
    void allowSound() { m_soundAllowed = true; }
    /// Whether the record that was consumed last brought sound that is newer than all before.
    [[nodiscard]] bool broughtNews() const { return m_broughtNews; }
    [[nodiscard]] const ReceiveStats& stats() const { return m_stats; }

private:
    struct Route {
        RecordOpener opener;
        FloodMeter flood;
    };

    [[nodiscard]] Verdict consumePlaintext(MonotonicTime now);
    [[nodiscard]] Verdict consumeAudio(MonotonicTime now);
    [[nodiscard]] Verdict consumeControl();
    void passFrames(MonotonicTime now);
    void reportArrival(MonotonicTime now);

    ThreadCheck m_thread;
    std::map<RouteId, Route> m_routes;
    BatchCompressor m_compressor;
    FrameBatch m_batch;
    Bytes m_plaintext;
    PlayoutInbox::Producer m_inbox;
    SpscRing<ArrivedAck>::Producer m_acks;
    Snapshot<ArrivalReport>& m_report;
    ForwardDelay m_forwardDelay;
    StallCounter m_stalls;
    ArrivalReport m_newest;
    ControlSink m_onControl;
    ReceiveStats m_stats;
    bool m_soundAllowed = false;
    bool m_broughtNews = false;
};

} // namespace viz
