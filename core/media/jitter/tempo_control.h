#pragma once

#include "core/base/media_time.h"
#include "core/media/noise_floor.h"
#include "core/media/sound_queue.h"
#include "core/media/time_stretch.h"

namespace viz {

/// Turns a rate into single periods that are left out or repeated: saves up what the rate asks for until a period of
/// the voice is that long.
class TempoControl {
public:
    /// Sound that should be unread when change() is called.
    static constexpr Samples kAhead = Samples{480} + TimeStretch::kLookahead;

    struct Wish {
        bool isFaster = false;
        double rate = 0;  ///< part of the real speed, 0.05 is 5 %
        Samples excess{}; ///< what there is to correct, at most; its sign does not matter
        bool isPause = false;
    };

    /// Once for every 10 ms while the speed is to be changed. How many samples were left out or repeated.
    [[nodiscard]] Samples change(SoundQueue& sound, const NoiseFloor& noise, const Wish& wish);
    /// Nothing is to be changed any more.
    void rest() { m_saved = 0; }

private:
    [[nodiscard]] static float leastLikeness(SoundQueue& sound, const NoiseFloor& noise, const Wish& wish);

    TimeStretch m_stretch;
    double m_saved = 0; ///< samples
};

} // namespace viz
