#pragma once

#include "core/tunnel/tunnel_provider.h"

#include <QMap>
#include <QUrl>

#include <tl/expected.hpp>

namespace viz {

/// Values of a row's settings; most have one, options may have many.
using TunnelSettings = QMap<QString, QStringList>;

/// What changes from start to start.
struct TunnelPlace {
    quint16 port = 0;     ///< where Viz listens on 127.0.0.1
    quint16 apiPort = 0;  ///< free, for {apiPort}
    QString dataFolder{}; ///< Viz's own; exists
    QString emptyFile{};  ///< exists
    TunnelSettings settings{};
};

/// A row with everything filled in.
struct TunnelLaunch {
    QStringList arguments;
    QStringList fallbackArguments; ///< the whole command line of the second way; empty: there is none
    QUrl knownAddress;             ///< empty: the program names it
    quint16 apiPort = 0;           ///< 0: the row has no local web server
};

/// The error is the name of the setting that is missing or cannot be used. A value must not begin with '-', where a
/// program would take it for an option; only sshOptions and the like, which become arguments of their own, may. Pure.
[[nodiscard]] tl::expected<TunnelLaunch, QString> prepareLaunch(const TunnelProvider& provider,
                                                                const TunnelPlace& place);

/// For people: the command as they would type it into a shell, quoted where needed.
[[nodiscard]] QString shownCommand(const QString& program, const QStringList& arguments);

} // namespace viz
