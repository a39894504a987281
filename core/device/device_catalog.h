#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QString>

#include <cstdint>
#include <memory>

namespace viz {

struct DeviceInfo {
    enum class Direction : std::uint8_t { Input, Output };
    /// The sound system's own name of the device: the same after it was unplugged and plugged in again, and in the next
    /// call; with PulseAudio also in another socket of the same kind, unless two of that kind are there.
    QByteArray id;
    QString name;
    Direction direction = Direction::Input;
    bool isDefault = false;
    /// What an output plays, offered as an input, or the server's dummy for "no output at all". Nobody means it unless
    /// they choose it.
    bool isStandIn = false;

    friend bool operator==(const DeviceInfo&, const DeviceInfo&) = default;
};

/// The sound devices that there are, now. Main thread.
class DeviceList : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    /// Inputs first, in the system's order. Monitors of outputs are listed but never the default.
    [[nodiscard]] virtual QList<DeviceInfo> devices() const = 0;

Q_SIGNALS:
    /// A device came or went, or the default is another one; perhaps some seconds late.
    void changed();
};

/// The sound devices of this computer. The first one connects this process to the sound system, so make it when
/// somebody wants to see devices, not before.
class DeviceCatalog : public DeviceList {
    Q_OBJECT

public:
    explicit DeviceCatalog(QObject* parent = nullptr);
    ~DeviceCatalog() override;

    /// Costs some 10 us.
    [[nodiscard]] QList<DeviceInfo> devices() const override;

private:
    void look();

    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace viz
