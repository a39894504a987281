#include "core/pipeline/send/ack_reporter.h"
#include "core/protocol/wire_format.h"
#include "tests/support/voice_link.h"

#include <gtest/gtest.h>

#include <deque>
#include <functional>
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

/// The path takes `link`'s oldest record off the wire, and its acknowledgement is there at once.
void carryOne(VoiceLink& link, AckReporter& receiver) {
    if (link.wire.empty())
        return;
    link.consume(link.wire.front());
    link.wire.pop_front();
    (void)SpscRing<ArrivedAck>::Producer(link.senderAcks.fromPeer)
        .push({.ack = receiver.report(link.clock.now()), .arrival = link.clock.now()});
}

TEST(SendPipeline, GivesUpWhatWaitsWhenItStepsDown) {
    VoiceLink link(voiceProfile(ProfileName::LowLatency));
    AckReporter receiver(link.receiverAcks);
    std::int64_t made = 0, waitedBefore = 0;
    const auto waiting = [&] {
        const SendStats stats = link.sender.stats();
        return made - static_cast<std::int64_t>(stats.frames + stats.framesDroppedStale);
    };
    while (link.sender.stats().rung == 0 && made < 1000) {
        waitedBefore = waiting();
        link.sender.pushSound(test::tone(960));
        ++made;
        link.clock.advance(20ms);
        if (made % 2 == 0) // half of what is spoken
            carryOne(link, receiver);
    }
    EXPECT_GT(link.sender.stats().rung, 0);
    EXPECT_GT(waitedBefore, 0);
    EXPECT_EQ(waiting(), 0);
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

TEST(SendPipeline, ANewRouteCarriesTheSameSoundAtOnce) {
    VoiceLink link(voiceProfile(ProfileName::LowLatency));
    for (int i = 0; i < 300; ++i) { // the route stands still: nothing is acknowledged
        link.sender.pushSound(test::tone(480));
        link.clock.advance(10ms);
        link.sender.tick();
    }
    const auto stuck = link.sender.stats().frames;
    EXPECT_EQ(link.sender.unacknowledgedSince(), MonotonicTime{1h + 10ms});
    link.wire.clear();
    ReceivePipeline resumed(link.inbox, link.receiverAcks, [](const ControlMessage&) {});
    resumed.addRoute(2, test::fixedKey(77));
    resumed.allowSound();
    link.sender.addRoute(2, test::fixedKey(77));
    link.sender.setRouteInUse(VoiceLink::kRoute, false);
    EXPECT_EQ(link.sender.unacknowledgedSince(), std::nullopt);
    link.sender.pushSound(test::tone(960));
    EXPECT_LE(link.wire.size(), 22U) << "no more than what is not stale";
    for (const Bytes& record : link.wire)
        EXPECT_EQ(resumed.consume(2, record, link.clock.now()), ReceivePipeline::Verdict::Ok);
    EXPECT_EQ(resumed.stats().frames, link.wire.size());
    EXPECT_GT(link.sender.stats().frames, stuck);
}

TEST(SendPipeline, SayingAgainWhatARouteDoesAlreadyForgetsNothing) {
    VoiceLink link(voiceProfile(ProfileName::LowLatency));
    for (int i = 0; i < 100; ++i)
        (void)link.step();
    ASSERT_TRUE(link.sender.stats().roundTrip);
    link.sender.setRouteInUse(VoiceLink::kRoute, true);
    link.sender.setRouteInUse(99, false);
    link.sender.removeRoute(99);
    EXPECT_TRUE(link.sender.stats().roundTrip);
    link.sender.setRouteInUse(VoiceLink::kRoute, false);
    EXPECT_FALSE(link.sender.stats().roundTrip);
}

TEST(SendPipeline, HedgedSoundIsHeardOnce) {
    VoiceLink link(voiceProfile(ProfileName::LowLatency));
    std::deque<std::pair<RouteId, Bytes>> wire;
    AckExchange acks;
    SendPipeline sender({}, link.clock, acks, [&](RouteId route, ByteView record) {
        wire.emplace_back(route, Bytes(record.begin(), record.end()));
    });
    for (const RouteId route : {1U, 2U}) {
        sender.addRoute(route, test::fixedKey(static_cast<int>(route)));
        if (route == 2)
            link.receiver.addRoute(2, test::fixedKey(2));
    }
    EXPECT_EQ(link.receiver.stats().routes, 2);
    std::vector<std::int16_t> out(480);
    for (int i = 0; i < 500; ++i) {
        sender.pushSound(test::syllables(480, 480 * i));
        for (; !wire.empty(); wire.pop_front())
            ASSERT_EQ(link.receiver.consume(wire.front().first, wire.front().second, link.clock.now()),
                      ReceivePipeline::Verdict::Ok);
        (void)SpscRing<ArrivedAck>::Producer(acks.fromPeer)
            .push({.ack = {.maxSequence = Sequence{static_cast<std::uint32_t>(sender.stats().frames - 1)}},
                   .arrival = link.clock.now()});
        link.playout.render(out, Samples{0}, link.clock.now());
        link.clock.advance(10ms);
    }
    const PlayoutStats heard = link.playout.report().playout;
    EXPECT_EQ(heard.framesReceived, 500U);
    EXPECT_EQ(heard.duplicateFrames, 250U);
    EXPECT_EQ(heard.concealedSamples, 0U);
    EXPECT_EQ(link.receiver.stats().stallsLastMinute, 0);
}

TEST(SendPipeline, WithoutARouteNothingIsSentAndNothingIsKept) {
    VoiceLink link(voiceProfile(ProfileName::LowLatency));
    link.sender.removeRoute(VoiceLink::kRoute);
    for (int i = 0; i < 1000; ++i) {
        link.sender.pushSound(test::tone(480));
        link.clock.advance(10ms);
        link.sender.tick();
    }
    EXPECT_TRUE(link.wire.empty());
    EXPECT_EQ(link.sender.stats().frames, 0U);
    EXPECT_GE(link.sender.stats().framesDroppedStale, 430U);
}

TEST(SendPipeline, ChangesToLongerMessagesAfterAnnouncingThem) {
    VoiceLink link(voiceProfile(ProfileName::LowLatency));
    for (int i = 0; i < 200; ++i)
        (void)link.step();
    SendSettings saver{.profile = voiceProfile(ProfileName::Saver)};
    saver.profile.sizes = SizePolicy::Constant;
    link.sender.changeSettings(saver);
    for (int i = 0; i < 490; ++i)
        (void)link.step();
    EXPECT_EQ(link.receiver.stats().batchLength, Samples{20ms});
    for (int i = 0; i < 200; ++i)
        (void)link.step();
    EXPECT_EQ(link.receiver.stats().batchLength, Samples{320ms});
    EXPECT_EQ(link.sender.stats().batchLength, Samples{320ms});
    EXPECT_LE(link.playout.report().playout.concealedSamples, 96U) << "2 ms, where nobody paused once";
}

/// A minute of sound while `lie` answers for the peer; how much of it was sent.
double sentShare(const std::function<AckBlock(std::uint32_t newest)>& lie, SendStats* stats = nullptr) {
    VoiceLink link(SendSettings{.profile = {.bitrateBps = 6000}, .automaticInterval = true});
    const auto silence = std::vector<std::int16_t>(480);
    for (int i = 0; i < 6000; ++i) {
        link.sender.pushSound(silence);
        link.sender.tick();
        const auto newest = static_cast<std::uint32_t>(link.sender.stats().frames - 1);
        (void)SpscRing<ArrivedAck>::Producer(link.senderAcks.fromPeer)
            .push({.ack = lie(newest), .arrival = link.clock.now()});
        link.clock.advance(10ms);
        link.wire.clear();
    }
    if (stats != nullptr)
        *stats = link.sender.stats();
    const double sent = toMs(link.sender.stats().batchLength) * static_cast<double>(link.sender.stats().frames);
    return sent / 60000;
}

TEST(SendPipeline, ALyingPeerHurtsNobodyButItself) {
    SendStats stats;
    EXPECT_GT(sentShare([](std::uint32_t newest) { return AckBlock{.maxSequence = Sequence{newest}}; }), 0.95)
        << "honest";
    // Numbers that were never sent are no acknowledgement: the window shuts, and opens for nothing.
    EXPECT_LT(sentShare([](std::uint32_t newest) { return AckBlock{.maxSequence = Sequence{newest + 1000}}; }), 0.1);
    EXPECT_LT(sentShare([](std::uint32_t newest) { return AckBlock{.maxSequence = Sequence{newest + 0x80000000U}}; }),
              0.1);
    // Absurd queues, holds and concealment: we go on, at the profile or below.
    EXPECT_GT(sentShare(
                  [](std::uint32_t newest) {
                      return AckBlock{Sequence{newest}, UINT16_MAX, UINT16_MAX, UINT16_MAX, UINT16_MAX};
                  },
                  &stats),
              0.5);
    EXPECT_LE(stats.bitrateBps, 6000);
    EXPECT_LE(stats.rung, 4);
    EXPECT_EQ(stats.roundTrip, MonotonicTime{0});
}

TEST(SendPipeline, TellsHowThePeerHearsUs) {
    VoiceLink link(voiceProfile(ProfileName::LowLatency));
    EXPECT_FALSE(link.sender.stats().heardLevelDbfs.has_value());
    struct Row {
        std::uint8_t code;
        std::optional<float> dbfs;
    };
    for (const Row& row : {Row{52, -22.0F}, Row{1, -124.0F}, Row{0, std::nullopt}}) {
        (void)SpscRing<ArrivedAck>::Producer(link.senderAcks.fromPeer)
            .push({.ack = {.maxSequence = Sequence{0}, .heardLevel = row.code}, .arrival = link.clock.now()});
        link.sender.tick();
        EXPECT_EQ(link.sender.stats().heardLevelDbfs, row.dbfs);
    }
}

TEST(SendPipeline, APeerThatLiesAboutWhatItHearsGetsNoMoreThanATailProbe) {
    const auto send = [](AckBlock heard) {
        VoiceLink link(SendSettings{.profile = voiceProfile(ProfileName::Auto), .automaticInterval = true});
        for (int i = 0; i < 1000; ++i) {
            link.sender.pushSound(test::syllables(480, 480 * i));
            link.deliver();
            heard.maxSequence = Sequence{static_cast<std::uint32_t>(link.sender.stats().frames - 1)};
            (void)SpscRing<ArrivedAck>::Producer(link.senderAcks.fromPeer)
                .push({.ack = heard, .arrival = link.clock.now()});
            link.clock.advance(10ms);
            link.sender.tick();
        }
        return link.sender.stats();
    };
    const SendStats honest = send({});
    const SendStats lied = send({.maxSequence = {}, .concealedPermille = 1023, .heardLevel = 63});
    EXPECT_EQ(lied.bitrateBps, honest.bitrateBps);
    EXPECT_EQ(lied.batchLength, honest.batchLength);
    EXPECT_EQ(lied.frames, honest.frames);
    EXPECT_LE(lied.records, 2 * honest.records);
}

TEST(SendPipeline, AVoiceThatIsHeldBackLeavesTheSameTraffic) {
    for (const TalkMode mode : {TalkMode::PushToTalk, TalkMode::Open}) {
        VoiceLink link(voiceProfile(ProfileName::Balanced));
        SoundSettings sound = untouchedSound();
        sound.talkMode = mode;
        link.sender.setSound(sound);
        std::vector<std::size_t> sizes;
        for (int i = 0; i < 120; ++i) {
            link.sender.pushSound(test::syllables(480, 480 * i));
            link.clock.advance(10ms);
            link.acknowledge();
            for (const Bytes& record : link.wire)
                sizes.push_back(record.size());
            link.deliver();
        }
        EXPECT_EQ(sizes, std::vector<std::size_t>(20, 3 * 80 + 26 + 16));
        EXPECT_TRUE(link.sender.stats().voice);
        EXPECT_EQ(link.sender.stats().transmitting, mode == TalkMode::Open);
        EXPECT_EQ(link.sender.stats().voiceHeldBack, mode != TalkMode::Open);
    }
}

} // namespace
} // namespace viz
