#pragma once

#include "app/remote/remote_message.h"

#include <QLocalServer>

#include <functional>
#include <memory>

namespace viz {

/// Where a running Viz listens. A window and a call without one can run side by side; of each there is one.
enum class RemotePlace : std::uint8_t { Call, Window };

/// A path in the user's runtime folder (without one, in their cache folder), or on Windows a name with theirs in it.
[[nodiscard]] QString remoteSocketName(RemotePlace place);

/// The end that is asked: answers each connection's lines by `handler`. Only processes of this user get in. Main
/// thread.
///
/// A peer that sends too long a line, or none within five seconds, is cut off, and at most eight may wait at once, so
/// that nothing can pile up here.
class RemoteServer : public QObject {
    Q_OBJECT

public:
    using Handler = std::function<RemoteReply(const RemoteRequest& request)>;

    RemoteServer(QString socketName, Handler handler, QObject* parent = nullptr);

    /// False if another Viz listens there, or the system does not let us. What a crashed Viz has left is taken over.
    [[nodiscard]] bool listen();

private:
    void onConnection();
    void read(QLocalSocket& socket);

    QString m_socketName;
    Handler m_handler;
    QLocalServer m_server;
};

/// The end that asks, once; blocks for two seconds at most. nullopt: nobody is there, or what answers is no Viz.
[[nodiscard]] std::optional<RemoteReply> askRunningViz(const QString& socketName, const RemoteRequest& request);

} // namespace viz
