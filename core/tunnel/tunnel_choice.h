#pragma once

#include "core/tunnel/program_finder.h"
#include "core/tunnel/tunnel_catalog.h"

namespace viz {

/// A provider on this computer: what to show before anything is started.
struct TunnelChoice {
    TunnelProvider provider;
    QString path;           ///< of its program; empty: not installed
    QString missingSetting; ///< in tunnels.json; empty: none
    QString command;        ///< as it would be typed; settings that are missing appear as {name}

    [[nodiscard]] bool canStart() const { return !path.isEmpty() && missingSetting.isEmpty(); }
};

/// All of the catalog, in its order. The only thing that is looked at is where programs are.
[[nodiscard]] QList<TunnelChoice> tunnelChoices(const TunnelCatalog& catalog, const ProgramFinder& finder,
                                                quint16 port);

/// For whoever runs a shown command by hand: makes the folder and the empty file that it may name. Where that fails,
/// the program says so.
void makeTunnelFiles();

/// Where tunnels keep what they need between starts: known_hosts and the like.
[[nodiscard]] QString tunnelDataFolder();

} // namespace viz
