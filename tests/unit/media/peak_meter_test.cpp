#include "core/media/level_meter.h"
#include "core/media/peak_meter.h"

#include <gtest/gtest.h>

#include <vector>

namespace viz {
namespace {

TEST(PeakMeter, TellsTheHighestSampleOfEitherSign) {
    struct Row {
        std::int16_t sample;
        float dbfs;
    };
    for (const Row& row :
         {Row{0, LevelMeter::kSilenceDbfs}, Row{1, -90.3F}, Row{-16384, -6.02F}, Row{32767, 0}, Row{-32768, 0}}) {
        PeakMeter meter;
        std::vector<std::int16_t> block(480);
        block[77] = row.sample;
        meter.push(block);
        EXPECT_NEAR(meter.peakDbfs(), row.dbfs, 0.1) << row.sample;
    }
}

TEST(PeakMeter, RemembersForAHundredMillisecondsAtLeastAndTwoHundredAtMost) {
    PeakMeter meter;
    const std::vector<std::int16_t> silence(480);
    for (int lead = 0; lead < 10; ++lead) {
        meter.push(silence);
        meter.push(std::vector<std::int16_t>(480, 20000));
        int remembered = 0;
        while (meter.peakDbfs() > -10) {
            meter.push(silence);
            ASSERT_LE(++remembered, 20);
        }
        EXPECT_GE(remembered, 10);
    }
}

TEST(PeakMeter, NothingIsSilence) {
    PeakMeter meter;
    meter.push({});
    EXPECT_EQ(meter.peakDbfs(), LevelMeter::kSilenceDbfs);
}

} // namespace
} // namespace viz
