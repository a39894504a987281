#include "core/device/audio_backend.h"

#include <gtest/gtest.h>

#include <utility>

namespace viz {
namespace {

TEST(AudioBackendUse, IsHeldFromOpeningUntilRelease) {
    ASSERT_FALSE(isAudioBackendHeld());
    AudioBackendUse use = AudioBackendUse::beginOpening();
    EXPECT_TRUE(isAudioBackendHeld()) << "while it opens";
    use.setOpened();
    EXPECT_TRUE(isAudioBackendHeld());
    use.release();
    EXPECT_FALSE(isAudioBackendHeld());
    use.release();
    use.setOpened();
    EXPECT_FALSE(isAudioBackendHeld());
}

TEST(AudioBackendUse, IsHeldByWhoeverOpensAndHangs) {
    const AudioBackendUse hanging = AudioBackendUse::beginOpening();
    {
        AudioBackendUse other = AudioBackendUse::beginOpening();
        other.setOpened();
    }
    EXPECT_TRUE(isAudioBackendHeld());
}

TEST(AudioBackendUse, CountsOnceWhenItMoves) {
    {
        AudioBackendUse use = AudioBackendUse::beginOpening();
        AudioBackendUse moved = std::move(use);
        AudioBackendUse assigned = AudioBackendUse::beginOpening();
        assigned = std::move(moved);
        EXPECT_TRUE(isAudioBackendHeld());
    }
    EXPECT_FALSE(isAudioBackendHeld());
}

} // namespace
} // namespace viz
