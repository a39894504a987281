#include "app/stats_json.h"

#include "app/messages.h"

namespace viz {
namespace {

constexpr double kMsPerSecond = 1000;

QJsonValue count(std::uint64_t value) { return static_cast<qint64>(value); }

template<typename Value>
QJsonValue orNull(const std::optional<Value>& value) {
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

QJsonValue nanosecondsOrNull(const std::optional<MonotonicTime>& time) {
    return time ? QJsonValue(static_cast<qint64>(time->count())) : QJsonValue(QJsonValue::Null);
}

QJsonValue msOrNull(const std::optional<MonotonicTime>& time) {
    return time ? QJsonValue(toMs(*time)) : QJsonValue(QJsonValue::Null);
}

QString nameOf(ProfileName name) {
    switch (name) {
    case ProfileName::Auto:
        return u"auto"_qs;
    case ProfileName::LowLatency:
        return u"low-latency"_qs;
    case ProfileName::Balanced:
        return u"balanced"_qs;
    case ProfileName::Saver:
        return u"saver"_qs;
    }
    return u"auto"_qs;
}

QJsonValue verificationValue(const std::optional<Verification>& verification) {
    if (!verification)
        return QJsonValue::Null;
    switch (*verification) {
    case Verification::Unverified:
        return u"none"_qs;
    case Verification::ByInvite:
        return u"link"_qs;
    case Verification::ByWords:
        return u"words"_qs;
    }
    return QJsonValue::Null;
}

QJsonObject delayObject(const DelayParts& delay) {
    return {
        {u"captureMs"_qs, orNull(delay.captureMs)}, {u"batchMs"_qs, orNull(delay.batchMs)},
        {u"networkMs"_qs, orNull(delay.networkMs)}, {u"jitterBufferMs"_qs, orNull(delay.jitterBufferMs)},
        {u"outputMs"_qs, orNull(delay.outputMs)},   {u"totalMs"_qs, orNull(delay.totalMs)},
    };
}

QJsonObject sentObject(const SendStats& sent) {
    return {
        {u"records"_qs, count(sent.records)},
        {u"bytes"_qs, count(sent.bytes)},
        {u"opusBytes"_qs, count(sent.opusBytes)},
        {u"framesDroppedStale"_qs, count(sent.framesDroppedStale)},
        {u"zstdSavedBytes"_qs, count(sent.zstdSavedBytes)},
        {u"bitrateBps"_qs, sent.bitrateBps},
        {u"rung"_qs, sent.rung},
        {u"capacityBps"_qs, sent.capacityBps > 0 ? QJsonValue(sent.capacityBps) : QJsonValue(QJsonValue::Null)},
    };
}

QJsonObject receivedObject(const CallStats& stats) {
    return {
        {u"records"_qs, count(stats.received.records)},
        {u"bytes"_qs, count(stats.received.bytes)},
        {u"frames"_qs, count(stats.received.frames)},
        {u"duplicateFrames"_qs, count(stats.playout.playout.duplicateFrames)},
        {u"stallsLastMinute"_qs, stats.received.stallsLastMinute},
        {u"routes"_qs, stats.received.routes},
    };
}

/// What is sent now; before anything is sent, what the profile says.
Samples batchLength(const StatsRecord& record) {
    const Samples now = record.stats.sent.batchLength;
    return now > Samples::zero() ? now : record.profile.batchLength();
}

void addIdentity(QJsonObject& object, const StatsRecord& record) {
    object.insert(u"t"_qs, toMs(record.stats.sinceConnected) / kMsPerSecond);
    object.insert(u"monotonicNs"_qs, static_cast<qint64>(record.now.count()));
    object.insert(u"state"_qs, wordFor(record.state));
    object.insert(u"role"_qs, record.role == CallRole::Host ? u"host"_qs : u"joiner"_qs);
    object.insert(u"profile"_qs, nameOf(record.profileName));
    object.insert(u"batchMs"_qs, toMs(batchLength(record)));
    object.insert(u"rttMs"_qs, msOrNull(record.stats.sent.roundTrip));
    object.insert(u"verified"_qs, verificationValue(record.verification));
    object.insert(u"inputStartMonotonicNs"_qs, nanosecondsOrNull(record.stats.capture.startTime));
    object.insert(u"outputStartMonotonicNs"_qs, nanosecondsOrNull(record.stats.playout.startTime));
}

void addPlayout(QJsonObject& object, const PlayoutStats& playout) {
    object.insert(u"totalSamplesReceived"_qs, count(playout.totalSamplesReceived));
    object.insert(u"concealedSamples"_qs, count(playout.concealedSamples));
    object.insert(u"silentConcealedSamples"_qs, count(playout.silentConcealedSamples));
    object.insert(u"concealmentEvents"_qs, count(playout.concealmentEvents));
    object.insert(u"insertedSamplesForDeceleration"_qs, count(playout.insertedSamplesForDeceleration));
    object.insert(u"removedSamplesForAcceleration"_qs, count(playout.removedSamplesForAcceleration));
    object.insert(u"skippedSamples"_qs, count(playout.skippedSamples));
    object.insert(u"jitterBufferDelay"_qs, playout.jitterBufferDelay * kMsPerSecond);
    object.insert(u"jitterBufferTargetDelay"_qs, playout.jitterBufferTargetDelay * kMsPerSecond);
    object.insert(u"jitterBufferEmittedCount"_qs, count(playout.jitterBufferEmittedCount));
    object.insert(u"interruptionCount"_qs, count(playout.interruptionCount));
    object.insert(u"totalInterruptionDuration"_qs, toMs(playout.totalInterruptionDuration));
}

void addSound(QJsonObject& object, const StatsRecord& record) {
    const SendStats& sent = record.stats.sent;
    object.insert(u"inputLevelDbfs"_qs, double{sent.inputLevelDbfs});
    object.insert(u"inputPeakDbfs"_qs, double{sent.inputPeakDbfs});
    object.insert(u"inputSilenceMs"_qs, toMs(sent.inputSilence));
    object.insert(u"muted"_qs, record.muted);
    object.insert(u"deafened"_qs, record.deafened);
    object.insert(u"transmitting"_qs, sent.transmitting);
    object.insert(u"voiceHeldBack"_qs, sent.voiceHeldBack);
    object.insert(u"heardLevelDbfs"_qs, orNull(sent.heardLevelDbfs));
    object.insert(u"outputLevelDbfs"_qs, double{record.stats.playout.outputLevelDbfs});
    object.insert(u"outputPeakDbfs"_qs, double{record.stats.playout.outputPeakDbfs});
}

void addProcess(QJsonObject& object, const StatsRecord& record) {
    object.insert(u"reconnects"_qs, qint64{record.stats.reconnects});
    object.insert(u"cpuSeconds"_qs, orNull(record.cpuSeconds));
    object.insert(u"rssBytes"_qs,
                  record.rssBytes ? QJsonValue(qint64{*record.rssBytes}) : QJsonValue(QJsonValue::Null));
}

} // namespace

QJsonObject statsJson(const StatsRecord& record) {
    QJsonObject object;
    addIdentity(object, record);
    object.insert(u"delay"_qs, delayObject(record.stats.delay));
    object.insert(u"sent"_qs, sentObject(record.stats.sent));
    object.insert(u"received"_qs, receivedObject(record.stats));
    addPlayout(object, record.stats.playout.playout);
    addSound(object, record);
    addProcess(object, record);
    return object;
}

} // namespace viz
