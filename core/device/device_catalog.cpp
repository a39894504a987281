#include "core/device/device_catalog.h"

#include "core/device/audio_backend.h"

#include <QMediaDevices>
#include <QTimer>

namespace viz {

namespace {

// Qt 6.4 does not tell on PulseAudio that a device went away or that another one became the default. Comparing the two
// short lists costs some 10 us.
constexpr std::chrono::seconds kLookInterval{2};

void append(QList<DeviceInfo>& to, const QList<QAudioDevice>& devices, DeviceInfo::Direction direction,
            const QByteArray& defaultId) {
    for (const QAudioDevice& device : devices)
        to.append({.id = device.id(),
                   .name = device.description(),
                   .direction = direction,
                   .isDefault = device.id() == defaultId,
                   .isStandIn = isStandIn(device)});
}

} // namespace

struct DeviceCatalog::State {
    QMediaDevices system;
    QTimer timer;
    QList<DeviceInfo> known;
};

DeviceCatalog::DeviceCatalog(QObject* parent) : DeviceList(parent), m_state(std::make_unique<State>()) {
    startAudioBackend();
    m_state->known = devices();
    // Queued: Qt sends these from the sound server's thread with a lock held that devices() needs.
    connect(&m_state->system, &QMediaDevices::audioInputsChanged, this, &DeviceCatalog::look, Qt::QueuedConnection);
    connect(&m_state->system, &QMediaDevices::audioOutputsChanged, this, &DeviceCatalog::look, Qt::QueuedConnection);
    connect(&m_state->timer, &QTimer::timeout, this, &DeviceCatalog::look);
    m_state->timer.setTimerType(Qt::VeryCoarseTimer);
    m_state->timer.start(kLookInterval);
}

DeviceCatalog::~DeviceCatalog() = default;

QList<DeviceInfo> DeviceCatalog::devices() const {
    QList<DeviceInfo> list;
    append(list, QMediaDevices::audioInputs(), DeviceInfo::Direction::Input, defaultInput().id());
    append(list, QMediaDevices::audioOutputs(), DeviceInfo::Direction::Output, defaultOutput().id());
    return list;
}

void DeviceCatalog::look() {
    QList<DeviceInfo> now = devices();
    if (now == m_state->known)
        return;
    if (m_state->known.isEmpty())
        startAudioBackend(); // a server appeared
    m_state->known = std::move(now);
    Q_EMIT changed();
}

} // namespace viz
