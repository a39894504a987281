#include "core/protocol/wire_format.h"
#include "tests/support/voice_link.h"

#include <gtest/gtest.h>

#include <set>

namespace viz {
namespace {

using namespace std::chrono_literals;
using test::VoiceLink;

TEST(SendPipeline, OneRecordForEachFullBatch) {
    struct Row {
        ProfileName profile;
        std::size_t records;
    };
    for (const Row& row :
         {Row{ProfileName::LowLatency, 48}, Row{ProfileName::Balanced, 16}, Row{ProfileName::Saver, 3}}) {
        VoiceLink link(voiceProfile(row.profile));
        for (int i = 0; i < 96; ++i) { // 960 ms
            link.sender.pushSound(test::tone(480));
            link.clock.advance(10ms);
        }
        EXPECT_EQ(link.wire.size(), row.records);
        EXPECT_EQ(link.sender.stats().records, row.records);
    }
}

TEST(SendPipeline, ConstantSizesSayNothingAboutSpeechSilenceOrMute) {
    VoiceProfile profile = voiceProfile(ProfileName::Balanced);
    VoiceLink link(profile);
    std::set<std::size_t> sizes;
    for (int i = 0; i < 300; ++i) {
        link.sender.setMuted(i >= 200);
        link.sender.pushSound(i < 100 ? test::syllables(480, 480 * i) : std::vector<std::int16_t>(480));
        link.clock.advance(10ms);
        link.sender.tick();
        link.acknowledge();
    }
    link.sender.sendControl({.type = ControlType::Mute, .data = Bytes(1)});
    EXPECT_EQ(link.wire.size(), 51U);
    for (const Bytes& record : link.wire)
        sizes.insert(record.size());
    // 3 frames of 80 bytes, 26 of header, 16 of tag.
    EXPECT_EQ(sizes, (std::set<std::size_t>{3 * 80 + 26 + 16}));
}

TEST(SendPipeline, SaverAtConstantSizesCostsWhatTheDesignPromises) {
    VoiceProfile profile = voiceProfile(ProfileName::Saver);
    profile.sizes = SizePolicy::Constant;
    VoiceLink link(profile);
    for (int i = 0; i < 6400; ++i) // 64 s = 200 batches
        (void)link.step();
    const double kbits = static_cast<double>(link.sender.stats().bytes) * 8 / 64 / 1000;
    EXPECT_LE(kbits, 33.3);
    EXPECT_EQ(link.receiver.stats().frames, 1600U);
}

TEST(SendPipeline, MutedSoundIsSilence) {
    VoiceLink link(voiceProfile(ProfileName::LowLatency));
    link.sender.setMuted(true);
    double loudest = 0;
    for (int i = 0; i < 200; ++i) {
        for (const std::int16_t sample : link.step())
            loudest = std::max(loudest, std::abs(static_cast<double>(sample)));
    }
    EXPECT_EQ(link.receiver.stats().frames, 100U);
    EXPECT_LT(loudest, 10);
    EXPECT_GT(link.sender.stats().inputLevelDbfs, -40.0F); // the meter still shows that somebody speaks
}

TEST(SendPipeline, SendsAKeepaliveWhenNothingElseWasSent) {
    VoiceLink link(voiceProfile(ProfileName::LowLatency));
    for (int i = 0; i < 100; ++i) { // 50 s of ringing
        link.clock.advance(500ms);
        link.sender.tick();
    }
    EXPECT_EQ(link.wire.size(), 2U);
    link.deliver();
    EXPECT_EQ(link.verdict, ReceivePipeline::Verdict::Ok);
}

TEST(SendPipeline, AcknowledgesAloneWhenItHasNoSoundToSend) {
    VoiceLink link(voiceProfile(ProfileName::LowLatency));
    link.senderAcks.toPeer.publish({.maxSequence = Sequence{7}, .arrival = link.clock.now(), .any = true});
    link.clock.advance(200ms);
    link.sender.tick();
    EXPECT_EQ(link.wire.size(), 1U);
    link.sender.tick();
    link.clock.advance(200ms);
    link.sender.tick(); // nothing new to say
    EXPECT_EQ(link.wire.size(), 1U);
    link.deliver();
    ArrivedAck ack;
    ASSERT_TRUE(SpscRing<ArrivedAck>::Consumer(link.receiverAcks.fromPeer).pop(ack));
    EXPECT_EQ(ack.ack.maxSequence, Sequence{7});
    EXPECT_EQ(ack.ack.holdMs, 200);
}

TEST(SendPipeline, MeasuresTheRoundTripWithoutThePeersHoldTime) {
    VoiceLink link(voiceProfile(ProfileName::LowLatency));
    link.sender.pushSound(test::tone(960));
    link.clock.advance(85ms);
    ASSERT_TRUE(SpscRing<ArrivedAck>::Producer(link.senderAcks.fromPeer)
                    .push({.ack = {.maxSequence = Sequence{0}, .holdMs = 15}, .arrival = link.clock.now()}));
    link.clock.advance(20ms); // it waited in the exchange
    link.sender.tick();
    EXPECT_EQ(link.sender.stats().roundTrip, MonotonicTime{70ms});
}

TEST(SendPipeline, DropsStaleSoundInsteadOfSendingItLate) {
    VoiceLink link(voiceProfile(ProfileName::LowLatency));
    for (int i = 0; i < 1000; ++i) { // 10 s into a tunnel from which nothing comes back
        link.sender.pushSound(test::tone(480));
        link.clock.advance(10ms);
        link.sender.tick();
    }
    const SendStats stats = link.sender.stats();
    EXPECT_GT(stats.framesDroppedStale, 350U);
    EXPECT_LE(stats.frames, 80U);
    EXPECT_LE(stats.frames + stats.framesDroppedStale, 500U);
}

TEST(SendPipeline, TwentySecondsOfEveryProfileReachTheEar) {
    std::vector<VoiceProfile> profiles;
    for (const int ms : {10, 20, 40, 60})
        profiles.push_back({*frameDurationFromMs(ms), 2, 32000, SizePolicy::Constant});
    for (const auto name : {ProfileName::LowLatency, ProfileName::Balanced, ProfileName::Saver})
        profiles.push_back(voiceProfile(name));
    for (const VoiceProfile& profile : profiles) {
        VoiceLink link(profile);
        std::vector<std::int16_t> heard;
        for (int i = 0; i < 2000; ++i) {
            const auto out = link.step();
            heard.insert(heard.end(), out.begin(), out.end());
        }
        const auto spoken = test::syllables(480'000);
        const double loudness = test::rms(std::span(heard).last(480'000)) / test::rms(spoken);
        EXPECT_NEAR(loudness, 1, 0.15) << toMs(profile.batchLength()) << " ms";
        EXPECT_EQ(link.playout.report().playout.concealedSamples, 0U) << toMs(profile.batchLength()) << " ms";
    }
}

} // namespace
} // namespace viz
