#pragma once

#include "core/base/media_time.h"

#include <cstdint>
#include <span>

namespace viz {

/// Notices that loudspeaker and microphone feed each other at the start of a call: sound that fills the whole scale for
/// longer than a word does. Pure; latches.
class HowlGuard {
public:
    /// Only so long after the first sound: later, people shout.
    static constexpr Samples kGuarded{3 * kSampleRate};
    /// So much full-scale sound is a howl. Whatever lies between counts against it.
    static constexpr Samples kHowl{400 * kSampleRate / 1000};
    /// Root mean square: a sine that is clipped has more than -3 dBFS, speech that just clips less than -9.
    static constexpr float kFullScaleDbfs = -6;

    /// The microphone's sound as it came, in order.
    void push(std::span<const std::int16_t> block);
    [[nodiscard]] bool isHowling() const { return m_isHowling; }

private:
    Samples m_heard{};
    Samples m_full{};
    bool m_isHowling = false;
};

} // namespace viz
