#include "core/media/pcm_framer.h"
#include "tests/sim/speech_signal.h"

#include <gtest/gtest.h>

#include <numeric>

namespace viz {
namespace {

std::vector<std::int16_t> counting(std::size_t size) {
    std::vector<std::int16_t> samples(size);
    std::iota(samples.begin(), samples.end(), std::int16_t{0});
    return samples;
}

TEST(PcmFramer, KeepsOrderAndLosesNothingAtAwkwardBlockSizes) {
    PcmFramer framer(Samples{480});
    test::Random random(1);
    const auto input = counting(30000);
    std::vector<std::int16_t> output;
    for (std::size_t at = 0; at < input.size();) {
        const std::size_t size = std::min<std::size_t>(random.below(1500), input.size() - at);
        framer.push(std::span(input).subspan(at, size), [&](std::span<const std::int16_t> frame) {
            ASSERT_EQ(frame.size(), 480U);
            output.insert(output.end(), frame.begin(), frame.end());
        });
        at += size;
        ASSERT_EQ(framer.pending().count(), static_cast<std::int64_t>(at - output.size()));
    }
    EXPECT_EQ(output.size(), 30000U / 480 * 480);
    EXPECT_TRUE(std::equal(output.begin(), output.end(), input.begin()));
}

TEST(PcmFramer, CallsNobodyUntilAFrameIsFull) {
    PcmFramer framer(Samples{960});
    int frames = 0;
    framer.push(counting(959), [&](auto) { ++frames; });
    framer.push({}, [&](auto) { ++frames; });
    EXPECT_EQ(frames, 0);
    framer.push(counting(1), [&](auto) { ++frames; });
    EXPECT_EQ(frames, 1);
    EXPECT_EQ(framer.pending().count(), 0);
}

TEST(PcmFramer, LosesNothingWhenTheFrameLengthChanges) {
    PcmFramer framer(Samples{2880});
    test::Random random(2);
    const auto input = counting(30000);
    std::vector<std::int16_t> output;
    std::size_t wanted = 2880;
    const auto onFrame = [&](std::span<const std::int16_t> frame) {
        ASSERT_EQ(frame.size(), wanted);
        output.insert(output.end(), frame.begin(), frame.end());
        wanted = 120U << random.below(5);
        framer.setFrameLength(Samples{static_cast<std::int64_t>(wanted)});
    };
    for (std::size_t at = 0; at < input.size(); at += 300)
        framer.push(std::span(input).subspan(at, 300), onFrame);
    framer.setFrameLength(Samples{1}); // shorter than what waits
    wanted = 1;
    framer.push({}, [&](auto frame) { output.insert(output.end(), frame.begin(), frame.end()); });
    EXPECT_EQ(output, input);
}

} // namespace
} // namespace viz
