#include "core/device/audio_backend.h"

#include "core/device/logging.h"

#include <QAudioSink>
#include <QCoreApplication>
#include <QEvent>
#include <QHash>
#include <QMediaDevices>
#include <QTimer>

#include <algorithm>
#include <mutex>
#include <utility>

namespace viz {

namespace {

QAudioDevice deviceWithId(const QList<QAudioDevice>& devices, const QByteArray& id) {
    const auto found = std::ranges::find_if(devices, [&](const auto& device) { return device.id() == id; });
    return found != devices.end() ? *found : QAudioDevice();
}

bool isMonitor(const QAudioDevice& device) { return device.id().endsWith(".monitor"); }

// PulseAudio's module-always-sink and WirePlumber call it so.
constexpr QByteArrayView kDummy("auto_null");

tl::expected<QAudioDevice, DeviceError> orError(const QAudioDevice& device, DeviceError error) {
    if (device.isNull())
        return tl::unexpected(error);
    return device;
}

tl::expected<QAudioDevice, DeviceError> findById(const QList<QAudioDevice>& devices, const QByteArray& id) {
    return orError(deviceWithId(devices, id), devices.isEmpty() ? DeviceError::NoDevice : DeviceError::NotFound);
}

/// Who uses Qt's connection to PulseAudio.
struct BackendUsers {
    std::mutex mutex; ///< held while Qt frees the connection
    int holders = 0;  ///< all of them, those who were left behind too
    int opening = 0;
    int open = 0;
    bool isBroken = false; ///< the connection, which waits to be freed
    int connection = 0;    ///< grows when one is left behind: who hangs in it no longer counts
};

/// One a process, as the connection of Qt that it guards.
BackendUsers& backendUsers() {
    static BackendUsers users;
    return users;
}

/// Lets Qt's connection to PulseAudio break down only while no device uses it.
class BreakdownGate final : public QObject {
public:
    explicit BreakdownGate(QObject* parent) : QObject(parent) {
        m_again.setInterval(std::chrono::milliseconds{20});
        connect(&m_again, &QTimer::timeout, this, &BreakdownGate::tryBreakdown);
    }

    bool eventFilter(QObject* watched, QEvent* event) override {
        // The only queued call that the connection gets is the one of its slot onContextFailed (Qt 6.2 to 6.4).
        if (event->type() != QEvent::MetaCall || !watched->inherits("QPulseAudioEngine"))
            return false;
        // Qt has two connections, each with its own call: one for the list of devices and one for streams. A second
        // call of the same one would free what it makes after the first, 3 s later.
        if (!m_broken.contains(watched) && now() - m_lastBreakdowns.value(watched) > kEcho)
            addBroken(watched);
        return true;
    }

private:
    // On a broken connection a start that does not hang returns at once.
    static constexpr std::chrono::seconds kHangs{2};
    static constexpr std::chrono::seconds kEcho{1};

    static MonotonicTime now() { return SteadyClock().now(); }

    void addBroken(QObject* connection) {
        if (m_broken.isEmpty())
            m_brokenSince = now();
        m_broken.append(connection);
        refuseOpening();
        m_again.start();
        tryBreakdown();
    }

    static void refuseOpening() {
        BackendUsers& users = backendUsers();
        const std::lock_guard lock(users.mutex);
        users.isBroken = true;
    }

    void tryBreakdown() {
        BackendUsers& users = backendUsers();
        const std::unique_lock lock(users.mutex);
        if (users.opening + users.open == 0)
            breakDown(users, "onContextFailed");
        else if (users.open == 0 && now() - m_brokenSince > kHangs)
            leaveBehind(users);
    }

    /// Qt's slot makes a new loop and a new connection, and forgets the old ones, in which threads hang.
    void leaveBehind(BackendUsers& users) {
        users.opening = 0;
        ++users.connection;
        breakDown(users, "prepare");
    }

    void breakDown(BackendUsers& users, const char* slot) {
        users.isBroken = false;
        m_again.stop();
        for (QObject* const connection : std::exchange(m_broken, {})) {
            m_lastBreakdowns.insert(connection, now());
            if (!QMetaObject::invokeMethod(connection, slot, Qt::DirectConnection))
                qCWarning(vizDevice) << "this Qt has no" << slot << "to get over a lost sound server";
        }
    }

    QList<QObject*> m_broken; ///< wait for their breakdown; Qt keeps its connections as long as the application
    MonotonicTime m_brokenSince{};
    QHash<QObject*, MonotonicTime> m_lastBreakdowns;
    QTimer m_again;
};

void installBreakdownGate() {
    QCoreApplication* application = QCoreApplication::instance();
    const QString name = QStringLiteral("audioBreakdownGate");
    if (application->findChild<QObject*>(name, Qt::FindDirectChildrenOnly))
        return;
    auto* gate = new BreakdownGate(application);
    gate->setObjectName(name);
    application->installEventFilter(gate);
}

} // namespace

AudioBackendUse::AudioBackendUse(AudioBackendUse&& other) noexcept
    : m_phase(std::exchange(other.m_phase, Phase::None)), m_connection(other.m_connection) {}

AudioBackendUse& AudioBackendUse::operator=(AudioBackendUse&& other) noexcept {
    if (this != &other) {
        release();
        m_phase = std::exchange(other.m_phase, Phase::None);
        m_connection = other.m_connection;
    }
    return *this;
}

std::optional<AudioBackendUse> AudioBackendUse::beginOpening() {
    BackendUsers& users = backendUsers();
    const std::lock_guard lock(users.mutex);
    if (users.isBroken)
        return std::nullopt;
    ++users.holders;
    ++users.opening;
    AudioBackendUse use;
    use.m_phase = Phase::Opening;
    use.m_connection = users.connection;
    return use;
}

void AudioBackendUse::setOpened() {
    BackendUsers& users = backendUsers();
    const std::lock_guard lock(users.mutex);
    if (m_phase != Phase::Opening || m_connection != users.connection)
        return;
    --users.opening;
    ++users.open;
    m_phase = Phase::Open;
}

void AudioBackendUse::release() {
    const Phase phase = std::exchange(m_phase, Phase::None);
    if (phase == Phase::None)
        return;
    BackendUsers& users = backendUsers();
    const std::lock_guard lock(users.mutex);
    --users.holders;
    if (m_connection == users.connection)
        --(phase == Phase::Open ? users.open : users.opening);
}

bool isAudioBackendHeld() {
    BackendUsers& users = backendUsers();
    const std::lock_guard lock(users.mutex);
    return users.holders > 0;
}

void startAudioBackend() {
    installBreakdownGate();
    const QList<QAudioDevice> outputs = QMediaDevices::audioOutputs();
#ifdef Q_OS_LINUX
    if (outputs.isEmpty())
        return;
    // The connection for streams is made by the first start(), even by one that fails, and a format without a sample
    // rate fails before anything is opened (QPulseAudioSink::open() of Qt 6.4.2).
    QAudioFormat noFormat;
    noFormat.setChannelCount(1);
    noFormat.setSampleFormat(QAudioFormat::Int16);
    QAudioSink(outputs.first(), noFormat).start();
#endif
}

bool isStandIn(const QAudioDevice& device) { return isMonitor(device) || device.id() == kDummy; }

QAudioDevice defaultInput() {
    const QList<QAudioDevice> devices = QMediaDevices::audioInputs();
    const QAudioDevice wished = deviceWithId(devices, qgetenv("PULSE_SOURCE"));
    if (!wished.isNull())
        return wished;
    const QAudioDevice systems = QMediaDevices::defaultAudioInput();
    if (!isMonitor(systems))
        return systems;
    const auto microphone = std::ranges::find_if_not(devices, isMonitor);
    return microphone != devices.end() ? *microphone : QAudioDevice();
}

QAudioDevice defaultOutput() {
    const QAudioDevice wished = deviceWithId(QMediaDevices::audioOutputs(), qgetenv("PULSE_SINK"));
    return wished.isNull() ? QMediaDevices::defaultAudioOutput() : wished;
}

tl::expected<QAudioDevice, DeviceError> findDevice(const AudioInputSpec& spec) {
    if (spec.kind == AudioInputSpec::Kind::Default)
        return orError(defaultInput(), DeviceError::NoDevice);
    return findById(QMediaDevices::audioInputs(), spec.deviceId);
}

tl::expected<QAudioDevice, DeviceError> findDevice(const AudioOutputSpec& spec) {
    if (spec.kind == AudioOutputSpec::Kind::Default)
        return orError(defaultOutput(), DeviceError::NoDevice);
    return findById(QMediaDevices::audioOutputs(), spec.deviceId);
}

} // namespace viz
