#include "core/call/call_devices.h"
#include "core/protocol/secret.h"
#include "tests/support/wait_for.h"

#include <QCoreApplication>
#include <QMutex>
#include <QSemaphore>
#include <QThread>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <map>
#include <vector>

namespace viz {
namespace {

using namespace std::chrono_literals;
using test::waitFor;
using Kind = DeviceEvent::Kind;

class FakeInput final : public AudioInput {
public:
    void start(CaptureSink& sink) override {
        const std::array<std::int16_t, 480> block{};
        sink.onCaptured(block);
    }
    void stop() override {}
    [[nodiscard]] std::optional<MonotonicTime> startTime() const override { return MonotonicTime{}; }
    [[nodiscard]] Samples latency() const override { return {}; }
};

class FakeOutput final : public AudioOutput {
public:
    void start(PlaybackSource& source) override {
        std::array<std::int16_t, 480> block{};
        source.onRender(block, {});
    }
    void stop() override {}
    [[nodiscard]] std::optional<MonotonicTime> startTime() const override { return MonotonicTime{}; }
    [[nodiscard]] Samples latency() const override { return {}; }
};

class FakeList final : public DeviceList {
public:
    [[nodiscard]] QList<DeviceInfo> devices() const override { return now; }
    QList<DeviceInfo> now;
};

/// A sound system whose devices come, go, fail and hang.
class FakeSystem final : public AudioFactory {
public:
    tl::expected<std::unique_ptr<AudioInput>, DeviceError> makeInput(const AudioInputSpec& spec) override {
        if (!isReal(spec))
            return AudioFactory::makeInput(spec);
        return make<AudioInput, FakeInput>(spec.deviceId, m_input);
    }
    tl::expected<std::unique_ptr<AudioOutput>, DeviceError> makeOutput(const AudioOutputSpec& spec) override {
        if (!isReal(spec))
            return AudioFactory::makeOutput(spec);
        return make<AudioOutput, FakeOutput>(spec.deviceId, m_output);
    }
    std::unique_ptr<DeviceList> watchDevices() override {
        if (!knowsDevices)
            return nullptr;
        auto made = std::make_unique<FakeList>();
        made->now = devices;
        list = made.get();
        return made;
    }

    [[nodiscard]] bool isDenied(DeviceInfo::Direction direction) const override { return direction == hidden; }

    void plug(const QList<DeviceInfo>& now) {
        devices = now;
        list->now = now;
        Q_EMIT list->changed();
    }
    /// In the order of their being opened.
    QByteArrayList openedInputs() {
        const QMutexLocker lock(&m_mutex);
        return m_inputIds;
    }
    QByteArrayList openedOutputs() {
        const QMutexLocker lock(&m_mutex);
        return m_outputIds;
    }
    /// The device that was opened last stops working.
    void breakInput(DeviceError error) { breakIt(m_input, error); }
    void breakOutput(DeviceError error) { breakIt(m_output, error); }
    void hang(const QByteArray& id) {
        const QMutexLocker lock(&m_mutex);
        m_hanging = id;
    }
    void letGo(int threads) {
        hang({});
        m_release.release(threads);
    }

    QList<DeviceInfo> devices;
    FakeList* list = nullptr;
    bool knowsDevices = true;
    std::optional<DeviceInfo::Direction> hidden; ///< the system does not let us see such devices
    std::atomic<int> hanging = 0;
    std::atomic<int> failing = 0; ///< so many starts fail

private:
    template<typename Spec>
    static bool isReal(const Spec& spec) {
        return spec.kind == Spec::Kind::Default || spec.kind == Spec::Kind::Device;
    }

    template<typename Port, typename Fake>
    tl::expected<std::unique_ptr<Port>, DeviceError> make(const QByteArray& id, QObject*& newest) {
        hangIfWanted(id);
        if (failing.fetch_sub(1) > 0)
            return tl::unexpected(DeviceError::CannotOpen);
        failing = 0;
        auto device = std::make_unique<Fake>();
        const QMutexLocker lock(&m_mutex);
        (std::is_same_v<Port, AudioInput> ? m_inputIds : m_outputIds).append(id);
        newest = device.get();
        return device;
    }

    void hangIfWanted(const QByteArray& id) {
        {
            const QMutexLocker lock(&m_mutex);
            if (m_hanging.isEmpty() || m_hanging != id)
                return;
        }
        ++hanging;
        m_release.acquire();
        --hanging;
    }

    template<typename Device>
    void breakIt(Device*& device, DeviceError error) {
        const QMutexLocker lock(&m_mutex);
        QMetaObject::invokeMethod(device, "failed", Qt::QueuedConnection, Q_ARG(viz::DeviceError, error));
    }

    QMutex m_mutex;
    QObject* m_input = nullptr;
    QObject* m_output = nullptr;
    QByteArrayList m_inputIds;
    QByteArrayList m_outputIds;
    QByteArray m_hanging;
    QSemaphore m_release;
};

DeviceInfo device(const char* id, DeviceInfo::Direction direction, bool isDefault = false) {
    return {.id = id, .name = QString::fromLatin1(id).toUpper(), .direction = direction, .isDefault = isDefault};
}

const DeviceInfo kMicrophone = device("mic", DeviceInfo::Direction::Input, true);
const DeviceInfo kHeadset = device("headset", DeviceInfo::Direction::Input);
const DeviceInfo kSpeaker = device("speaker", DeviceInfo::Direction::Output, true);
const DeviceInfo kPhones = device("phones", DeviceInfo::Direction::Output);
const QList<DeviceInfo> kEverything{kMicrophone, kHeadset, kSpeaker, kPhones};

class CallDevicesTest : public testing::Test {
protected:
    static void SetUpTestSuite() {
        qRegisterMetaType<DeviceError>("viz::DeviceError");
        ASSERT_TRUE(initializeCrypto());
    }

    void SetUp() override {
        system.devices = kEverything;
        threads = std::make_unique<CallThreads>();
        const VoiceProfile profile = voiceProfile(ProfileName::LowLatency);
        threads->sender = threads->send.adopt(
            std::make_unique<SendWorker>(SendSettings{.profile = profile}, threads->wires, threads->clock));
        threads->makeSound(system);
        QObject::connect(&calls, &CallDevices::happened, &calls,
                         [this](const DeviceEvent& event) { events.push_back(event); });
        QObject::connect(&calls, &CallDevices::unusable, &calls, [this](DeviceError error, bool) { unusable = error; });
        QObject::connect(&calls, &CallDevices::workerReplaced, &calls, [this](bool) { ++replaced; });
    }

    void TearDown() override {
        calls.detach();
        system.letGo(100);
        threads->stopSound();
        EXPECT_TRUE(threads->stop());
    }

    void begin(const char* input = "default", const char* output = "default") {
        calls.attach(*threads, *parseAudioInput(QString::fromLatin1(input)),
                     *parseAudioOutput(QString::fromLatin1(output)));
    }
    [[nodiscard]] bool uses(const QByteArray& input, const QByteArray& output) {
        return waitFor([&] {
            return !system.openedInputs().isEmpty() && system.openedInputs().last() == input &&
                   !system.openedOutputs().isEmpty() && system.openedOutputs().last() == output;
        });
    }
    [[nodiscard]] bool hears(Kind kind, bool input, const char* name = "") {
        const DeviceEvent wanted{.kind = kind, .input = input, .name = QString::fromLatin1(name)};
        return waitFor([&] { return std::ranges::find(events, wanted) != events.end(); });
    }
    [[nodiscard]] std::uint64_t captured() { return threads->wires.captureReport.read().samples; }

    FakeSystem system;
    std::unique_ptr<CallThreads> threads;
    CallDevices calls{system};
    std::vector<DeviceEvent> events;
    std::optional<DeviceError> unusable;
    int replaced = 0;
};

TEST_F(CallDevicesTest, OpensWhatTheSystemWouldTake) {
    begin();
    EXPECT_TRUE(uses("mic", "speaker"));
    EXPECT_TRUE(calls.canHear());
    EXPECT_TRUE(events.empty());
}

TEST_F(CallDevicesTest, FollowsTheSystemsDefault) {
    begin();
    ASSERT_TRUE(uses("mic", "speaker"));
    DeviceInfo phones = kPhones;
    DeviceInfo speaker = kSpeaker;
    std::swap(phones.isDefault, speaker.isDefault);
    system.plug({kMicrophone, kHeadset, speaker, phones});
    EXPECT_TRUE(uses("mic", "phones"));
    EXPECT_EQ(system.openedInputs().size(), 1);
}

TEST_F(CallDevicesTest, NoticesAChangeThatNobodyTells) {
    begin();
    ASSERT_TRUE(uses("mic", "speaker"));
    system.list->now = {kHeadset, kSpeaker};
    EXPECT_TRUE(uses("headset", "speaker"));
}

TEST_F(CallDevicesTest, FallsBackAndReturnsToTheChosenOne) {
    begin("headset", "phones");
    ASSERT_TRUE(uses("headset", "phones"));
    system.plug({kMicrophone, kSpeaker});
    EXPECT_TRUE(uses("mic", "speaker"));
    EXPECT_TRUE(hears(Kind::Replaced, true, "MIC"));
    EXPECT_TRUE(hears(Kind::Replaced, false, "SPEAKER"));
    system.plug(kEverything);
    EXPECT_TRUE(uses("headset", "phones"));
    EXPECT_TRUE(hears(Kind::Returned, true, "HEADSET"));
    EXPECT_TRUE(hears(Kind::Returned, false, "PHONES"));
}

TEST_F(CallDevicesTest, GoesOnInSilenceWithoutAnyDevice) {
    begin();
    ASSERT_TRUE(uses("mic", "speaker"));
    system.plug({});
    EXPECT_TRUE(hears(Kind::Missing, true));
    EXPECT_TRUE(hears(Kind::Missing, false));
    EXPECT_FALSE(calls.canHear());
    const std::uint64_t before = captured();
    EXPECT_TRUE(waitFor([&] { return captured() > before + 4800; })) << "silence goes out";
    EXPECT_TRUE(waitFor([&] { return threads->wires.playoutReport.read().startTime > MonotonicTime{}; }))
        << "what comes in is taken, by something that is no fake";
    system.plug(kEverything);
    EXPECT_TRUE(hears(Kind::Returned, false, "SPEAKER"));
    EXPECT_TRUE(calls.canHear());
}

TEST_F(CallDevicesTest, SaysThatTheSystemHidesTheMicrophones) {
    system.devices = {kSpeaker};
    system.hidden = DeviceInfo::Direction::Input;
    begin();
    EXPECT_TRUE(hears(Kind::Denied, true));
    system.plug({});
    EXPECT_TRUE(hears(Kind::Missing, false));
}

TEST_F(CallDevicesTest, OpensADeviceAgainThatFailed) {
    begin();
    ASSERT_TRUE(uses("mic", "speaker"));
    system.plug({kMicrophone, kSpeaker});
    system.breakInput(DeviceError::Lost);
    system.breakOutput(DeviceError::Lost);
    EXPECT_TRUE(waitFor([&] { return system.openedInputs().size() == 2 && system.openedOutputs().size() == 2; }));
    EXPECT_TRUE(uses("mic", "speaker"));
}

TEST_F(CallDevicesTest, TriesAgainUntilADeviceStarts) {
    system.failing = 5;
    begin();
    EXPECT_TRUE(uses("mic", "speaker"));
}

TEST_F(CallDevicesTest, LeavesAThreadBehindThatHangs) {
    begin();
    ASSERT_TRUE(uses("mic", "speaker"));
    system.hang("phones");
    calls.setOutput(*parseAudioOutput(QStringLiteral("phones")));
    ASSERT_TRUE(waitFor([&] { return system.hanging == 1; }));
    EXPECT_TRUE(waitFor([&] { return replaced == 1; }));
    EXPECT_TRUE(uses("mic", "speaker"));
    EXPECT_TRUE(hears(Kind::Replaced, false, "SPEAKER"));
    EXPECT_EQ(threads->playback.hangingCount(), 1);
    system.letGo(1);
    EXPECT_TRUE(waitFor([&] { return threads->playback.hangingCount() == 0; }));
    EXPECT_EQ(system.openedOutputs().last(), "phones") << "it made its device after all, and nobody plays on it";
}

TEST_F(CallDevicesTest, EndsTheCallWhileAThreadHangs) {
    system.hang("mic");
    begin();
    ASSERT_TRUE(waitFor([&] { return system.hanging == 1; }));
    calls.detach();
    threads->stopSound();
    EXPECT_EQ(system.hanging, 1);
}

TEST_F(CallDevicesTest, TheNewChoiceIsUsedAtOnce) {
    begin();
    ASSERT_TRUE(uses("mic", "speaker"));
    calls.setInput(*parseAudioInput(QStringLiteral("headset")));
    EXPECT_TRUE(uses("headset", "speaker"));
    calls.setInput(*parseAudioInput(QStringLiteral("tone:440")));
    const std::uint64_t before = captured();
    EXPECT_TRUE(waitFor([&] { return captured() > before + 4800; }));
    EXPECT_TRUE(events.empty());
}

TEST_F(CallDevicesTest, AFileThatCannotBeWrittenIsTheEnd) {
    begin("silence", "file:/no/such/folder/x.wav");
    EXPECT_TRUE(waitFor([&] { return unusable.has_value(); }));
    EXPECT_EQ(unusable, DeviceError::FileUnwritable);
    EXPECT_EQ(system.list, nullptr) << "no device is asked for, so nobody looks for devices";
}

TEST_F(CallDevicesTest, TriesWhatWasAskedForWhereNobodyKnowsTheDevices) {
    system.knowsDevices = false;
    system.failing = 2;
    begin("mic", "default");
    EXPECT_TRUE(uses("mic", ""));
}

TEST_F(CallDevicesTest, SaysNothingAfterTheCall) {
    begin();
    ASSERT_TRUE(uses("mic", "speaker"));
    system.breakOutput(DeviceError::Lost);
    calls.detach();
    calls.setInput(*parseAudioInput(QStringLiteral("headset")));
    calls.look();
    ASSERT_TRUE(threads->playback.runAndWait([] {}, 10s));
    ASSERT_TRUE(threads->capture.runAndWait([] {}, 10s));
    QCoreApplication::processEvents();
    EXPECT_EQ(system.openedInputs().size(), 1);
    EXPECT_EQ(system.openedOutputs().size(), 1);
    EXPECT_TRUE(events.empty());
}

TEST_F(CallDevicesTest, ServesOneCallAfterTheOther) {
    begin();
    ASSERT_TRUE(uses("mic", "speaker"));
    calls.detach();
    begin("headset", "phones");
    EXPECT_TRUE(uses("headset", "phones"));
}

} // namespace
} // namespace viz
