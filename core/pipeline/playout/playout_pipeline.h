#pragma once

#include "core/base/thread_check.h"
#include "core/media/jitter/jitter_buffer.h"
#include "core/media/output/voice_output.h"
#include "core/pipeline/ack_exchange.h"
#include "core/pipeline/call_stats.h"
#include "core/pipeline/playout/heard_meter.h"
#include "core/pipeline/playout/playout_clock.h"
#include "core/pipeline/playout_inbox.h"

#include <array>
#include <span>

namespace viz {

/// From the frames that arrived to the sound that is heard: inbox → JitterBuffer (with VoiceDecoder inside) →
/// VoiceOutput → PCM.
///
/// Playback thread. No lock, no allocation in render().
class PlayoutPipeline {
public:
    /// `inbox` and `acks` outlive this object; AckExchange::heard is written here.
    PlayoutPipeline(PlayoutInbox& inbox, AckExchange& acks);

    /// Fills `out`, a multiple of JitterBuffer::kPullLength, asked for at `now` by a device that still holds `queued`.
    void render(std::span<std::int16_t> out, Samples queued, MonotonicTime now);
    /// Of the network, as far as it is known; zero: not yet. May be called before every render().
    void setOneWayDelay(MonotonicTime delay);
    /// What is said about the other side's voice in it. Before the first of these it is played as it was decoded.
    void setSound(const SoundSettings& sound) { m_output.configure(sound); }
    void setDeafened(bool deafened) { m_output.setDeafened(deafened); }
    /// Nobody renders now; another thread will.
    void changeThread() { m_thread.release(); }
    /// Playback thread: another device asks from now on.
    void changeDevice() { m_clock.expectJump(); }
    /// Without the device's own figures, which the caller adds.
    [[nodiscard]] PlayoutReport report() const;

private:
    void takeArrivals();
    void take(const ArrivedFrame& arrived);
    void pullTick(std::span<std::int16_t> out);

    ThreadCheck m_thread;
    PlayoutInbox::Consumer m_inbox;
    std::atomic<HeardReport>& m_heard;
    JitterBuffer m_jitterBuffer;
    PlayoutClock m_clock;
    VoiceOutput m_output;
    HeardMeter m_heardMeter;
    MediaTime m_rendered{};
    MonotonicTime m_oneWayDelay{};
    Samples m_messageLength{};
    std::array<float, JitterBuffer::kPullLength.count()> m_tick{};
};

} // namespace viz
