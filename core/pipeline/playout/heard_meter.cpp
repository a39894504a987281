#include "core/pipeline/playout/heard_meter.h"

#include "core/protocol/frame_batch.h"

#include <algorithm>

namespace viz {

HeardReport HeardMeter::update(const PlayoutStats& stats, float levelDbfs) {
    const std::uint64_t total = stats.totalSamplesReceived - m_totalBefore;
    if (total >= kSampleRate) {
        const std::uint64_t concealed = stats.concealedSamples - m_concealedBefore;
        m_concealedPermille = static_cast<std::uint16_t>(std::min<std::uint64_t>(1000, concealed * 1000 / total));
        m_totalBefore = stats.totalSamplesReceived;
        m_concealedBefore = stats.concealedSamples;
    }
    const auto lagMs = stats.lag.count() * 1000 / kSampleRate;
    return {.lagMs = static_cast<std::uint16_t>(std::clamp<std::int64_t>(lagMs, 0, UINT16_MAX)),
            .concealedPermille = m_concealedPermille,
            .number = ++m_number,
            .heardLevel = heardLevelCode(levelDbfs)};
}

} // namespace viz
