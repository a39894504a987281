#include "core/tunnel/tunnel_life.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

using namespace std::chrono_literals;
using Act = TunnelLife::Act;
using State = TunnelLife::State;

constexpr TunnelLife::Rules kSimple{};
constexpr TunnelLife::Rules kCloudflare{.tellsReady = true, .hasFallback = true};

/// A life and the time it happens in.
class TunnelLifeTest : public testing::Test {
protected:
    /// To the deadline, which must be in `wait`.
    Act waitFor(TunnelLife& life, MonotonicTime wait) {
        EXPECT_EQ(life.deadline().value_or(0ns) - m_now, wait);
        m_now = life.deadline().value_or(m_now);
        return life.overdue(m_now);
    }

    TunnelLife upLife(TunnelLife::Rules rules = kSimple) {
        TunnelLife life(rules);
        EXPECT_EQ(life.start(m_now), Act::Launch);
        EXPECT_EQ(life.addressSeen(m_now), Act::Announce);
        return life;
    }

    MonotonicTime m_now = 1000s;
};

TEST_F(TunnelLifeTest, AnnouncesAnAddress) {
    const TunnelLife life = upLife();
    EXPECT_EQ(life.state(), State::Up);
    EXPECT_FALSE(life.deadline());
}

TEST_F(TunnelLifeTest, AnnouncesALateAddress) {
    TunnelLife life(kSimple);
    EXPECT_EQ(life.start(m_now), Act::Launch);
    EXPECT_EQ(life.addressSeen(m_now + 29s), Act::Announce);
}

TEST_F(TunnelLifeTest, AnnouncesAnotherAddressAnHourLater) {
    TunnelLife life = upLife();
    EXPECT_EQ(life.addressSeen(m_now + 1h), Act::Announce);
    EXPECT_EQ(life.state(), State::Up);
}

TEST_F(TunnelLifeTest, EndsAProgramThatNamesNoAddress) {
    TunnelLife life(kSimple);
    EXPECT_EQ(life.start(m_now), Act::Launch);
    EXPECT_EQ(waitFor(life, 30s), Act::Terminate);
    EXPECT_EQ(life.state(), State::Ending);
    EXPECT_EQ(life.fault(), TunnelFault::NoAddress);
    EXPECT_EQ(life.exited(m_now), Act::TellEnded);
}

TEST_F(TunnelLifeTest, GivesUpAfterThreeFirstAttempts) {
    TunnelLife life(kSimple);
    EXPECT_EQ(life.start(m_now), Act::Launch);
    EXPECT_EQ(life.exited(m_now), Act::TellEnded);
    EXPECT_EQ(waitFor(life, 1s), Act::Launch);
    EXPECT_EQ(life.exited(m_now), Act::TellEnded);
    EXPECT_EQ(waitFor(life, 2s), Act::Launch);
    EXPECT_EQ(life.faultSeen(TunnelFault::NoNetwork, m_now), Act::Nothing);
    EXPECT_EQ(life.exited(m_now), Act::TellFailed);
    EXPECT_EQ(life.state(), State::Failed);
    EXPECT_EQ(life.fault(), TunnelFault::NoNetwork);
    EXPECT_FALSE(life.deadline());
}

TEST_F(TunnelLifeTest, NeverGivesUpATunnelThatHasStood) {
    TunnelLife life = upLife();
    MonotonicTime wait = 1s;
    for (int restart = 0; restart < 40; ++restart) {
        EXPECT_EQ(life.exited(m_now), Act::TellEnded) << restart;
        EXPECT_EQ(waitFor(life, wait), Act::Launch) << restart;
        wait = std::min<MonotonicTime>(wait * 2, 60s);
    }
}

TEST_F(TunnelLifeTest, IsQuickAgainAfterASteadyMinute) {
    TunnelLife life = upLife();
    for (const MonotonicTime wait : {1s, 2s, 4s}) {
        EXPECT_EQ(life.exited(m_now), Act::TellEnded);
        EXPECT_EQ(waitFor(life, wait), Act::Launch);
        EXPECT_EQ(life.addressSeen(m_now), Act::Announce);
    }
    m_now += 60s;
    EXPECT_EQ(life.exited(m_now), Act::TellEnded);
    EXPECT_EQ(waitFor(life, 1s), Act::Launch);
}

TEST_F(TunnelLifeTest, WaitsForTheConnection) {
    TunnelLife life(kCloudflare);
    EXPECT_EQ(life.start(m_now), Act::Launch);
    EXPECT_EQ(life.addressSeen(m_now), Act::Nothing);
    EXPECT_EQ(life.state(), State::Connecting);
    EXPECT_EQ(life.readySeen(m_now + 14s), Act::Announce);
    EXPECT_EQ(life.state(), State::Up);
}

TEST_F(TunnelLifeTest, TakesAConnectionBeforeTheAddress) {
    TunnelLife life(kCloudflare);
    EXPECT_EQ(life.start(m_now), Act::Launch);
    EXPECT_EQ(life.readySeen(m_now), Act::Nothing);
    EXPECT_EQ(life.addressSeen(m_now), Act::Announce);
}

TEST_F(TunnelLifeTest, TriesTheSecondWayAtOnce) {
    TunnelLife life(kCloudflare);
    EXPECT_EQ(life.start(m_now), Act::Launch);
    EXPECT_EQ(life.addressSeen(m_now), Act::Nothing);
    EXPECT_EQ(waitFor(life, 15s), Act::Terminate);
    EXPECT_EQ(life.exited(m_now), Act::Launch);
    EXPECT_TRUE(life.usesFallback());
    EXPECT_EQ(life.addressSeen(m_now), Act::Nothing) << "readiness of the first start does not count";
    EXPECT_EQ(life.readySeen(m_now), Act::Announce);
}

TEST_F(TunnelLifeTest, StaysWithTheSecondWay) {
    TunnelLife life(kCloudflare);
    EXPECT_EQ(life.start(m_now), Act::Launch);
    EXPECT_EQ(life.addressSeen(m_now), Act::Nothing);
    EXPECT_EQ(waitFor(life, 15s), Act::Terminate);
    EXPECT_EQ(life.exited(m_now), Act::Launch);
    EXPECT_EQ(life.addressSeen(m_now), Act::Nothing);
    EXPECT_EQ(waitFor(life, 15s), Act::Terminate);
    EXPECT_EQ(life.fault(), TunnelFault::NotReady);
    EXPECT_EQ(life.exited(m_now), Act::TellEnded) << "no third way: with a wait, like any other failure";
    EXPECT_TRUE(life.usesFallback());
}

TEST_F(TunnelLifeTest, KillsWhatDoesNotEnd) {
    TunnelLife life = upLife();
    EXPECT_EQ(life.stop(m_now), Act::Terminate);
    EXPECT_EQ(waitFor(life, 3s), Act::Kill);
    EXPECT_FALSE(life.deadline());
    EXPECT_EQ(life.exited(m_now), Act::TellStopped);
    EXPECT_EQ(life.state(), State::Idle);
}

TEST_F(TunnelLifeTest, StopsFromEveryState) {
    TunnelLife idle(kSimple);
    EXPECT_EQ(idle.stop(m_now), Act::TellStopped);

    TunnelLife waiting = upLife();
    EXPECT_EQ(waiting.exited(m_now), Act::TellEnded);
    EXPECT_EQ(waiting.stop(m_now), Act::TellStopped);
    EXPECT_FALSE(waiting.deadline());

    TunnelLife ending = upLife();
    EXPECT_EQ(ending.restart(m_now), Act::Terminate);
    EXPECT_EQ(ending.stop(m_now), Act::Nothing);
    EXPECT_EQ(ending.exited(m_now), Act::TellStopped) << "and not started anew";
}

TEST_F(TunnelLifeTest, RestartsAtOnceWhenAsked) {
    TunnelLife life = upLife();
    EXPECT_EQ(life.restart(m_now), Act::Terminate);
    EXPECT_EQ(life.exited(m_now), Act::Launch);
    EXPECT_EQ(life.addressSeen(m_now), Act::Announce);
}

TEST_F(TunnelLifeTest, IsNotRestartedWhenNothingRuns) {
    TunnelLife life(kSimple);
    EXPECT_EQ(life.restart(m_now), Act::Nothing);
    EXPECT_EQ(life.exited(m_now), Act::Nothing);
    EXPECT_EQ(life.overdue(m_now), Act::Nothing);
    EXPECT_EQ(life.addressSeen(m_now), Act::Nothing);
}

TEST_F(TunnelLifeTest, FailsAtOnceWhereAnotherAttemptChangesNothing) {
    TunnelLife life(kSimple);
    EXPECT_EQ(life.start(m_now), Act::Launch);
    EXPECT_EQ(life.faultSeen(TunnelFault::NeedsAccount, m_now), Act::Terminate);
    EXPECT_EQ(life.exited(m_now), Act::TellFailed);
    EXPECT_EQ(life.fault(), TunnelFault::NeedsAccount);
    EXPECT_EQ(life.start(m_now), Act::Launch) << "a person may have done something";
}

TEST_F(TunnelLifeTest, DoesNotListenToFaultsWhileItStands) {
    TunnelLife life = upLife();
    EXPECT_EQ(life.faultSeen(TunnelFault::NeedsAccount, m_now), Act::Nothing);
    EXPECT_EQ(life.state(), State::Up);
}

TEST_F(TunnelLifeTest, FailsWhatCannotBeLaunched) {
    TunnelLife life(kSimple);
    EXPECT_EQ(life.start(m_now), Act::Launch);
    EXPECT_EQ(life.cannotLaunch(TunnelFault::CannotStart), Act::TellFailed);
    EXPECT_EQ(life.fault(), TunnelFault::CannotStart);
    EXPECT_FALSE(life.deadline());
}

TEST_F(TunnelLifeTest, StartsOnlyOnce) {
    TunnelLife life = upLife();
    EXPECT_EQ(life.start(m_now), Act::Nothing);
}

TEST(TunnelFaults, AreFinalWhereAPersonMustAct) {
    EXPECT_TRUE(isFinal(TunnelFault::NeedsAccount));
    EXPECT_TRUE(isFinal(TunnelFault::HostKeyChanged));
    EXPECT_FALSE(isFinal(TunnelFault::NoNetwork));
    EXPECT_FALSE(isFinal(TunnelFault::PortTaken)) << "a lost session of our own lets go of it after a while";
}

} // namespace
} // namespace viz
