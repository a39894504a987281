#pragma once

#include "core/base/thread_check.h"
#include "core/pipeline/ack_exchange.h"
#include "core/pipeline/call_stats.h"
#include "core/pipeline/playout_inbox.h"
#include "core/protocol/batch_compressor.h"
#include "core/protocol/control_message.h"
#include "core/protocol/record_opener.h"

#include <functional>

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

    /// `openingKey`: SessionKeys::opening. The references outlive this object.
    ReceivePipeline(SecretBytes openingKey, PlayoutInbox& inbox, AckExchange& acks, ControlSink onControl);

    /// Takes one record that arrived at `now`. `onControl` may be called from inside.
    [[nodiscard]] Verdict consume(ByteView record, MonotonicTime now);
    /// The call was accepted. Sound that comes before is Malformed: nobody is heard without having been let in.
    void allowSound() { m_soundAllowed = true; }
    [[nodiscard]] const ReceiveStats& stats() const { return m_stats; }

private:
    [[nodiscard]] bool isFlood(std::size_t bytes, MonotonicTime now);
    [[nodiscard]] Verdict consumePlaintext(MonotonicTime now);
    [[nodiscard]] Verdict consumeAudio(MonotonicTime now);
    [[nodiscard]] Verdict consumeControl();
    void passFrames(MonotonicTime now);
    void reportArrival(MonotonicTime now);

    ThreadCheck m_thread;
    RecordOpener m_opener;
    BatchCompressor m_compressor;
    FrameBatch m_batch;
    Bytes m_plaintext;
    PlayoutInbox::Producer m_inbox;
    SpscRing<ArrivedAck>::Producer m_acks;
    Snapshot<ArrivalReport>& m_report;
    ArrivalReport m_newest;
    ControlSink m_onControl;
    ReceiveStats m_stats;
    bool m_soundAllowed = false;
    MonotonicTime m_windowStart{};
    std::uint64_t m_windowRecords = 0;
    std::uint64_t m_windowBytes = 0;
};

} // namespace viz
