#pragma once

#include "core/base/clock.h"
#include "core/base/thread_check.h"
#include "core/media/level_meter.h"
#include "core/media/pcm_framer.h"
#include "core/media/transmit_gate.h"
#include "core/media/voice_encoder.h"
#include "core/pipeline/ack_exchange.h"
#include "core/pipeline/call_stats.h"
#include "core/pipeline/send_pacer.h"
#include "core/pipeline/voice_profile.h"
#include "core/protocol/batch_compressor.h"
#include "core/protocol/control_message.h"
#include "core/protocol/record_sealer.h"

#include <functional>
#include <span>
#include <vector>

namespace viz {

/// From sound to records: PcmFramer → TransmitGate → VoiceEncoder → FrameBatch → SendPacer → BatchCompressor →
/// RecordSealer. Everything that goes to the peer goes through here, control messages too, because the sealer counts.
///
/// Send thread. `onRecord` gets each record in the order in which it must be sent.
class SendPipeline {
public:
    /// Nothing sent for this long: an acknowledgement goes out alone. Longer than any batch would be pointless, so a
    /// profile with longer batches waits for them.
    static constexpr std::chrono::milliseconds kAckInterval{100};
    /// Shorter than the 60 s after which nginx closes an idle upstream, and half again for one loss.
    static constexpr std::chrono::seconds kKeepaliveInterval{20};

    using RecordSink = std::function<void(ByteView record)>;

    /// `sealingKey`: SessionKeys::sealing. `clock` and `acks` outlive this object. `profile` passed checkProfile().
    SendPipeline(const VoiceProfile& profile, SecretBytes sealingKey, const Clock& clock, AckExchange& acks,
                 RecordSink onRecord);

    /// Sound from the microphone, 48 kHz mono, in blocks of any size.
    void pushSound(std::span<const std::int16_t> block);
    void setMuted(bool muted) { m_gate.setMuted(muted); }
    /// Seals and hands on at once, before any waiting sound.
    void sendControl(const ControlMessage& message);
    /// Call every few tens of milliseconds: sends what has been waiting, acknowledgements and keepalives that are due.
    void tick();
    /// From now on acknowledgements are sent: the call is on.
    void startAcknowledging() { m_acknowledging = true; }

    [[nodiscard]] SendStats stats() const;

private:
    void encodeFrame(std::span<const std::int16_t> frame);
    void finishBatch();
    void startBatch();
    void sendWaiting();
    void takeAcks();
    [[nodiscard]] AckBlock ackBlock(MonotonicTime now);
    [[nodiscard]] bool ackIsDue(MonotonicTime now);
    void sendAckAlone(MonotonicTime now);
    void sendKeepalive();
    void sendBatch(FrameBatch& batch, MonotonicTime now);
    void sealAndSend();

    ThreadCheck m_thread;
    VoiceProfile m_profile;
    const Clock& m_clock;
    RecordSink m_onRecord;

    PcmFramer m_framer;
    TransmitGate m_gate;
    LevelMeter m_meter;
    VoiceEncoder m_encoder;
    FrameBatch m_batch;
    SendPacer m_pacer;
    BatchCompressor m_compressor;
    RecordSealer m_sealer;

    SpscRing<ArrivedAck>::Consumer m_acks;
    Snapshot<ArrivalReport>& m_arrivals;
    std::optional<Sequence> m_reportedSequence;
    bool m_acknowledging = false;

    std::vector<std::int16_t> m_frame;
    FrameBatch m_ackOnly;
    std::size_t m_paddedBytes = 0; ///< of a control message or keepalive, to look like a record of sound
    Bytes m_plaintext;
    Bytes m_record;
    Sequence m_nextSequence;
    MediaTime m_captured{};
    MonotonicTime m_lastSent{};
    SendStats m_stats;
};

} // namespace viz
