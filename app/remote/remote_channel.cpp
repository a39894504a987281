#include "app/remote/remote_channel.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QLocalSocket>
#include <QStandardPaths>
#include <QTimer>

#include <utility>

namespace viz {
namespace {

constexpr int kMaxWaiting = 8;
constexpr std::chrono::seconds kPatience{5};
constexpr std::chrono::seconds kAnswerTime{2};

QString placeName(RemotePlace place) { return place == RemotePlace::Call ? u"viz-call"_qs : u"viz-window"_qs; }

/// Where only this user may look. Qt's own fallback for a missing XDG_RUNTIME_DIR warns on standard error.
[[maybe_unused]] QDir socketFolder() {
    if (!qEnvironmentVariableIsEmpty("XDG_RUNTIME_DIR"))
        return QDir(QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation));
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + u"/viz"_qs);
    if (folder.mkpath(u"."_qs))
        QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return folder;
}

bool isSomebodyThere(const QString& name) {
    QLocalSocket socket;
    socket.connectToServer(name);
    return socket.waitForConnected(static_cast<int>(std::chrono::milliseconds(kAnswerTime).count()));
}

/// A whole line of the answer; empty if none comes in time.
QByteArray readLine(QLocalSocket& socket) {
    const QDeadlineTimer deadline(kAnswerTime);
    while (!socket.canReadLine() && socket.bytesAvailable() <= kMaxRemoteLine) {
        if (!socket.waitForReadyRead(static_cast<int>(deadline.remainingTime())))
            return {};
    }
    return socket.readLine(kMaxRemoteLine + 1);
}

} // namespace

QString remoteSocketName(RemotePlace place) {
#ifdef Q_OS_WIN
    return placeName(place) + u'-' + qEnvironmentVariable("USERNAME");
#else
    return socketFolder().filePath(placeName(place));
#endif
}

RemoteServer::RemoteServer(QString socketName, Handler handler, QObject* parent)
    : QObject(parent), m_socketName(std::move(socketName)), m_handler(std::move(handler)) {
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.setMaxPendingConnections(kMaxWaiting);
    connect(&m_server, &QLocalServer::newConnection, this, &RemoteServer::onConnection);
}

bool RemoteServer::listen() {
    if (isSomebodyThere(m_socketName))
        return false;
    QLocalServer::removeServer(m_socketName);
    return m_server.listen(m_socketName);
}

void RemoteServer::onConnection() {
    while (QLocalSocket* socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(*socket); });
        QTimer::singleShot(kPatience, socket, &QLocalSocket::abort);
        if (m_server.findChildren<QLocalSocket*>().size() > kMaxWaiting)
            socket->abort();
        else
            read(*socket);
    }
}

void RemoteServer::read(QLocalSocket& socket) {
    while (socket.canReadLine()) {
        const auto request = unpackRequest(socket.readLine(kMaxRemoteLine + 1));
        if (!request)
            return socket.abort();
        socket.write(packReply(m_handler(*request)));
        socket.flush(); // after `hangup` this program may end before its event loop runs again
    }
    if (socket.bytesAvailable() > kMaxRemoteLine)
        socket.abort();
}

std::optional<RemoteReply> askRunningViz(const QString& socketName, const RemoteRequest& request) {
    QLocalSocket socket;
    socket.connectToServer(socketName);
    if (!socket.waitForConnected(static_cast<int>(std::chrono::milliseconds(kAnswerTime).count())))
        return std::nullopt;
    socket.write(packRequest(request));
    socket.flush();
    return unpackReply(readLine(socket));
}

} // namespace viz
