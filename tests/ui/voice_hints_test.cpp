#include "ui/hearing_proof.h"
#include "ui/voice_hints.h"

#include <QTest>

using namespace std::chrono_literals;

namespace viz::test {
namespace {

constexpr MonotonicTime kTick = 100ms;

SendStats heldBack(bool talking) {
    SendStats sent;
    sent.voiceHeldBack = talking;
    return sent;
}

/// Feeds the same statistics for a while, ten times a second as the window does.
template<typename Watcher>
void feed(Watcher& watcher, MonotonicTime& now, const SendStats& sent, MonotonicTime time) {
    for (const MonotonicTime end = now + time; now < end; now += kTick)
        watcher.update(sent, now);
}

SendStats speaking(std::optional<float> heardDbfs) {
    SendStats sent;
    sent.transmitting = true;
    sent.voice = true;
    sent.inputLevelDbfs = -20;
    sent.heardLevelDbfs = heardDbfs;
    return sent;
}

SendStats pausing(std::optional<float> heardDbfs) {
    SendStats sent = speaking(heardDbfs);
    sent.voice = false;
    sent.inputLevelDbfs = -70;
    return sent;
}

/// Loud, but nobody speaks: a fan, the street.
SendStats inNoise(std::optional<float> heardDbfs) {
    SendStats sent = pausing(heardDbfs);
    sent.inputLevelDbfs = -25;
    return sent;
}

} // namespace

class VoiceHintsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysNothingOfACough() {
        VoiceHints hints;
        MonotonicTime now{};
        feed(hints, now, heldBack(true), 800ms);
        feed(hints, now, heldBack(false), 5s);
        feed(hints, now, heldBack(true), 800ms);
        QVERIFY(!hints.isTalkingUnheard());
    }

    void noticesTalkThatIsHeldBack() {
        VoiceHints hints;
        MonotonicTime now{};
        feed(hints, now, heldBack(true), VoiceHints::kUnheardFor + 2 * kTick);
        QVERIFY(hints.isTalkingUnheard());
    }

    void pausesBetweenWordsDoNotBeginAnew() {
        VoiceHints hints;
        MonotonicTime now{};
        feed(hints, now, heldBack(true), 500ms);
        feed(hints, now, heldBack(false), 300ms);
        feed(hints, now, heldBack(true), 500ms);
        QVERIFY(hints.isTalkingUnheard());
    }

    void hintGoesAShortWhileAfterTheTalk() {
        VoiceHints hints;
        MonotonicTime now{};
        feed(hints, now, heldBack(true), 2s);
        feed(hints, now, heldBack(false), VoiceHints::kQuietFor - 3 * kTick);
        QVERIFY(hints.isTalkingUnheard());
        feed(hints, now, heldBack(false), 500ms);
        QVERIFY(!hints.isTalkingUnheard());
    }

    void clearForgetsAll() {
        VoiceHints hints;
        MonotonicTime now{};
        feed(hints, now, heldBack(true), 2s);
        hints.clear();
        QVERIFY(!hints.isTalkingUnheard());
        feed(hints, now, heldBack(true), 500ms);
        QVERIFY(!hints.isTalkingUnheard());
    }

    void microphoneIsSilentAfterTenSeconds_data() {
        QTest::addColumn<int>("ms");
        QTest::addColumn<bool>("silent");
        QTest::newRow("sound") << 0 << false;
        QTest::newRow("just before") << 9'999 << false;
        QTest::newRow("ten seconds") << 10'000 << true;
        QTest::newRow("an hour") << 3'600'000 << true;
    }
    void microphoneIsSilentAfterTenSeconds() {
        QFETCH(const int, ms);
        VoiceHints hints;
        SendStats sent;
        sent.inputSilence = std::chrono::milliseconds(ms);
        hints.update(sent, 1s);
        QTEST(hints.isMicrophoneSilent(), "silent");
        hints.update(SendStats{}, 2s);
        QVERIFY(!hints.isMicrophoneSilent());
    }

    void speechThatIsPlayedThereIsProof() {
        HearingProof proof;
        QVERIFY(!proof.isHeard());
        MonotonicTime now{};
        feed(proof, now, speaking(-24.0F), 300ms);
        QVERIFY(proof.isHeard());
    }

    void nothingElseIsProof_data() {
        QTest::addColumn<bool>("transmitting");
        QTest::addColumn<bool>("voice");
        QTest::addColumn<float>("heard");
        QTest::newRow("played silence") << true << true << -70.0F;
        QTest::newRow("not sent") << false << true << -24.0F;
        QTest::newRow("nobody speaks") << true << false << -24.0F;
    }
    void nothingElseIsProof() {
        QFETCH(const bool, transmitting);
        QFETCH(const bool, voice);
        QFETCH(const float, heard);
        SendStats sent = speaking(heard);
        sent.transmitting = transmitting;
        sent.voice = voice;
        HearingProof proof;
        MonotonicTime now{};
        feed(proof, now, sent, 10s);
        QVERIFY(!proof.isHeard());
    }

    void aProgramThatTellsNothingProvesNothing() {
        HearingProof proof;
        MonotonicTime now{};
        feed(proof, now, speaking({}), 10s);
        QVERIFY(!proof.isHeard());
    }

    void answerMayComeLate() {
        HearingProof proof;
        MonotonicTime now{};
        feed(proof, now, speaking(-96.0F), 500ms);
        feed(proof, now, pausing(-96.0F), 1s);
        feed(proof, now, pausing(-24.0F), 300ms); // the slow tunnel's echo of the word before
        QVERIFY(proof.isHeard());
    }

    void noiseNeitherProvesNorDisproves() {
        HearingProof proof;
        MonotonicTime now{};
        feed(proof, now, inNoise(-30.0F), 10s);
        QVERIFY(!proof.isHeard());
        feed(proof, now, speaking(-24.0F), 1s);
        feed(proof, now, inNoise(-96.0F), 60s); // suppressed here, so the other side plays nothing
        QVERIFY(proof.isHeard());
    }

    void proofOutlastsAPauseButNotUnheardSpeech() {
        HearingProof proof;
        MonotonicTime now{};
        feed(proof, now, speaking(-24.0F), 1s);
        feed(proof, now, pausing(-96.0F), 60s);
        QVERIFY(proof.isHeard());
        feed(proof, now, speaking(-96.0F), HearingProof::kPatience + 5 * kTick);
        QVERIFY(!proof.isHeard());
    }
};

} // namespace viz::test

QTEST_GUILESS_MAIN(viz::test::VoiceHintsTest)
#include "voice_hints_test.moc"
