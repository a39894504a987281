#include "tests/lab/path_emulator/packet_loss.h"

#include <gtest/gtest.h>

namespace viz::lab {
namespace {

constexpr int kPackets = 1'000'000;

struct Seen {
    double percent = 0;
    double meanRun = 0;
};

Seen lossesOf(const PacketLoss::Rule& rule) {
    PacketLoss loss(rule);
    int lost = 0;
    int runs = 0;
    bool wasLost = false;
    for (int index = 0; index < kPackets; ++index) {
        const bool isLost = loss.losesNext();
        lost += isLost;
        runs += isLost && !wasLost;
        wasLost = isLost;
    }
    return {.percent = 100.0 * lost / kPackets, .meanRun = runs == 0 ? 0 : double(lost) / runs};
}

TEST(PacketLoss, LosesTheShareAndTheRunsThatItIsToldTo) {
    struct Case {
        PacketLoss::Rule rule;
        double meanRun;
    };
    for (const Case& given :
         {Case{{.percent = 0}, 0}, Case{{.percent = 1}, 1.01}, Case{{.percent = 3}, 1.03},
          Case{{.percent = 1, .burstPackets = 4}, 4}, Case{{.percent = 10, .burstPackets = 2}, 2}}) {
        const Seen seen = lossesOf(given.rule);
        EXPECT_NEAR(seen.percent, given.rule.percent, 0.1 * given.rule.percent);
        EXPECT_NEAR(seen.meanRun, given.meanRun, 0.05 * given.meanRun);
    }
}

TEST(PacketLoss, RepeatsWithTheSameSeedOnly) {
    const auto first = [](std::uint32_t seed) {
        PacketLoss loss({.percent = 50, .seed = seed});
        std::uint64_t bits = 0;
        for (int index = 0; index < 64; ++index)
            bits = bits << 1 | static_cast<std::uint64_t>(loss.losesNext());
        return bits;
    };
    EXPECT_EQ(first(1), first(1));
    EXPECT_NE(first(1), first(2));
}

} // namespace
} // namespace viz::lab
