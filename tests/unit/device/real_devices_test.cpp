#include "core/device/audio_backend.h"
#include "core/device/audio_factory.h"
#include "core/device/capture_device.h"
#include "core/device/device_catalog.h"
#include "core/device/playback_device.h"
#include "tests/support/pulse_lab.h"
#include "tests/support/wait_for.h"

#include <QMediaDevices>
#include <QThread>

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <functional>
#include <memory>
#include <utility>

namespace viz {
namespace {

using test::PulseLab;
using test::waitFor;
using namespace std::chrono_literals;

constexpr std::int16_t kLoud = 8000;
constexpr std::int16_t kMark = -8000;

/// Plays a steady level, so that every gap in it is seen.
class SteadySource final : public PlaybackSource {
public:
    void onRender(std::span<std::int16_t> out, Samples queuedInDevice) override {
        const bool isMark = markNext.exchange(false);
        std::ranges::fill(out, isMark ? kMark : kLoud);
        if (isMark)
            markedAt = SteadyClock().now().count();
        rendered += static_cast<std::int64_t>(out.size());
        queued = queuedInDevice.count();
        if (out.size() % 480 != 0)
            hasOddBlock = true;
        const int milliseconds = sleepOnce.exchange(0);
        if (milliseconds > 0)
            QThread::msleep(static_cast<unsigned long>(milliseconds));
    }
    std::atomic<std::int64_t> rendered = 0;
    std::atomic<std::int64_t> queued = 0;
    std::atomic<bool> markNext = false;
    std::atomic<std::int64_t> markedAt = 0;
    std::atomic<int> sleepOnce = 0;
    std::atomic<bool> hasOddBlock = false;
};

class CountingSink final : public CaptureSink {
public:
    void onCaptured(std::span<const std::int16_t> samples) override {
        captured += static_cast<std::int64_t>(samples.size());
        loud += std::ranges::count_if(samples, [](int sample) { return std::abs(sample) > kLoud / 2; });
        if (std::ranges::any_of(samples, [](int sample) { return sample < kMark / 2; }))
            heardMarkAt = SteadyClock().now().count();
    }
    std::atomic<std::int64_t> captured = 0;
    std::atomic<std::int64_t> loud = 0;
    std::atomic<std::int64_t> heardMarkAt = 0;
};

/// Plays one steady sound of a known length, when it is told to.
class BurstSource final : public PlaybackSource {
public:
    static constexpr std::int64_t kLength = kSampleRate;

    void onRender(std::span<std::int16_t> out, Samples) override {
        for (std::int16_t& sample : out)
            sample = begun && played < kLength ? kLoud : std::int16_t{0};
        if (begun)
            played += static_cast<std::int64_t>(out.size());
    }
    std::atomic<bool> begun = false;
    std::atomic<std::int64_t> played = 0;
};

/// How long and how loud it was.
class BurstSink final : public CaptureSink {
public:
    void onCaptured(std::span<const std::int16_t> samples) override {
        for (const std::int16_t sample : samples) {
            const bool isLoud = std::abs(int{sample}) > kLoud / 2;
            length += isLoud;
            sum += isLoud ? sample : 0;
            quietSince = isLoud ? 0 : quietSince + 1;
        }
    }
    std::atomic<std::int64_t> length = 0;
    std::atomic<std::int64_t> sum = 0;
    std::atomic<std::int64_t> quietSince = 0;
};

/// A device on a thread of its own, as in a call.
template<typename Device>
class OnThread {
public:
    OnThread() {
        m_home.moveToThread(&m_thread);
        m_thread.start();
    }
    ~OnThread() {
        run([this] { m_device.reset(); });
        m_thread.quit();
        EXPECT_TRUE(m_thread.wait(20s)) << "the device's thread hangs";
    }
    template<typename Peer>
    void start(const std::function<std::unique_ptr<Device>()>& make, Peer& peer) {
        run([&] {
            m_device = make();
            QObject::connect(m_device.get(), &Device::failed, m_device.get(), [this](DeviceError error) {
                lastError = error;
                ++failures;
            });
            m_device->start(peer);
        });
    }
    void run(const std::function<void()>& work) {
        QMetaObject::invokeMethod(&m_home, work, Qt::BlockingQueuedConnection);
    }
    Device& device() { return *m_device; }

    std::atomic<int> failures = 0;
    std::atomic<DeviceError> lastError{};

private:
    QThread m_thread;
    QObject m_home;
    std::unique_ptr<Device> m_device;
};

AudioInputSpec inputSpec(const char* id) { return *parseAudioInput(QString::fromLatin1(id)); }
AudioOutputSpec outputSpec(const char* id) { return *parseAudioOutput(QString::fromLatin1(id)); }

class RealDevices : public testing::Test {
protected:
    void SetUp() override {
        if (!PulseLab::isAvailable())
            GTEST_SKIP() << "the programs pulseaudio and pactl are not installed";
        ASSERT_TRUE(m_lab.start());
        startAudioBackend();
        // Where an earlier test of this process had a server, Qt gives that up first, which takes 3 s.
        ASSERT_TRUE(waitFor([this] { return canPlay() && findDevice(inputSpec(PulseLab::kMicrophone)); }));
    }

    bool canPlay() {
        bool isPlaying = true;
        const auto device = m_factory.makeOutput(outputSpec(PulseLab::kSpeaker));
        if (!device)
            return false;
        QObject::connect(device->get(), &AudioOutput::failed, device->get(), [&] { isPlaying = false; });
        (*device)->start(m_source);
        return isPlaying;
    }

    void startPlayback(const char* id = "default") {
        m_output.start([&] { return std::move(*m_factory.makeOutput(outputSpec(id))); }, m_source);
    }
    void startCapture(const char* id = "default") {
        m_input.start([&] { return std::move(*m_factory.makeInput(inputSpec(id))); }, m_sink);
    }
    bool isSounding() {
        const std::int64_t before = m_sink.loud;
        return waitFor([&] { return m_sink.loud > before + kSampleRate / 4; });
    }

    /// From onRender() to onCaptured().
    std::chrono::nanoseconds loopDelay() {
        m_sink.heardMarkAt = 0;
        m_source.markNext = true;
        EXPECT_TRUE(waitFor([&] { return m_sink.heardMarkAt != 0; }));
        return std::chrono::nanoseconds{m_sink.heardMarkAt - m_source.markedAt};
    }

    PulseLab m_lab;
    AudioFactory m_factory;
    SteadySource m_source;
    CountingSink m_sink;
    OnThread<AudioOutput> m_output;
    OnThread<AudioInput> m_input;
};

TEST_F(RealDevices, HearsWhatItPlays) {
    startPlayback();
    startCapture();
    EXPECT_TRUE(isSounding());
    EXPECT_EQ(m_output.failures, 0);
    EXPECT_EQ(m_input.failures, 0);
    EXPECT_FALSE(m_source.hasOddBlock);
    m_output.run([&] {
        EXPECT_TRUE(m_output.device().startTime().has_value());
        EXPECT_GT(m_output.device().latency(), 5ms);
        EXPECT_LE(m_output.device().latency(), 60ms);
    });
    m_input.run([&] {
        EXPECT_LT(*m_input.device().startTime(), SteadyClock().now());
        EXPECT_GT(m_input.device().latency(), 1ms);
        EXPECT_LT(m_input.device().latency(), 20ms);
    });
}

TEST_F(RealDevices, StopsAndStartsAgain) {
    startPlayback();
    startCapture();
    ASSERT_TRUE(isSounding());
    m_input.run([&] { m_input.device().stop(); });
    const std::int64_t captured = m_sink.captured;
    m_input.run([] {}); // a turn of its event loop
    EXPECT_EQ(m_sink.captured, captured);
    m_input.run([&] {
        m_input.device().stop();
        m_input.device().start(m_sink);
    });
    EXPECT_TRUE(isSounding());
    EXPECT_EQ(m_input.failures, 0);
}

TEST_F(RealDevices, KeepsNoDelayAfterALateTimer) {
    startPlayback();
    startCapture();
    ASSERT_TRUE(isSounding());
    m_source.sleepOnce = 400;
    ASSERT_TRUE(waitFor([&] { return m_source.sleepOnce == 0; }));
    ASSERT_TRUE(isSounding());
    // 30 ms were measured; the 400 ms would stay for ever if they stayed.
    EXPECT_TRUE(waitFor([&] { return loopDelay() < 200ms; }));
    EXPECT_GT(m_source.queued, 0);
    EXPECT_EQ(m_output.failures, 0);
}

TEST_F(RealDevices, TellsThatTheServerEnded) {
    startPlayback();
    startCapture();
    ASSERT_TRUE(isSounding());
    m_lab.kill();
    EXPECT_TRUE(waitFor([&] { return m_output.failures > 0 && m_input.failures > 0; }));
    EXPECT_EQ(m_output.lastError, DeviceError::Lost);
    EXPECT_EQ(m_input.lastError, DeviceError::Lost);
    m_output.run([] {});
    m_input.run([] {});
    EXPECT_EQ(m_output.failures, 1);
    EXPECT_EQ(m_input.failures, 1);
}

TEST_F(RealDevices, WorksAgainWhenTheServerIsBack) {
    startPlayback();
    startCapture();
    ASSERT_TRUE(isSounding());
    m_lab.kill();
    ASSERT_TRUE(waitFor([&] { return m_output.failures > 0 && m_input.failures > 0; }));
    ASSERT_TRUE(m_lab.start());
    // Qt connects again after 3 s; until then a start fails at once.
    const auto tryAgain = [&] {
        m_output.failures = m_input.failures = 0;
        startPlayback();
        startCapture();
        const std::int64_t before = m_sink.loud;
        return waitFor([&] { return m_sink.loud > before || m_output.failures + m_input.failures > 0; }) &&
               m_sink.loud > before;
    };
    EXPECT_TRUE(waitFor(tryAgain));
}

TEST_F(RealDevices, TellsThatTheLastDeviceWasUnplugged) {
    startPlayback();
    startCapture();
    ASSERT_TRUE(isSounding());
    ASSERT_TRUE(m_lab.unplugAll());
    EXPECT_TRUE(waitFor([&] { return m_output.failures > 0 && m_input.failures > 0; }));
    EXPECT_EQ(m_output.lastError, DeviceError::Lost);
    EXPECT_EQ(m_input.lastError, DeviceError::Lost);
    m_output.run([] {});
    m_input.run([] {});
    EXPECT_EQ(m_output.failures, 1);
    EXPECT_EQ(m_input.failures, 1);
}

TEST_F(RealDevices, GoesOnWhenTheServerMovesItToAnotherDevice) {
    ASSERT_TRUE(m_lab.plugSpare());
    ASSERT_TRUE(waitFor([] {
        return findDevice(outputSpec(PulseLab::kSpareSpeaker)) && findDevice(inputSpec(PulseLab::kSpareMicrophone));
    }));
    startPlayback(PulseLab::kSpareSpeaker);
    startCapture(PulseLab::kSpareMicrophone);
    ASSERT_TRUE(isSounding());
    ASSERT_TRUE(m_lab.unplugSpare());
    EXPECT_TRUE(isSounding());
    EXPECT_EQ(m_output.failures, 0);
    EXPECT_EQ(m_input.failures, 0);
}

TEST_F(RealDevices, OutlivesAFrozenServer) {
    startPlayback();
    startCapture();
    ASSERT_TRUE(isSounding());
    m_lab.freeze();
    // Playback stops to ask when the buffer is full: its render count stands still over two of our looks.
    std::int64_t seen = -1;
    ASSERT_TRUE(waitFor([&] { return m_source.rendered == std::exchange(seen, m_source.rendered.load()); }));
    m_lab.thaw();
    EXPECT_TRUE(isSounding());
    EXPECT_EQ(m_output.failures, 0);
    EXPECT_EQ(m_input.failures, 0);
}

TEST_F(RealDevices, TellsThatTheLoudspeakerStandsStill) {
    startPlayback();
    ASSERT_TRUE(waitFor([&] { return m_source.rendered > kSampleRate / 4; }));
    ASSERT_TRUE(m_lab.suspendSpeaker());
    EXPECT_TRUE(waitFor([&] { return m_output.failures > 0; }));
    EXPECT_EQ(m_output.lastError, DeviceError::Lost);
    m_output.run([] {});
    EXPECT_EQ(m_output.failures, 1);
}

TEST_F(RealDevices, TellsThatTheLoudspeakerNeverBeganToPlay) {
    ASSERT_TRUE(m_lab.suspendSpeaker());
    startPlayback();
    EXPECT_TRUE(waitFor([&] { return m_output.failures > 0; }));
    EXPECT_EQ(m_output.lastError, DeviceError::CannotOpen);
    EXPECT_LE(m_source.rendered, kSampleRate / 4) << "one buffer";
}

TEST_F(RealDevices, RefusesAnUnknownDevice) {
    EXPECT_EQ(checkInput(inputSpec("no_such_device")), DeviceError::NotFound);
    EXPECT_EQ(checkOutput(outputSpec("no_such_device")), DeviceError::NotFound);
    EXPECT_EQ(m_factory.makeInput(inputSpec("no_such_device")).error(), DeviceError::NotFound);
    EXPECT_EQ(m_factory.makeOutput(outputSpec("no_such_device")).error(), DeviceError::NotFound);
    EXPECT_EQ(checkInput(inputSpec("default")), std::nullopt);
    EXPECT_EQ(checkOutput(outputSpec("default")), std::nullopt);
}

TEST_F(RealDevices, SoundKeepsItsLengthAndLevelOnEveryCard) {
    struct Card {
        int rateHz;
        int channels;
    };
    const AudioOutputSpec speaker = outputSpec(PulseLab::kOtherSpeaker);
    const AudioInputSpec microphone = inputSpec(PulseLab::kOtherMicrophone);
    for (const Card card : {Card{8'000, 1}, Card{44'100, 2}, Card{48'000, 6}, Card{96'000, 2}}) {
        SCOPED_TRACE(testing::Message() << card.rateHz << " Hz, " << card.channels << " channels");
        ASSERT_TRUE(m_lab.plugOther(card.rateHz, card.channels));
        ASSERT_TRUE(waitFor([&] { return findDevice(speaker) && findDevice(microphone); }));
        BurstSource source;
        BurstSink sink;
        m_output.start([&] { return std::move(*m_factory.makeOutput(speaker)); }, source);
        m_input.start([&] { return std::move(*m_factory.makeInput(microphone)); }, sink);
        ASSERT_TRUE(waitFor([&] { return sink.quietSince > kSampleRate / 2; }));
        source.begun = true;
        EXPECT_TRUE(waitFor([&] { return sink.length > 0 && sink.quietSince > kSampleRate / 2; }));
        // The resamplers ring at both ends.
        EXPECT_NEAR(static_cast<double>(sink.length), BurstSource::kLength, 0.01 * BurstSource::kLength);
        EXPECT_NEAR(static_cast<double>(sink.sum) / static_cast<double>(sink.length), kLoud, 0.03 * kLoud);
        m_input.run([&] { m_input.device().stop(); });
        m_output.run([&] { m_output.device().stop(); });
        EXPECT_EQ(m_output.failures + m_input.failures, 0);
        ASSERT_TRUE(m_lab.unplugSpare());
        ASSERT_TRUE(waitFor([&] { return !findDevice(speaker) && !findDevice(microphone); }));
    }
}

TEST_F(RealDevices, ListsDevicesAndTheDefaults) {
    const DeviceCatalog catalog;
    const QList<DeviceInfo> devices = catalog.devices();
    ASSERT_FALSE(devices.isEmpty());
    EXPECT_EQ(devices.first().direction, DeviceInfo::Direction::Input);
    EXPECT_EQ(devices.last().direction, DeviceInfo::Direction::Output);
    for (const DeviceInfo& device : devices) {
        EXPECT_FALSE(device.name.isEmpty());
        EXPECT_FALSE(device.isDefault && device.id.endsWith(".monitor"));
    }
    EXPECT_EQ(defaultInput().id(), PulseLab::kMicrophone);
    EXPECT_EQ(defaultOutput().id(), PulseLab::kSpeaker);
}

TEST_F(RealDevices, NoticesThatADeviceComesAndGoes) {
    const DeviceCatalog catalog;
    int changes = 0;
    QObject::connect(&catalog, &DeviceCatalog::changed, &catalog, [&] { ++changes; });
    const auto hasSpare = [&] {
        return std::ranges::any_of(catalog.devices(),
                                   [](const DeviceInfo& device) { return device.id == PulseLab::kSpareSpeaker; });
    };
    ASSERT_FALSE(hasSpare());
    ASSERT_TRUE(m_lab.plugSpare());
    EXPECT_TRUE(waitFor([&] { return hasSpare() && changes > 0; }));
    changes = 0;
    ASSERT_TRUE(m_lab.unplugSpare());
    EXPECT_TRUE(waitFor([&] { return !hasSpare() && changes > 0; }));
}

TEST_F(RealDevices, TakesTheDefaultFromTheEnvironment) {
    qputenv("PULSE_SOURCE", "no_such_device");
    EXPECT_EQ(defaultInput().id(), PulseLab::kMicrophone);
    ASSERT_TRUE(m_lab.plugSpare());
    qputenv("PULSE_SINK", PulseLab::kSpareSpeaker);
    EXPECT_TRUE(waitFor([] { return defaultOutput().id() == PulseLab::kSpareSpeaker; }));
}

TEST(NoSoundServer, HasNoDevice) {
    if (!PulseLab::isAvailable())
        GTEST_SKIP() << "the programs pulseaudio and pactl are not installed";
    const PulseLab neverStarted;
    if (!QMediaDevices::audioOutputs().isEmpty())
        GTEST_SKIP() << "another test of this process has left its devices in Qt's list";
    AudioFactory factory;
    EXPECT_EQ(checkInput(inputSpec("default")), DeviceError::NoDevice);
    EXPECT_EQ(checkOutput(outputSpec("default")), DeviceError::NoDevice);
    EXPECT_EQ(checkInput(inputSpec("some_device")), DeviceError::NoDevice);
    EXPECT_EQ(factory.makeInput(inputSpec("default")).error(), DeviceError::NoDevice);
    EXPECT_EQ(factory.makeOutput(outputSpec("default")).error(), DeviceError::NoDevice);
    EXPECT_TRUE(DeviceCatalog().devices().isEmpty());
}

} // namespace
} // namespace viz
