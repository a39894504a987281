#include "core/device/paced_input.h"
#include "tests/support/wait_for.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace viz {
namespace {

using namespace std::chrono_literals;

class CountingSamples final : public SampleSource {
public:
    void read(std::span<std::int16_t> out) override {
        for (std::int16_t& sample : out)
            sample = m_next++;
    }

private:
    std::int16_t m_next = 0;
};

class Collector final : public CaptureSink {
public:
    void onCaptured(std::span<const std::int16_t> block) override {
        samples.insert(samples.end(), block.begin(), block.end());
        longestBlock = std::max(longestBlock, block.size());
        if (stopAfterBlock)
            stopAfterBlock->stop();
    }
    std::vector<std::int16_t> samples;
    std::size_t longestBlock = 0;
    AudioInput* stopAfterBlock = nullptr;
};

class PacedInputTest : public testing::Test {
protected:
    /// Moves time and looks once; how many samples came.
    std::size_t after(std::chrono::nanoseconds step) {
        const std::size_t before = m_sink.samples.size();
        m_clock.advance(step);
        m_input.deliverDue();
        return m_sink.samples.size() - before;
    }

    ManualClock m_clock;
    PacedInput m_input{std::make_unique<CountingSamples>(), m_clock};
    Collector m_sink;
};

TEST_F(PacedInputTest, DeliversAsManySamplesAsTimeHasPassed) {
    m_clock.advance(123456789ns);
    m_input.start(m_sink);
    EXPECT_EQ(m_input.startTime(), 123456789ns);
    EXPECT_EQ(after(0ns), 0U);
    EXPECT_EQ(after(5ms), 240U);
    EXPECT_EQ(after(20832ns), 0U);
    EXPECT_EQ(after(2ns), 1U);
    EXPECT_EQ(after(1s - 5ms - 20834ns), 47759U);
    for (std::size_t i = 0; i < m_sink.samples.size(); ++i)
        ASSERT_EQ(m_sink.samples[i], static_cast<std::int16_t>(i));
}

TEST_F(PacedInputTest, NeverDriftsAtAwkwardSteps) {
    m_input.start(m_sink);
    std::size_t total = 0;
    for (int i = 0; i < 10007; ++i)
        total += after(4999983ns);
    EXPECT_EQ(total, static_cast<std::size_t>(std::chrono::floor<Samples>(10007 * 4999983ns).count()));
}

TEST_F(PacedInputTest, CatchesUpInShortBlocks) {
    m_input.start(m_sink);
    EXPECT_EQ(after(3s), 144000U);
    EXPECT_LE(m_sink.longestBlock, 480U);
}

TEST_F(PacedInputTest, DeliversNothingBeforeStartAndAfterStop) {
    EXPECT_EQ(after(1s), 0U);
    EXPECT_EQ(m_input.startTime(), std::nullopt);
    m_input.start(m_sink);
    EXPECT_EQ(after(10ms), 480U);
    m_input.stop();
    EXPECT_EQ(after(1s), 0U);
    m_input.stop();
}

TEST_F(PacedInputTest, BeginsAnewAfterASecondStart) {
    m_input.start(m_sink);
    static_cast<void>(after(10ms));
    m_input.stop();
    m_clock.advance(1h);
    m_input.start(m_sink);
    EXPECT_EQ(after(10ms), 480U);
}

TEST_F(PacedInputTest, MayBeStoppedByItsSink) {
    m_sink.stopAfterBlock = &m_input;
    m_input.start(m_sink);
    EXPECT_EQ(after(1s), 480U);
}

TEST(PacedInput, RunsByItselfInAnEventLoop) {
    const SteadyClock clock;
    Collector sink;
    PacedInput input(std::make_unique<CountingSamples>(), clock);
    input.start(sink);
    EXPECT_TRUE(test::waitFor([&] { return sink.samples.size() >= 4800; }));
    input.stop();
    const auto passed = std::chrono::ceil<Samples>(clock.now() - *input.startTime());
    EXPECT_LE(static_cast<std::int64_t>(sink.samples.size()), passed.count());
}

} // namespace
} // namespace viz
