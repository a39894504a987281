#include "core/tunnel/probe_schedule.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

using namespace std::chrono_literals;

class ProbeScheduleTest : public testing::Test {
protected:
    ProbeSchedule::Next after(ProbeVerdict verdict) {
        const auto next = m_schedule.after(verdict, m_now);
        m_now += next.wait;
        return next;
    }

    ProbeSchedule m_schedule{ProbeTimes{}};
    MonotonicTime m_now = 1000s;
};

TEST_F(ProbeScheduleTest, AsksEachMinuteWhatIsLive) {
    m_schedule.begin(m_now);
    for (int i = 0; i < 3; ++i) {
        const auto next = after(ProbeVerdict::Live);
        EXPECT_EQ(next.wait, 60s);
        EXPECT_TRUE(next.isSettled);
    }
}

TEST_F(ProbeScheduleTest, GivesANewAddressAMinute) {
    const MonotonicTime begin = m_now;
    m_schedule.begin(begin);
    for (const auto wait : {1s, 2s, 4s, 8s, 8s}) {
        const auto next = after(ProbeVerdict::DnsNotYet);
        EXPECT_EQ(next.wait, wait);
        EXPECT_FALSE(next.isSettled);
    }
    m_now = begin + 60s;
    EXPECT_TRUE(after(ProbeVerdict::DnsNotYet).isSettled);
    const auto next = after(ProbeVerdict::DnsNotYet);
    EXPECT_TRUE(next.isSettled);
    EXPECT_EQ(next.wait, 60s);
}

TEST_F(ProbeScheduleTest, LooksTwiceBeforeALiveAddressIsCalledDead) {
    m_schedule.begin(m_now);
    EXPECT_TRUE(after(ProbeVerdict::Live).isSettled);
    const auto next = after(ProbeVerdict::Timeout);
    EXPECT_FALSE(next.isSettled);
    EXPECT_EQ(next.wait, 1s);
    EXPECT_TRUE(after(ProbeVerdict::Live).isSettled);
}

TEST_F(ProbeScheduleTest, NoticesThatADeadAddressCameBack) {
    m_schedule.begin(m_now);
    m_now += 60s;
    EXPECT_TRUE(after(ProbeVerdict::BadGateway).isSettled);
    EXPECT_TRUE(after(ProbeVerdict::Live).isSettled);
    EXPECT_FALSE(after(ProbeVerdict::BadGateway).isSettled);
}

TEST_F(ProbeScheduleTest, DoesNotHurryWhereTooManyAsked) {
    m_schedule.begin(m_now);
    EXPECT_EQ(after(ProbeVerdict::TooMany).wait, 8s);
}

} // namespace
} // namespace viz
