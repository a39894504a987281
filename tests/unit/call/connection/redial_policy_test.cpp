#include "core/call/connection/redial_policy.h"

#include <gtest/gtest.h>

#include <vector>

namespace viz {
namespace {

using namespace std::chrono_literals;
using Operation = RedialPolicy::Operation;

/// A joiner whose dials neither succeed nor fail by themselves; looks every 50 ms, as Redialer does.
struct Redialling {
    explicit Redialling(RouteNeed need = RouteNeed::AnyRoute) { policy.setNeed(need, now, now); }

    void step() {
        const auto [operation, replaced] = policy.decide(now, dials);
        if (operation == Operation::Replace)
            dials.erase(dials.begin() + static_cast<std::ptrdiff_t>(replaced));
        if (operation != Operation::Wait) {
            dials.push_back({.startedAt = now, .hasTcp = tcp});
            dialledAt.push_back(std::chrono::duration_cast<std::chrono::milliseconds>(now - 1h));
        }
        ASSERT_LE(dials.size(), RedialPolicy::kMaxDials);
    }
    void pass(std::chrono::milliseconds duration) {
        for (const MonotonicTime end = now + duration; now < end; now += 50ms)
            step();
    }
    /// All that hang are refused.
    void refuse() {
        for (; !dials.empty(); dials.pop_back())
            policy.dialFailed(now);
    }

    MonotonicTime now{1h};
    RedialPolicy policy{1};
    std::vector<DialInProgress> dials;
    std::vector<std::chrono::milliseconds> dialledAt;
    bool tcp = false;
};

TEST(RedialPolicy, DialsAtOnceAndThenFreshOnesBesideThoseThatHang) {
    Redialling joiner;
    joiner.pass(3s);
    EXPECT_EQ(joiner.dialledAt,
              (std::vector<std::chrono::milliseconds>{0ms, 400ms, 800ms, 1200ms, 1600ms, 2000ms, 2400ms, 2800ms}));
}

TEST(RedialPolicy, InALongOutageOnceASecondIsEnough) {
    Redialling joiner;
    joiner.pass(30s);
    int late = 0;
    for (const auto at : joiner.dialledAt)
        late += at > 20s && at <= 30s ? 1 : 0;
    EXPECT_GE(late, 7);
    EXPECT_LE(late, 10);
}

TEST(RedialPolicy, AConnectionWithTcpIsLeftTenSeconds) {
    Redialling joiner;
    joiner.tcp = true;
    joiner.pass(9950ms);
    EXPECT_EQ(joiner.dialledAt.size(), 3U);
    joiner.pass(300ms);
    EXPECT_EQ(joiner.dialledAt.size(), 4U);
}

TEST(RedialPolicy, OnlyTheOnesWithoutTcpMakeRoom) {
    Redialling joiner;
    joiner.tcp = true;
    joiner.step();
    joiner.tcp = false;
    joiner.now += 400ms;
    joiner.pass(5s);
    EXPECT_TRUE(joiner.dials.front().hasTcp);
    EXPECT_EQ(joiner.dials.front().startedAt, MonotonicTime{1h});
    EXPECT_GT(joiner.dialledAt.size(), 5U);
}

TEST(RedialPolicy, RefusalsAreSpacedMoreAndMore) {
    Redialling joiner;
    for (int i = 0; i < 60 * 20; ++i) {
        joiner.step();
        joiner.refuse();
        joiner.now += 50ms;
    }
    ASSERT_GE(joiner.dialledAt.size(), 8U);
    const std::vector<std::chrono::milliseconds> waits{200ms, 500ms, 1s, 2s, 4s, 8s, 8s};
    for (std::size_t i = 0; i < waits.size(); ++i) {
        const auto waited = joiner.dialledAt[i + 1] - joiner.dialledAt[i];
        EXPECT_GE(waited, waits[i] * 4 / 5) << i;
        EXPECT_LE(waited, waits[i] + 50ms) << i;
    }
}

TEST(RedialPolicy, ANewAddressIsTriedAtOnce) {
    Redialling joiner;
    for (int i = 0; i < 6; ++i) {
        joiner.refuse();
        joiner.pass(10s);
    }
    joiner.refuse();
    const auto before = joiner.dialledAt.size();
    joiner.pass(1s);
    EXPECT_EQ(joiner.dialledAt.size(), before);
    joiner.policy.addressAdded();
    joiner.step();
    EXPECT_EQ(joiner.dialledAt.size(), before + 1);
}

TEST(RedialPolicy, ANewOutageBeginsWithADialWhateverFailedBefore) {
    Redialling joiner;
    for (int i = 0; i < 6; ++i) {
        joiner.refuse();
        joiner.pass(10s);
    }
    joiner.refuse();
    joiner.policy.setNeed(RouteNeed::Nothing, joiner.now, {});
    joiner.policy.setNeed(RouteNeed::AnyRoute, joiner.now, joiner.now);
    EXPECT_EQ(joiner.policy.decide(joiner.now, {}).operation, Operation::Dial);
}

TEST(RedialPolicy, WithoutNeedItRests) {
    Redialling joiner(RouteNeed::Nothing);
    joiner.pass(10s);
    EXPECT_TRUE(joiner.dialledAt.empty());
}

TEST(RedialPolicy, ASecondConnectionIsDialledSoonAndOneAtATime) {
    Redialling joiner(RouteNeed::SecondRoute);
    joiner.pass(9s);
    ASSERT_EQ(joiner.dialledAt.size(), 1U);
    EXPECT_LE(joiner.dialledAt.front(), 250ms);
    joiner.pass(2s);
    EXPECT_EQ(joiner.dialledAt.size(), 2U) << "one that hangs for ten seconds is replaced";
    EXPECT_EQ(joiner.dials.size(), 1U);
}

TEST(RedialPolicy, ASecondConnectionThatNeverLastsIsDialledLessAndLess) {
    Redialling joiner(RouteNeed::SecondRoute);
    for (int i = 0; i < 60 * 20; ++i) {
        joiner.step();
        if (!joiner.dials.empty()) { // it opens, and is closed at once
            joiner.dials.clear();
            joiner.policy.setNeed(RouteNeed::Nothing, joiner.now, {});
            joiner.policy.setNeed(RouteNeed::SecondRoute, joiner.now, {});
        }
        joiner.now += 50ms;
    }
    EXPECT_LE(joiner.dialledAt.size(), 14U);
    EXPECT_GE(joiner.dialledAt.size(), 8U);
}

TEST(RedialPolicy, ASecondConnectionThatLastedIsReplacedSoon) {
    Redialling joiner(RouteNeed::SecondRoute);
    for (int i = 0; i < 10; ++i) {
        joiner.pass(500ms);
        ASSERT_EQ(joiner.dials.size(), 1U) << i;
        joiner.dials.clear();
        joiner.policy.setNeed(RouteNeed::Nothing, joiner.now, {});
        joiner.pass(31s);
        joiner.policy.setNeed(RouteNeed::SecondRoute, joiner.now, {});
    }
}

} // namespace
} // namespace viz
