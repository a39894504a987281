#include "core/device/audio_backend.h"

#include <QAudioSink>
#include <QCoreApplication>
#include <QEvent>
#include <QMediaDevices>
#include <QPointer>
#include <QTimer>

#include <algorithm>

namespace viz {

namespace {

QAudioDevice deviceWithId(const QList<QAudioDevice>& devices, const QByteArray& id) {
    const auto found = std::ranges::find_if(devices, [&](const auto& device) { return device.id() == id; });
    return found != devices.end() ? *found : QAudioDevice();
}

bool isMonitor(const QAudioDevice& device) { return device.id().endsWith(".monitor"); }

tl::expected<QAudioDevice, DeviceError> orError(const QAudioDevice& device, DeviceError error) {
    if (device.isNull())
        return tl::unexpected(error);
    return device;
}

tl::expected<QAudioDevice, DeviceError> findById(const QList<QAudioDevice>& devices, const QByteArray& id) {
    return orError(deviceWithId(devices, id), devices.isEmpty() ? DeviceError::NoDevice : DeviceError::NotFound);
}

/// One a process, as the connection of Qt that it guards.
std::shared_mutex& backendMutex() {
    static std::shared_mutex mutex;
    return mutex;
}

/// Lets Qt's connection to PulseAudio break down only while no device uses it.
class BreakdownGate final : public QObject {
public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override {
        // The only queued call that the connection gets is the one of its slot onContextFailed (Qt 6.2 to 6.4).
        if (event->type() != QEvent::MetaCall || !watched->inherits("QPulseAudioEngine"))
            return false;
        const std::unique_lock nobodyElse(backendMutex(), std::try_to_lock);
        if (nobodyElse)
            watched->event(event);
        else
            postAgain(watched);
        return true;
    }

private:
    void postAgain(QObject* connection) {
        constexpr std::chrono::milliseconds kPatience{20};
        QTimer::singleShot(kPatience, this, [connection = QPointer(connection)] {
            if (connection)
                QMetaObject::invokeMethod(connection, "onContextFailed", Qt::QueuedConnection);
        });
    }
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

AudioBackendUse useAudioBackend() { return AudioBackendUse(backendMutex()); }

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
