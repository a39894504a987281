#pragma once

#include "core/base/media_time.h"

namespace viz {

/// Keeps the delay inside the dead band by playing up to 500 ppm faster or slower, which nobody hears.
///
/// A proportional and integrating controller (15 s and 60 s, critically damped), so that the steady drift between two
/// sound cards, 100 ppm and sometimes 250, leaves no error behind.
class DriftCorrector {
public:
    static constexpr double kMost = 500e-6;

    /// Samples to read for each one that is played, when what plays next is `excess` later than wanted. Call once for
    /// every 10 ms.
    [[nodiscard]] double rate(Samples excess);
    /// Only what the drift needs, without learning.
    [[nodiscard]] double heldRate() const { return 1 + m_drift; }

private:
    double m_drift = 0;
};

} // namespace viz
