#include "core/tunnel/tunnel_choice.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include <algorithm>

namespace viz {
namespace {

/// So that a command can be shown anyway.
TunnelSettings withPlaceholders(const TunnelProvider& provider, TunnelSettings settings) {
    for (const QString& name : provider.settings) {
        if (settings.value(name).isEmpty())
            settings[name] = {u'{' + name + u'}'};
    }
    return settings;
}

QString commandFor(const TunnelProvider& provider, const TunnelPlace& place) {
    TunnelPlace shown = place;
    shown.settings = withPlaceholders(provider, place.settings);
    TunnelProvider unaddressed = provider;
    unaddressed.knownAddress.clear(); // "{publicUrl}" is none
    const auto launch = prepareLaunch(unaddressed, shown);
    return shownCommand(provider.program, launch ? launch->arguments : provider.arguments);
}

/// TunnelProcess makes it there, too.
QString emptyFileIn(const QString& folder) { return folder + u"/empty.yml"_qs; }

TunnelChoice choiceOf(const TunnelProvider& provider, const QString& path, const TunnelPlace& place) {
    const auto launch = prepareLaunch(provider, place);
    return {.provider = provider,
            .path = path,
            .missingSetting = launch ? QString() : launch.error(),
            .command = commandFor(provider, place)};
}

} // namespace

QList<TunnelChoice> tunnelChoices(const TunnelCatalog& catalog, const ProgramFinder& finder, quint16 port) {
    constexpr quint16 exampleApiPort = 20241; // cloudflared's own first choice; the real one is whatever is free
    const QString folder = tunnelDataFolder();
    QList<TunnelChoice> choices;
    for (const TunnelProvider& provider : catalog.providers()) {
        const TunnelPlace place{.port = port,
                                .apiPort = exampleApiPort,
                                .dataFolder = folder,
                                .emptyFile = emptyFileIn(folder),
                                .settings = catalog.settingsOf(provider)};
        choices += choiceOf(provider, finder.find(provider.program), place);
    }
    return choices;
}

void makeTunnelFiles() {
    const QString folder = tunnelDataFolder();
    QDir().mkpath(folder);
    QFile file(emptyFileIn(folder));
    if (!file.exists())
        (void)file.open(QIODevice::WriteOnly);
}

QString tunnelDataFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/viz"_qs;
}

} // namespace viz
