#include "core/call/call_upkeep.h"
#include "tests/support/breakable_tunnel.h"
#include "tests/support/two_parties.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace viz {
namespace {

using namespace std::chrono_literals;
using test::BreakableTunnel;
using test::Party;
using test::TwoParties;
using test::waitFor;

class CallUpkeepTest : public testing::Test {
protected:
    void connect() {
        ASSERT_TRUE(initializeCrypto());
        ASSERT_TRUE(call.hosts());
        tunnel = std::make_unique<BreakableTunnel>(call.host.port);
        ASSERT_TRUE(call.connectThrough(tunnel->port()));
    }
    [[nodiscard]] bool bothHave(int routes) { return call.joiner.hasRoutes(routes) && call.host.hasRoutes(routes); }
    [[nodiscard]] bool bothSay(bool hedging) {
        return waitFor(
            [&] { return call.host.session.isHedging() == hedging && call.joiner.session.isHedging() == hedging; });
    }

    TwoParties call;
    std::unique_ptr<BreakableTunnel> tunnel;
};

struct WishRow {
    const char* name;
    bool host;
    bool joiner;
};

class HedgingFromTheStart : public CallUpkeepTest, public testing::WithParamInterface<WishRow> {};

TEST_P(HedgingFromTheStart, IsWhateverEitherSideWants) {
    call.hostVoice.hedging = GetParam().host;
    call.joinerVoice.hedging = GetParam().joiner;
    connect();
    ASSERT_TRUE(bothSay(true));
    ASSERT_TRUE(bothHave(2));
    ASSERT_TRUE(waitFor([&] { return call.joiner.session.stats().playout.playout.duplicateFrames > 10; }));
    ASSERT_TRUE(waitFor([&] { return call.host.session.stats().playout.playout.duplicateFrames > 10; }));
    EXPECT_EQ(call.joiner.session.stats().reconnects, 0U);
}

INSTANTIATE_TEST_SUITE_P(Rows, HedgingFromTheStart,
                         testing::Values(WishRow{"TheHost", true, false}, WishRow{"TheJoiner", false, true},
                                         WishRow{"Both", true, true}),
                         [](const auto& row) { return row.param.name; });

TEST_F(CallUpkeepTest, EachSideLearnsHowLongTheOthersMicrophoneTakes) {
    connect();
    const auto knows = [](Party& here, Party& there) {
        return waitFor([&] {
            const CallStats heard = here.session.stats();
            const CallStats own = there.session.stats();
            return heard.peerCaptureDelay && std::abs(toMs(*heard.peerCaptureDelay) - toMs(own.capture.latency)) < 6;
        });
    };
    EXPECT_TRUE(knows(call.host, call.joiner));
    EXPECT_TRUE(knows(call.joiner, call.host));
    EXPECT_EQ(call.host.session.stats().delay.captureMs, toMs(*call.host.session.stats().peerCaptureDelay));
}

TEST_F(CallUpkeepTest, AnotherProfileCountsDuringTheCall) {
    call.joinerVoice = test::toneAndNull(QStringLiteral("Jonas"), ProfileName::Saver);
    connect();
    CallSession& session = call.joiner.session;
    ASSERT_TRUE(waitFor([&] { return session.stats().sent.batchLength == Samples{320ms}; }));
    session.setVoice(ProfileName::LowLatency, voiceProfile(ProfileName::LowLatency));
    EXPECT_TRUE(waitFor([&] { return session.stats().sent.batchLength == Samples{20ms}; }));
    EXPECT_EQ(session.stats().sent.sizes, SizePolicy::Constant);
    VoiceProfile smallest = voiceProfile(ProfileName::LowLatency);
    smallest.sizes = SizePolicy::Smallest;
    session.setVoice(ProfileName::LowLatency, smallest);
    EXPECT_TRUE(waitFor([&] { return session.stats().sent.sizes == SizePolicy::Smallest; }));
    EXPECT_TRUE(call.host.hearsMore());
}

TEST_F(CallUpkeepTest, AProfileChosenWhileItRingsCountsFromTheFirstWord) {
    ASSERT_TRUE(initializeCrypto());
    ASSERT_TRUE(call.hosts());
    call.joins(call.host.session.inviteText());
    ASSERT_TRUE(call.host.reaches(CallState::Ringing));
    call.host.session.setVoice(ProfileName::Balanced, voiceProfile(ProfileName::Balanced));
    call.host.session.accept();
    ASSERT_TRUE(call.host.reaches(CallState::InCall));
    // Longer messages are announced for ProfileControl::kNotice first.
    EXPECT_TRUE(waitFor([&] { return call.host.session.stats().sent.batchLength == Samples{60ms}; }, 20s));
}

TEST_F(CallUpkeepTest, EitherSideSwitchesHedgingOnAndOff) {
    connect();
    for (Party* party : {&call.host, &call.joiner}) {
        party->session.setHedging(true);
        ASSERT_TRUE(bothSay(true));
        ASSERT_TRUE(bothHave(2));
        party->session.setHedging(false);
        ASSERT_TRUE(bothSay(false));
        ASSERT_TRUE(bothHave(1));
        ASSERT_TRUE(call.host.hearsMore() && call.joiner.hearsMore());
    }
    const std::vector<bool> changes{true, false, true, false};
    EXPECT_EQ(call.host.hedgings, changes);
    EXPECT_EQ(call.joiner.hedgings, changes);
    EXPECT_EQ(call.joiner.session.state(), CallState::InCall);
    EXPECT_TRUE(call.joiner.silences.empty()) << "nobody noticed";
}

TEST_F(CallUpkeepTest, OneOfTwoConnectionsMayBreakAndIsReplaced) {
    call.joinerVoice.hedging = true;
    connect();
    ASSERT_TRUE(bothHave(2));
    for (std::size_t i = 0; i < 3; ++i) {
        ASSERT_TRUE(waitFor([&] { return tunnel->count() == i + 2; }));
        ASSERT_TRUE(bothHave(2));
        ASSERT_TRUE(call.host.hearsMore() && call.joiner.hearsMore());
        tunnel->cut(i);
    }
    ASSERT_TRUE(waitFor([&] { return tunnel->count() == 5; }));
    ASSERT_TRUE(bothHave(2));
    for (Party* party : {&call.host, &call.joiner}) {
        EXPECT_TRUE(party->silences.empty()) << "the call was never interrupted";
        EXPECT_EQ(party->states.back(), CallState::InCall);
    }
}

TEST_F(CallUpkeepTest, OneOfTwoConnectionsMayStall) {
    call.joinerVoice.hedging = true;
    connect();
    ASSERT_TRUE(bothHave(2));
    ASSERT_TRUE(call.host.hearsMore() && call.joiner.hearsMore());
    tunnel->stall(0);
    ASSERT_TRUE(waitFor([&] { return tunnel->count() == 3; })) << "the dead one is replaced";
    ASSERT_TRUE(call.joiner.hasRoutes(2));
    EXPECT_TRUE(call.joiner.silences.empty());
    EXPECT_TRUE(call.host.silences.empty());
}

TEST_F(CallUpkeepTest, AHedgedCallThatLosesBothIsResumedWithTwo) {
    call.joinerVoice.hedging = true;
    connect();
    ASSERT_TRUE(bothHave(2));
    tunnel->cutAll();
    ASSERT_TRUE(call.joiner.reconnected(1));
    ASSERT_TRUE(bothHave(2));
    ASSERT_TRUE(call.host.hearsMore() && call.joiner.hearsMore());
}

TEST_F(CallUpkeepTest, AHedgedCallEndsWithOneGoodbye) {
    call.joinerVoice.hedging = true;
    connect();
    ASSERT_TRUE(bothHave(2));
    call.host.session.hangUp();
    ASSERT_TRUE(call.joiner.reaches(CallState::Ended));
    EXPECT_EQ(call.joiner.ends.at(0).reason, EndReason::HungUpThere);
    EXPECT_EQ(call.joiner.ends.size(), 1U);
    ASSERT_TRUE(waitFor([&] { return tunnel->openCount() == 0; }));
}

TEST_F(CallUpkeepTest, ATunnelThatCountsMessagesGetsFewAndLongOnes) {
    call.joinerVoice = test::toneAndNull(QStringLiteral("Jonas"), ProfileName::Auto);
    connect();
    tunnel->answerNew("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n");
    tunnel->cut(0);
    ASSERT_TRUE(waitFor([&] { return !call.joiner.notices.empty(); }));
    tunnel->answerNew(std::nullopt);
    ASSERT_TRUE(call.joiner.reconnected(1));
    ASSERT_TRUE(waitFor([&] { return call.host.session.stats().received.batchLength == Samples{15360}; }));
    // A computer that is busy stalls, too, and may be advised to hedge meanwhile.
    EXPECT_EQ(std::ranges::count(call.joiner.notices, CallNotice::RateRefused), 1);
    EXPECT_EQ(call.joiner.session.stats().sent.batchLength, Samples{15360});
    EXPECT_EQ(std::ranges::count(call.host.notices, CallNotice::RateRefused), 0);
    const auto sends = [&](Samples length) {
        return waitFor([&] { return call.joiner.session.stats().sent.batchLength == length; });
    };
    call.joiner.session.setVoice(ProfileName::LowLatency, voiceProfile(ProfileName::LowLatency));
    EXPECT_TRUE(sends(20ms)) << "who asks for it gets it";
    call.joiner.session.setVoice(ProfileName::Auto, voiceProfile(ProfileName::Auto));
    EXPECT_TRUE(sends(320ms)) << "the tunnel has not changed its mind";
}

TEST_F(CallUpkeepTest, ATunnelThatStuttersIsTold) {
    ASSERT_TRUE(initializeCrypto());
    CallThreads threads;
    CallUpkeep upkeep(nullptr);
    std::vector<CallNotice> notices;
    QObject::connect(&upkeep, &CallUpkeep::noticed, [&](CallNotice notice) { notices.push_back(notice); });
    upkeep.begin(CallRole::Host, call.hostVoice);
    threads.wires.receiveStats.publish({.stallsLastMinute = 4});
    upkeep.start(threads);
    ASSERT_TRUE(waitFor([&] { return !notices.empty(); }));
    EXPECT_EQ(notices, (std::vector{CallNotice::HedgingAdvised}));
}

TEST_F(CallUpkeepTest, AChosenProfileIsKept) {
    connect();
    tunnel->answerNew("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n");
    tunnel->cut(0);
    ASSERT_TRUE(call.joiner.reaches(CallState::Reconnecting));
    tunnel->answerNew(std::nullopt);
    ASSERT_TRUE(call.joiner.reconnected(1));
    EXPECT_TRUE(call.joiner.notices.empty());
    EXPECT_EQ(call.joiner.session.stats().sent.batchLength, Samples{960});
}

TEST(SendSettings, TheIntervalIsChosenOnlyWhereNobodyAskedForOne) {
    VoiceOptions voice;
    voice.profile = voiceProfile(ProfileName::Auto);
    EXPECT_TRUE(sendSettings(voice).automaticInterval);
    voice.profile.framesPerMessage = 8;
    EXPECT_FALSE(sendSettings(voice).automaticInterval);
    voice.profileName = ProfileName::LowLatency;
    voice.profile = voiceProfile(ProfileName::LowLatency);
    EXPECT_FALSE(sendSettings(voice).automaticInterval);
}

} // namespace
} // namespace viz
