#include "core/media/cleaner/echo_reference.h"

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

namespace viz {
namespace {

constexpr int kBlock = SpeechCleaner::kBlock.count();

/// Plays a counting sound, so that every sample tells its place.
class EchoReferenceTest : public testing::Test {
protected:
    void play(int samples) {
        std::vector<std::int16_t> sound(static_cast<std::size_t>(samples));
        for (std::int16_t& sample : sound)
            sample = ++m_played;
        ASSERT_EQ(m_producer.push(sound), sound.size());
    }

    void playSilence(int samples) {
        ASSERT_EQ(m_producer.push(std::vector<std::int16_t>(static_cast<std::size_t>(samples))), samples);
    }

    /// What the microphone's next blocks begin with.
    std::vector<int> take(int blocks) {
        std::vector<int> firsts;
        for (int i = 0; i < blocks; ++i)
            firsts.push_back(m_reference.next().front());
        return firsts;
    }

    /// Both go on evenly.
    void run(int blocks) {
        for (int i = 0; i < blocks; ++i) {
            playSilence(kBlock);
            (void)take(1);
        }
    }

    SpscRing<std::int16_t> m_ring{48000};
    SpscRing<std::int16_t>::Producer m_producer{m_ring};
    EchoReference m_reference{m_ring};
    std::int16_t m_played = 0;
};

constexpr int kWatchBlocks = EchoReference::kWatch / SpeechCleaner::kBlock;

TEST_F(EchoReferenceTest, GivesOneBlockOfPlayedSoundForEachOfTheMicrophone) {
    play(3 * kBlock);
    EXPECT_EQ(take(3), (std::vector<int>{1, 1 + kBlock, 1 + 2 * kBlock}));
}

TEST_F(EchoReferenceTest, IsSilentWhereNothingWasPlayed) {
    EXPECT_EQ(take(2), (std::vector<int>{0, 0}));
    play(100);
    const auto block = m_reference.next();
    EXPECT_EQ(block[99], 100);
    EXPECT_EQ(block[100], 0);
}

TEST_F(EchoReferenceTest, DropsWhatWasPlayedBeforeTheMicrophoneCame) {
    playSilence(40000);
    play(kBlock + 960);
    EXPECT_EQ(m_reference.next().front(), 1);
    EXPECT_EQ(m_reference.waiting(), EchoReference::kCushion);
}

TEST_F(EchoReferenceTest, LeavesBurstsAlone) {
    for (int burst = 0; burst < 200; ++burst) {
        playSilence(4 * kBlock);
        (void)take(4);
    }
    play(4 * kBlock);
    EXPECT_EQ(take(4).front(), 1) << "nothing waits, and nothing was cut";
}

TEST_F(EchoReferenceTest, CutsWhatAStallOfTheMicrophoneLeftWaiting) {
    run(10);
    playSilence(15000); // 312 ms that the microphone never asks for
    run(2 * kWatchBlocks);
    EXPECT_EQ(m_reference.waiting(), EchoReference::kCushion);
    run(5 * kWatchBlocks);
    EXPECT_EQ(m_reference.waiting(), EchoReference::kCushion) << "and once is enough";
}

TEST_F(EchoReferenceTest, CutsWhatComesLateAfterAStallOfThePlayback) {
    run(10);
    (void)take(10); // the thread starves, the device plays on from its buffer
    playSilence(10 * kBlock);
    EXPECT_EQ(m_reference.waiting(), Samples{10 * kBlock});
    run(2 * kWatchBlocks);
    EXPECT_EQ(m_reference.waiting(), EchoReference::kCushion);
}

TEST_F(EchoReferenceTest, DropsWhatComesTooLateSoThatTheRestMeetsItsEcho) {
    for (const int missed : {1, 2, 4}) {
        run(30);
        play(2 * kBlock);
        const int next = m_played + 1 + missed * kBlock;
        (void)take(2 + missed); // the thread is late, the device plays on from its buffer
        play(missed * kBlock + kBlock);
        EXPECT_EQ(take(1).front(), next) << missed;
    }
}

TEST_F(EchoReferenceTest, LeavesAloneWhatOnlyFillsTheHole) {
    run(30);
    (void)take(2);
    play(2 * kBlock);
    EXPECT_EQ(take(1).front(), 1) << "not enough to go on with";
}

TEST_F(EchoReferenceTest, DoesNotWaitForEverForWhatIsLate) {
    run(30);
    (void)take(2);
    run(30);
    play(3 * kBlock);
    EXPECT_EQ(take(1).front(), 1) << "a burst, and nothing of the hole";
}

TEST_F(EchoReferenceTest, DropsNothingAfterAGapOfTheDevice) {
    run(30);
    (void)take(5);
    play(6 * kBlock);
    EXPECT_EQ(take(1).front(), 1);
}

TEST_F(EchoReferenceTest, DropsNothingWhereItRunsDryAgainAtOnce) {
    run(30);
    (void)take(2);
    play(3 * kBlock);
    EXPECT_EQ(take(1).front(), 1 + 2 * kBlock);
    (void)take(2);
    play(3 * kBlock);
    EXPECT_EQ(take(1).front(), 1 + 3 * kBlock) << "there is less in store than before, for good";
}

TEST_F(EchoReferenceTest, AfterAGapOfTheMicrophoneItBeginsAnew) {
    run(30);
    (void)take(2); // a hole, too: what was late before the gap is late no longer
    playSilence(15000);
    play(kBlock + 960);
    m_reference.restart();
    EXPECT_EQ(take(1).front(), 1);
    EXPECT_EQ(m_reference.waiting(), EchoReference::kCushion);
}

TEST_F(EchoReferenceTest, ToleratesALittle) {
    run(10);
    playSilence(1900); // just under cushion and tolerance
    run(5 * kWatchBlocks);
    EXPECT_EQ(m_reference.waiting(), Samples{1900});
}

TEST_F(EchoReferenceTest, ComesBackFromAFullQueue) {
    const std::vector<std::int16_t> everything(100000, 7);
    EXPECT_EQ(m_producer.push(everything), 48000U);
    (void)take(1);
    run(2 * kWatchBlocks);
    EXPECT_LE(m_reference.waiting(), EchoReference::kCushion);
}

} // namespace
} // namespace viz
