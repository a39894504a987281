#include "core/device/resampler.h"
#include "tests/unit/device/signal_quality.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace viz {
namespace {

using test::sine;
using test::toneToRestDb;

constexpr int kRates[] = {8000, 11025, 16000, 22050, 24000, 32000, 44100, 48000, 96000, 176400, 192000};

std::vector<std::int16_t> convert(int from, int to, std::span<const std::int16_t> in, std::size_t blockSamples) {
    Resampler resampler(from, to);
    std::vector<std::int16_t> out;
    for (std::size_t at = 0; at < in.size(); at += blockSamples)
        resampler.process(in.subspan(at, std::min(blockSamples, in.size() - at)), out);
    resampler.flush(out);
    return out;
}

TEST(Resampler, KeepsATonePure) {
    for (const int rate : kRates) {
        const auto in = sine(1000, rate, static_cast<std::size_t>(rate));
        const auto out = convert(rate, kSampleRate, in, 480);
        ASSERT_GT(out.size(), 40000U) << rate;
        // Middle of the second: no edges of the filter. 16 bit rounding alone allows 92 dB at this level.
        const double quality = toneToRestDb(std::span(out).subspan(4800, 33600), 1000);
        EXPECT_GT(quality, 70) << rate;
        RecordProperty("snr_db_" + std::to_string(rate), static_cast<int>(quality));
    }
}

TEST(Resampler, KeepsTheLengthAndThePlace) {
    for (const int rate : kRates) {
        std::vector<std::int16_t> in(static_cast<std::size_t>(rate));
        in[in.size() / 2] = 20000;
        const auto out = convert(rate, kSampleRate, in, 441);
        EXPECT_NEAR(static_cast<double>(out.size()), kSampleRate, 6) << rate;
        const auto peak = std::ranges::max_element(out) - out.begin();
        EXPECT_NEAR(static_cast<double>(peak), kSampleRate / 2.0, 3) << rate;
    }
}

TEST(Resampler, DoesNotCareAboutBlockSizes) {
    const auto in = sine(700, 44100, 44100);
    const auto whole = convert(44100, 48000, in, in.size());
    for (const std::size_t blockSamples : {1U, 2U, 7U, 441U, 4096U})
        EXPECT_EQ(convert(44100, 48000, in, blockSamples), whole) << blockSamples;
}

TEST(Resampler, CopiesAtEqualRates) {
    const auto in = sine(440, 48000, 1000);
    EXPECT_EQ(convert(48000, 48000, in, 77), in);
    EXPECT_EQ(Resampler(48000, 48000).latency().count(), 0);
}

TEST(Resampler, StartsAnewAfterFlush) {
    const auto in = sine(300, 16000, 1600);
    Resampler resampler(16000, 48000);
    std::vector<std::int16_t> first, second;
    resampler.process(in, first);
    resampler.flush(first);
    resampler.process(in, second);
    resampler.flush(second);
    EXPECT_EQ(first, second);
}

TEST(Resampler, TellsItsDelay) {
    EXPECT_GT(Resampler(44100, 48000).latency(), std::chrono::microseconds{100});
    EXPECT_LT(Resampler(44100, 48000).latency(), std::chrono::milliseconds{3});
}

} // namespace
} // namespace viz
