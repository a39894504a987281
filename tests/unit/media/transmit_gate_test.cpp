#include "core/media/transmit_gate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace viz {
namespace {

std::vector<std::int16_t> constant(std::int16_t value = 10000) { return std::vector<std::int16_t>(960, value); }

int largestStep(std::span<const std::int16_t> sound) {
    int largest = 0;
    for (std::size_t i = 1; i < sound.size(); ++i)
        largest = std::max(largest, std::abs(sound[i] - sound[i - 1]));
    return largest;
}

/// One that has let a frame through.
TransmitGate openGate() {
    TransmitGate gate;
    auto frame = constant();
    gate.apply(frame, true);
    return gate;
}

TEST(TransmitGate, ClosedBeforeTheFirstFrameLetsNothingThrough) {
    TransmitGate gate;
    gate.setMuted(true);
    auto frame = constant();
    gate.apply(frame, true);
    EXPECT_EQ(frame, constant(0));
}

TEST(TransmitGate, LeavesSoundUntouchedWhileOpen) {
    TransmitGate gate;
    auto frame = constant();
    gate.apply(frame, true);
    EXPECT_EQ(frame, constant());
    EXPECT_FALSE(gate.isMuted());
}

TEST(TransmitGate, FadesOverOneFrameAndThenIsSilent) {
    TransmitGate gate = openGate();
    gate.setMuted(true);
    auto fading = constant();
    gate.apply(fading, true);
    EXPECT_GT(fading.front(), 9900);
    EXPECT_EQ(fading.back(), 0);
    EXPECT_LE(largestStep(fading), 12);
    auto muted = constant();
    gate.apply(muted, true);
    EXPECT_EQ(muted, constant(0));
}

TEST(TransmitGate, OpensWithoutAClick) {
    TransmitGate gate;
    gate.setMuted(true);
    auto frame = constant();
    gate.apply(frame, true);
    gate.setMuted(false);
    frame = constant();
    gate.apply(frame, true);
    EXPECT_LT(frame.front(), 100);
    EXPECT_EQ(frame.back(), 10000);
    EXPECT_LE(largestStep(frame), 12);
    frame = constant();
    gate.apply(frame, true);
    EXPECT_EQ(frame, constant());
}

TEST(TransmitGate, KeepsTheExtremesInRange) {
    TransmitGate gate;
    for (const std::int16_t value : {std::int16_t{-32768}, std::int16_t{32767}}) {
        gate.setMuted(true);
        auto frame = constant(value);
        gate.apply(frame, true);
        EXPECT_TRUE(
            std::all_of(frame.begin(), frame.end(), [value](int s) { return (s < 0) == (value < 0) || s == 0; }));
        gate.setMuted(false);
        gate.apply(frame, true);
    }
}

TEST(TransmitGate, AcceptsAnEmptyFrame) {
    TransmitGate gate = openGate();
    gate.setMuted(true);
    gate.apply({}, true);
    auto frame = constant();
    gate.apply(frame, true);
    EXPECT_GT(frame.front(), 9900) << "the fade belongs to the first frame with sound in it";
}

/// For how long the gate lets sound without voice pass after what was done to it.
Samples openFor(TransmitGate& gate) {
    Samples open{};
    for (auto frame = constant(); gate.apply(frame, false), gate.isOpen(); frame = constant())
        open += Samples{960};
    return open;
}

TEST(TransmitGate, VoiceOpensItWithinItsOwnFrame) {
    TransmitGate gate;
    gate.setMode(TalkMode::VoiceActivity);
    auto frame = constant();
    gate.apply(frame, false);
    EXPECT_EQ(frame, constant(0));
    EXPECT_FALSE(gate.isOpen());
    frame = constant();
    gate.apply(frame, true);
    EXPECT_TRUE(gate.isOpen());
    EXPECT_EQ(frame.back(), 10000);
}

TEST(TransmitGate, StaysOpenBetweenWordsAndThenCloses) {
    TransmitGate gate;
    gate.setMode(TalkMode::VoiceActivity);
    auto frame = constant();
    gate.apply(frame, true);
    EXPECT_EQ(openFor(gate), Samples{15 * 960}) << "300 ms";
    frame = constant();
    gate.apply(frame, false);
    EXPECT_EQ(frame, constant(0));
}

TEST(TransmitGate, TheKeyLetsItsLastSyllableThrough) {
    TransmitGate gate;
    gate.setMode(TalkMode::PushToTalk);
    EXPECT_EQ(openFor(gate), Samples{});
    gate.setTalking(true);
    for (int i = 0; i < 100; ++i) {
        auto frame = constant();
        gate.apply(frame, false);
        EXPECT_TRUE(gate.isOpen()) << "while it is held, whoever speaks";
    }
    gate.setTalking(false);
    EXPECT_EQ(openFor(gate), Samples{8 * 960}) << "150 ms, and the frame in which they end";
}

TEST(TransmitGate, AKeyThatIsTouchedBetweenTwoFramesCounts) {
    TransmitGate gate;
    gate.setMode(TalkMode::PushToTalk);
    gate.setTalking(true);
    gate.setTalking(false);
    EXPECT_GT(openFor(gate), Samples{});
}

TEST(TransmitGate, MutedStandsAboveEverything) {
    for (const TalkMode mode : {TalkMode::Open, TalkMode::VoiceActivity, TalkMode::PushToTalk}) {
        TransmitGate gate;
        gate.setMode(mode);
        gate.setMuted(true);
        gate.setTalking(true);
        auto frame = constant();
        gate.apply(frame, true);
        EXPECT_EQ(frame, constant(0));
        EXPECT_FALSE(gate.isOpen());
    }
}

TEST(TransmitGate, SaysWhetherItHoldsAVoiceBack) {
    TransmitGate gate;
    auto frame = constant();
    gate.apply(frame, true);
    EXPECT_FALSE(gate.holdsVoiceBack()) << "it went out";
    gate.setMuted(true);
    gate.apply(frame, true);
    EXPECT_TRUE(gate.holdsVoiceBack());
    for (int i = 0; i < 15; ++i)
        gate.apply(frame, false);
    EXPECT_FALSE(gate.holdsVoiceBack()) << "they have stopped speaking";
}

} // namespace
} // namespace viz
