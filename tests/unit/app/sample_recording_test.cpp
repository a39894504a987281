#include "app/sample_recording.h"

#include <gtest/gtest.h>

#include <array>
#include <numeric>
#include <thread>

namespace viz {
namespace {

std::vector<std::int16_t> counting(int count, int first = 1) {
    std::vector<std::int16_t> samples(static_cast<std::size_t>(count));
    std::iota(samples.begin(), samples.end(), static_cast<std::int16_t>(first));
    return samples;
}

TEST(SampleRecording, KeepsWhatItIsGiven) {
    SampleRecording recording(Samples{10});
    recording.append(counting(3));
    recording.append(counting(2, 4));
    EXPECT_EQ(std::vector(recording.samples().begin(), recording.samples().end()), counting(5));
}

TEST(SampleRecording, IgnoresWhatDoesNotFit) {
    SampleRecording recording(Samples{4});
    for (int round = 0; round < 3; ++round)
        recording.append(counting(3));
    EXPECT_EQ(std::vector(recording.samples().begin(), recording.samples().end()),
              (std::vector<std::int16_t>{1, 2, 3, 1}));
}

TEST(SampleRecording, RemembersTheFirstStartTime) {
    SampleRecording recording(Samples{1});
    EXPECT_FALSE(recording.startTime());
    recording.setStartTime(std::chrono::seconds(5));
    recording.setStartTime(std::chrono::seconds(6));
    EXPECT_EQ(recording.startTime(), std::chrono::seconds(5));
}

TEST(SampleRecording, ShowsOnlyWholeBlocksToAnotherThread) {
    constexpr int kBlocks = 2000;
    SampleRecording recording(Samples{kBlocks * 7});
    std::thread writer([&] {
        for (int block = 0; block < kBlocks; ++block)
            recording.append(counting(7));
    });
    std::size_t seen = 0;
    while (seen < kBlocks * 7) {
        const auto samples = recording.samples();
        ASSERT_GE(samples.size(), seen);
        for (; seen < samples.size(); ++seen)
            ASSERT_EQ(samples[seen], static_cast<std::int16_t>(seen % 7 + 1));
    }
    writer.join();
}

struct AlignRow {
    std::int64_t laterSamples; ///< how much later the recording began than the reference
    std::vector<std::int16_t> aligned;
};

class Align : public testing::TestWithParam<AlignRow> {};

TEST_P(Align, PutsBothOnOneClock) {
    SampleRecording reference(Samples{1});
    SampleRecording recording(Samples{3});
    recording.append(counting(3));
    const MonotonicTime start = std::chrono::seconds(100);
    reference.setStartTime(start);
    recording.setStartTime(start + std::chrono::round<MonotonicTime>(Samples{GetParam().laterSamples}));
    EXPECT_EQ(alignedTo(reference, recording), GetParam().aligned);
}

INSTANTIATE_TEST_SUITE_P(Table, Align,
                         testing::Values(AlignRow{0, {1, 2, 3}}, AlignRow{2, {0, 0, 1, 2, 3}}, AlignRow{-1, {2, 3}},
                                         AlignRow{-3, {}}, AlignRow{-5, {}}));

TEST(Align, NeedsBothStartTimes) {
    SampleRecording begun(Samples{3});
    SampleRecording notBegun(Samples{3});
    begun.append(counting(3));
    begun.setStartTime(std::chrono::seconds(1));
    EXPECT_TRUE(alignedTo(begun, notBegun).empty());
    EXPECT_TRUE(alignedTo(notBegun, begun).empty());
}

} // namespace
} // namespace viz
