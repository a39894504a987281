#pragma once

#include "core/base/media_time.h"
#include "core/media/frame_decoder.h"

#include <array>
#include <cstdint>
#include <span>

namespace viz {

/// What is heard while the next frame is missing: a continuation by the decoder, then comfort noise.
///
/// libopus 1.3.1 keeps the level for 60 ms (measured -2, -5 and -11 dB after 20, 40 and 60 ms, -30 after 100), so until
/// there it speaks alone; from there to 100 ms it fades into noise of the background's level. The decoder's state from
/// before is kept, so that a frame which is only late can be decoded as if nothing had happened.
class Concealer {
public:
    static constexpr Samples kDecoderAlone{60 * kSampleRate / 1000};
    static constexpr Samples kMuted{100 * kSampleRate / 1000};

    /// `decoder` outlives this object.
    explicit Concealer(FrameDecoder& decoder) : m_decoder(decoder) {}

    /// Fills `out` with what comes next; the first call of a concealment saves the decoder's state.
    void produce(std::span<float> out, float noiseLevel);
    [[nodiscard]] bool isActive() const { return m_active; }
    /// What produce() has given since the concealment began.
    [[nodiscard]] Samples length() const { return m_length; }

    enum class Next : std::uint8_t {
        Late,     ///< the frame that was missing: the decoder goes back to where it was
        AfterGap, ///< a frame after a short hole: the decoder goes on from its own continuation
        Anew,     ///< a frame after a long hole: the decoder forgets
    };
    /// Ends the concealment, if there is one, and makes the decoder ready for the next frame.
    void end(Next next);

private:
    [[nodiscard]] float decoderSample();
    [[nodiscard]] float noiseSample();

    FrameDecoder& m_decoder;
    bool m_active = false;
    Samples m_length{};
    std::array<float, 480> m_block{};
    std::size_t m_blockUsed = 480;
    std::uint32_t m_random = 1;
    float m_brightNoise = 0;
    float m_noise = 0;
};

} // namespace viz
