#pragma once

#include "core/tunnel/tunnel_launch.h"
#include "core/tunnel/tunnel_provider.h"

#include <QByteArray>

namespace viz {

/// The tunnels that can be chosen: Viz's own rows, and those that the user added. Values only; copy it freely.
class TunnelCatalog {
public:
    static constexpr qint64 kMaxFileBytes = 256 * qint64{1024};

    /// A catalog, and a sentence (English) for each part of the file that could not be used; the rest of it counts.
    struct Loaded;

    /// Viz's own rows alone.
    TunnelCatalog();

    /// With a user's file: {"providers": [row…], "settings": {"id": {"name": "value"}}}, described in docs/TUNNELS.md.
    /// A row with an id that exists replaces it. Never fails: what is malformed is left out and complained about.
    [[nodiscard]] static Loaded fromJson(const QByteArray& json);
    /// A file that does not exist is an empty one.
    [[nodiscard]] static Loaded fromFile(const QString& path);
    /// tunnels.json in Viz's folder for configuration.
    [[nodiscard]] static QString defaultPath();

    /// The best to offer first; those of the user before Viz's own.
    [[nodiscard]] const QList<TunnelProvider>& providers() const { return m_providers; }
    /// By id, then by program, whatever the case; null if there is none.
    [[nodiscard]] const TunnelProvider* find(const QString& name) const;
    /// Values from the file; empty if it has none.
    [[nodiscard]] TunnelSettings settingsOf(const TunnelProvider& provider) const;
    void setSettings(const QString& id, const TunnelSettings& settings) { m_settings[id] = settings; }

private:
    void add(const TunnelProvider& provider);

    QList<TunnelProvider> m_providers;
    QMap<QString, TunnelSettings> m_settings;
    qsizetype m_userRows = 0;
};

struct TunnelCatalog::Loaded {
    TunnelCatalog catalog;
    QStringList complaints;
};

} // namespace viz
