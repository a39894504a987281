#include "app/process_usage.h"
#include "app/stats_json.h"

#include <QJsonDocument>

#include <gtest/gtest.h>

namespace viz {
namespace {

enum class Kind { Number, Text, Truth, Object };

struct KeyRow {
    const char* key; ///< `outer.inner` for nested ones
    Kind kind;
    bool mayBeNull;
};

/// The stats object of docs/CLI.md, key by key.
constexpr KeyRow kKeys[] = {
    {"t", Kind::Number, false},
    {"monotonicNs", Kind::Number, false},
    {"state", Kind::Text, false},
    {"role", Kind::Text, false},
    {"profile", Kind::Text, false},
    {"batchMs", Kind::Number, false},
    {"rttMs", Kind::Number, true},
    {"verified", Kind::Text, true},
    {"inputStartMonotonicNs", Kind::Number, true},
    {"outputStartMonotonicNs", Kind::Number, true},
    {"delay", Kind::Object, false},
    {"delay.captureMs", Kind::Number, true},
    {"delay.batchMs", Kind::Number, true},
    {"delay.networkMs", Kind::Number, true},
    {"delay.jitterBufferMs", Kind::Number, true},
    {"delay.outputMs", Kind::Number, true},
    {"delay.totalMs", Kind::Number, true},
    {"sent", Kind::Object, false},
    {"sent.records", Kind::Number, false},
    {"sent.bytes", Kind::Number, false},
    {"sent.opusBytes", Kind::Number, false},
    {"sent.framesDroppedStale", Kind::Number, false},
    {"sent.zstdSavedBytes", Kind::Number, false},
    {"sent.bitrateBps", Kind::Number, false},
    {"sent.rung", Kind::Number, false},
    {"sent.capacityBps", Kind::Number, true},
    {"received", Kind::Object, false},
    {"received.records", Kind::Number, false},
    {"received.bytes", Kind::Number, false},
    {"received.frames", Kind::Number, false},
    {"received.duplicateFrames", Kind::Number, false},
    {"received.stallsLastMinute", Kind::Number, false},
    {"received.routes", Kind::Number, false},
    {"totalSamplesReceived", Kind::Number, false},
    {"concealedSamples", Kind::Number, false},
    {"silentConcealedSamples", Kind::Number, false},
    {"concealmentEvents", Kind::Number, false},
    {"insertedSamplesForDeceleration", Kind::Number, false},
    {"removedSamplesForAcceleration", Kind::Number, false},
    {"skippedSamples", Kind::Number, false},
    {"jitterBufferDelay", Kind::Number, false},
    {"jitterBufferTargetDelay", Kind::Number, false},
    {"jitterBufferEmittedCount", Kind::Number, false},
    {"interruptionCount", Kind::Number, false},
    {"totalInterruptionDuration", Kind::Number, false},
    {"inputLevelDbfs", Kind::Number, false},
    {"inputPeakDbfs", Kind::Number, false},
    {"inputSilenceMs", Kind::Number, false},
    {"muted", Kind::Truth, false},
    {"deafened", Kind::Truth, false},
    {"transmitting", Kind::Truth, false},
    {"voiceHeldBack", Kind::Truth, false},
    {"heardLevelDbfs", Kind::Number, true},
    {"outputLevelDbfs", Kind::Number, false},
    {"outputPeakDbfs", Kind::Number, false},
    {"reconnects", Kind::Number, false},
    {"cpuSeconds", Kind::Number, true},
    {"rssBytes", Kind::Number, true},
};

QJsonValue valueAt(const QJsonObject& object, const QString& key) {
    const QStringList parts = key.split(u'.');
    const QJsonValue outer = object.value(parts.front());
    return parts.size() == 1 ? outer : outer.toObject().value(parts.back());
}

bool isOfKind(const QJsonValue& value, Kind kind) {
    switch (kind) {
    case Kind::Number:
        return value.isDouble();
    case Kind::Text:
        return value.isString();
    case Kind::Truth:
        return value.isBool();
    case Kind::Object:
        return value.isObject();
    }
    return false;
}

int keysIn(const QJsonObject& object) {
    int count = 0;
    for (const QJsonValue value : object)
        count += 1 + (value.isObject() ? keysIn(value.toObject()) : 0);
    return count;
}

/// A record in which everything is known and every figure is another one.
StatsRecord fullRecord() {
    StatsRecord record;
    record.now = std::chrono::nanoseconds(9'007'199'254'740'993); // not a double
    record.state = CallState::InCall;
    record.role = CallRole::Joiner;
    record.profileName = ProfileName::Balanced;
    record.profile = voiceProfile(ProfileName::Balanced);
    record.verification = Verification::ByInvite;
    record.cpuSeconds = 1.5;
    record.rssBytes = 40'000'000;
    CallStats& stats = record.stats;
    stats.sinceConnected = std::chrono::milliseconds(12'500);
    stats.sent.records = 1;
    stats.sent.bytes = 2;
    stats.sent.opusBytes = 3;
    stats.sent.framesDroppedStale = 5;
    stats.sent.zstdSavedBytes = 6;
    stats.sent.bitrateBps = 24'000;
    stats.sent.rung = 4;
    stats.sent.capacityBps = 31'500.5;
    stats.sent.roundTrip = std::chrono::milliseconds(61);
    stats.sent.inputLevelDbfs = -20;
    stats.sent.inputPeakDbfs = -9;
    stats.sent.inputSilence = Samples{2 * kSampleRate};
    stats.sent.transmitting = true;
    stats.sent.heardLevelDbfs = -22.0F;
    stats.playout.outputLevelDbfs = -21;
    stats.playout.outputPeakDbfs = -8;
    record.deafened = true;
    stats.received.records = 7;
    stats.received.bytes = 8;
    stats.received.frames = 9;
    stats.received.stallsLastMinute = 14;
    stats.received.routes = 2;
    stats.playout.playout.duplicateFrames = 10;
    stats.playout.playout.jitterBufferDelay = 0.25;
    stats.playout.playout.totalInterruptionDuration = Samples{kSampleRate};
    stats.playout.startTime = std::chrono::nanoseconds(11);
    stats.capture.startTime = std::chrono::nanoseconds(12);
    stats.delay = {.captureMs = 1, .batchMs = 2, .networkMs = 3, .jitterBufferMs = 4, .outputMs = 5, .totalMs = 15};
    stats.reconnects = 13;
    return record;
}

TEST(StatsJson, HasEveryKeyOfTheContractAndNoOther) {
    const QJsonObject object = statsJson(fullRecord());
    for (const KeyRow& row : kKeys)
        EXPECT_TRUE(isOfKind(valueAt(object, QString::fromLatin1(row.key)), row.kind)) << row.key;
    EXPECT_EQ(keysIn(object), static_cast<int>(std::size(kKeys)));
}

TEST(StatsJson, WritesNullForWhatIsNotKnown) {
    const QJsonObject object = statsJson({});
    for (const KeyRow& row : kKeys) {
        const QJsonValue value = valueAt(object, QString::fromLatin1(row.key));
        EXPECT_EQ(value.isNull(), row.mayBeNull) << row.key;
        EXPECT_FALSE(value.isUndefined()) << row.key;
    }
}

TEST(StatsJson, KeepsFiguresApart) {
    const QJsonObject object = statsJson(fullRecord());
    const auto number = [&](const char* key) { return valueAt(object, QString::fromLatin1(key)).toDouble(); };
    EXPECT_EQ(number("t"), 12.5);
    EXPECT_EQ(number("batchMs"), 60);
    EXPECT_EQ(number("rttMs"), 61);
    EXPECT_EQ(number("sent.records"), 1);
    EXPECT_EQ(number("sent.bytes"), 2);
    EXPECT_EQ(number("sent.opusBytes"), 3);
    EXPECT_EQ(number("sent.framesDroppedStale"), 5);
    EXPECT_EQ(number("sent.zstdSavedBytes"), 6);
    EXPECT_EQ(number("sent.bitrateBps"), 24'000);
    EXPECT_EQ(number("sent.rung"), 4);
    EXPECT_EQ(number("sent.capacityBps"), 31'500.5);
    EXPECT_EQ(number("received.records"), 7);
    EXPECT_EQ(number("received.bytes"), 8);
    EXPECT_EQ(number("received.frames"), 9);
    EXPECT_EQ(number("received.duplicateFrames"), 10);
    EXPECT_EQ(number("received.stallsLastMinute"), 14);
    EXPECT_EQ(number("received.routes"), 2);
    EXPECT_EQ(number("outputStartMonotonicNs"), 11);
    EXPECT_EQ(number("inputStartMonotonicNs"), 12);
    EXPECT_EQ(number("delay.totalMs"), 15);
    EXPECT_EQ(number("reconnects"), 13);
    EXPECT_EQ(number("inputLevelDbfs"), -20);
    EXPECT_EQ(number("inputPeakDbfs"), -9);
    EXPECT_EQ(number("inputSilenceMs"), 2000);
    EXPECT_EQ(number("heardLevelDbfs"), -22);
    EXPECT_EQ(number("outputLevelDbfs"), -21);
    EXPECT_EQ(number("outputPeakDbfs"), -8);
}

TEST(StatsJson, TellsApartWhatIsMutedDeafenedAndHeldBack) {
    const auto truths = [](const StatsRecord& record) {
        const QJsonObject object = statsJson(record);
        std::vector<bool> values;
        for (const char* key : {"muted", "deafened", "transmitting", "voiceHeldBack"})
            values.push_back(object.value(QLatin1String(key)).toBool());
        return values;
    };
    EXPECT_EQ(truths(fullRecord()), (std::vector{false, true, true, false}));
    StatsRecord record;
    record.muted = true;
    record.stats.sent.voiceHeldBack = true;
    EXPECT_EQ(truths(record), (std::vector{true, false, false, true}));
}

TEST(StatsJson, GivesTimesInMilliseconds) {
    const QJsonObject object = statsJson(fullRecord());
    EXPECT_EQ(object.value(u"jitterBufferDelay").toDouble(), 250);
    EXPECT_EQ(object.value(u"totalInterruptionDuration").toDouble(), 1000);
}

TEST(StatsJson, WritesNanosecondsExactly) {
    const QByteArray text = QJsonDocument(statsJson(fullRecord())).toJson(QJsonDocument::Compact);
    EXPECT_TRUE(text.contains("\"monotonicNs\":9007199254740993")) << text.constData();
}

TEST(StatsJson, GivesTheMessageLengthOfNowAndNotOfTheProfile) {
    StatsRecord record = fullRecord();
    record.stats.sent.batchLength = std::chrono::milliseconds(320);
    EXPECT_EQ(statsJson(record).value(u"batchMs").toDouble(), 320);
}

TEST(StatsJson, NamesACallThatReconnects) {
    StatsRecord record = fullRecord();
    record.state = CallState::Reconnecting;
    EXPECT_EQ(statsJson(record).value(u"state").toString(), QStringLiteral("reconnecting"));
}

TEST(StatsJson, NamesStateRoleProfileAndVerification) {
    const QJsonObject object = statsJson(fullRecord());
    EXPECT_EQ(object.value(u"state").toString(), QStringLiteral("connected"));
    EXPECT_EQ(object.value(u"role").toString(), QStringLiteral("joiner"));
    EXPECT_EQ(object.value(u"profile").toString(), QStringLiteral("balanced"));
    EXPECT_EQ(object.value(u"verified").toString(), QStringLiteral("link"));
}

TEST(ProcessUsage, GrowsWithTheProcess) {
    const auto before = processCpuSeconds();
    ASSERT_TRUE(before);
    EXPECT_GE(*processCpuSeconds(), *before);
    ASSERT_TRUE(processRssBytes());
    EXPECT_GT(*processRssBytes(), 1'000'000);
}

} // namespace
} // namespace viz
