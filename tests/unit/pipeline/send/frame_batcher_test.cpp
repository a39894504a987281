#include "core/media/voice_decoder.h"
#include "core/pipeline/send/frame_batcher.h"
#include "tests/support/voice_link.h"

#include <gtest/gtest.h>

#include <vector>

namespace viz {
namespace {

using namespace std::chrono_literals;
using enum FrameDuration;

struct FrameBatcherTest : ::testing::Test {
    void push(int samples) {
        batcher.push(test::tone(samples, 400, pushed));
        pushed += samples;
    }

    int pushed = 0;
    Samples lost{};
    std::vector<FrameBatch> batches;
    FrameBatcher batcher{VoiceProfile{.frame = Ms20, .framesPerMessage = 3},
                         [this](const FrameBatch& batch) { batches.push_back(batch); }};
};

TEST_F(FrameBatcherTest, AChangeOfProfileLosesNoSampleAndNoNumber) {
    const VoiceProfile profiles[] = {{Ms40, 8, 6000}, {Ms10, 1, 64000}, {Ms60, 1, 32000}, {Ms20, 3, 20000}};
    for (const VoiceProfile& profile : profiles) {
        for (int i = 0; i < 40; ++i)
            push(431); // 360 ms, in blocks that fit no frame
        batcher.changeProfile(profile);
    }
    for (int i = 0; i < 100; ++i)
        push(431);
    MediaTime end{};
    Sequence next{};
    for (const FrameBatch& batch : batches) {
        EXPECT_EQ(batch.firstSequence, next);
        EXPECT_EQ(batch.captureEnd - batch.length(), end);
        next = batch.firstSequence + static_cast<std::int32_t>(batch.count());
        end = batch.captureEnd;
    }
    EXPECT_GE(end, Samples{pushed} - 120ms) << "one batch and one frame at most wait";
    EXPECT_EQ(batches.back().duration, Ms20);
    EXPECT_EQ(batches.back().count(), 3U);
}

TEST_F(FrameBatcherTest, WhatHasBegunIsFinishedByTheOldProfile) {
    push(960);
    batcher.changeProfile({Ms60, 1, 32000});
    EXPECT_EQ(batcher.profile().frame, Ms20);
    push(1920);
    ASSERT_EQ(batches.size(), 1U);
    EXPECT_EQ(batches[0].count(), 3U);
    EXPECT_EQ(batcher.profile().frame, Ms60);
    push(2880);
    ASSERT_EQ(batches.size(), 2U);
    EXPECT_EQ(batches[1].duration, Ms60);
}

TEST_F(FrameBatcherTest, AnUnwantedChangeCanBeTakenBack) {
    push(960);
    batcher.changeProfile({Ms60, 1, 32000});
    batcher.changeProfile(batcher.profile());
    push(960 * 8);
    ASSERT_EQ(batches.size(), 3U);
    for (const FrameBatch& batch : batches)
        EXPECT_EQ(batch.duration, Ms20);
}

TEST_F(FrameBatcherTest, LostSoundLeavesAGapBetweenTwoBatches) {
    push(2880);
    batcher.skip(300ms);
    push(2880);
    ASSERT_EQ(batches.size(), 2U);
    EXPECT_EQ(batches[0].captureEnd, MediaTime{2880});
    EXPECT_EQ(batches[1].captureEnd, MediaTime{2880 + 14400 + 2880});
    EXPECT_EQ(batches[1].firstSequence, Sequence{3});
}

TEST_F(FrameBatcherTest, TheBatchThatTheGapInterruptsIsNotLate) {
    push(2880);
    for (const int begun : {480, 960, 1440}) { // half a frame, one, one and a half
        push(begun);
        batcher.skip(300ms);
        lost += 300ms;
        push(2880 - begun);
        EXPECT_EQ(batches.back().captureEnd, MediaTime{pushed} + lost) << begun;
        EXPECT_EQ(batches.back().count(), 3U) << begun;
    }
    EXPECT_EQ(batches.size(), 4U);
}

TEST_F(FrameBatcherTest, NoSeamIsHeardWhereTheFrameLengthChanges) {
    for (int i = 0; i < 100; ++i)
        push(480);
    batcher.changeProfile({Ms40, 3, 32000});
    for (int i = 0; i < 100; ++i)
        push(480);
    VoiceDecoder decoder;
    std::vector<float> sound;
    std::array<float, kMaxFrameSamples> frame{};
    for (const FrameBatch& batch : batches)
        for (std::size_t i = 0; i < batch.count(); ++i) {
            const int count = decoder.decode(batch.frame(i), frame);
            sound.insert(sound.end(), frame.begin(), frame.begin() + count);
        }
    // A tone of 400 Hz and this loudness has steps of at most 0.013 from sample to sample.
    float steepest = 0;
    for (std::size_t i = 9600; i + 1 < sound.size(); ++i)
        steepest = std::max(steepest, std::abs(sound[i + 1] - sound[i]));
    EXPECT_LT(steepest, 0.03F);
}

} // namespace
} // namespace viz
