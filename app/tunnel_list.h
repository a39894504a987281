#pragma once

#include "app/log_options.h"
#include "core/tunnel/tunnel_choice.h"

#include <QByteArray>

namespace viz {

/// `viz tunnels`: a line a provider. As text id, `found`, `missing` or `unset` (a setting has no value), the program's
/// path or `-`, and the exact command, with tabs between; as JSON an object.
[[nodiscard]] QByteArray tunnelLines(const QList<TunnelChoice>& choices, LineFormat format);

} // namespace viz
