#include "core/settings/settings_store.h"

#include <QStandardPaths>

namespace viz {

SettingsStore::SettingsStore(const QString& file, QObject* parent) : QObject(parent), m_file(file) {
    m_writeSoon.setSingleShot(true);
    m_writeSoon.setInterval(kQuiet);
    m_writer.setMaxThreadCount(1);
    connect(&m_writeSoon, &QTimer::timeout, this, &SettingsStore::write);
    if (m_file.isEmpty())
        return;
    const LoadedSettings loaded = loadSettings(m_file);
    m_settings = loaded.settings;
    m_notice = loaded.notice;
}

SettingsStore::~SettingsStore() { flush(); }

QString SettingsStore::defaultPath() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + QStringLiteral("/viz/viz.ini");
}

void SettingsStore::set(const Settings& settings) {
    const Settings wanted = withinRanges(settings);
    if (wanted == m_settings)
        return;
    m_settings = wanted;
    if (!m_file.isEmpty())
        m_writeSoon.start();
    Q_EMIT changed(m_settings);
}

void SettingsStore::flush() {
    if (m_writeSoon.isActive())
        write();
    m_writer.waitForDone();
}

void SettingsStore::write() {
    m_writeSoon.stop();
    m_writer.start([this, file = m_file, settings = m_settings] {
        const bool written = saveSettings(file, settings);
        QMetaObject::invokeMethod(
            this, [this, written] { onWritten(written); }, Qt::QueuedConnection);
    });
}

void SettingsStore::onWritten(bool written) {
    const bool isNews = m_writable && !written;
    m_writable = written;
    if (isNews)
        Q_EMIT noticed({.kind = SettingsNotice::Kind::Unwritable, .file = m_file, .setAside = {}, .keys = {}});
}

} // namespace viz
