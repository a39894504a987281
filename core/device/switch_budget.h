#pragma once

#include "core/base/clock.h"

namespace viz {

/// Bounds how often a call takes a device that came: a few times at once, then slowly. A plug with a loose contact
/// comes and goes many times a second, and every change is a gap in the sound.
class SwitchBudget {
public:
    static constexpr int kAtOnce = 5;
    static constexpr std::chrono::seconds kRefill{1}; ///< one more each

    /// Whether there may be a change at `now`; takes it if so.
    [[nodiscard]] bool take(MonotonicTime now);

private:
    MonotonicTime m_spentUntil{}; ///< by then everything that was taken has been refilled
};

} // namespace viz
