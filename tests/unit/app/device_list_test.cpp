#include "app/device_list.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <gtest/gtest.h>

namespace viz {
namespace {

QList<DeviceInfo> twoDevices() {
    return {{.id = "mic.1",
             .name = QStringLiteral("Front\tmicrophone"),
             .direction = DeviceInfo::Direction::Input,
             .isDefault = true},
            {.id = "out \"1\"",
             .name = QStringLiteral("Speakers"),
             .direction = DeviceInfo::Direction::Output,
             .isDefault = false}};
}

TEST(DeviceLines, HaveFourFieldsALine) {
    EXPECT_EQ(deviceLines(twoDevices(), LineFormat::Text).toStdString(),
              "input\tdefault\tmic.1\tFront microphone\noutput\t-\tout \"1\"\tSpeakers\n");
}

TEST(DeviceLines, AreObjectsAsJson) {
    const QByteArrayList lines = deviceLines(twoDevices(), LineFormat::Json).trimmed().split('\n');
    ASSERT_EQ(lines.size(), 2);
    const QJsonObject input = QJsonDocument::fromJson(lines.front()).object();
    EXPECT_EQ(input.value(u"direction").toString(), QStringLiteral("input"));
    EXPECT_TRUE(input.value(u"default").toBool());
    const QJsonObject output = QJsonDocument::fromJson(lines.back()).object();
    EXPECT_EQ(output.value(u"id").toString(), QStringLiteral("out \"1\""));
    EXPECT_EQ(output.value(u"name").toString(), QStringLiteral("Speakers"));
}

TEST(DeviceLines, AreNoneForNoDevices) { EXPECT_TRUE(deviceLines({}, LineFormat::Json).isEmpty()); }

} // namespace
} // namespace viz
