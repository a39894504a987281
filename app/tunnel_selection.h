#pragma once

#include "app/exit_status.h"
#include "core/tunnel/program_finder.h"
#include "core/tunnel/tunnel_catalog.h"

#include <tl/expected.hpp>

namespace viz {

/// A tunnel that can be started on this computer.
struct TunnelSelection {
    TunnelProvider provider;
    QString program; ///< absolute path
    TunnelSettings settings;
};

/// The tunnel that --tunnel names. Failures: Usage with the names that there are; NoConnection if its program is not
/// installed, or a setting has no value.
[[nodiscard]] tl::expected<TunnelSelection, Failure> selectTunnel(const QString& name, const TunnelCatalog& catalog,
                                                                  const ProgramFinder& finder);

} // namespace viz
