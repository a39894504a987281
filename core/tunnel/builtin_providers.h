#pragma once

#include "core/tunnel/tunnel_provider.h"

namespace viz {

/// The providers that Viz knows by itself, the best to offer first. A new one is a new row.
[[nodiscard]] QList<TunnelProvider> builtinProviders();

} // namespace viz
