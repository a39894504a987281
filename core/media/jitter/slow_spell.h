#pragma once

#include "core/base/media_time.h"

#include <cstdint>
#include <optional>

namespace viz {

/// Notices when the path has become slower as a whole, because a queue stands before its narrow place, and when that is
/// over: by the smallest delay of the last messages, which jitter and stalls leave alone. Pure.
class SlowSpell {
public:
    /// So much slower than usual is a spell; half of it is none any more.
    static constexpr Samples kSlower{40 * kSampleRate / 1000};
    /// A burst after an outage makes the smallest delay jump, too.
    static constexpr Samples kShortest{5 * kSampleRate};
    /// What lasts longer is how the path is from now on.
    static constexpr Samples kLongest{60 * kSampleRate};

    enum class Change : std::uint8_t { None, Began, Ended };
    /// A message came at `arrival`; `minimumDelay`: see ArrivalHistory. Ended only follows Began, and only after
    /// kShortest.
    [[nodiscard]] Change add(MediaTime arrival, Samples minimumDelay);
    /// The time line of arrivals jumped.
    void shift(Samples by);
    void clear() { *this = {}; }

private:
    void follow(MediaTime arrival, Samples minimumDelay);
    [[nodiscard]] Change end(MediaTime arrival);

    std::optional<double> m_usual; ///< samples: rises slowly
    MediaTime m_last{};
    std::optional<MediaTime> m_began;
};

} // namespace viz
