#include "core/protocol/wire_format.h"
#include "tests/support/voice_link.h"

#include <gtest/gtest.h>

#include <random>

namespace viz {
namespace {

using namespace std::chrono_literals;
using test::VoiceLink;
using Verdict = ReceivePipeline::Verdict;

TEST(ReceivePipeline, SoundBeforeTheCallWasAcceptedIsRefused) {
    VoiceLink link(voiceProfile(ProfileName::LowLatency));
    ReceivePipeline notYet(link.inbox, link.receiverAcks, [](const ControlMessage&) {});
    notYet.addRoute(1, test::fixedKey(1));
    link.sender.pushSound(test::tone(960));
    ASSERT_EQ(link.wire.size(), 1U);
    EXPECT_EQ(notYet.consume(1, link.wire.front(), link.clock.now()), Verdict::Malformed);
    EXPECT_EQ(PlayoutInbox::Consumer(link.inbox).available(), 0U);
}

TEST(ReceivePipeline, PassesControlMessages) {
    VoiceLink link(voiceProfile(ProfileName::LowLatency));
    link.sender.sendControl({.type = ControlType::Mute, .data = Bytes(1, std::byte{1})});
    link.sender.sendControl({.type = static_cast<ControlType>(200), .data = {}});
    link.deliver();
    ASSERT_EQ(link.controls.size(), 2U); // an unknown one is the receiver's to ignore
    EXPECT_EQ(link.controls[0].type, ControlType::Mute);
    EXPECT_EQ(link.controls[0].data, Bytes(1, std::byte{1}));
    EXPECT_EQ(link.verdict, Verdict::Ok);
}

TEST(ReceivePipeline, FramesCarryTheirPlaceInTheSendersStream) {
    VoiceLink link(voiceProfile(ProfileName::Balanced));
    for (int i = 0; i < 12; ++i)
        link.sender.pushSound(test::tone(480));
    link.deliver();
    PlayoutInbox::Consumer inbox(link.inbox);
    ArrivedFrame arrived;
    for (int i = 0; i < 6; ++i) {
        ASSERT_TRUE(inbox.pop(arrived));
        EXPECT_EQ(arrived.frame.sequence, Sequence{static_cast<std::uint32_t>(i)});
        EXPECT_EQ(arrived.frame.captureEnd, MediaTime{960 * (i + 1)});
        EXPECT_EQ(arrived.frame.messageCaptureEnd, MediaTime{2880 * (i / 3 + 1)});
        EXPECT_EQ(arrived.frame.framesInMessage, 3);
        EXPECT_EQ(arrived.arrival, link.clock.now());
    }
    EXPECT_FALSE(inbox.pop(arrived));
}

TEST(ReceivePipeline, ReplayReorderAndGarbageAreFatal) {
    const auto twoRecords = [](VoiceLink& link) {
        link.sender.pushSound(test::tone(1920));
        ASSERT_EQ(link.wire.size(), 2U);
    };
    {
        VoiceLink link(voiceProfile(ProfileName::LowLatency));
        twoRecords(link);
        EXPECT_EQ(link.consume(link.wire[0]), Verdict::Ok);
        EXPECT_EQ(link.consume(link.wire[0]), Verdict::NotAuthentic);
        EXPECT_EQ(link.consume(link.wire[1]), Verdict::NotAuthentic) << "no way back";
    }
    {
        VoiceLink link(voiceProfile(ProfileName::LowLatency));
        twoRecords(link);
        EXPECT_EQ(link.consume(link.wire[1]), Verdict::NotAuthentic);
    }
    {
        VoiceLink link(voiceProfile(ProfileName::LowLatency));
        EXPECT_EQ(link.consume(Bytes(40)), Verdict::NotAuthentic);
    }
}

TEST(ReceivePipeline, EveryFlippedBitOfARecordIsFatal) {
    VoiceLink source(voiceProfile(ProfileName::LowLatency));
    source.sender.pushSound(test::tone(960));
    const Bytes record = source.wire.front();
    for (std::size_t bit = 0; bit < record.size() * 8; ++bit) {
        VoiceLink link(voiceProfile(ProfileName::LowLatency));
        Bytes flipped = record;
        flipped[bit / 8] ^= static_cast<std::byte>(1 << bit % 8);
        ASSERT_EQ(link.consume(flipped), Verdict::NotAuthentic) << bit;
    }
}

TEST(ReceivePipeline, AFloodOfRecordsIsStoppedAndItsMemoryBounded) {
    VoiceLink link(voiceProfile({}));
    Verdict verdict = Verdict::Ok;
    std::uint64_t records = 0;
    for (; verdict == Verdict::Ok && records < 10'000; ++records) { // an authentic peer, faster than real time
        link.sender.sendControl({.type = ControlType::Ping, .data = Bytes(8)});
        verdict = link.consume(link.wire.back());
        link.wire.clear();
    }
    EXPECT_EQ(verdict, Verdict::Flood);
    EXPECT_EQ(records, static_cast<std::uint64_t>(wire::kMaxRecordsPerSecond * wire::kFloodWindow.count()) + 1);
}

TEST(ReceivePipeline, APeerFasterThanRealTimeFillsTheInboxAndNoMore) {
    VoiceProfile profile{FrameDuration::Ms10, 16, 6000, SizePolicy::Constant};
    VoiceLink link(profile);
    for (int i = 0; i < 60; ++i) { // 60 messages of 16 frames at once; acknowledged, so that the sender goes on
        link.sender.pushSound(test::tone(480 * 16));
        link.deliver();
        ASSERT_EQ(link.verdict, Verdict::Ok);
    }
    EXPECT_EQ(link.receiver.stats().frames, PlayoutInbox::kCapacity);
    EXPECT_EQ(link.receiver.stats().frames + link.receiver.stats().framesDroppedFull, 60U * 16);
}

TEST(ReceivePipeline, RandomBytesNeverPass) {
    std::mt19937 random(1);
    for (int i = 0; i < 2000; ++i) {
        VoiceLink link(voiceProfile({}));
        Bytes noise(random() % 9000);
        for (std::byte& b : noise)
            b = static_cast<std::byte>(random());
        ASSERT_EQ(link.consume(noise), Verdict::NotAuthentic);
    }
}

TEST(ReceivePipeline, EveryRouteHasItsOwnKeyNumbersAndFloodLimit) {
    VoiceLink link(voiceProfile(ProfileName::LowLatency));
    link.sender.addRoute(2, test::fixedKey(2)); // its records are on the same wire, after those of route 1
    link.receiver.addRoute(2, test::fixedKey(2));
    link.sender.pushSound(test::tone(960));
    ASSERT_EQ(link.wire.size(), 2U);
    EXPECT_EQ(link.receiver.consume(1, link.wire[1], link.clock.now()), Verdict::NotAuthentic);
    EXPECT_EQ(link.receiver.consume(2, link.wire[1], link.clock.now()), Verdict::Ok) << "the other route goes on";
    link.receiver.removeRoute(1);
    EXPECT_EQ(link.receiver.stats().routes, 1);
    link.receiver.addRoute(3, test::fixedKey(1));
    EXPECT_EQ(link.receiver.consume(3, link.wire[0], link.clock.now()), Verdict::Ok) << "an own opener from the start";
}

TEST(ReceivePipeline, TellsTheSenderOfAQueueAndCountsStalls) {
    VoiceLink link(voiceProfile(ProfileName::LowLatency));
    std::deque<std::pair<MonotonicTime, Bytes>> path;
    const auto run = [&](int messages, MonotonicTime delay) {
        for (int i = 0; i < messages; ++i) {
            link.sender.pushSound(test::tone(960));
            link.acknowledge();
            path.emplace_back(link.clock.now() + delay, link.wire.front());
            link.wire.clear();
            link.clock.advance(20ms);
            for (; !path.empty() && path.front().first <= link.clock.now(); path.pop_front())
                ASSERT_EQ(link.receiver.consume(VoiceLink::kRoute, path.front().second, path.front().first),
                          Verdict::Ok);
        }
    };
    run(100, 30ms);
    EXPECT_EQ(link.receiverAcks.toPeer.read().queueForward, MonotonicTime{0});
    run(100, 230ms);
    EXPECT_EQ(link.receiverAcks.toPeer.read().queueForward, MonotonicTime{200ms});
    EXPECT_EQ(link.receiver.stats().stallsLastMinute, 1);
}

} // namespace
} // namespace viz
