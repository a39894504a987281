#include "core/media/jitter/drift_corrector.h"

#include <gtest/gtest.h>

#include <cmath>

namespace viz {
namespace {

using namespace std::chrono_literals;

/// Excess in samples after `seconds` of a sender that is `ppm` fast; the largest on the way.
struct Outcome {
    double last = 0;
    double worst = 0;
};

Outcome simulate(double ppm, int seconds) {
    DriftCorrector corrector;
    Outcome outcome;
    for (int tick = 0; tick < seconds * 100; ++tick) {
        const double rate = corrector.rate(Samples{std::llround(outcome.last)});
        EXPECT_LE(std::abs(rate - 1), DriftCorrector::kMost + 1e-12);
        outcome.last += 480 * ((1 + ppm * 1e-6) - rate);
        outcome.worst = std::max(outcome.worst, std::abs(outcome.last));
    }
    return outcome;
}

TEST(DriftCorrector, LeavesNoErrorBehindWhateverTheDrift) {
    for (const double ppm : {0.0, 50.0, -50.0, 200.0, -200.0, 400.0, -400.0}) {
        const Outcome outcome = simulate(ppm, 300);
        EXPECT_LT(std::abs(outcome.last), 24) << ppm << " ppm: half a millisecond";
        EXPECT_LT(outcome.worst, 240) << ppm << " ppm: 5 ms on the way";
    }
}

TEST(DriftCorrector, LearnsNothingFromWhatOthersCorrect) {
    DriftCorrector corrector;
    for (int tick = 0; tick < 1000; ++tick)
        EXPECT_EQ(corrector.rate(tick % 2 ? Samples{11ms} : Samples{-300ms}), 1.0);
    EXPECT_EQ(corrector.heldRate(), 1.0);
}

TEST(DriftCorrector, HoldsWhatItHasLearned) {
    DriftCorrector corrector;
    for (int tick = 0; tick < 3000; ++tick)
        (void)corrector.rate(Samples{48});
    EXPECT_GT(corrector.heldRate(), 1.00002);
    EXPECT_EQ(corrector.rate(Samples{50ms}), corrector.heldRate());
}

} // namespace
} // namespace viz
