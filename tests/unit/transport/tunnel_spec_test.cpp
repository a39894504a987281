#include "core/transport/tunnel_spec.h"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using viz::parseTunnelSpec;

TEST(TunnelSpec, ReadsEverySetting) {
    const auto spec = parseTunnelSpec(QStringLiteral(
        "delay=30,jitter=20,stall=200/5000,rate=24000,outage=3000@10000,cut@15000,seed=7,outage=1@2,cut@16000"));
    ASSERT_TRUE(spec) << spec.error().toStdString();
    EXPECT_EQ(spec->delay, 30ms);
    EXPECT_EQ(spec->jitter, 20ms);
    ASSERT_TRUE(spec->stalls);
    EXPECT_EQ(spec->stalls->length, 200ms);
    EXPECT_EQ(spec->stalls->every, 5000ms);
    EXPECT_EQ(spec->rateBps, 24'000);
    ASSERT_EQ(spec->outages.size(), 2u);
    EXPECT_EQ(spec->outages[0].length, 3000ms);
    EXPECT_EQ(spec->outages[0].at, 10'000ms);
    EXPECT_EQ(spec->outages[1].length, 1ms);
    EXPECT_EQ(spec->cuts, (std::vector{15'000ms, 16'000ms}));
    EXPECT_EQ(spec->seed, 7u);
}

TEST(TunnelSpec, AnEmptyTextIsAPerfectTunnel) {
    for (const QString& text : {QString(), QStringLiteral(""), QStringLiteral("  ")}) {
        const auto spec = parseTunnelSpec(text);
        ASSERT_TRUE(spec);
        EXPECT_EQ(spec->delay, 0ms);
        EXPECT_EQ(spec->jitter, 0ms);
        EXPECT_FALSE(spec->stalls);
        EXPECT_FALSE(spec->rateBps);
        EXPECT_TRUE(spec->outages.empty());
        EXPECT_TRUE(spec->cuts.empty());
    }
}

TEST(TunnelSpec, BlanksAroundPartsDoNotMatter) {
    const auto spec = parseTunnelSpec(QStringLiteral(" delay=30 , cut@5 "));
    ASSERT_TRUE(spec);
    EXPECT_EQ(spec->delay, 30ms);
    EXPECT_EQ(spec->cuts.size(), 1u);
}

struct BadSpec {
    const char* text;
    const char* culprit;
};

class BadTunnelSpec : public testing::TestWithParam<BadSpec> {};

TEST_P(BadTunnelSpec, NamesThePartThatWasNotUnderstood) {
    const auto spec = parseTunnelSpec(QString::fromLatin1(GetParam().text));
    ASSERT_FALSE(spec);
    EXPECT_EQ(spec.error().toStdString(), GetParam().culprit);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, BadTunnelSpec,
    testing::Values(BadSpec{"delay", "delay"}, BadSpec{"delay=", "delay="}, BadSpec{"delay=x", "delay=x"},
                    BadSpec{"delay=-1", "delay=-1"}, BadSpec{"delay=+1", "delay=+1"}, BadSpec{"delay=1.5", "delay=1.5"},
                    BadSpec{"delay=1e3", "delay=1e3"}, BadSpec{"delay= 1", "delay= 1"},
                    BadSpec{"delay=86400001", "delay=86400001"},
                    BadSpec{"delay=99999999999999999999", "delay=99999999999999999999"}, BadSpec{"Delay=1", "Delay=1"},
                    BadSpec{"lag=1", "lag=1"}, BadSpec{"delay=1,,jitter=2", ""}, BadSpec{"delay=1,", ""},
                    BadSpec{",", ""}, BadSpec{"delay=1,delay=2", "delay=2"}, BadSpec{"stall=200", "stall=200"},
                    BadSpec{"stall=200@5000", "stall=200@5000"}, BadSpec{"stall=5000/5000", "stall=5000/5000"},
                    BadSpec{"stall=0/0", "stall=0/0"}, BadSpec{"stall=/5", "stall=/5"}, BadSpec{"rate=0", "rate=0"},
                    BadSpec{"rate=999", "rate=999"}, BadSpec{"outage=1", "outage=1"},
                    BadSpec{"outage=1/2", "outage=1/2"}, BadSpec{"cut=1", "cut=1"}, BadSpec{"cut@", "cut@"},
                    BadSpec{"seed=4294967296", "seed=4294967296"}, BadSpec{"delay=1;jitter=2", "delay=1;jitter=2"}));

} // namespace
