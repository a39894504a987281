#include "core/settings/data_usage.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

const QDate kMarch10(2026, 3, 10);

TEST(DataUsage, BeginsAtNothing) {
    EXPECT_EQ(bytesThisMonth({}, kMarch10), 0);
    EXPECT_EQ(forecastForMonth({}, kMarch10), 0);
}

TEST(DataUsage, AddsUpWithinOneMonth) {
    const DataUsage usage = withBytes(withBytes({}, QDate(2026, 3, 1), 100), QDate(2026, 3, 31), 23);
    EXPECT_EQ(bytesThisMonth(usage, kMarch10), 123);
}

TEST(DataUsage, ForgetsOtherMonths) {
    const DataUsage march = withBytes({}, kMarch10, 100);
    EXPECT_EQ(bytesThisMonth(march, QDate(2026, 4, 1)), 0);
    EXPECT_EQ(bytesThisMonth(march, QDate(2027, 3, 10)), 0);
    EXPECT_EQ(withBytes(march, QDate(2026, 4, 1), 5).bytes, 5);
}

TEST(DataUsage, TellsDecemberFromJanuary) {
    EXPECT_EQ(monthNumber(QDate(2026, 12, 31)) + 1, monthNumber(QDate(2027, 1, 1)));
}

TEST(DataUsage, NeverCountsBackwardsOrOver) {
    EXPECT_EQ(withBytes({}, kMarch10, -5).bytes, 0);
    const DataUsage full = withBytes({}, kMarch10, INT64_MAX);
    EXPECT_EQ(full.bytes, DataUsage::kMaxBytes);
    EXPECT_EQ(withBytes(full, kMarch10, INT64_MAX).bytes, DataUsage::kMaxBytes);
}

TEST(DataUsage, ForecastGoesOnAsUntilNow) {
    EXPECT_EQ(forecastForMonth(withBytes({}, kMarch10, 1000), kMarch10), 3100);
    EXPECT_EQ(forecastForMonth(withBytes({}, QDate(2026, 3, 31), 1000), QDate(2026, 3, 31)), 1000);
    EXPECT_GT(forecastForMonth({.month = monthNumber(kMarch10), .bytes = DataUsage::kMaxBytes}, QDate(2026, 3, 1)), 0);
}

} // namespace
} // namespace viz
