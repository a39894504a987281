// The stand-in for libopus through the same classes that use it in a simulated call.

#include "core/base/clock.h"
#include "core/media/delay_estimator.h"
#include "core/media/voice_decoder.h"
#include "core/media/voice_encoder.h"
#include "tests/sim/speech_signal.h"

#include <gtest/gtest.h>
#include <opus/opus.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <vector>

namespace viz::test {
namespace {

using namespace std::chrono_literals;
using Pcm = std::vector<std::int16_t>;

double levelOf(std::span<const std::int16_t> sound) {
    double sum = 0;
    for (const std::int16_t sample : sound)
        sum += double{1} * sample * sample;
    return 10 * std::log10(sum / static_cast<double>(sound.size()));
}

/// Rising passages through zero, a second.
double pitchOf(std::span<const std::int16_t> sound) {
    int rises = 0;
    for (std::size_t i = 1; i < sound.size(); ++i)
        rises += sound[i - 1] < 0 && sound[i] >= 0;
    return rises * double{kSampleRate} / static_cast<double>(sound.size());
}

int steepestStep(std::span<const std::int16_t> sound) {
    int steepest = 0;
    for (std::size_t i = 1; i < sound.size(); ++i)
        steepest = std::max(steepest, std::abs(sound[i] - sound[i - 1]));
    return steepest;
}

struct Coded {
    std::vector<std::size_t> sizes;
    Pcm heard;
};

Coded throughCodec(const VoiceEncoder::Config& config, const Pcm& sound) {
    VoiceEncoder encoder(config);
    VoiceDecoder decoder;
    Coded coded;
    std::array<float, kMaxFrameSamples> out{};
    const auto length = static_cast<std::size_t>(lengthOf(config.duration).count());
    for (std::size_t at = 0; at + length <= sound.size(); at += length) {
        const ByteView packet = encoder.encode(std::span(sound).subspan(at, length));
        EXPECT_EQ(decoder.decode(packet, out), static_cast<int>(length));
        coded.sizes.push_back(packet.size());
        for (const float sample : std::span(out).first(length))
            coded.heard.push_back(static_cast<std::int16_t>(std::lround(sample * 32767)));
    }
    return coded;
}

class Profiles : public testing::TestWithParam<VoiceEncoder::Config> {};

INSTANTIATE_TEST_SUITE_P(CheapCodec, Profiles,
                         testing::Values(VoiceEncoder::Config{FrameDuration::Ms20, 32000, true},
                                         VoiceEncoder::Config{FrameDuration::Ms10, 32000, true},
                                         VoiceEncoder::Config{FrameDuration::Ms60, 12000, true},
                                         VoiceEncoder::Config{FrameDuration::Ms40, 24000, false},
                                         VoiceEncoder::Config{FrameDuration::Ms20, kMaxBitrateBps, true}));

TEST_P(Profiles, KeepsPitchAndLevelOfATone) {
    for (const double hertz : {90.0, 150.0, 220.0}) {
        const Pcm tone = sineSignal(2s, hertz, 0.3);
        const Pcm heard = throughCodec(GetParam(), tone).heard;
        EXPECT_NEAR(pitchOf(heard), hertz, 1.0);
        EXPECT_NEAR(levelOf(heard), levelOf(tone), 1.0);
        EXPECT_LE(steepestStep(heard), 5 * steepestStep(tone)) << "no click between two frames";
    }
}

TEST_P(Profiles, LeavesSpeechWhereItWas) {
    const Pcm speech = speechSignal(4s, 9);
    const auto delay = medianDelay(delayTrack(speech, throughCodec(GetParam(), speech).heard, 100ms));
    ASSERT_TRUE(delay);
    EXPECT_LE(toMs(*delay), 3);
}

TEST(CheapCodec, IsWhatThisProgramIsLinkedWith) {
    constexpr unsigned char kCodeOf40Ms = 4;
    VoiceEncoder encoder({.duration = FrameDuration::Ms40});
    EXPECT_EQ(encoder.encode(Pcm(1920)).front(), std::byte{kCodeOf40Ms});
}

TEST(CheapCodec, ObeysTheBitRate) {
    const Pcm speech = speechSignal(4s, 10);
    for (const FrameDuration duration : kFrameDurations) {
        for (const int bitrate : {kMinBitrateBps, 12000, 32000, kMaxBitrateBps}) {
            const VoiceEncoder::Config config{.duration = duration, .bitrateBps = bitrate};
            const std::size_t expected = VoiceEncoder(config).frameBytes();
            for (const std::size_t size : throughCodec(config, speech).sizes)
                ASSERT_EQ(size, expected);
        }
    }
}

TEST(CheapCodec, FollowsTheVoiceAndPausesWhereSizesMayVary) {
    Pcm sound = speechSignal(8s, 11);
    const std::size_t spoken = sound.size() / 960;
    sound.resize(sound.size() + 96000);
    const auto sizes = throughCodec({.constantSize = false}, sound).sizes;
    double bytes = 0;
    int paused = 0;
    for (std::size_t i = 0; i < spoken; ++i) {
        bytes += static_cast<double>(sizes[i]);
        paused += sizes[i] <= 2;
        EXPECT_LE(sizes[i], 107U) << "4 / 3 of the bit rate";
    }
    EXPECT_NEAR(bytes / static_cast<double>(spoken - paused), 80, 20);
    EXPECT_NEAR(paused / static_cast<double>(spoken), 0.3, 0.15) << "pauses of speech";
    EXPECT_TRUE(std::all_of(sizes.begin() + static_cast<std::ptrdiff_t>(spoken), sizes.end(),
                            [](std::size_t size) { return size == 2; }));
}

TEST(CheapCodec, ConcealsByGoingOnAndFadingAway) {
    VoiceEncoder encoder({});
    VoiceDecoder decoder;
    const Pcm tone = sineSignal(20ms, 200, 0.3);
    std::array<float, kMaxFrameSamples> out{};
    ASSERT_EQ(decoder.decode(encoder.encode(tone), out), 960);
    const float last = out[959];
    std::array<float, 480> concealed{};
    decoder.conceal(concealed);
    EXPECT_NEAR(concealed[0], last, 0.02);
    EXPECT_GT(*std::max_element(concealed.begin(), concealed.end()), 0.2F);
    for (int i = 0; i < 40; ++i)
        decoder.conceal(concealed);
    EXPECT_LT(*std::max_element(concealed.begin(), concealed.end()), 0.001F);
}

TEST(CheapCodec, IsBackWhereItWasWhenItsStateIsRestored) {
    VoiceEncoder encoder({});
    VoiceDecoder decoder;
    const Pcm speech = speechSignal(1s, 12);
    std::array<float, kMaxFrameSamples> expected{};
    std::array<float, kMaxFrameSamples> actual{};
    for (std::size_t at = 0; at + 960 <= speech.size(); at += 960) {
        const ByteView packet = encoder.encode(std::span(speech).subspan(at, 960));
        decoder.save();
        ASSERT_EQ(decoder.decode(packet, expected), 960);
        decoder.restore();
        decoder.save();
        decoder.conceal(std::span(actual).first(960));
        decoder.restore();
        ASSERT_EQ(decoder.decode(packet, actual), 960);
        ASSERT_EQ(actual, expected);
    }
}

TEST(CheapCodec, TakesGarbageWithoutHarm) {
    Random random(13);
    VoiceDecoder decoder;
    std::array<float, kMaxFrameSamples> out{};
    int refused = 0;
    for (int i = 0; i < 20000; ++i) {
        Bytes garbage(1 + random.below(kMaxEncodedFrameBytes));
        std::generate(garbage.begin(), garbage.end(), [&] { return static_cast<std::byte>(random.next()); });
        if (i % 2 == 0) // a duration that there is, mostly
            garbage.front() &= std::byte{7};
        const int count = decoder.decode(garbage, out);
        refused += count == 0;
        for (const float sample : std::span(out).first(static_cast<std::size_t>(count)))
            ASSERT_LE(std::abs(sample), 1.0F);
    }
    EXPECT_GT(refused, 8000);
    EXPECT_LT(refused, 16000) << "of what looks like a packet some is one";
}

TEST(CheapCodec, RefusesWhatOpusRefuses) {
    const Pcm pcm(2880);
    std::array<unsigned char, 100> packet{};
    int error = OPUS_OK;
    EXPECT_EQ(opus_encoder_create(kSampleRate, 2, OPUS_APPLICATION_VOIP, &error), nullptr);
    EXPECT_EQ(error, OPUS_BAD_ARG);
    const std::unique_ptr<OpusEncoder, void (*)(OpusEncoder*)> encoder(
        opus_encoder_create(kSampleRate, 1, OPUS_APPLICATION_VOIP, &error), opus_encoder_destroy);
    EXPECT_EQ(opus_encode(encoder.get(), pcm.data(), 961, packet.data(), 100), OPUS_BAD_ARG);
    EXPECT_EQ(opus_encode(encoder.get(), pcm.data(), 960, packet.data(), 1), OPUS_BUFFER_TOO_SMALL);
    EXPECT_EQ(opus_encoder_ctl(encoder.get(), OPUS_SET_FORCE_CHANNELS(1)), OPUS_UNIMPLEMENTED);
    EXPECT_EQ(opus_packet_pad(packet.data(), 80, 60), OPUS_BAD_ARG);
}

} // namespace
} // namespace viz::test
