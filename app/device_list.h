#pragma once

#include "app/log_options.h"
#include "core/device/device_catalog.h"

#include <QByteArray>

namespace viz {

/// `viz devices`: a line a device. As text direction, `default` or `-`, id and name, with tabs between; as JSON an
/// object.
[[nodiscard]] QByteArray deviceLines(const QList<DeviceInfo>& devices, LineFormat format);

} // namespace viz
