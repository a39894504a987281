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
    QByteArray id;
    QString name;
    Direction direction = Direction::Input;
    bool isDefault = false;

    friend bool operator==(const DeviceInfo&, const DeviceInfo&) = default;
};

/// The sound devices of this computer, now. Main thread. The first one connects this process to the sound system, so
/// make it when somebody wants to see devices, not before.
class DeviceCatalog : public QObject {
    Q_OBJECT

public:
    explicit DeviceCatalog(QObject* parent = nullptr);
    ~DeviceCatalog() override;

    /// Inputs first, in the system's order. Monitors of outputs are listed but never the default.
    [[nodiscard]] QList<DeviceInfo> devices() const;

Q_SIGNALS:
    /// A device came or went, or the default is another one.
    void changed();

private:
    void look();

    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace viz
