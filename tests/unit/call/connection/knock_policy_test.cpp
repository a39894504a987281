#include "core/call/connection/knock_policy.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

using namespace std::chrono_literals;
using Decision = KnockPolicy::Decision;

/// A policy and callers with a new commitment each.
struct Door {
    Decision knock(HandshakeMode mode, bool callOn = false) {
        ++m_caller;
        for (std::size_t i = 0; i < 4; ++i)
            commitment[i] = static_cast<std::byte>(m_caller >> 8 * i);
        return policy.decide(mode, commitment, callOn);
    }

    ManualClock clock{1h};
    KnockPolicy policy{clock};
    std::array<std::byte, 32> commitment{};
    unsigned m_caller = 0;
};

TEST(KnockPolicy, AnswersWhoHoldsTheInviteAsOftenAsTheyLike) {
    Door door;
    for (int i = 0; i < 1000; ++i)
        ASSERT_EQ(door.knock(HandshakeMode::Link), Decision::Answer);
}

TEST(KnockPolicy, AnswersTenStrangersAMinute) {
    Door door;
    for (int i = 0; i < 10; ++i)
        EXPECT_EQ(door.knock(HandshakeMode::Sas), Decision::Answer);
    EXPECT_EQ(door.knock(HandshakeMode::Sas), Decision::Throttled);
    door.clock.advance(6s);
    EXPECT_EQ(door.knock(HandshakeMode::Sas), Decision::Answer);
    EXPECT_EQ(door.knock(HandshakeMode::Sas), Decision::Throttled);
    door.clock.advance(10min);
    int answered = 0;
    while (door.knock(HandshakeMode::Sas) == Decision::Answer)
        ++answered;
    EXPECT_EQ(answered, 10) << "an idle hour saves nothing up";
}

TEST(KnockPolicy, TellsOnlyHoldersOfTheInviteThatItIsBusy) {
    Door door;
    EXPECT_EQ(door.knock(HandshakeMode::Link, true), Decision::Busy);
    EXPECT_EQ(door.knock(HandshakeMode::Sas, true), Decision::TryLater);
}

TEST(KnockPolicy, LetsTheCallsOwnPeerPastBusyButOnlyOnceACommitment) {
    Door door;
    EXPECT_EQ(door.knock(HandshakeMode::Resume, true), Decision::Answer);
    EXPECT_EQ(door.policy.decide(HandshakeMode::Resume, door.commitment, true), Decision::Ignore);
}

TEST(KnockPolicy, IgnoresARepeatedCommitment) {
    Door door;
    EXPECT_EQ(door.knock(HandshakeMode::Link), Decision::Answer);
    EXPECT_EQ(door.policy.decide(HandshakeMode::Link, door.commitment, false), Decision::Ignore);
}

TEST(KnockPolicy, ThreeFailedStrangersCloseTheDoorForTenMinutes) {
    Door door;
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(door.knock(HandshakeMode::Sas), Decision::Answer);
        door.policy.strangerFailed();
    }
    EXPECT_EQ(door.knock(HandshakeMode::Sas), Decision::TryLater);
    EXPECT_EQ(door.knock(HandshakeMode::Link), Decision::Answer);
    door.clock.advance(9min + 59s);
    EXPECT_EQ(door.knock(HandshakeMode::Sas), Decision::TryLater);
    door.clock.advance(2s);
    EXPECT_EQ(door.knock(HandshakeMode::Sas), Decision::Answer);
}

TEST(KnockPolicy, AnAcceptedStrangerIsNoFailure) {
    Door door;
    door.policy.strangerFailed();
    door.policy.strangerFailed();
    door.policy.strangerAccepted();
    door.policy.strangerFailed();
    EXPECT_EQ(door.knock(HandshakeMode::Sas), Decision::Answer);
}

TEST(KnockPolicy, FallsSilentAfterTwentyWrongMacsAMinute) {
    Door door;
    for (int i = 0; i < 20; ++i)
        EXPECT_TRUE(door.policy.answersBadMac());
    EXPECT_FALSE(door.policy.answersBadMac());
    door.clock.advance(59s);
    EXPECT_FALSE(door.policy.answersBadMac());
    door.clock.advance(61s);
    EXPECT_TRUE(door.policy.answersBadMac());
}

} // namespace
} // namespace viz
