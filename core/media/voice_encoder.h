#pragma once

#include "core/base/byte_io.h"
#include "core/base/encoded_frame.h"
#include "core/base/media_time.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>

namespace viz {

inline constexpr int kMinBitrateBps = 6000;
inline constexpr int kMaxBitrateBps = 128000;

/// libopus as a voice encoder: 48 kHz mono, VOIP, no in-band FEC (nothing is lost over TCP).
class VoiceEncoder {
public:
    struct Config {
        FrameDuration duration = FrameDuration::Ms20;
        int bitrateBps = 32000;   ///< kMinBitrateBps..kMaxBitrateBps
        bool constantSize = true; ///< hard CBR and no DTX: every frame has frameBytes() bytes; else VBR and DTX
    };

    explicit VoiceEncoder(const Config& config);
    ~VoiceEncoder();
    VoiceEncoder(VoiceEncoder&&) noexcept;
    VoiceEncoder& operator=(VoiceEncoder&&) noexcept;

    /// For the next frame. The codec goes on with what it knows of the sound, so that no seam is heard.
    void reconfigure(const Config& config);
    /// `pcm` is exactly one frame long. The view is valid until the next call; empty if the encoder failed.
    [[nodiscard]] ByteView encode(std::span<const std::int16_t> pcm);
    /// Size of every frame when constantSize, else the mean: bit rate × duration / 8.
    [[nodiscard]] std::size_t frameBytes() const;
    /// Whether the last frame was a DTX one (2 bytes or less): the talkspurt is over.
    [[nodiscard]] bool wasSilent() const;
    /// Delay that the codec itself adds (OPUS_GET_LOOKAHEAD): 312 samples = 6.5 ms.
    [[nodiscard]] Samples lookahead() const;
    [[nodiscard]] const Config& config() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace viz
