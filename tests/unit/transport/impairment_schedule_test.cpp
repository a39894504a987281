#include "core/transport/impairment_schedule.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace {

using namespace std::chrono_literals;
using viz::ImpairmentSchedule;
using viz::TunnelSpec;
using Time = ImpairmentSchedule::Time;

TEST(ImpairmentSchedule, APerfectTunnelHoldsNothing) {
    ImpairmentSchedule schedule({}, 1);
    for (const Time at : {0us, 5us, 5us, 1'000'000us})
        EXPECT_EQ(schedule.release(at, 100'000), at);
}

TEST(ImpairmentSchedule, DelayIsTheSameForEveryChunk) {
    ImpairmentSchedule schedule({.delay = 30ms}, 1);
    EXPECT_EQ(schedule.release(0us, 1), 30ms);
    EXPECT_EQ(schedule.release(7ms, 1), 37ms);
}

TEST(ImpairmentSchedule, ASlowLinkTrickles) {
    // 24 kbit/s: 3000 bytes a second.
    ImpairmentSchedule schedule({.delay = 10ms, .rateBps = 24'000}, 1);
    EXPECT_EQ(schedule.release(0us, 300), 110ms);
    EXPECT_EQ(schedule.release(0us, 300), 210ms) << "waits for the line";
    EXPECT_EQ(schedule.release(50ms, 300), 310ms);
    EXPECT_EQ(schedule.release(1s, 300), 1110ms) << "the line was idle meanwhile";
}

TEST(ImpairmentSchedule, StallsHoldEverythingOnceAPeriod) {
    ImpairmentSchedule schedule({.stalls = TunnelSpec::Stalls{.length = 200ms, .every = 5s}}, 1);
    const std::vector<std::pair<Time, Time>> rows{
        {0ms, 0ms},       {100ms, 100ms},   {4999ms, 4999ms}, {5000ms, 5200ms},
        {5199ms, 5200ms}, {5200ms, 5200ms}, {9999ms, 9999ms}, {10'100ms, 10'200ms},
    };
    for (const auto& [arrival, release] : rows)
        EXPECT_EQ(schedule.release(arrival, 1), release) << arrival.count();
}

TEST(ImpairmentSchedule, AnOutageHoldsEverythingOnce) {
    ImpairmentSchedule schedule({.outages = {{.length = 3s, .at = 10s}}}, 1);
    EXPECT_EQ(schedule.release(9999ms, 1), 9999ms);
    EXPECT_EQ(schedule.release(10s, 1), 13s);
    EXPECT_EQ(schedule.release(12'999ms, 1), 13s);
    EXPECT_EQ(schedule.release(13s, 1), 13s);
    EXPECT_EQ(schedule.release(23s, 1), 23s);
}

TEST(ImpairmentSchedule, OneHoldMayEndInAnother) {
    ImpairmentSchedule schedule({.stalls = TunnelSpec::Stalls{.length = 500ms, .every = 1s},
                                 .outages = {{.length = 300ms, .at = 1400ms}, {.length = 400ms, .at = 1600ms}}},
                                1);
    EXPECT_EQ(schedule.release(1s, 1), 2500ms);
}

TEST(ImpairmentSchedule, DelayedIntoAStallMeansHeldByIt) {
    ImpairmentSchedule schedule({.delay = 100ms, .stalls = TunnelSpec::Stalls{.length = 200ms, .every = 1s}}, 1);
    EXPECT_EQ(schedule.release(950ms, 1), 1200ms);
}

/// 20,000 chunks, one every 10 ms.
std::vector<Time> releases(const TunnelSpec& spec, std::uint32_t salt) {
    ImpairmentSchedule schedule(spec, salt);
    std::vector<Time> result;
    for (int i = 0; i < 20'000; ++i)
        result.push_back(schedule.release(i * 10ms, 200));
    return result;
}

TEST(ImpairmentSchedule, OrderIsKeptWhateverHappens) {
    const TunnelSpec spec{.delay = 30ms,
                          .jitter = 50ms,
                          .stalls = TunnelSpec::Stalls{.length = 200ms, .every = 5s},
                          .rateBps = 300'000,
                          .outages = {{.length = 3s, .at = 10s}},
                          .seed = 3};
    Time last{};
    Time arrival{};
    for (const Time release : releases(spec, 1)) {
        EXPECT_GE(release, last);
        EXPECT_GE(release, arrival + 30ms);
        last = release;
        arrival += 10ms;
    }
}

TEST(ImpairmentSchedule, JitterHasTheDeviationThatWasAskedFor) {
    // Chunks so far apart that none waits for the one before.
    ImpairmentSchedule schedule({.jitter = 20ms, .seed = 5}, 1);
    double sum = 0;
    double squares = 0;
    constexpr int kChunks = 20'000;
    for (int i = 0; i < kChunks; ++i) {
        const Time arrival = i * 10s;
        const double extraMs = static_cast<double>((schedule.release(arrival, 1) - arrival).count()) / 1000;
        ASSERT_GE(extraMs, 0);
        sum += extraMs;
        squares += extraMs * extraMs;
    }
    const double mean = sum / kChunks;
    EXPECT_NEAR(mean, 20, 0.6);
    EXPECT_NEAR(std::sqrt(squares / kChunks - mean * mean), 20, 1);
}

TEST(ImpairmentSchedule, SameSeedSameSchedule) {
    const TunnelSpec seven{.delay = 30ms, .jitter = 20ms, .seed = 7};
    const TunnelSpec eight{.delay = 30ms, .jitter = 20ms, .seed = 8};
    EXPECT_EQ(releases(seven, 1), releases(seven, 1));
    EXPECT_NE(releases(seven, 1), releases(seven, 2)) << "the directions differ";
    EXPECT_NE(releases(seven, 1), releases(eight, 1));
}

TEST(ImpairmentSchedule, TheScheduleIsTheSameOnEveryPlatform) {
    ImpairmentSchedule schedule({.jitter = 20ms, .seed = 1}, 1);
    std::vector<std::int64_t> extraUs;
    for (int i = 0; i < 4; ++i)
        extraUs.push_back((schedule.release(i * 10s, 1) - Time{i * 10s}).count());
    EXPECT_EQ(extraUs, (std::vector<std::int64_t>{52'694, 102'343, 9574, 713}));
}

} // namespace
