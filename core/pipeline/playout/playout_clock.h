#pragma once

#include "core/base/clock.h"
#include "core/base/media_time.h"

namespace viz {

/// Places moments of the monotonic clock on the time line of the sound that the device plays, so that arrivals and
/// playout can be compared.
///
/// The device's position is known only when it asks for sound, and then only roughly (it takes bursts). So the offset
/// between the two clocks is a slow average, which follows a device that runs up to 500 ppm fast or slow; when the
/// device ran dry or stood still the offset jumps at once.
class PlayoutClock {
public:
    /// Further off than this is a jump and not jitter: more than two of the longest bursts seen with PulseAudio.
    static constexpr Samples kJump{50 * kSampleRate / 1000};

    /// The device asks for sound at `now`; `rendered` was given to it so far, of which it still holds `queued`.
    /// How far the time line jumped: what is placed on it from now on lies so much later than it would have. Mostly 0.
    Samples update(MonotonicTime now, MediaTime rendered, Samples queued);
    /// Another device asks from now on: whatever lies between the two is a jump, however short.
    void expectJump() { m_expectsJump = true; }
    /// Where on the playout time line `moment` lies. Before the first update() it is 0.
    [[nodiscard]] MediaTime at(MonotonicTime moment) const;
    [[nodiscard]] bool isRunning() const { return m_running; }

private:
    bool m_running = false;
    bool m_expectsJump = false;
    double m_offsetSamples = 0; ///< playout position minus monotonic time
    MonotonicTime m_origin{};
};

} // namespace viz
