#include "core/call/check/sound_check.h"
#include "core/media/call_tones.h"
#include "core/media/level_meter.h"
#include "tests/support/wait_for.h"
#include "tests/unit/call/check/fake_devices.h"

#include <QElapsedTimer>
#include <QThread>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace viz {
namespace {

using test::FakeFactory;
using test::FakeWorld;
using test::waitFor;
using Step = SoundCheck::Step;
using namespace std::chrono_literals;

// Neither touches the sound system of the computer that tests.
const AudioInputSpec kInput{.kind = AudioInputSpec::Kind::Silence, .deviceId = {}, .path = {}, .toneHz = 0};
const AudioOutputSpec kOutput{.kind = AudioOutputSpec::Kind::Null, .deviceId = {}, .path = {}};

// Long enough for a slow computer, where nothing hangs.
constexpr SoundCheck::Limits kPatient{.openFor = 60s, .recordFor = 100ms, .answer = 20s};

struct Failure {
    DeviceError error;
    bool input;
    friend bool operator==(const Failure&, const Failure&) = default;
};

class SoundCheckTest : public testing::Test {
protected:
    explicit SoundCheckTest(const SoundCheck::Limits& limits = kPatient) { begin(limits); }

    void begin(const SoundCheck::Limits& limits) {
        check = std::make_unique<SoundCheck>(factory, limits);
        QObject::connect(check.get(), &SoundCheck::stepChanged, check.get(), [this](Step step) {
            steps.push_back(step);
            openWhenOff += step == Step::Off ? world.openInputs.load() : 0;
        });
        QObject::connect(check.get(), &SoundCheck::failed, check.get(), [this](DeviceError error, bool input) {
            failures.push_back({error, input});
            stepAtFailure = check->step();
        });
        QObject::connect(check.get(), &SoundCheck::microphoneSilent, check.get(), [this] { ++silences; });
    }
    [[nodiscard]] bool waitForStep(Step step) {
        return waitFor([this, step] { return check->step() == step; });
    }
    [[nodiscard]] bool waitForFailure() {
        return waitFor([this] { return !failures.empty(); });
    }

    FakeWorld world;
    FakeFactory factory{world};
    std::unique_ptr<SoundCheck> check;
    std::vector<Step> steps;
    std::vector<Failure> failures;
    Step stepAtFailure = Step::Playing;
    int silences = 0;
    int openWhenOff = 0;
};

TEST_F(SoundCheckTest, RecordsThenPlaysThenListens) {
    check->start(kInput, kOutput);
    ASSERT_TRUE(waitForStep(Step::Listening));
    EXPECT_EQ(steps, (std::vector{Step::Recording, Step::Playing, Step::Listening}));
    EXPECT_EQ(world.openInputs, 1);
    EXPECT_TRUE(failures.empty());
}

TEST_F(SoundCheckTest, PlaysAllOfWhatItRecordedAndNothingElse) {
    check->start(kInput, kOutput);
    ASSERT_TRUE(waitForStep(Step::Listening));
    const auto played = world.played();
    EXPECT_EQ(std::ranges::count(played, 1000), 4800);
    EXPECT_EQ(std::ranges::count(played, 0), static_cast<std::ptrdiff_t>(played.size()) - 4800);
}

TEST_F(SoundCheckTest, ClosesTheLoudspeakerWhenTheRecordingWasHeard) {
    check->start(kInput, kOutput);
    ASSERT_TRUE(waitForStep(Step::Listening));
    EXPECT_TRUE(waitFor([this] { return world.openOutputs == 0; }));
    EXPECT_EQ(world.outputsOpened, 1);
}

TEST_F(SoundCheckTest, OpensNothingBeforeItIsStarted) {
    EXPECT_EQ(world.inputsOpened, 0);
    EXPECT_EQ(world.outputsOpened, 0);
    EXPECT_EQ(check->step(), Step::Off);
    EXPECT_EQ(check->inputLevelDbfs(), LevelMeter::kSilenceDbfs);
    EXPECT_EQ(check->outputLevelDbfs(), LevelMeter::kSilenceDbfs);
}

TEST_F(SoundCheckTest, ShowsTheLevelsWhileItIsOn) {
    world.heard = 16384; // -6 dBFS
    check->start(kInput, kOutput);
    EXPECT_TRUE(waitFor([this] { return check->outputLevelDbfs() > -20; }));
    EXPECT_TRUE(waitFor([this] { return std::abs(check->inputLevelDbfs() + 6) < 0.5; }));
    world.heard = 0;
    EXPECT_TRUE(waitFor([this] { return check->inputLevelDbfs() < -60; }));
    check->stop();
    EXPECT_EQ(check->inputLevelDbfs(), LevelMeter::kSilenceDbfs);
    EXPECT_EQ(check->outputLevelDbfs(), LevelMeter::kSilenceDbfs);
}

TEST_F(SoundCheckTest, HasClosedTheMicrophoneWhenStopReturns) {
    for (const Step when : {Step::Recording, Step::Playing, Step::Listening}) {
        check->start(kInput, kOutput);
        ASSERT_TRUE(waitForStep(when));
        ASSERT_TRUE(waitFor([this] { return world.openInputs == 1; }));
        check->stop();
        EXPECT_EQ(world.openInputs, 0);
        EXPECT_EQ(check->step(), Step::Off);
    }
    EXPECT_EQ(openWhenOff, 0);
}

TEST_F(SoundCheckTest, OpensNothingWhenItIsStoppedAtOnce) {
    for (int i = 0; i < 20; ++i) {
        check->start(kInput, kOutput);
        check->stop();
        EXPECT_EQ(world.openInputs, 0);
    }
}

TEST_F(SoundCheckTest, HasClosedTheMicrophoneWhenItIsDestroyed) {
    check->start(kInput, kOutput);
    ASSERT_TRUE(waitFor([this] { return world.openInputs == 1; }));
    check.reset();
    EXPECT_EQ(world.openInputs, 0);
    EXPECT_EQ(world.openOutputs, 0);
}

TEST_F(SoundCheckTest, StopsTheLoudspeakerToo) {
    check->start(kInput, kOutput);
    ASSERT_TRUE(waitFor([this] { return world.openOutputs == 1; }));
    check->stop();
    EXPECT_TRUE(waitFor([this] { return world.openOutputs == 0; }));
}

TEST_F(SoundCheckTest, ClosesTheMicrophoneWhenItsTimeIsOver) {
    begin({.openFor = 200ms, .recordFor = 60s, .answer = 20s});
    check->start(kInput, kOutput);
    ASSERT_TRUE(waitFor([this] { return world.openInputs == 1; }));
    ASSERT_TRUE(waitForStep(Step::Off));
    EXPECT_EQ(openWhenOff, 0);
    EXPECT_EQ(world.openInputs, 0);
    EXPECT_TRUE(failures.empty());
}

// The window may stand still, in a dialogue of the system or under a debugger.
TEST_F(SoundCheckTest, ClosesTheMicrophoneInTimeWithoutTheMainThread) {
    begin({.openFor = 200ms, .recordFor = 60s, .answer = 20s});
    check->start(kInput, kOutput);
    const QDeadlineTimer deadline(20s);
    while (!(world.inputsOpened == 1 && world.openInputs == 0) && !deadline.hasExpired())
        QThread::yieldCurrentThread();
    EXPECT_EQ(world.inputsOpened, 1);
    EXPECT_EQ(world.openInputs, 0);
    EXPECT_EQ(check->step(), Step::Recording) << "nobody has told the main thread";
}

TEST_F(SoundCheckTest, BeginsAgain) {
    check->start(kInput, kOutput);
    ASSERT_TRUE(waitForStep(Step::Listening));
    steps.clear();
    check->start(kInput, kOutput);
    ASSERT_TRUE(waitForStep(Step::Listening));
    EXPECT_EQ(steps, (std::vector{Step::Off, Step::Recording, Step::Playing, Step::Listening}));
    EXPECT_EQ(world.inputsOpened, 2);
    EXPECT_EQ(world.openInputs, 1);
}

TEST_F(SoundCheckTest, SaysThatTheMicrophoneIsSilentAndPlaysNothing) {
    world.heard = 0;
    check->start(kInput, kOutput);
    ASSERT_TRUE(waitForStep(Step::Listening));
    EXPECT_EQ(silences, 1);
    EXPECT_EQ(world.outputsOpened, 0);
    world.heard = 16384; // somebody has found the switch
    EXPECT_TRUE(waitFor([this] { return check->inputLevelDbfs() > -10; }));
}

TEST_F(SoundCheckTest, HearsTheQuietestSoundThatThereIs) {
    world.heard = -1;
    check->start(kInput, kOutput);
    ASSERT_TRUE(waitForStep(Step::Listening));
    EXPECT_EQ(silences, 0);
    EXPECT_EQ(std::ranges::count(world.played(), -1), 4800);
}

TEST_F(SoundCheckTest, RunsOutOfTimeWithAMicrophoneThatDeliversNothing) {
    begin({.openFor = 100ms, .recordFor = 20ms, .answer = 20s});
    world.inputSaysNothing = true;
    check->start(kInput, kOutput);
    ASSERT_TRUE(waitForStep(Step::Off));
    EXPECT_EQ(steps, (std::vector{Step::Recording, Step::Off}));
    EXPECT_EQ(world.openInputs, 0);
}

TEST_F(SoundCheckTest, SaysWhyTheMicrophoneCannotBeOpened) {
    for (const DeviceError error : {DeviceError::NotFound, DeviceError::PermissionDenied, DeviceError::CannotOpen}) {
        failures.clear();
        world.inputMissing = error;
        check->start(kInput, kOutput);
        ASSERT_TRUE(waitForFailure());
        EXPECT_EQ(failures, (std::vector{Failure{error, true}}));
        EXPECT_EQ(stepAtFailure, Step::Off);
    }
    world.inputMissing.reset();
    check->start(kInput, kOutput);
    EXPECT_TRUE(waitForStep(Step::Listening)) << "works again when the microphone does";
}

TEST_F(SoundCheckTest, SaysThatTheMicrophoneVanishedWhileItRecorded) {
    world.inputLost = DeviceError::Lost;
    world.samplesUntilLost = 960;
    check->start(kInput, kOutput);
    ASSERT_TRUE(waitForFailure());
    EXPECT_EQ(failures, (std::vector{Failure{DeviceError::Lost, true}}));
    EXPECT_EQ(stepAtFailure, Step::Off);
    EXPECT_EQ(steps, (std::vector{Step::Recording, Step::Off}));
    EXPECT_EQ(world.openInputs, 0);
    EXPECT_EQ(world.outputsOpened, 0);
}

TEST_F(SoundCheckTest, SilencesTheLoudspeakerWhenTheMicrophoneVanishesWhileItPlays) {
    begin({.openFor = 60s, .recordFor = 2s, .answer = 20s});
    world.inputLost = DeviceError::Lost;
    world.samplesUntilLost = 3 * 48000;
    check->start(kInput, kOutput);
    ASSERT_TRUE(waitForFailure());
    EXPECT_EQ(failures, (std::vector{Failure{DeviceError::Lost, true}}));
    EXPECT_TRUE(waitFor([this] { return world.openOutputs == 0; }));
    EXPECT_LT(std::ranges::count(world.played(), 1000), 2 * 48000);
}

TEST_F(SoundCheckTest, ClosesTheMicrophoneWhenTheLoudspeakerCannotBeOpened) {
    world.outputMissing = DeviceError::CannotOpen;
    check->start(kInput, kOutput);
    ASSERT_TRUE(waitForFailure());
    EXPECT_EQ(failures, (std::vector{Failure{DeviceError::CannotOpen, false}}));
    EXPECT_EQ(stepAtFailure, Step::Off);
    EXPECT_EQ(world.openInputs, 0);
}

TEST_F(SoundCheckTest, ClosesTheMicrophoneWhenTheLoudspeakerVanishes) {
    world.outputLost = DeviceError::Lost;
    world.samplesUntilLost = 480;
    check->start(kInput, kOutput);
    ASSERT_TRUE(waitForFailure());
    EXPECT_EQ(failures, (std::vector{Failure{DeviceError::Lost, false}}));
    EXPECT_EQ(world.openInputs, 0);
}

TEST_F(SoundCheckTest, OpensNoMicrophoneWhenADeviceIsMissingFromTheBeginning) {
    const AudioInputSpec noInput{
        .kind = AudioInputSpec::Kind::File, .deviceId = {}, .path = QStringLiteral("/nowhere/in.wav"), .toneHz = 0};
    const AudioOutputSpec noOutput{
        .kind = AudioOutputSpec::Kind::File, .deviceId = {}, .path = QStringLiteral("/nowhere/out.wav")};
    check->start(noInput, kOutput);
    check->start(kInput, noOutput);
    EXPECT_EQ(failures,
              (std::vector{Failure{DeviceError::FileUnreadable, true}, Failure{DeviceError::FileUnwritable, false}}));
    EXPECT_TRUE(steps.empty());
    EXPECT_EQ(world.inputsOpened, 0);
}

TEST_F(SoundCheckTest, MayBeStoppedAndStartedFromItsSignals) {
    QObject::connect(check.get(), &SoundCheck::stepChanged, check.get(), [this](Step step) {
        if (step == Step::Playing)
            check->stop();
    });
    QObject::connect(check.get(), &SoundCheck::failed, check.get(), [this] {
        world.inputMissing.reset();
        check->start(kInput, kOutput);
    });
    world.inputMissing = DeviceError::NotFound;
    check->start(kInput, kOutput);
    ASSERT_TRUE(waitFor([this] { return std::ranges::find(steps, Step::Playing) != steps.end(); }));
    EXPECT_TRUE(waitForStep(Step::Off));
    EXPECT_EQ(world.openInputs, 0);
}

TEST_F(SoundCheckTest, PlaysAToneWithTheMicrophoneClosed) {
    check->playTone(kOutput);
    EXPECT_EQ(check->step(), Step::Off);
    EXPECT_TRUE(waitFor([this] { return check->outputLevelDbfs() > -40; }));
    EXPECT_TRUE(waitFor([this] { return world.outputsOpened == 1 && world.openOutputs == 0; }));
    auto played = world.played();
    const auto tone = makeCallTone(CallTone::Check);
    ASSERT_GE(played.size(), tone.size());
    played.resize(tone.size());
    EXPECT_EQ(played, tone);
    EXPECT_EQ(world.inputsOpened, 0);
}

TEST_F(SoundCheckTest, ToneStopsWhatIsOn) {
    check->start(kInput, kOutput);
    ASSERT_TRUE(waitFor([this] { return world.openInputs == 1; }));
    check->playTone(kOutput);
    EXPECT_EQ(world.openInputs, 0);
    EXPECT_EQ(check->step(), Step::Off);
}

TEST_F(SoundCheckTest, SaysWhyAToneCannotBeHeard) {
    world.outputMissing = DeviceError::NotFound;
    check->playTone(kOutput);
    ASSERT_TRUE(waitForFailure());
    EXPECT_EQ(failures, (std::vector{Failure{DeviceError::NotFound, false}}));
}

/// A sound server that hangs: its threads end only when `release` is called, at the end of the test.
class HangingSoundServer : public SoundCheckTest {
protected:
    HangingSoundServer() : SoundCheckTest({.openFor = 60s, .recordFor = 100ms, .answer = 50ms}) {}

    // The thread that was left behind must be out of `world` before that is destroyed.
    void TearDown() override {
        check.reset();
        world.release.release(10);
        EXPECT_TRUE(waitFor([this] { return world.openInputs == 0 && world.openOutputs == 0; }));
    }
};

TEST_F(HangingSoundServer, DoesNotHoldTheMainThreadWhileItOpensTheMicrophone) {
    world.inputHangs = true;
    QElapsedTimer time;
    check->start(kInput, kOutput);
    ASSERT_TRUE(waitFor([this] { return world.openInputs == 1; }));
    time.start();
    check->stop();
    EXPECT_LT(time.elapsed(), 10'000) << "it waits 50 ms; the rest is for slow computers";
    EXPECT_EQ(check->step(), Step::Off);
}

TEST_F(HangingSoundServer, ClosesTheMicrophoneWhenItAnswersAtLast) {
    world.inputHangs = true;
    check->start(kInput, kOutput);
    ASSERT_TRUE(waitFor([this] { return world.openInputs == 1; }));
    check->stop();
    EXPECT_EQ(world.openInputs, 1);
    world.release.release();
    EXPECT_TRUE(waitFor([this] { return world.openInputs == 0; }));
    EXPECT_EQ(check->step(), Step::Off);
    EXPECT_EQ(world.playedCount(), 0U);
}

TEST_F(HangingSoundServer, DoesNotKeepTheNextCheckFromWorking) {
    world.inputHangs = true;
    check->start(kInput, kOutput);
    ASSERT_TRUE(waitFor([this] { return world.openInputs == 1; }));
    world.inputHangs = false;
    check->start(kInput, kOutput);
    EXPECT_TRUE(waitForStep(Step::Listening));
    EXPECT_EQ(world.inputsOpened, 2);
}

TEST_F(HangingSoundServer, DoesNotHoldTheMicrophoneWhenOnlyTheLoudspeakerHangs) {
    world.outputHangs = true;
    check->start(kInput, kOutput);
    ASSERT_TRUE(waitFor([this] { return world.openOutputs == 1; }));
    check->stop();
    EXPECT_EQ(world.openInputs, 0);
    check.reset();
    EXPECT_EQ(world.openOutputs, 1) << "left behind";
}

} // namespace
} // namespace viz
