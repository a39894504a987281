#pragma once

#include <QSettings>
#include <QString>

namespace viz {

/// Which tunnels the person agreed to, once each: only the providers' ids are kept.
///
/// Main thread. A file that cannot be written is no error: the person is then asked again after the next start of Viz.
class TunnelConsents {
public:
    explicit TunnelConsents(const QString& file);

    /// The settings' file, which keeps keys that are not its own.
    [[nodiscard]] static QString defaultPath();

    [[nodiscard]] bool isGiven(const QString& providerId) const;
    void give(const QString& providerId);

private:
    QSettings m_settings;
};

} // namespace viz
