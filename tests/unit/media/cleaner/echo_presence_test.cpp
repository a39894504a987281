#include "core/media/cleaner/echo_presence.h"

#include <gtest/gtest.h>

namespace viz::test {
namespace {

using Look = EchoPresence::Look;

class EchoPresenceTest : public testing::Test {
protected:
    void push(int times, Look look) {
        for (int i = 0; i < times; ++i)
            m_presence.push(look);
    }
    [[nodiscard]] bool isPresent() const { return m_presence.isPresent(); }

    EchoPresence m_presence;
};

TEST_F(EchoPresenceTest, IsAssumedUntilThreeSecondsWithoutOne) {
    EXPECT_TRUE(isPresent());
    push(11, Look::Nothing);
    EXPECT_TRUE(isPresent());
    push(1, Look::Nothing);
    EXPECT_FALSE(isPresent());
}

TEST_F(EchoPresenceTest, WhatWasProvenMayHideForHalfAMinute) {
    push(8, Look::Likely);
    push(119, Look::Nothing);
    EXPECT_TRUE(isPresent());
    push(1, Look::Nothing);
    EXPECT_FALSE(isPresent());
}

TEST_F(EchoPresenceTest, ALikelyOneIsEnoughToStayAndTooLittleToComeBack) {
    for (int i = 0; i < 10; ++i) {
        push(11, Look::Nothing);
        push(1, Look::Likely);
    }
    EXPECT_TRUE(isPresent());
    push(12, Look::Nothing);
    push(5, Look::Likely);
    EXPECT_FALSE(isPresent());
}

TEST_F(EchoPresenceTest, ComesBackAtOnceWhenThereIsNoDoubt) {
    push(12, Look::Nothing);
    push(1, Look::Undoubted);
    EXPECT_TRUE(isPresent());
}

TEST_F(EchoPresenceTest, AProofDoesNotOutliveTheEcho) {
    push(8, Look::Undoubted);
    push(120, Look::Nothing); // headphones were put on
    push(1, Look::Undoubted);
    push(12, Look::Nothing);
    EXPECT_FALSE(isPresent());
}

} // namespace
} // namespace viz::test
