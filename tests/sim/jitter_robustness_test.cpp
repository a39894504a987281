// A JitterBuffer must survive whatever an authentic but mad peer sends, and the clocks of any computer.

#include "core/media/jitter/jitter_buffer.h"
#include "core/media/voice_decoder.h"
#include "tests/sim/sim_call.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace viz::test {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t kWrap = std::int64_t{1} << 48;

class Victim {
public:
    explicit Victim(std::uint64_t seed) : m_random(seed) {}

    void insert(const EncodedFrame& frame) {
        (void)m_buffer.insert(frame, m_now + m_arrivalOffset - Samples{static_cast<std::int64_t>(m_random.below(480))});
    }
    void pull() {
        std::array<float, 480> out{};
        m_buffer.pull(out, m_now);
        m_now += JitterBuffer::kPullLength;
        ASSERT_TRUE(std::all_of(out.begin(), out.end(), [](float s) { return s >= -1 && s <= 1; }))
            << "also false for NaN";
    }
    void jump(Samples distance) { m_now += distance; }
    void moveArrivals(Samples distance) { m_arrivalOffset += distance; }
    [[nodiscard]] const PlayoutStats& stats() const { return m_buffer.stats(); }
    [[nodiscard]] MediaTime now() const { return m_now; }

private:
    Random m_random;
    JitterBuffer m_buffer{std::make_unique<VoiceDecoder>()};
    MediaTime m_now{100s};
    Samples m_arrivalOffset{};
};

Bytes garbage(Random& random) {
    Bytes bytes(random.below(10) == 0 ? random.below(kMaxEncodedFrameBytes + 1) : random.below(100));
    for (std::byte& byte : bytes)
        byte = static_cast<std::byte>(random.next());
    return bytes;
}

EncodedFrame frameOf(Sequence sequence, FrameDuration duration, MediaTime end, ByteView payload) {
    EncodedFrame frame;
    frame.sequence = sequence;
    frame.duration = duration;
    frame.captureEnd = end;
    frame.messageCaptureEnd = end;
    frame.setPayload(payload);
    return frame;
}

/// Plays 100 s of an honest peer: what was learned from the mad one has to be forgotten after them.
void expectRecovery(Victim& victim, Sequence from, MediaTime captureFrom) {
    const FrameSource source(spokenSound(), FrameDuration::Ms20);
    for (int i = 0; i < 2500; ++i) {
        captureFrom += 20ms;
        victim.insert(
            frameOf(from + i, FrameDuration::Ms20, captureFrom, source.payload(static_cast<std::uint64_t>(i))));
        victim.pull();
        victim.pull();
    }
    const auto concealed = victim.stats().concealedSamples;
    for (int i = 2500; i < 5000; ++i) {
        captureFrom += 20ms;
        victim.insert(
            frameOf(from + i, FrameDuration::Ms20, captureFrom, source.payload(static_cast<std::uint64_t>(i))));
        victim.pull();
        victim.pull();
    }
    EXPECT_LE(victim.stats().concealedSamples - concealed, 480U);
    EXPECT_LE(victim.stats().lag, Samples{150ms});
}

/// 120 ms in one packet, of which our frames have no name: two frames of 60 ms (RFC 6716, section 3.2.3).
Bytes doublePacket(const Bytes& first, const Bytes& second) {
    Bytes packet = first;
    packet[0] |= std::byte{1};
    packet.insert(packet.end(), second.begin() + 1, second.end());
    return packet;
}

/// What a mad peer puts into a frame that claims to be of `duration`.
class MadPayloads {
public:
    Bytes choose(FrameDuration duration, Random& random) const {
        const FrameSource& any = m_speaker.frames(kFrameDurations[random.below(kFrameDurations.size())]);
        const FrameSource& longest = m_speaker.frames(FrameDuration::Ms60);
        switch (random.below(6)) {
        case 0:
        case 1:
            return garbage(random);
        case 2:
            return any.payload(random.below(300));
        case 3:
            return doublePacket(longest.payload(random.below(300)), longest.payload(random.below(300)));
        default:
            return m_speaker.frames(duration).payload(random.below(300));
        }
    }

private:
    Speaker m_speaker{spokenSound()};
};

/// VIZ_SIM_OPERATIONS says how many; a million take half a minute in an optimised build.
int operationsToTry() {
    const char* const wanted = std::getenv("VIZ_SIM_OPERATIONS");
    return wanted != nullptr ? std::max(1, std::atoi(wanted)) : 100000;
}

TEST(JitterRobustness, RandomOperations) {
    Random random(1);
    Victim victim(2);
    const MadPayloads payloads;
    Sequence sequence{0xFFFFFF00U};
    std::int64_t captured = kWrap - 200000;
    for (int step = 0; step < operationsToTry(); ++step) {
        if (random.below(2) == 0) {
            victim.pull();
            continue;
        }
        const FrameDuration duration = kFrameDurations[random.below(kFrameDurations.size())];
        captured += lengthOf(duration).count();
        ++sequence;
        EncodedFrame frame =
            frameOf(sequence, duration, MediaTime{captured % kWrap}, payloads.choose(duration, random));
        switch (random.below(50)) {
        case 0:
            frame.sequence = Sequence{static_cast<std::uint32_t>(random.next())};
            break;
        case 1:
            frame.sequence = sequence + -static_cast<std::int32_t>(random.below(300));
            break;
        case 2:
            captured += static_cast<std::int64_t>(random.below(96000));
            break;
        case 3:
            frame.captureEnd = MediaTime{static_cast<std::int64_t>(random.next())};
            break;
        case 4:
            frame.messageCaptureEnd = MediaTime{static_cast<std::int64_t>(random.next() << 11)};
            break;
        case 5:
            victim.jump(Samples{static_cast<std::int64_t>(random.below(20000))});
            break;
        case 6:
            captured += Samples{std::chrono::hours{random.below(2000)}}.count();
            break;
        case 7: // the clock of a computer that was asleep, or that was set back
            victim.jump(std::chrono::minutes{static_cast<std::int64_t>(random.below(600)) - 60});
            break;
        default:
            break;
        }
        frame.framesInMessage = static_cast<std::uint8_t>(random.below(10) == 0 ? random.below(256) : 1);
        frame.endsTalkspurt = random.below(20) == 0;
        victim.insert(frame);
        if (random.below(20) == 0)
            victim.insert(frame);
    }
    EXPECT_GT(victim.stats().duplicateFrames, 100U);
    expectRecovery(victim, sequence + 1, MediaTime{captured % kWrap});
}

TEST(JitterRobustness, ExtremeCaptureTimes) {
    const FrameSource source(spokenSound(), FrameDuration::Ms20);
    constexpr auto kLowest = std::numeric_limits<std::int64_t>::min();
    constexpr auto kHighest = std::numeric_limits<std::int64_t>::max();
    Victim victim(3);
    Sequence sequence{0};
    for (const std::int64_t end :
         {std::int64_t{0}, kHighest, kLowest, kWrap, -kWrap, kWrap / 2, kWrap / 2 - 1, kHighest, std::int64_t{1}}) {
        for (int i = 0; i < 200; ++i) {
            ++sequence;
            victim.insert(
                frameOf(sequence, FrameDuration::Ms20, MediaTime{end}, source.payload(static_cast<std::uint64_t>(i))));
            victim.pull();
        }
    }
    expectRecovery(victim, sequence + 1, MediaTime{5000});
}

TEST(JitterRobustness, AnHonestStreamAcrossBothWraps) {
    for (const FrameDuration duration : kFrameDurations) {
        const FrameSource source(spokenSound(), duration);
        Victim victim(4);
        MediaTime captured{kWrap - std::int64_t{48000} * 5};
        Sequence sequence{0xFFFFFFFFU - 100};
        MediaTime due = victim.now();
        for (std::uint64_t i = 0; due < MediaTime{110s}; ++i) {
            captured = MediaTime{(captured + lengthOf(duration)).count() % kWrap};
            due += lengthOf(duration);
            while (victim.now() < due)
                victim.pull();
            ++sequence;
            victim.insert(frameOf(sequence, duration, captured, source.payload(i)));
        }
        EXPECT_EQ(victim.stats().concealedSamples, 0U) << lengthOf(duration).count();
        EXPECT_EQ(victim.stats().skippedSamples, 0U);
        EXPECT_EQ(victim.stats().discardedFrames, 0U);
        EXPECT_LE(victim.stats().lag, lengthOf(duration) + Samples{35ms});
    }
}

TEST(JitterRobustness, FramesOfAllDurationsInOneStream) {
    std::vector<FrameSource> sources;
    sources.reserve(kFrameDurations.size());
    for (const FrameDuration duration : kFrameDurations)
        sources.emplace_back(spokenSound(), duration);
    Random random(5);
    Victim victim(6);
    MediaTime captured{};
    Sequence sequence{77};
    for (std::uint64_t i = 0; i < 3000; ++i) {
        const auto which = i / 50 % kFrameDurations.size();
        captured += lengthOf(kFrameDurations[which]);
        while (victim.now() - MediaTime{100s} < captured)
            victim.pull();
        ++sequence;
        victim.insert(frameOf(sequence, kFrameDurations[which], captured, sources[which].payload(random.below(300))));
    }
    EXPECT_EQ(victim.stats().skippedSamples, 0U);
    EXPECT_EQ(victim.stats().discardedFrames, 0U);
    EXPECT_LE(static_cast<double>(victim.stats().concealedSamples),
              0.01 * static_cast<double>(victim.stats().totalSamplesReceived));
    EXPECT_LE(victim.stats().lag, Samples{200ms});
}

TEST(JitterRobustness, EverythingTwiceAndOutOfOrder) {
    const FrameSource source(spokenSound(), FrameDuration::Ms20);
    Random random(7);
    Victim victim(8);
    std::vector<EncodedFrame> flying;
    MediaTime captured{};
    for (int i = 0; i < 2000; ++i) {
        captured += 20ms;
        const EncodedFrame frame =
            frameOf(Sequence{} + i, FrameDuration::Ms20, captured, source.payload(static_cast<std::uint64_t>(i)));
        flying.push_back(frame);
        flying.push_back(frame);
        if (i % 5 == 4) {
            while (!flying.empty()) {
                const auto pick = flying.begin() + static_cast<std::ptrdiff_t>(random.below(flying.size()));
                victim.insert(*pick);
                flying.erase(pick);
            }
        }
        victim.pull();
        victim.pull();
    }
    EXPECT_EQ(victim.stats().duplicateFrames, 2000U);
    EXPECT_EQ(victim.stats().discardedFrames, 0U);
    EXPECT_EQ(victim.stats().skippedSamples, 0U);
    EXPECT_LE(victim.stats().lag, Samples{250ms});
}

/// A device that runs dry costs time in which nothing is played. Clocks show that in one of two ways.
struct DryDevice {
    std::string name;
    Samples playClock; ///< jumps by this
    Samples arrivals;  ///< are moved by this from then on
};

TEST(JitterRobustness, APlaybackDeviceThatRunsDryNowAndThen) {
    const FrameSource source(spokenSound(), FrameDuration::Ms20);
    for (const DryDevice& row :
         {DryDevice{"the playout clock stands still", 0ms, -80ms}, DryDevice{"it jumps", 80ms, 0ms}}) {
        Victim victim(9);
        MediaTime captured{};
        for (int i = 0; i < 3000; ++i) {
            captured += 20ms;
            victim.insert(
                frameOf(Sequence{} + i, FrameDuration::Ms20, captured, source.payload(static_cast<std::uint64_t>(i))));
            if (i == 1000 || i == 2700) {
                victim.jump(row.playClock);
                victim.moveArrivals(row.arrivals);
            }
            const bool isDry = (i >= 1000 && i < 1004) || (i >= 2700 && i < 2704);
            for (int tick = 0; tick < 2 && !isDry; ++tick)
                victim.pull();
        }
        EXPECT_LE(victim.stats().lag, Samples{60ms}) << row.name << ": the delay comes down again";
        EXPECT_EQ(victim.stats().skippedSamples, 0U) << row.name;
    }
}

TEST(JitterRobustness, AThousandHoursOfSilenceBetweenTwoWords) {
    const FrameSource source(spokenSound(), FrameDuration::Ms20);
    Victim victim(10);
    MediaTime captured{};
    for (int word = 0; word < 3; ++word) {
        for (int i = 0; i < 100; ++i) {
            captured += 20ms;
            EncodedFrame frame = frameOf(Sequence{} + (word * 100 + i), FrameDuration::Ms20, captured,
                                         source.payload(static_cast<std::uint64_t>(i)));
            frame.endsTalkspurt = i == 99;
            victim.insert(frame);
            victim.pull();
            victim.pull();
        }
        for (int i = 0; i < 20; ++i)
            victim.pull();
        victim.jump(1000h);
        captured += 1000h + 200ms;
    }
    EXPECT_EQ(victim.stats().concealedSamples, 0U);
    EXPECT_EQ(victim.stats().skippedSamples, 0U);
}

} // namespace
} // namespace viz::test
