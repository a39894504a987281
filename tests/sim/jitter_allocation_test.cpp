// insert() and pull() run in the sound path: they must not allocate. This program counts operator new (libopus itself
// works on the stack and in memory that it was given at the start).

#include "core/media/jitter/jitter_buffer.h"
#include "core/media/voice_decoder.h"
#include "core/media/voice_encoder.h"
#include "tests/sim/speech_signal.h"
#include "tests/support/allocation_counter.h"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

namespace viz::test {
namespace {

using namespace std::chrono_literals;

std::vector<EncodedFrame> encoded(std::chrono::seconds length) {
    VoiceEncoder encoder({});
    const auto sound = speechSignal(length, 5);
    std::vector<EncodedFrame> frames;
    for (std::size_t at = 0; at + 960 <= sound.size(); at += 960) {
        EncodedFrame frame;
        frame.sequence = Sequence{static_cast<std::uint32_t>(frames.size())};
        frame.captureEnd = MediaTime{static_cast<std::int64_t>(at + 960)};
        frame.messageCaptureEnd = frame.captureEnd;
        frame.setPayload(encoder.encode(std::span(sound).subspan(at, 960)));
        frames.push_back(frame);
    }
    return frames;
}

TEST(Allocation, TheCounterCounts) {
    const std::size_t before = allocations();
    const auto memory = std::make_unique<int>(1);
    EXPECT_EQ(allocations(), before + 1);
}

/// Jitter, stalls, a burst that is skipped, holes, garbage, duplicates: every path of the engine.
TEST(Allocation, TheJitterBufferDoesNotAllocate) {
    const auto frames = encoded(60s);
    JitterBuffer buffer(std::make_unique<VoiceDecoder>());
    Random random(1);
    std::array<float, 480> out{};
    MediaTime now{};
    std::size_t next = 0;
    const std::size_t before = allocations();
    for (int tick = 0; next < frames.size(); ++tick, now += JitterBuffer::kPullLength) {
        const bool isStall = tick % 500 < 30 || (tick > 3000 && tick < 3300);
        for (; !isStall && next < frames.size() && frames[next].captureEnd <= now - Samples{random.below(3) * 960};
             ++next) {
            if (next % 97 != 0)
                (void)buffer.insert(frames[next], now);
            if (next % 50 == 0)
                (void)buffer.insert(frames[next], now);
        }
        buffer.pull(out, now);
    }
    EXPECT_EQ(allocations(), before);
    EXPECT_GT(buffer.stats().concealedSamples, 0U);
    EXPECT_GT(buffer.stats().skippedSamples, 48000U);
    EXPECT_GT(buffer.stats().removedSamplesForAcceleration, 0U);
    EXPECT_GT(buffer.stats().insertedSamplesForDeceleration, 0U);
    EXPECT_GT(buffer.stats().duplicateFrames, 0U);
}

TEST(Allocation, NeitherEncoderNorDecoderAllocates) {
    VoiceEncoder encoder({});
    VoiceDecoder decoder;
    const auto sound = speechSignal(2s, 6);
    std::array<float, kMaxFrameSamples> out{};
    const std::size_t before = allocations();
    for (std::size_t at = 0; at + 960 <= sound.size(); at += 960) {
        const ByteView packet = encoder.encode(std::span(sound).subspan(at, 960));
        ASSERT_EQ(decoder.decode(packet, out), 960);
        decoder.save();
        decoder.conceal(std::span(out).first(480));
        decoder.restore();
    }
    EXPECT_EQ(allocations(), before);
}

} // namespace
} // namespace viz::test
