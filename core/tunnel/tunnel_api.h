#pragma once

#include "core/tunnel/tunnel_provider.h"

#include <QNetworkAccessManager>
#include <QTimer>
#include <QUrl>

#include <chrono>

namespace viz {

/// The addresses in an answer of a tunnel program's local web server, not judged yet; of ngrok's only those that lead
/// to `port`, for the server may belong to another tunnel. Pure.
[[nodiscard]] QStringList apiAddresses(TunnelApiRow::Format format, const QByteArray& json, quint16 port);

/// Asks a tunnel program's local web server, again and again, until it has told everything that the row says it can.
/// Never goes further than 127.0.0.1.
class TunnelApi final : public QObject {
    Q_OBJECT

public:
    static constexpr qint64 kMaxAnswerBytes = 64 * 1024;
    static constexpr std::chrono::milliseconds kAnswerTimeout{2'000};

    struct Target {
        TunnelProvider provider; ///< with an api
        quint16 apiPort = 0;
        quint16 localPort = 0; ///< where the tunnel must lead
    };
    TunnelApi(Target target, std::chrono::milliseconds interval);

    void start();
    /// What is asked already may still be answered.
    void stop() { m_timer.stop(); }

Q_SIGNALS:
    /// The first one that the row allows.
    void addressSeen(const QUrl& address);
    void readySeen();

private:
    void poll();
    void ask(const QString& path, void (TunnelApi::*take)(int status, const QByteArray& body));
    void takeAddresses(int status, const QByteArray& body);
    void takeReady(int status, const QByteArray& body);

    Target m_target;
    TunnelApiRow m_row;
    bool m_wantsAddress;
    bool m_wantsReady;
    QNetworkAccessManager m_network;
    QTimer m_timer;
};

} // namespace viz
