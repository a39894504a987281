#include "core/device/wav_writer.h"
#include "tests/support/two_parties.h"

#include <QDir>
#include <QSemaphore>
#include <QTcpServer>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace viz {
namespace {

using namespace std::chrono_literals;
using test::Party;
using test::TwoParties;
using test::waitFor;

class CallSessionTest : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(initializeCrypto()); }
};

TEST_F(CallSessionTest, TwoPeopleHearEachOther) {
    TwoParties call;
    ASSERT_TRUE(call.connect());
    for (Party* party : {&call.host, &call.joiner}) {
        ASSERT_TRUE(waitFor([&] { return party->session.stats().playout.outputLevelDbfs > -30; }));
        EXPECT_EQ(party->session.peer().verification, Verification::ByInvite);
    }
    EXPECT_EQ(call.host.session.peer().name, QStringLiteral("Jonas"));
    EXPECT_EQ(call.joiner.session.peer().name, QStringLiteral("Hanna"));
    EXPECT_EQ(call.host.session.peer().wordIndexes, call.joiner.session.peer().wordIndexes);
    EXPECT_EQ(call.joiner.states, (std::vector{CallState::Connecting, CallState::Ringing, CallState::InCall}));
    EXPECT_EQ(call.host.states, (std::vector{CallState::Hosting, CallState::Ringing, CallState::InCall}));
    ASSERT_TRUE(waitFor([&] { return call.host.session.stats().delay.totalMs.has_value(); }));
}

TEST_F(CallSessionTest, NoMicrophoneOpensBeforeTheHostHasAccepted) {
    TwoParties call;
    ASSERT_TRUE(call.hosts());
    call.joins(call.host.session.inviteText());
    ASSERT_TRUE(call.host.reaches(CallState::Ringing));
    ASSERT_TRUE(call.joiner.reaches(CallState::Ringing));
    EXPECT_EQ(call.host.factory.opened, 0);
    EXPECT_EQ(call.joiner.factory.opened, 0);
    call.host.session.accept();
    ASSERT_TRUE(waitFor([&] { return call.host.factory.open == 1 && call.joiner.factory.open == 1; }));
}

TEST_F(CallSessionTest, HangingUpOnEitherSideEndsBothAndClosesTheMicrophones) {
    for (const bool hostHangsUp : {true, false}) {
        TwoParties call;
        ASSERT_TRUE(call.connect());
        ASSERT_TRUE(waitFor([&] { return call.host.factory.open == 1 && call.joiner.factory.open == 1; }));
        Party& one = hostHangsUp ? call.host : call.joiner;
        Party& other = hostHangsUp ? call.joiner : call.host;
        one.session.hangUp();
        EXPECT_EQ(one.factory.open, 0) << "closed when hangUp() returns";
        ASSERT_TRUE(other.reaches(CallState::Ended));
        EXPECT_EQ(other.factory.open, 0);
        ASSERT_EQ(one.ends.size(), 1U);
        ASSERT_EQ(other.ends.size(), 1U);
        EXPECT_EQ(one.ends[0].reason, EndReason::HungUpHere);
        EXPECT_EQ(other.ends[0].reason, EndReason::HungUpThere);
    }
}

TEST_F(CallSessionTest, ADestroyedSessionSaysGoodbye) {
    TwoParties call;
    auto leaving = std::make_unique<Party>();
    ASSERT_TRUE(call.hosts());
    TwoParties::joins(*leaving, call.host.session.inviteText());
    ASSERT_TRUE(call.host.reaches(CallState::Ringing));
    call.host.session.accept();
    ASSERT_TRUE(leaving->reaches(CallState::InCall));
    leaving.reset();
    ASSERT_TRUE(call.host.reaches(CallState::Ended));
    EXPECT_EQ(call.host.ends.at(0).reason, EndReason::HungUpThere);
}

TEST_F(CallSessionTest, ADeclinedCallerIsToldAndTheHostWaitsOn) {
    TwoParties call;
    ASSERT_TRUE(call.hosts());
    call.joins(call.host.session.inviteText());
    ASSERT_TRUE(call.host.reaches(CallState::Ringing));
    call.host.session.decline();
    EXPECT_EQ(call.host.session.state(), CallState::Hosting);
    ASSERT_TRUE(call.joiner.reaches(CallState::Ended));
    EXPECT_EQ(call.joiner.ends.at(0).reason, EndReason::DeclinedThere);
    EXPECT_EQ(call.joiner.factory.opened, 0);
    Party second;
    TwoParties::joins(second, call.host.session.inviteText());
    ASSERT_TRUE(call.host.reaches(CallState::Ringing));
    call.host.session.accept();
    ASSERT_TRUE(second.reaches(CallState::InCall));
}

TEST_F(CallSessionTest, ACallerWhoGivesUpLeavesTheHostWaiting) {
    TwoParties call;
    ASSERT_TRUE(call.hosts());
    call.joins(call.host.session.inviteText());
    ASSERT_TRUE(call.host.reaches(CallState::Ringing));
    ASSERT_TRUE(call.joiner.reaches(CallState::Ringing));
    call.joiner.session.hangUp();
    ASSERT_TRUE(call.host.reaches(CallState::Hosting));
    EXPECT_TRUE(call.host.ends.empty());
}

TEST_F(CallSessionTest, ASecondCallerHearsThatTheHostIsBusy) {
    TwoParties call;
    ASSERT_TRUE(call.connect());
    Party second;
    TwoParties::joins(second, call.host.session.inviteText());
    ASSERT_TRUE(second.reaches(CallState::Ended));
    EXPECT_EQ(second.ends.at(0).reason, EndReason::Busy);
    EXPECT_EQ(call.host.session.state(), CallState::InCall);
    EXPECT_EQ(call.joiner.session.state(), CallState::InCall);
}

TEST_F(CallSessionTest, AStrangerDuringACallIsToldToTryLaterAndNoMore) {
    TwoParties call;
    ASSERT_TRUE(call.connect());
    Party stranger;
    TwoParties::joins(stranger, call.bareAddress());
    ASSERT_TRUE(stranger.reaches(CallState::Ended));
    EXPECT_EQ(stranger.ends.at(0).reason, EndReason::Throttled);
    EXPECT_EQ(call.host.session.state(), CallState::InCall);
}

TEST_F(CallSessionTest, ABareAddressRingsUnverifiedAndWordsVerify) {
    TwoParties call;
    ASSERT_TRUE(call.hosts());
    call.joins(call.bareAddress());
    ASSERT_TRUE(call.host.reaches(CallState::Ringing));
    EXPECT_EQ(call.host.session.peer().verification, Verification::Unverified);
    call.host.session.accept();
    ASSERT_TRUE(call.joiner.reaches(CallState::InCall));
    EXPECT_EQ(call.joiner.session.peer().verification, Verification::Unverified);
    EXPECT_EQ(safetyWordsText(call.host.session.peer(), false), safetyWordsText(call.joiner.session.peer(), false));
    EXPECT_EQ(safetyWordsText(call.host.session.peer(), true).size(), 5);
    call.joiner.session.confirmWords(true);
    EXPECT_EQ(call.joiner.session.peer().verification, Verification::ByWords);
    EXPECT_EQ(call.host.session.peer().verification, Verification::Unverified) << "each side compares for itself";
}

TEST_F(CallSessionTest, WordsThatDifferEndTheCallOnBothSides) {
    TwoParties call;
    ASSERT_TRUE(call.connect());
    call.host.session.confirmWords(false);
    ASSERT_TRUE(call.joiner.reaches(CallState::Ended));
    EXPECT_EQ(call.host.ends.at(0).reason, EndReason::WordsDiffer);
    EXPECT_EQ(call.joiner.ends.at(0).reason, EndReason::WordsDiffer);
}

TEST_F(CallSessionTest, LinkOnlyTurnsStrangersAwayBeforeAnythingRings) {
    TwoParties call;
    ASSERT_TRUE(call.hosts(true));
    call.joins(call.bareAddress());
    ASSERT_TRUE(call.joiner.reaches(CallState::Ended));
    EXPECT_EQ(call.joiner.ends.at(0).reason, EndReason::InviteNeeded);
    EXPECT_EQ(call.host.states, (std::vector{CallState::Hosting}));
}

TEST_F(CallSessionTest, AnOldInviteIsRefused) {
    TwoParties call;
    ASSERT_TRUE(call.hosts());
    const QString old = call.host.session.inviteText();
    const quint16 port = call.host.port;
    call.host.session.hangUp();
    call.host.port = 0;
    call.host.session.host({.voice = test::toneAndNull(QStringLiteral("Hanna")), .door = {.port = port}});
    ASSERT_TRUE(waitFor([&] { return call.host.port == port; })) << "the same port again, at once";
    EXPECT_NE(call.host.session.inviteText(), old);
    call.joins(old);
    ASSERT_TRUE(call.joiner.reaches(CallState::Ended));
    EXPECT_EQ(call.joiner.ends.at(0).reason, EndReason::InviteUnknown);
}

TEST_F(CallSessionTest, MuteReachesTheOtherSideAndTheirEars) {
    TwoParties call;
    ASSERT_TRUE(call.connect());
    ASSERT_TRUE(waitFor([&] { return call.joiner.session.stats().playout.outputLevelDbfs > -30; }));
    call.host.session.setMuted(true);
    ASSERT_TRUE(waitFor([&] { return call.joiner.session.peer().muted; }));
    ASSERT_TRUE(waitFor([&] { return call.joiner.session.stats().playout.outputLevelDbfs < -60; }));
    call.host.session.setMuted(false);
    ASSERT_TRUE(waitFor([&] { return call.joiner.session.stats().playout.outputLevelDbfs > -30; }));
    EXPECT_FALSE(call.joiner.session.peer().muted);
}

TEST_F(CallSessionTest, WhoeverDeafensThemselvesHearsNothingAndIsSeenToHearNothing) {
    TwoParties call;
    ASSERT_TRUE(call.connect());
    ASSERT_TRUE(waitFor([&] { return call.host.session.stats().playout.outputLevelDbfs > -30; }));
    call.host.session.setDeafened(true);
    ASSERT_TRUE(waitFor([&] { return !call.joiner.session.peer().canHear; }));
    ASSERT_TRUE(waitFor([&] { return call.host.session.stats().playout.outputLevelDbfs < -60; }));
    ASSERT_TRUE(waitFor([&] { return call.joiner.session.stats().sent.heardLevelDbfs.value_or(0) < -60; }));
    EXPECT_FALSE(call.joiner.session.peer().muted);
    call.host.session.setMuted(true);
    ASSERT_TRUE(waitFor([&] { return call.joiner.session.peer().muted; }));
    EXPECT_FALSE(call.joiner.session.peer().canHear) << "one does not undo the other";
    call.host.session.setDeafened(false);
    ASSERT_TRUE(waitFor([&] { return call.joiner.session.peer().canHear; }));
    EXPECT_TRUE(call.joiner.session.peer().muted);
    ASSERT_TRUE(waitFor([&] { return call.host.session.stats().playout.outputLevelDbfs > -30; }));
}

TEST_F(CallSessionTest, DeafenedWhileItRingsIsDeafenedInTheCallButNotInTheNext) {
    TwoParties call;
    ASSERT_TRUE(call.hosts());
    call.joins(call.host.session.inviteText());
    ASSERT_TRUE(call.host.reaches(CallState::Ringing));
    call.host.session.setDeafened(true);
    ASSERT_TRUE(call.answers());
    ASSERT_TRUE(waitFor([&] { return !call.joiner.session.peer().canHear; }));
    ASSERT_TRUE(call.host.hearsMore());
    EXPECT_LT(call.host.session.stats().playout.outputPeakDbfs, -90);
    call.host.session.hangUp();
    ASSERT_TRUE(call.hosts());
    EXPECT_FALSE(call.host.session.isDeafened());
}

TEST_F(CallSessionTest, EachSideSeesHowLoudTheOtherHearsIt) {
    TwoParties call;
    ASSERT_TRUE(call.connect());
    for (Party* party : {&call.host, &call.joiner}) {
        Party& other = party == &call.host ? call.joiner : call.host;
        ASSERT_TRUE(waitFor([&] {
            const auto heard = party->session.stats().sent.heardLevelDbfs;
            return heard && std::abs(*heard - other.session.stats().playout.outputLevelDbfs) < 4 && *heard > -30;
        }));
    }
}

TEST_F(CallSessionTest, TheVolumeOfTheOtherSideChangesDuringTheCall) {
    TwoParties call;
    ASSERT_TRUE(call.connect());
    ASSERT_TRUE(waitFor([&] { return call.host.session.stats().playout.outputLevelDbfs > -30; }));
    SoundSettings sound = untouchedSound();
    sound.peerVolumePercent = 0;
    call.host.session.setSound(sound);
    EXPECT_EQ(call.host.session.sound(), sound);
    ASSERT_TRUE(waitFor([&] { return call.host.session.stats().playout.outputLevelDbfs < -60; }));
    EXPECT_TRUE(call.joiner.session.peer().canHear) << "turned down is not deafened";
}

TEST_F(CallSessionTest, PushToTalkTalksWhileTheKeyIsHeldAndNotWhileMuted) {
    TwoParties call;
    call.hostVoice.sound.talkMode = TalkMode::PushToTalk;
    ASSERT_TRUE(call.connect());
    const auto heard = [&] { return call.joiner.session.stats().playout.outputLevelDbfs; };
    ASSERT_TRUE(call.joiner.hearsMore()) << "silence comes";
    EXPECT_LT(heard(), -60);
    EXPECT_FALSE(call.host.session.stats().sent.transmitting);
    call.host.session.setTalking(true);
    ASSERT_TRUE(waitFor([&] { return heard() > -30; }));
    EXPECT_TRUE(call.host.session.stats().sent.transmitting);
    call.host.session.setMuted(true);
    ASSERT_TRUE(waitFor([&] { return heard() < -60; }));
    call.host.session.setMuted(false);
    ASSERT_TRUE(waitFor([&] { return heard() > -30; }));
    call.host.session.setTalking(false);
    ASSERT_TRUE(waitFor([&] { return heard() < -60; }));
    EXPECT_FALSE(call.joiner.session.peer().muted) << "nobody has muted";
}

TEST_F(CallSessionTest, AnotherSourceAndSinkDuringTheCall) {
    TwoParties call;
    ASSERT_TRUE(call.connect());
    ASSERT_TRUE(waitFor([&] { return call.joiner.session.stats().playout.outputLevelDbfs > -30; }));
    call.host.session.setInput({.kind = AudioInputSpec::Kind::Silence, .deviceId = {}, .path = {}, .toneHz = 0});
    ASSERT_TRUE(waitFor([&] { return call.joiner.session.stats().playout.outputLevelDbfs < -60; }));
    ASSERT_TRUE(waitFor([&] { return call.host.session.stats().sent.inputSilence > 1s; }));
    call.host.session.setInput(call.hostVoice.input);
    ASSERT_TRUE(waitFor([&] { return call.joiner.session.stats().playout.outputLevelDbfs > -30; }));
    call.host.session.setOutput(call.hostVoice.output);
    ASSERT_TRUE(call.host.hearsMore());
    EXPECT_EQ(call.host.session.state(), CallState::InCall);
}

TEST_F(CallSessionTest, AFileThatCannotBeReadEndsTheCallEvenInTheMiddle) {
    TwoParties call;
    ASSERT_TRUE(call.connect());
    call.host.session.setInput(
        {.kind = AudioInputSpec::Kind::File, .deviceId = {}, .path = QStringLiteral("/nowhere/x.wav"), .toneHz = 0});
    ASSERT_TRUE(call.host.reaches(CallState::Ended));
    EXPECT_EQ(call.host.ends.at(0).reason, EndReason::InputFileUnreadable);
    ASSERT_TRUE(call.joiner.reaches(CallState::Ended));
}

/// A sound system with a microphone and a loudspeaker that come and go, and that make a tone when they are there.
class LooseCables final : public AudioFactory {
public:
    tl::expected<std::unique_ptr<AudioInput>, DeviceError> makeInput(const AudioInputSpec& spec) override {
        if (spec.kind != AudioInputSpec::Kind::Default)
            return AudioFactory::makeInput(spec);
        if (!hasInput)
            return tl::unexpected(DeviceError::NoDevice);
        return inputHangs ? makeInputLate() : AudioFactory::makeInput(heard);
    }
    tl::expected<std::unique_ptr<AudioInput>, DeviceError> makeInputLate() {
        ++hanging;
        release.acquire();
        auto input = AudioFactory::makeInput(heard);
        --hanging;
        return input;
    }
    tl::expected<std::unique_ptr<AudioOutput>, DeviceError> makeOutput(const AudioOutputSpec& spec) override {
        if (spec.kind != AudioOutputSpec::Kind::Default)
            return AudioFactory::makeOutput(spec);
        if (!hasOutput)
            return tl::unexpected(DeviceError::NoDevice);
        return AudioFactory::makeOutput({.kind = AudioOutputSpec::Kind::Null, .deviceId = {}, .path = {}});
    }
    /// What there is is found out by trying.
    std::unique_ptr<DeviceList> watchDevices() override { return nullptr; }

    AudioInputSpec heard{.kind = AudioInputSpec::Kind::Tone, .deviceId = {}, .path = {}, .toneHz = 440};
    std::atomic<bool> inputHangs{false};
    std::atomic<int> hanging{0};
    QSemaphore release;
    std::atomic<bool> hasInput{true};
    std::atomic<bool> hasOutput{true};
};

class DevicesOfACall : public CallSessionTest {
protected:
    DevicesOfACall() {
        voice.input = {};
        voice.output = {};
        QObject::connect(&session, &CallControl::deviceChanged,
                         [this](const DeviceEvent& event) { events.push_back(event); });
        QObject::connect(&session, &CallControl::noticed, [this](CallNotice notice) {
            wasMutedWhenNoticed = session.isMuted();
            notices.push_back(notice);
        });
    }

    [[nodiscard]] bool connect() {
        if (!call.hosts())
            return false;
        auto invite = understandAddress(call.host.session.inviteText());
        session.join({.voice = voice, .invite = std::move(*invite)});
        return call.host.reaches(CallState::Ringing) && (call.host.session.accept(), true) &&
               waitFor([&] { return session.state() == CallState::InCall; });
    }
    [[nodiscard]] bool hasHeard(DeviceEvent::Kind kind, bool input) {
        return waitFor([&] {
            return std::any_of(events.begin(), events.end(),
                               [&](const DeviceEvent& event) { return event.kind == kind && event.input == input; });
        });
    }

    TwoParties call;
    VoiceOptions voice = test::toneAndNull(QStringLiteral("Jonas")); ///< with the system's own devices
    LooseCables cables;
    std::vector<DeviceEvent> events;
    std::vector<CallNotice> notices;
    bool wasMutedWhenNoticed = false;
    CallSession session{cables};
};

TEST_F(DevicesOfACall, WithoutAMicrophoneOneListens) {
    cables.hasInput = false;
    ASSERT_TRUE(connect());
    ASSERT_TRUE(hasHeard(DeviceEvent::Kind::Missing, true));
    ASSERT_TRUE(waitFor([&] { return session.stats().playout.outputLevelDbfs > -30; }));
    EXPECT_EQ(session.state(), CallState::InCall);
    EXPECT_TRUE(call.host.session.peer().canHear);
}

TEST_F(DevicesOfACall, AMicrophoneThatHangsHoldsNeitherTheWindowNorThePort) {
    cables.inputHangs = true;
    session.host({.voice = voice, .door = {.port = 0}});
    quint16 port = 0;
    QObject::connect(&session, &CallControl::listening, [&](const QHostAddress&, quint16 p) { port = p; });
    ASSERT_TRUE(waitFor([&] { return port != 0; }));
    TwoParties::joins(call.joiner, session.inviteText());
    ASSERT_TRUE(waitFor([&] { return session.state() == CallState::Ringing; }));
    session.accept();
    ASSERT_TRUE(waitFor([&] { return cables.hanging == 1; }));
    session.hangUp();
    ASSERT_TRUE(call.joiner.reaches(CallState::Ended));
    EXPECT_TRUE(waitFor([&] { return QTcpServer().listen(QHostAddress::LocalHost, port); }));
    session.host({.voice = voice, .door = {.port = 0}});
    EXPECT_EQ(session.state(), CallState::Hosting);
    EXPECT_EQ(cables.hanging, 1);
    cables.inputHangs = false;
    session.hangUp();
    cables.release.release();
    EXPECT_TRUE(waitFor([&] { return cables.hanging == 0; }));
}

/// Two files that are one: what comes back is no echo.
TEST_F(CallSessionTest, BothSidesMayPlayTheSameFile) {
    TwoParties call;
    call.hostVoice.sound = call.joinerVoice.sound = {.suppressNoise = false, .automaticGain = false};
    ASSERT_TRUE(call.connect());
    ASSERT_TRUE(waitFor([&] { return call.host.session.stats().received.frames > 250; }));
    for (Party* party : {&call.host, &call.joiner}) {
        EXPECT_GT(party->session.stats().playout.outputLevelDbfs, -20) << "a tone of -15 dBFS";
        EXPECT_EQ(party->session.sound().echo, EchoHandling::Cancel) << "as it was chosen, for devices";
    }
}

TEST_F(DevicesOfACall, WithoutALoudspeakerOneTalksAndTheOtherSideKnows) {
    cables.hasOutput = false;
    ASSERT_TRUE(connect());
    ASSERT_TRUE(hasHeard(DeviceEvent::Kind::Missing, false));
    ASSERT_TRUE(waitFor([&] { return !call.host.session.peer().canHear; }));
    ASSERT_TRUE(waitFor([&] { return call.host.session.stats().playout.outputLevelDbfs > -30; }));
    EXPECT_EQ(session.state(), CallState::InCall);
}

/// Two seconds of what a microphone gives when it hears its own loudspeaker.
[[nodiscard]] bool writeHowl(const QString& path) {
    const auto writer = WavWriter::create(path);
    std::vector<std::int16_t> howl(2 * kSampleRate);
    for (std::size_t i = 0; i < howl.size(); ++i)
        howl[i] = i / 24 % 2 ? 32767 : -32768;
    return writer && writer->append(howl) && writer->commit();
}

TEST_F(DevicesOfACall, AHowlIsMutedFirstAndToldThenAndOnlyOnce) {
    const QTemporaryDir folder;
    voice.sound = {.suppressNoise = false, .automaticGain = false};
    cables.heard = {.kind = AudioInputSpec::Kind::FileLoop, .deviceId = {}, .path = folder.filePath(u"howl.wav"_qs)};
    ASSERT_TRUE(writeHowl(cables.heard.path));
    ASSERT_TRUE(connect());
    ASSERT_TRUE(waitFor([&] { return !notices.empty(); }));
    EXPECT_EQ(notices, std::vector{CallNotice::Howling});
    EXPECT_TRUE(wasMutedWhenNoticed);
    ASSERT_TRUE(waitFor([&] { return call.host.session.peer().muted; }));
    ASSERT_TRUE(waitFor([&] { return call.host.session.stats().playout.outputLevelDbfs < -60; }));
    session.setMuted(false);
    ASSERT_TRUE(waitFor([&] { return call.host.session.stats().playout.outputLevelDbfs > -30; }));
    EXPECT_FALSE(session.isMuted()) << "the person knows better";
    EXPECT_EQ(notices.size(), 1U);
}

TEST_F(DevicesOfACall, ALoudFileIsNoHowl) {
    const QTemporaryDir folder;
    voice.sound = {};
    voice.input = {.kind = AudioInputSpec::Kind::FileLoop, .deviceId = {}, .path = folder.filePath(u"loud.wav"_qs)};
    ASSERT_TRUE(writeHowl(voice.input.path));
    ASSERT_TRUE(connect());
    ASSERT_TRUE(waitFor([&] { return session.stats().capture.samples > 2 * kSampleRate; }));
    EXPECT_FALSE(session.isMuted());
    EXPECT_TRUE(notices.empty());
}

TEST_F(CallSessionTest, OnlyAHostHasSomethingToProve) {
    const QByteArray nonce(16, 'n');
    TwoParties call;
    EXPECT_TRUE(call.host.session.probePath().isEmpty());
    ASSERT_TRUE(call.connect());
    EXPECT_TRUE(call.host.session.probePath().startsWith(QLatin1String("/v1/")));
    EXPECT_EQ(call.host.session.probeProof(nonce).size(), 16);
    EXPECT_TRUE(call.joiner.session.probePath().isEmpty());
    EXPECT_TRUE(call.joiner.session.probeProof(nonce).isEmpty());
    call.host.session.hangUp();
    EXPECT_TRUE(call.host.session.probePath().isEmpty());
    EXPECT_TRUE(call.host.session.probeProof(nonce).isEmpty());
}

TEST_F(CallSessionTest, PortInUseIsSaid) {
    QTcpServer taken;
    ASSERT_TRUE(taken.listen(QHostAddress::LocalHost));
    Party host;
    host.session.host({.voice = test::toneAndNull({}), .door = {.port = taken.serverPort()}});
    ASSERT_TRUE(host.reaches(CallState::Ended));
    EXPECT_EQ(host.ends.at(0).reason, EndReason::CannotListen);
    EXPECT_FALSE(host.ends.at(0).detail.isEmpty());
}

TEST_F(CallSessionTest, NobodyThereIsSaid) {
    QTcpServer gone;
    ASSERT_TRUE(gone.listen(QHostAddress::LocalHost));
    const quint16 port = gone.serverPort();
    gone.close();
    Party joiner;
    TwoParties::joins(joiner, QStringLiteral("ws://127.0.0.1:%1").arg(port));
    ASSERT_TRUE(joiner.reaches(CallState::Ended));
    EXPECT_EQ(joiner.ends.at(0).reason, EndReason::ConnectionRefused);
}

TEST_F(CallSessionTest, AMissingInputFileEndsItBeforeAnythingIsDialled) {
    Party joiner;
    auto invite = understandAddress(QStringLiteral("ws://127.0.0.1:9"));
    VoiceOptions voice = test::toneAndNull({});
    voice.input = {.kind = AudioInputSpec::Kind::File, .deviceId = {}, .path = QStringLiteral("/nowhere/x.wav")};
    joiner.session.join({.voice = voice, .invite = std::move(*invite)});
    ASSERT_TRUE(joiner.reaches(CallState::Ended));
    EXPECT_EQ(joiner.ends.at(0).reason, EndReason::InputFileUnreadable);
}

int openFiles() { return static_cast<int>(QDir(QStringLiteral("/proc/self/fd")).count()); }
int runningThreads() { return static_cast<int>(QDir(QStringLiteral("/proc/self/task")).count()); }

TEST_F(CallSessionTest, TwoHundredCallsLeaveNothingBehind) {
    const int idle = runningThreads();
    TwoParties call;
    int files = 0;
    int threads = 0;
    for (int i = 0; i < 200; ++i) {
        call.host.port = 0;
        ASSERT_TRUE(call.connect()) << "call " << i;
        (i % 2 ? call.host : call.joiner).session.hangUp();
        ASSERT_TRUE(call.host.reaches(CallState::Ended));
        ASSERT_TRUE(call.joiner.reaches(CallState::Ended));
        if (i == 5) { // everything that is opened once has been
            ASSERT_TRUE(waitFor([&] { return runningThreads() <= idle + 2; }));
            files = openFiles();
            threads = runningThreads();
        }
    }
    ASSERT_TRUE(waitFor([&] { return runningThreads() <= threads && openFiles() <= files; }))
        << runningThreads() << " threads, were " << threads << "; " << openFiles() << " files, were " << files;
}

} // namespace
} // namespace viz
