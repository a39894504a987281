#pragma once

#include "core/base/clock.h"

#include <optional>

namespace viz {

/// Decides when to tell a person that a second connection would help. Pure.
class HedgingAdvice {
public:
    static constexpr int kTolerableStalls = 3; ///< a minute
    static constexpr std::chrono::minutes kPause{5};

    /// `stalls`: ReceiveStats::stallsLastMinute. Whether to say it now; then not again before kPause.
    [[nodiscard]] bool isDue(int stalls, bool hedging, MonotonicTime now);

private:
    std::optional<MonotonicTime> m_saidAt;
};

} // namespace viz
