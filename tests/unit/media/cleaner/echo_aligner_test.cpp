#include "core/media/cleaner/echo_aligner.h"
#include "tests/perf/cleaner_trials.h"
#include "tests/sim/speech_signal.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace viz::test {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kBlock = SpeechCleaner::kBlock.count();

void alignSilence(EchoAligner& aligner) {
    const std::array<std::int16_t, kBlock> silence{};
    (void)aligner.align(silence, silence);
}

TEST(EchoAligner, BelievesTheDevicesUntilItHears) {
    EchoAligner aligner;
    aligner.setExpectedDelay(Samples{200 * 48});
    alignSilence(aligner);
    EXPECT_EQ(aligner.lead(), EchoAligner::kLead);
    EXPECT_EQ(aligner.echoDelay(), Samples{200 * 48});
}

TEST(EchoAligner, HoldsBackUntilShortlyBeforeTheEcho) {
    EchoAligner aligner;
    aligner.setExpectedDelay(Samples{200 * 48});
    std::array<std::int16_t, kBlock> played{};
    played.front() = 1000;
    const Samples held = Samples{200 * 48} - EchoAligner::kLead; // 13.5 blocks
    for (Samples at{}; at <= held; at += SpeechCleaner::kBlock) {
        const auto block = aligner.align(played, std::array<std::int16_t, kBlock>{});
        const Samples place = held - at;
        const bool isHere = place < SpeechCleaner::kBlock;
        EXPECT_EQ(std::ranges::count(block, 1000), isHere ? 1 : 0);
        EXPECT_TRUE(!isHere || block[static_cast<std::size_t>(place.count())] == 1000);
        played.front() = 0;
    }
}

TEST(EchoAligner, HoldsNothingBackOfAFastEcho) {
    EchoAligner aligner;
    aligner.setExpectedDelay(Samples{20 * 48});
    EXPECT_EQ(aligner.lead(), Samples{20 * 48});
    aligner.setExpectedDelay(Samples{-100});
    EXPECT_EQ(aligner.lead(), Samples{0});
}

TEST(EchoAligner, LeavesSmallChangesToTheCanceller) {
    EchoAligner aligner;
    aligner.setExpectedDelay(Samples{200 * 48});
    aligner.setExpectedDelay(Samples{210 * 48});
    EXPECT_EQ(aligner.lead(), EchoAligner::kLead + Samples{10 * 48});
}

TEST(EchoAligner, BelievesItsEarsMoreThanTheDevices) {
    const Pcm far = speechSignal(4s, 2);
    const Pcm recorded = echoOf(far, {.extraDelay = Samples{210 * 48}});
    EchoAligner aligner;
    for (std::size_t at = 0; at + kBlock <= far.size(); at += kBlock) {
        aligner.setExpectedDelay(Samples{30 * 48});
        (void)aligner.align(std::span(far).subspan(at, kBlock), std::span(recorded).subspan(at, kBlock));
    }
    EXPECT_NEAR(static_cast<double>(aligner.echoDelay().count()) / 48, 250, 12);
    EXPECT_NEAR(static_cast<double>(aligner.lead().count()) / 48, 65, 20);
}

} // namespace
} // namespace viz::test
