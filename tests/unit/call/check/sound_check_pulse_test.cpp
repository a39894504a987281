#include "core/call/check/sound_check.h"
#include "core/call/sounds/sound_output.h"
#include "core/device/audio_backend.h"
#include "core/media/call_tones.h"
#include "core/media/level_meter.h"
#include "tests/support/pulse_lab.h"
#include "tests/support/wait_for.h"

#include <QElapsedTimer>

#include <gtest/gtest.h>

#include <algorithm>

namespace viz {
namespace {

using test::PulseLab;
using test::waitFor;
using Step = SoundCheck::Step;
using namespace std::chrono_literals;

class Silence final : public PlaybackSource {
public:
    void onRender(std::span<std::int16_t> out, Samples /*queuedInDevice*/) override {
        std::ranges::fill(out, std::int16_t{0});
    }
};

/// With real devices of a private sound server; the microphone hears what the loudspeaker plays.
class SoundCheckOnPulse : public testing::Test {
protected:
    void SetUp() override {
        if (!PulseLab::isAvailable())
            GTEST_SKIP() << "the programs pulseaudio and pactl are not installed";
        ASSERT_TRUE(m_lab.start());
        startAudioBackend();
        // Where an earlier test of this process had a server, Qt gives that up first, which takes 3 s.
        ASSERT_TRUE(waitFor([this] { return canPlay() && findDevice(input); }));
        m_streamsOfLab = streams();
        connectSignals();
    }

    bool canPlay() {
        bool isPlaying = true;
        const auto device = factory.makeOutput(output);
        if (!device)
            return false;
        QObject::connect(device->get(), &AudioOutput::failed, device->get(), [&] { isPlaying = false; });
        (*device)->start(m_silence);
        return isPlaying;
    }
    void connectSignals() {
        QObject::connect(&check, &SoundCheck::stepChanged, &check, [this](Step step) { steps.push_back(step); });
        QObject::connect(&check, &SoundCheck::microphoneSilent, &check, [this] { ++silences; });
        QObject::connect(&check, &SoundCheck::failed, &check, [this](DeviceError, bool isInput) {
            ++failures;
            inputFailed = isInput;
        });
    }
    static qsizetype streams() {
        const auto listing = PulseLab::control({QStringLiteral("list"), QStringLiteral("short"), //
                                                QStringLiteral("source-outputs")});
        return listing && !listing->isEmpty() ? listing->count('\n') + 1 : 0;
    }
    [[nodiscard]] qsizetype openMicrophones() const { return streams() - m_streamsOfLab; }
    [[nodiscard]] bool waitForStep(Step step) {
        return waitFor([this, step] { return check.step() == step; }, 60s);
    }
    void playIntoTheRoom() {
        room.play(std::make_shared<const std::vector<std::int16_t>>(makeCallTone(CallTone::Check)), output,
                  SoundOutput::Times::Repeated);
    }

    PulseLab m_lab;
    Silence m_silence;
    qsizetype m_streamsOfLab = 0;
    AudioInputSpec input{
        .kind = AudioInputSpec::Kind::Device, .deviceId = PulseLab::kMicrophone, .path = {}, .toneHz = 0};
    AudioOutputSpec output{.kind = AudioOutputSpec::Kind::Device, .deviceId = PulseLab::kSpeaker, .path = {}};
    AudioFactory factory;
    SoundOutput room{factory, 20s};
    SoundCheck check{factory, {.openFor = 60s, .recordFor = 500ms, .answer = 20s}};
    std::vector<Step> steps;
    int silences = 0;
    int failures = 0;
    bool inputFailed = false;
};

TEST_F(SoundCheckOnPulse, HearsARoomWithSoundAndClosesTheMicrophone) {
    playIntoTheRoom();
    ASSERT_TRUE(waitFor([this] { return room.levelDbfs() > -50; }));
    check.start(input, output);
    ASSERT_TRUE(waitFor([this] { return check.inputLevelDbfs() > -50; }));
    EXPECT_EQ(openMicrophones(), 1);
    ASSERT_TRUE(waitForStep(Step::Listening));
    EXPECT_EQ(steps, (std::vector{Step::Recording, Step::Playing, Step::Listening}));
    check.stop();
    EXPECT_EQ(openMicrophones(), 0);
    EXPECT_EQ(failures, 0);
}

TEST_F(SoundCheckOnPulse, NoticesAMicrophoneThatGivesOnlyZeros) {
    check.start(input, output);
    ASSERT_TRUE(waitForStep(Step::Listening));
    EXPECT_EQ(silences, 1);
    EXPECT_EQ(check.inputLevelDbfs(), LevelMeter::kSilenceDbfs);
}

TEST_F(SoundCheckOnPulse, PlaysATone) {
    check.playTone(output);
    EXPECT_TRUE(waitFor([this] { return check.outputLevelDbfs() > -40; }));
    EXPECT_EQ(openMicrophones(), 0);
    EXPECT_TRUE(waitFor([this] { return check.outputLevelDbfs() == LevelMeter::kSilenceDbfs; }));
    EXPECT_EQ(failures, 0);
}

TEST_F(SoundCheckOnPulse, SaysThatTheDevicesAreGone) {
    playIntoTheRoom();
    check.start(input, output);
    ASSERT_TRUE(waitFor([this] { return check.inputLevelDbfs() > -50; }));
    ASSERT_TRUE(m_lab.unplugAll());
    ASSERT_TRUE(waitFor([this] { return failures == 1; }));
    EXPECT_EQ(check.step(), Step::Off);
    check.start(input, output);
    EXPECT_TRUE(waitFor([this] { return failures == 2; })) << "there is nothing to open any more";
    EXPECT_EQ(check.step(), Step::Off);
}

// PulseAudio's own clients wait for it for 30 s or for ever.
TEST_F(SoundCheckOnPulse, IsNotHeldByAServerThatDoesNotAnswer) {
    SoundCheck hasty{factory, {.openFor = 60s, .recordFor = 500ms, .answer = 100ms}};
    m_lab.freeze();
    QElapsedTimer time;
    time.start();
    hasty.start(input, output);
    hasty.stop();
    EXPECT_LT(time.elapsed(), 10'000) << "it waits 100 ms; the rest is for slow computers";
    m_lab.thaw();
    EXPECT_TRUE(waitFor([this] { return openMicrophones() == 0; }));
}

} // namespace
} // namespace viz
