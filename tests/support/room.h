#pragma once

#include "core/base/media_time.h"

#include <cstdint>
#include <span>
#include <vector>

namespace viz::test {

/// A room between a loudspeaker and a microphone: noise that decays over 150 ms, as a living room does. Sound goes
/// through it in blocks of any size.
class Room {
public:
    struct Options {
        Samples extraDelay{};      ///< of devices, before the first reflection
        double gainDb = -9;        ///< of all reflections together, for white noise
        bool isDistorting = false; ///< the loudspeaker bends loud sound (tanh), which no linear filter can undo
        std::uint64_t seed = 1;    ///< which room
    };

    /// From the first reflection to -60 dB.
    static constexpr Samples kDecay{150 * kSampleRate / 1000};

    explicit Room(const Options& options);

    /// Adds to `recorded` what is heard of `played`; both of one length.
    void pass(std::span<const std::int16_t> played, std::span<std::int16_t> recorded);

private:
    [[nodiscard]] float spoken(std::int16_t sample) const;
    void reflect(std::span<const float> sound);

    std::vector<float> m_response;
    std::size_t m_extraDelay;
    bool m_isDistorting;
    std::vector<float> m_coming; ///< what is still to be heard, from now on
};

} // namespace viz::test
