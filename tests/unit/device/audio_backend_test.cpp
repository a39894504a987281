#include "core/device/audio_backend.h"

#include <gtest/gtest.h>

#include <utility>

namespace viz {
namespace {

/// Nothing is broken here.
AudioBackendUse opening() { return AudioBackendUse::beginOpening().value(); }

TEST(AudioBackendUse, IsHeldFromOpeningUntilRelease) {
    ASSERT_FALSE(isAudioBackendHeld());
    AudioBackendUse use = opening();
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
    const AudioBackendUse hanging = opening();
    {
        AudioBackendUse other = opening();
        other.setOpened();
    }
    EXPECT_TRUE(isAudioBackendHeld());
}

TEST(AudioBackendUse, CountsOnceWhenItMoves) {
    {
        AudioBackendUse use = opening();
        AudioBackendUse moved = std::move(use);
        AudioBackendUse assigned = opening();
        assigned = std::move(moved);
        EXPECT_TRUE(isAudioBackendHeld());
    }
    EXPECT_FALSE(isAudioBackendHeld());
}

} // namespace
} // namespace viz
