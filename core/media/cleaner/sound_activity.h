#pragma once

#include "core/media/noise_floor.h"

#include <cstdint>
#include <span>

namespace viz {

/// Whether something stands out of the background, by the level alone: NoiseFloor with its hang-over, for 16 bits.
class SoundActivity {
public:
    /// `block`: SpeechCleaner::kBlock.
    void push(std::span<const std::int16_t> block);
    [[nodiscard]] bool isActive() const { return m_hasBegun && !m_floor.isPause(); }

private:
    NoiseFloor m_floor;
    bool m_hasBegun = false; ///< the hang-over of nothing is silence
};

} // namespace viz
