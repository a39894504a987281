#include "core/device/microphone_permission.h"

#include <QCoreApplication>
#include <QList>
#include <QSettings>

#include <algorithm>
#include <cerrno>

#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#include <QtCore/qpermissions.h>
#endif
#ifdef Q_OS_LINUX
#include <unistd.h>
#endif

namespace viz {

namespace {

/// Of {machine}unix:/path or /path; empty if it is no socket of this kind.
QByteArray socketPath(QByteArray address) {
    if (address.startsWith('{'))
        address.remove(0, address.indexOf('}') + 1);
    if (address.startsWith("unix:"))
        address.remove(0, 5);
    return address.startsWith('/') ? address : QByteArray();
}

QList<QByteArray> addresses(const PulsePlaces& places) {
    if (!places.server.isEmpty())
        return places.server.split(' ');
    if (!places.runtimeFolder.isEmpty())
        return {places.runtimeFolder + "/native"};
    return {places.userFolder + "/pulse/native"};
}

#ifdef Q_OS_LINUX
bool isSoundServerDenied() {
    const PulsePlaces places{.server = qgetenv("PULSE_SERVER"),
                             .runtimeFolder = qgetenv("PULSE_RUNTIME_PATH"),
                             .userFolder = qgetenv("XDG_RUNTIME_DIR")};
    // unix(7): connecting needs the right to write, nothing else.
    return isDeniedBySocket(places,
                            [](const QByteArray& path) { return ::access(path.constData(), W_OK) == 0 ? 0 : errno; });
}
#endif

} // namespace

bool isMicrophoneDenied() {
#if defined(Q_OS_LINUX)
    return isSoundServerDenied();
#elif defined(Q_OS_WIN)
    return isDeniedInRegistry([](const QString& key) {
        return QSettings(key, QSettings::NativeFormat).value(QStringLiteral("Value")).toString();
    });
#elif QT_VERSION >= QT_VERSION_CHECK(6, 5, 0) && QT_CONFIG(permissions)
    return qApp->checkPermission(QMicrophonePermission{}) == Qt::PermissionStatus::Denied;
#else
    return false;
#endif
}

bool isLoudspeakerDenied() {
#ifdef Q_OS_LINUX
    return isSoundServerDenied();
#else
    return false;
#endif
}

bool isDeniedInRegistry(const RegistryText& text) {
    // "Microphone access" of the computer, the same of this person, and "Let desktop apps access your microphone".
    const QString store = QStringLiteral(
        "\\Software\\Microsoft\\Windows\\CurrentVersion\\CapabilityAccessManager\\ConsentStore\\microphone");
    const QString computer = QStringLiteral("HKEY_LOCAL_MACHINE") + store;
    const QString person = QStringLiteral("HKEY_CURRENT_USER") + store;
    const QString desktop = QStringLiteral("\\NonPackaged");
    return std::ranges::any_of(QList<QString>{computer, computer + desktop, person, person + desktop},
                               [&](const QString& key) { return text(key) == QLatin1StringView("Deny"); });
}

bool isDeniedBySocket(const PulsePlaces& places, const WriteError& errorOf) {
    return std::ranges::any_of(addresses(places), [&](const QByteArray& address) {
        const QByteArray path = socketPath(address);
        return !path.isEmpty() && errorOf(path) == EACCES;
    });
}

} // namespace viz
