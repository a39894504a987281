#include "core/media/cleaner/sound_activity.h"

#include "core/media/cleaner/speech_cleaner.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace viz {

void SoundActivity::push(std::span<const std::int16_t> block) {
    std::array<float, SpeechCleaner::kBlock.count()> sound{};
    assert(block.size() == sound.size());
    std::ranges::transform(block, sound.begin(),
                           [](std::int16_t sample) { return static_cast<float>(sample) / 32768; });
    m_floor.push(sound);
    m_hasBegun = m_hasBegun || !m_floor.isQuiet(sound);
}

} // namespace viz
