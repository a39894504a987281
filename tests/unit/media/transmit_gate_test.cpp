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
    gate.apply(frame);
    return gate;
}

TEST(TransmitGate, ClosedBeforeTheFirstFrameLetsNothingThrough) {
    TransmitGate gate;
    gate.setMuted(true);
    auto frame = constant();
    gate.apply(frame);
    EXPECT_EQ(frame, constant(0));
}

TEST(TransmitGate, LeavesSoundUntouchedWhileOpen) {
    TransmitGate gate;
    auto frame = constant();
    gate.apply(frame);
    EXPECT_EQ(frame, constant());
    EXPECT_FALSE(gate.isMuted());
}

TEST(TransmitGate, FadesOverOneFrameAndThenIsSilent) {
    TransmitGate gate = openGate();
    gate.setMuted(true);
    auto fading = constant();
    gate.apply(fading);
    EXPECT_GT(fading.front(), 9900);
    EXPECT_EQ(fading.back(), 0);
    EXPECT_LE(largestStep(fading), 12);
    auto muted = constant();
    gate.apply(muted);
    EXPECT_EQ(muted, constant(0));
}

TEST(TransmitGate, OpensWithoutAClick) {
    TransmitGate gate;
    gate.setMuted(true);
    auto frame = constant();
    gate.apply(frame);
    gate.setMuted(false);
    frame = constant();
    gate.apply(frame);
    EXPECT_LT(frame.front(), 100);
    EXPECT_EQ(frame.back(), 10000);
    EXPECT_LE(largestStep(frame), 12);
    frame = constant();
    gate.apply(frame);
    EXPECT_EQ(frame, constant());
}

TEST(TransmitGate, KeepsTheExtremesInRange) {
    TransmitGate gate;
    for (const std::int16_t value : {std::int16_t{-32768}, std::int16_t{32767}}) {
        gate.setMuted(true);
        auto frame = constant(value);
        gate.apply(frame);
        EXPECT_TRUE(
            std::all_of(frame.begin(), frame.end(), [value](int s) { return (s < 0) == (value < 0) || s == 0; }));
        gate.setMuted(false);
        gate.apply(frame);
    }
}

TEST(TransmitGate, AcceptsAnEmptyFrame) {
    TransmitGate gate = openGate();
    gate.setMuted(true);
    gate.apply({});
    auto frame = constant();
    gate.apply(frame);
    EXPECT_GT(frame.front(), 9900) << "the fade belongs to the first frame with sound in it";
}

} // namespace
} // namespace viz
