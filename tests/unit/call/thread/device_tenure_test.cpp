#include "core/call/thread/device_tenure.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

TEST(DeviceTenure, IsKeptByAWorkerThatComesOut) {
    DeviceTenure tenure;
    EXPECT_TRUE(tenure.leave());
    EXPECT_TRUE(tenure.enter());
    EXPECT_TRUE(tenure.leave());
    EXPECT_FALSE(tenure.giveUp()) << "it does not hang";
    EXPECT_TRUE(tenure.enter());
}

TEST(DeviceTenure, IsLostForGoodByAWorkerThatHangs) {
    DeviceTenure tenure;
    ASSERT_TRUE(tenure.enter());
    EXPECT_TRUE(tenure.giveUp());
    EXPECT_FALSE(tenure.giveUp());
    EXPECT_FALSE(tenure.leave());
    EXPECT_FALSE(tenure.enter());
    EXPECT_FALSE(tenure.leave());
}

} // namespace
} // namespace viz
