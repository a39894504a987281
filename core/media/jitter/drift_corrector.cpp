#include "core/media/jitter/drift_corrector.h"

#include "core/media/jitter/playout_policy.h"

#include <algorithm>

namespace viz {
namespace {

constexpr double kProportionalSeconds = 15;
constexpr double kIntegralSeconds = 60;
constexpr double kTickSeconds = 0.01;

} // namespace

double DriftCorrector::rate(Samples excess) {
    if (std::chrono::abs(excess) > PlayoutPolicy::kDeadBand) // something coarser is at work
        return heldRate();
    const double correction = std::chrono::duration<double>(excess).count() / kProportionalSeconds;
    m_drift = std::clamp(m_drift + correction * kTickSeconds / kIntegralSeconds, -kMost, kMost);
    return 1 + std::clamp(correction + m_drift, -kMost, kMost);
}

} // namespace viz
