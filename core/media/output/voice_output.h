#pragma once

#include "core/media/level_meter.h"
#include "core/media/output/limiter.h"
#include "core/media/output/voice_leveller.h"
#include "core/media/peak_meter.h"
#include "core/media/sound_settings.h"

#include <cstdint>
#include <span>

namespace viz {

/// The other side's voice on its last steps, from the jitter buffer to the loudspeaker: levelling, volume, deafening,
/// limiter. Until configure() it plays what was decoded, as it was. Playback thread; no allocation.
class VoiceOutput {
public:
    /// levelPeer and peerVolumePercent count; from the next block on, over which it fades.
    void configure(const SoundSettings& sound);
    /// Nothing is played; it goes on being listened to for its level.
    void setDeafened(bool deafened) { m_deafened = deafened; }

    /// `voice`: 10 ms as decoded, full scale 1; scratch afterwards. `out`, of the same length: what is to be played.
    void play(std::span<float> voice, std::span<std::int16_t> out);

    /// Of what was played.
    [[nodiscard]] float levelDbfs() const { return m_level.levelDbfs(); }
    [[nodiscard]] float peakDbfs() const { return m_peak.peakDbfs(); }

private:
    [[nodiscard]] float wantedGain() const;
    void applyGain(std::span<float> voice);

    bool m_levels = false;
    float m_volume = 1.0F;
    bool m_deafened = false;
    bool m_started = false;
    float m_gain = 1.0F;
    VoiceLeveller m_leveller;
    Limiter m_limiter;
    LevelMeter m_level;
    PeakMeter m_peak;
};

} // namespace viz
