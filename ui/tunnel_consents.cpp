#include "ui/tunnel_consents.h"

#include "core/settings/settings_store.h"

namespace viz {
namespace {

const QString kKey = QStringLiteral("tunnels/agreed");

} // namespace

TunnelConsents::TunnelConsents(const QString& file) : m_settings(file, QSettings::IniFormat) {}

QString TunnelConsents::defaultPath() { return SettingsStore::defaultPath(); }

bool TunnelConsents::isGiven(const QString& providerId) const {
    return m_settings.value(kKey).toStringList().contains(providerId);
}

void TunnelConsents::give(const QString& providerId) {
    if (isGiven(providerId))
        return;
    m_settings.setValue(kKey, m_settings.value(kKey).toStringList() << providerId);
    m_settings.sync();
}

} // namespace viz
