#include "core/media/delay_estimator.h"
#include "core/media/voice_decoder.h"
#include "core/media/voice_encoder.h"
#include "tests/sim/speech_signal.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace viz {
namespace {

using namespace std::chrono_literals;
using Pcm = std::vector<std::int16_t>;

double rms(std::span<const float> sound) {
    double sum = 0;
    for (const float sample : sound)
        sum += static_cast<double>(sample) * sample;
    return std::sqrt(sum / static_cast<double>(sound.size()));
}

int peak(std::span<const std::int16_t> sound) {
    int highest = 0;
    for (const std::int16_t sample : sound)
        highest = std::max(highest, std::abs(int{sample}));
    return highest;
}

/// Calls `use(packet)` for every whole frame of `sound`.
template<typename Use>
void encodeAll(VoiceEncoder& encoder, const Pcm& sound, Use&& use) {
    const auto length = static_cast<std::size_t>(lengthOf(encoder.config().duration).count());
    for (std::size_t at = 0; at + length <= sound.size(); at += length)
        use(encoder.encode(std::span(sound).subspan(at, length)));
}

std::vector<Bytes> packetsOf(VoiceEncoder& encoder, const Pcm& sound) {
    std::vector<Bytes> packets;
    encodeAll(encoder, sound, [&](ByteView packet) { packets.emplace_back(packet.begin(), packet.end()); });
    return packets;
}

/// Speech, then digital silence, then noise at full scale: what makes a lazy CBR encoder change its size.
Pcm difficultSound() {
    Pcm sound = test::speechSignal(2s, 7);
    sound.resize(sound.size() + 48000);
    test::Random random(1);
    for (int i = 0; i < 48000; ++i)
        sound.push_back(static_cast<std::int16_t>(random.uniform(-32768, 32767)));
    return sound;
}

TEST(VoiceEncoder, MakesEveryFrameTheSameSizeWhenAskedTo) {
    const Pcm sound = difficultSound();
    for (const FrameDuration duration : kFrameDurations) {
        for (const int bitrate : {kMinBitrateBps, 12000, 24000, 32000, 64000, kMaxBitrateBps}) {
            VoiceEncoder encoder({.duration = duration, .bitrateBps = bitrate});
            const double exact = bitrate / 8.0 * static_cast<double>(lengthOf(duration).count()) / kSampleRate;
            ASSERT_EQ(encoder.frameBytes(), static_cast<std::size_t>(std::lround(exact)));
            encodeAll(encoder, sound, [&](ByteView packet) {
                ASSERT_EQ(packet.size(), encoder.frameBytes()) << bitrate << " b/s, " << lengthOf(duration).count();
                ASSERT_FALSE(encoder.wasSilent());
            });
        }
    }
}

TEST(VoiceEncoder, StopsSendingInSilenceWhenSizesMayVary) {
    VoiceEncoder encoder({.constantSize = false});
    Pcm sound = test::speechSignal(2s, 8);
    const std::size_t spoken = sound.size();
    sound.resize(spoken + 96000);
    std::size_t at = 0;
    int silentWhileLoud = 0;
    int silentAtTheEnd = 0;
    encodeAll(encoder, sound, [&](ByteView packet) {
        ASSERT_FALSE(packet.empty());
        EXPECT_EQ(encoder.wasSilent(), packet.size() <= 2);
        silentWhileLoud += encoder.wasSilent() && peak(std::span(sound).subspan(at, 960)) > 3000;
        silentAtTheEnd += encoder.wasSilent() && at >= spoken;
        at += 960;
    });
    EXPECT_EQ(silentWhileLoud, 0);
    EXPECT_GT(silentAtTheEnd, 70);
}

TEST(VoiceEncoder, RefusesWhatIsNotOneFrame) {
    VoiceEncoder encoder({.duration = FrameDuration::Ms20});
    for (const std::size_t size : {0U, 1U, 480U, 959U, 961U, 2880U})
        EXPECT_TRUE(encoder.encode(Pcm(size)).empty()) << size;
    EXPECT_FALSE(encoder.encode(Pcm(960)).empty()) << "and works afterwards";
}

TEST(VoiceEncoder, ChangesItsSettingsBetweenTwoFrames) {
    VoiceEncoder encoder({});
    EXPECT_EQ(encoder.encode(Pcm(960)).size(), 80U);
    encoder.reconfigure({.duration = FrameDuration::Ms40, .bitrateBps = 6000});
    EXPECT_EQ(encoder.frameBytes(), 30U);
    EXPECT_TRUE(encoder.encode(Pcm(960)).empty()) << "of the old length";
    EXPECT_EQ(encoder.encode(Pcm(1920)).size(), 30U);
    EXPECT_EQ(encoder.config().bitrateBps, 6000);
}

TEST(VoiceEncoder, AddsSixAndAHalfMilliseconds) { EXPECT_EQ(VoiceEncoder({}).lookahead(), Samples{312}); }

TEST(VoiceEncoder, CanBeMoved) {
    VoiceEncoder first({.duration = FrameDuration::Ms40});
    VoiceEncoder second = std::move(first);
    EXPECT_EQ(second.encode(Pcm(1920)).size(), second.frameBytes());
}

TEST(VoiceDecoder, GivesTheSoundBackAfterTheLookahead) {
    const Pcm spoken = test::speechSignal(4s, 9);
    for (const FrameDuration duration :
         {FrameDuration::Ms10, FrameDuration::Ms20, FrameDuration::Ms40, FrameDuration::Ms60}) {
        VoiceEncoder encoder({.duration = duration});
        VoiceDecoder decoder;
        Pcm heard;
        std::array<float, kMaxFrameSamples> out{};
        for (const Bytes& packet : packetsOf(encoder, spoken)) {
            const int count = decoder.decode(packet, out);
            ASSERT_EQ(count, lengthOf(duration).count());
            std::transform(out.begin(), out.begin() + count, std::back_inserter(heard),
                           [](float sample) { return static_cast<std::int16_t>(sample * 32767); });
        }
        const auto delay = medianDelay(delayTrack(spoken, heard, 100ms));
        ASSERT_TRUE(delay);
        EXPECT_NEAR(delay->count(), encoder.lookahead().count(), 12);
    }
}

TEST(VoiceDecoder, StaysWithinFullScale) {
    VoiceEncoder encoder({.bitrateBps = 12000});
    VoiceDecoder decoder;
    Pcm square(96000);
    for (std::size_t i = 0; i < square.size(); ++i)
        square[i] = i / 60 % 2 ? 32767 : -32768;
    std::array<float, kMaxFrameSamples> out{};
    for (const Bytes& packet : packetsOf(encoder, square)) {
        const auto sound = std::span(out).first(static_cast<std::size_t>(decoder.decode(packet, out)));
        ASSERT_TRUE(std::all_of(sound.begin(), sound.end(), [](float s) { return s >= -1 && s <= 1; }));
    }
}

TEST(VoiceDecoder, RestoreMakesALateFrameSoundAsIfItHadBeenInTime) {
    VoiceEncoder encoder({});
    const auto packets = packetsOf(encoder, test::speechSignal(3s, 10));
    VoiceDecoder punctual;
    VoiceDecoder interrupted;
    std::array<float, kMaxFrameSamples> expected{};
    std::array<float, kMaxFrameSamples> actual{};
    std::array<float, 480> concealed{};
    for (std::size_t i = 0; i < packets.size(); ++i) {
        if (i % 7 == 3) {
            interrupted.save();
            for (int lost = 0; lost < 6; ++lost)
                interrupted.conceal(concealed);
            interrupted.restore();
        }
        ASSERT_EQ(punctual.decode(packets[i], expected), 960);
        ASSERT_EQ(interrupted.decode(packets[i], actual), 960);
        ASSERT_EQ(actual, expected) << "frame " << i;
    }
}

TEST(VoiceDecoder, ConcealmentContinuesTheSoundAndFadesAway) {
    VoiceEncoder encoder({});
    VoiceDecoder decoder;
    std::array<float, kMaxFrameSamples> out{};
    for (const Bytes& packet : packetsOf(encoder, test::sineSignal(1s, 200)))
        ASSERT_EQ(decoder.decode(packet, out), 960);
    const double before = rms(std::span(out).first(960));
    std::array<float, 480> concealed{};
    decoder.conceal(concealed);
    EXPECT_GT(rms(concealed), before * 0.6);
    for (int i = 0; i < 30; ++i)
        decoder.conceal(concealed);
    EXPECT_LT(rms(concealed), before * 0.05);
}

TEST(VoiceDecoder, ConcealsEveryMultipleOfTwoAndAHalfMilliseconds) {
    VoiceDecoder decoder;
    for (std::size_t size = 120; size <= kMaxFrameSamples; size += 120) {
        std::vector<float> out(size, 7.0F);
        decoder.conceal(out);
        ASSERT_TRUE(std::all_of(out.begin(), out.end(), [](float s) { return s >= -1 && s <= 1; })) << size;
    }
}

TEST(VoiceDecoder, SurvivesGarbage) {
    test::Random random(11);
    VoiceDecoder decoder;
    std::array<float, kMaxFrameSamples> out{};
    int refused = 0;
    for (int i = 0; i < 20000; ++i) {
        Bytes garbage(random.below(i % 10 == 0 ? kMaxEncodedFrameBytes + 1 : 60));
        for (std::byte& byte : garbage)
            byte = static_cast<std::byte>(random.next());
        const int count = decoder.decode(garbage, out);
        ASSERT_GE(count, 0);
        ASSERT_LE(count, kMaxFrameSamples);
        refused += count == 0;
        for (int k = 0; k < count; ++k)
            ASSERT_TRUE(out[static_cast<std::size_t>(k)] >= -1 && out[static_cast<std::size_t>(k)] <= 1);
    }
    EXPECT_GT(refused, 1000);
    EXPECT_EQ(decoder.decode({}, out), 0) << "an empty frame is garbage, not an order to conceal";
}

TEST(VoiceDecoder, ResetForgetsTheSound) {
    VoiceEncoder encoder({});
    VoiceDecoder decoder;
    std::array<float, kMaxFrameSamples> out{};
    for (const Bytes& packet : packetsOf(encoder, test::sineSignal(500ms, 200)))
        ASSERT_EQ(decoder.decode(packet, out), 960);
    decoder.reset();
    std::array<float, 480> concealed{};
    decoder.conceal(concealed);
    EXPECT_LT(rms(concealed), 1e-3);
}

} // namespace
} // namespace viz
