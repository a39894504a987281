#include "core/media/jitter/delay_target.h"

#include <gtest/gtest.h>

#include <functional>

namespace viz {
namespace {

using namespace std::chrono_literals;

/// One message every 20 ms from `from` to `to`; its lateness by its time.
void feed(DelayTarget& target, Samples from, Samples to, const std::function<Samples(Samples)>& lateness) {
    for (Samples at = from; at < to; at += 20ms)
        target.add(at, lateness(at));
}

Samples none(Samples) { return Samples::zero(); }

TEST(DelayTarget, BeginsCautiouslyAndLetsGoAfterHalfASecond) {
    DelayTarget target;
    EXPECT_EQ(target.target(), Samples{40ms});
    feed(target, 0ms, 500ms, none);
    EXPECT_EQ(target.target(), Samples{40ms});
    feed(target, 500ms, 520ms, none);
    EXPECT_EQ(target.target(), Samples{0ms});
}

TEST(DelayTarget, CoversASteadyLatenessToTheNextFiveMilliseconds) {
    struct Case {
        Samples lateness;
        Samples target;
    };
    for (const Case& row : {Case{Samples{0}, Samples{0}}, Case{Samples{1}, Samples{240}}, Case{5ms, 5ms},
                            Case{12ms, 15ms}, Case{199ms, 200ms}, Case{600ms, 600ms}}) {
        DelayTarget target;
        feed(target, 0s, 10s, [&](Samples) { return row.lateness; });
        EXPECT_EQ(target.target(), row.target) << row.lateness.count();
    }
}

TEST(DelayTarget, OnlyTheWorstOfHalfASecondCounts) {
    DelayTarget target;
    feed(target, 0s, 30s,
         [](Samples at) { return at % Samples{500ms} == Samples{260ms} ? Samples{80ms} : Samples{0}; });
    EXPECT_EQ(target.target(), Samples{80ms});
}

TEST(DelayTarget, AStallOnceInTenSecondsIsNotWorthADelay) {
    DelayTarget target;
    feed(target, 0s, 60s, [](Samples at) { return at % Samples{12s} == Samples{6s} ? Samples{200ms} : Samples{0}; });
    EXPECT_EQ(target.target(), Samples{0ms});
    feed(target, 60s, 120s, [](Samples at) { return at % Samples{5s} == Samples{1s} ? Samples{200ms} : Samples{0}; });
    EXPECT_EQ(target.target(), Samples{200ms}) << "once in five seconds is";
    feed(target, 120s, 160s, none);
    EXPECT_EQ(target.target(), Samples{0ms}) << "and it is forgotten within 30 s or so";
}

TEST(DelayTarget, DoesNotLearnWhatBufferingCannotCure) {
    DelayTarget target;
    feed(target, 0s, 5s, none);
    feed(target, 5s, 60s, [](Samples) { return Samples{601ms}; });
    EXPECT_EQ(target.target(), Samples{0ms});
}

TEST(DelayTarget, ABurstAfterAStallCountsOnce) {
    DelayTarget target;
    feed(target, 0s, 30s, none);
    for (int i = 0; i < 20; ++i) // one stall of 400 ms; its burst reaches over no interval border
        target.add(30400ms, 400ms - i * 20ms);
    feed(target, 30420ms, 32s, none);
    EXPECT_EQ(target.target(), Samples{0ms});
}

TEST(DelayTarget, ASlowCallDoesNotWaitForRareStalls) {
    // Just often enough for the quantile; but 100 ms on top of 200 cost more than 1 % of concealment.
    const auto stalls = [](Samples at) { return at % Samples{8500ms} == Samples{1s} ? Samples{100ms} : Samples{0}; };
    DelayTarget patient;
    DelayTarget hurried;
    hurried.setBaseDelay(200ms);
    feed(patient, 0s, 85900ms, stalls);
    feed(hurried, 0s, 85900ms, stalls);
    EXPECT_EQ(patient.target(), Samples{100ms});
    EXPECT_LT(hurried.target(), Samples{20ms});
}

TEST(DelayTarget, AfterASlowSpellItIsAsItWasBefore) {
    DelayTarget target;
    const auto late = [](Samples by) { return [by](Samples) { return by; }; };
    feed(target, 0s, 30s, late(20ms));
    feed(target, 30s, 32s, late(150ms));
    target.onSpellBegan();
    feed(target, 32s, 50s, late(150ms));
    EXPECT_EQ(target.target(), Samples{150ms});
    target.onSpellEnded();
    EXPECT_EQ(target.target(), Samples{20ms});
    feed(target, 50s, 60s, late(20ms));
    EXPECT_EQ(target.target(), Samples{20ms});
}

TEST(DelayTarget, AfterTwoSpellsInARowItIsAsItWasBeforeBoth) {
    DelayTarget target;
    const auto late = [](Samples by) { return [by](Samples) { return by; }; };
    feed(target, 0s, 30s, late(20ms));
    for (const Samples begin : {Samples{30s}, Samples{51s}}) {
        feed(target, begin, begin + Samples{2s}, late(150ms));
        target.onSpellBegan();
        feed(target, begin + Samples{2s}, begin + Samples{20s}, late(150ms));
        target.onSpellEnded();
        EXPECT_EQ(target.target(), Samples{20ms});
        feed(target, begin + Samples{20s}, begin + Samples{21s}, late(20ms));
    }
}

TEST(DelayTarget, ASpellAtTheVeryBeginningLeavesWhatItTaught) {
    DelayTarget target;
    feed(target, 0s, 2s, none);
    target.onSpellBegan();
    feed(target, 2s, 20s, [](Samples) { return Samples{150ms}; });
    target.onSpellEnded();
    EXPECT_EQ(target.target(), Samples{150ms});
}

TEST(DelayTarget, BelowAHundredMillisecondsTheBaseDelayChangesNothing) {
    const auto jitter = [](Samples) { return Samples{30ms}; };
    DelayTarget target;
    target.setBaseDelay(50ms);
    feed(target, 0s, 30s, jitter);
    EXPECT_EQ(target.target(), Samples{30ms});
}

} // namespace
} // namespace viz
