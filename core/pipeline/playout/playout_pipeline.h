#pragma once

#include "core/base/thread_check.h"
#include "core/media/jitter/jitter_buffer.h"
#include "core/media/level_meter.h"
#include "core/pipeline/ack_exchange.h"
#include "core/pipeline/call_stats.h"
#include "core/pipeline/playout/heard_meter.h"
#include "core/pipeline/playout/playout_clock.h"
#include "core/pipeline/playout_inbox.h"

#include <array>
#include <span>

namespace viz {

/// From the frames that arrived to the sound that is heard: inbox → JitterBuffer (with VoiceDecoder inside) → PCM.
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
    LevelMeter m_meter;
    HeardMeter m_heardMeter;
    MediaTime m_rendered{};
    MonotonicTime m_oneWayDelay{};
    Samples m_messageLength{};
    std::array<float, JitterBuffer::kPullLength.count()> m_tick{};
};

} // namespace viz
