#pragma once

#include "core/base/clock.h"
#include "core/base/thread_check.h"
#include "core/pipeline/call_stats.h"
#include "core/pipeline/send/ack_reporter.h"
#include "core/pipeline/send/capture_clock.h"
#include "core/pipeline/send/frame_batcher.h"
#include "core/pipeline/send/profile_control.h"
#include "core/pipeline/send/send_pacer.h"
#include "core/pipeline/send/send_routes.h"
#include "core/pipeline/send/tail_probe.h"
#include "core/pipeline/send/voice_input.h"
#include "core/pipeline/voice_profile.h"
#include "core/protocol/batch_compressor.h"
#include "core/protocol/control_message.h"

#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace viz {

/// From sound to records: VoiceInput → FrameBatcher → SendPacer → BatchCompressor → SendRoutes. Everything that goes to
/// the peer goes through here, control messages too, because the sealers count.
///
/// Send thread. `onRecord` gets each record of a route in the order in which it must be sent on that route.
class SendPipeline {
public:
    /// Nothing sent for this long: an acknowledgement goes out alone. Longer than any batch would be pointless, so a
    /// profile with longer batches waits for them.
    static constexpr std::chrono::milliseconds kAckInterval{100};
    /// Shorter than the 60 s after which nginx closes an idle upstream, and half again for one loss.
    static constexpr std::chrono::seconds kKeepaliveInterval{20};

    using RecordSink = SendRoutes::RecordSink;

    /// `clock` and `acks` outlive this object. `settings.profile` passed checkProfile(). Without a cleaner the sound
    /// goes out as it comes.
    SendPipeline(const SendSettings& settings, const Clock& clock, AckExchange& acks, RecordSink onRecord,
                 std::unique_ptr<MicrophoneCleaner> cleaner = nullptr);

    /// From now on everything goes out on this route, too. `sealingKey`: SessionKeys::sealing. What is in flight is
    /// forgotten: it is on another route, nothing is resent, and live sound must not wait for it.
    void addRoute(RouteId route, SecretBytes sealingKey);
    /// A route that is not in use gets no records until it is again: it stands still, and another one does not. A
    /// change forgets what is in flight, too. Without any route in use nothing is sent, control messages are lost.
    void setRouteInUse(RouteId route, bool inUse);
    void removeRoute(RouteId route);
    /// Another profile: chosen by the person, or because the tunnel refuses so many messages. Shorter messages come
    /// with the next batch, longer ones are announced to the peer first (ProfileControl::kNotice).
    void changeSettings(const SendSettings& settings);

    /// Sound from the microphone, 48 kHz mono, in blocks of any size.
    void pushSound(std::span<const std::int16_t> block);
    /// The sound that is pushed next comes from another microphone.
    void changeDevice();
    /// What is done about that sound, and when it goes out; from the next 10 ms on.
    void setSound(const SoundSettings& sound) { m_input.setSound(sound); }
    void setMuted(bool muted) { m_input.setMuted(muted); }
    void setTalking(bool talking) { m_input.setTalking(talking); }
    /// See MicrophoneCleaner::setEchoDelay().
    void setEchoDelay(Samples delay) { m_input.setEchoDelay(delay); }
    /// See MicrophoneCleaner::setMayHowl().
    void setMayHowl(bool mayHowl) { m_input.setMayHowl(mayHowl); }
    /// Seals and hands on at once, before any waiting sound.
    void sendControl(const ControlMessage& message);
    /// Call every few tens of milliseconds: sends what has been waiting, acknowledgements and keepalives that are due.
    void tick();
    /// From now on acknowledgements are sent: the call is on.
    void startAcknowledging() { m_acknowledging = true; }

    /// Since when the oldest record with sound waits for its acknowledgement; empty if none does.
    [[nodiscard]] std::optional<MonotonicTime> unacknowledgedSince() const;
    [[nodiscard]] SendStats stats() const;

private:
    void onRoutesChanged();
    void leaveGap(Samples lost);
    void onBatch(const FrameBatch& batch);
    void sendWaiting();
    void adapt(MonotonicTime now);
    void takeAcks();
    void take(const ArrivedAck& arrived);
    [[nodiscard]] bool ackIsDue(MonotonicTime now);
    void sendEmptyBatch(MonotonicTime now, bool isProbe);
    void sendKeepalive();
    void packBatch(FrameBatch& batch, MonotonicTime now);
    void sealAndSend();
    [[nodiscard]] std::size_t paddedBytes() const;

    ThreadCheck m_thread;
    const Clock& m_clock;

    ProfileControl m_control;
    CaptureClock m_captureClock;
    VoiceInput m_input;
    FrameBatcher m_batcher;
    SendPacer m_pacer;
    TailProbe m_tailProbe;
    BatchCompressor m_compressor;
    SendRoutes m_routes;

    SpscRing<ArrivedAck>::Consumer m_acks;
    AckReporter m_reporter;
    bool m_acknowledging = false;
    std::optional<float> m_heardLevelDbfs; ///< as the peer told last

    FrameBatch m_emptyBatch; ///< for acknowledgements and tail probes
    Bytes m_plaintext;
    MonotonicTime m_lastSent{};
    std::uint64_t m_framesSent = 0;
};

} // namespace viz
