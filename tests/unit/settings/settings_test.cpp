#include "core/settings/settings.h"
#include "tests/unit/settings/some_settings.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

TEST(WithinRanges, LeavesWhatIsInside) {
    EXPECT_EQ(withinRanges({}), Settings{});
    EXPECT_EQ(withinRanges(test::unusualSettings()), test::unusualSettings());
}

TEST(WithinRanges, BringsNumbersToTheNearestEnd) {
    Settings settings;
    settings.sound.peerVolumePercent = -1;
    settings.network.port = 65'536;
    settings.network.monthlyBudgetMb = INT_MIN;
    settings.usage.bytes = INT64_MAX;
    const Settings sane = withinRanges(settings);
    EXPECT_EQ(sane.sound.peerVolumePercent, 0);
    EXPECT_EQ(sane.network.port, 65'535);
    EXPECT_EQ(sane.network.monthlyBudgetMb, 0);
    EXPECT_EQ(sane.usage.bytes, DataUsage::kMaxBytes);
}

TEST(WithinRanges, CutsTextsAndTakesLineEndsOut) {
    Settings settings;
    settings.name = QStringLiteral("a\nb\tc\x7f") + QChar(QChar::LineSeparator) + QString(100, QLatin1Char('x'));
    settings.sound.inputId = QByteArray(2000, 'x');
    const Settings sane = withinRanges(settings);
    EXPECT_EQ(sane.name, QStringLiteral("abc") + QString(44, QLatin1Char('x')));
    EXPECT_TRUE(sane.sound.inputId.isEmpty());
}

} // namespace
} // namespace viz
