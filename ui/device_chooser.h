#pragma once

#include "core/device/device_catalog.h"

#include <QComboBox>

namespace viz {

/// A list of sound devices of one direction with “System default” as its first entry. Keeps the choice by id when
/// devices come and go, and falls back to the default while the chosen one is away.
class DeviceChooser : public QComboBox {
    Q_OBJECT

public:
    explicit DeviceChooser(DeviceInfo::Direction direction, QWidget* parent = nullptr);

    void setDevices(const QList<DeviceInfo>& devices);
    /// Empty: the system's default.
    void setChosenId(const QByteArray& id);
    [[nodiscard]] QByteArray chosenId() const { return currentData().toByteArray(); }

protected:
    /// The text is shortened visibly where it does not fit.
    void paintEvent(QPaintEvent* event) override;

private:
    void fill(const QList<DeviceInfo>& devices);
    [[nodiscard]] QString defaultText(const QList<DeviceInfo>& devices) const;

    DeviceInfo::Direction m_direction;
    QByteArray m_wantedId;
};

} // namespace viz
