#pragma once

#include "core/tunnel/address_probe.h"
#include "core/tunnel/tunnel_process.h"

namespace viz {

/// A tunnel and its test from outside, together: starts the program, asks each address that it names, and starts it
/// anew when the service says that the way to this computer is gone, unless a call uses it.
///
/// The same thread as TunnelProcess.
class PublicTunnel final : public QObject {
    Q_OBJECT

public:
    /// Restarts in a row that changed nothing, after which a person must decide.
    static constexpr int kMaxFutileRestarts = 3;

    struct Setup {
        TunnelProcess::Setup process;
        AddressProbe::Options probe;
        QString path; ///< of the WebSocket: "/v1/…"
    };
    /// `clock` outlives this object.
    PublicTunnel(Setup setup, const Clock& clock);

    void start();
    void stop();
    /// See TunnelProcess.
    void setPort(quint16 port) { m_process.setPort(port); }
    /// While a call goes through the tunnel, the call itself is the better test.
    void setInUse(bool inUse) { m_isInUse = inUse; }

    [[nodiscard]] TunnelProcess& process() { return m_process; }

Q_SIGNALS:
    /// For the invite, and for a running call.
    void addressChanged(const QUrl& address);
    /// Whether the address leads here; after each question.
    void judged(const viz::ProbeReport& report);
    void failed(viz::TunnelFault fault);
    void stopped();

private:
    void onState(TunnelLife::State state);
    void watch();
    void consider(const ProbeReport& report);

    TunnelProvider m_provider;
    QString m_path;
    TunnelProcess m_process;
    AddressProbe m_probe;
    int m_futileRestarts = 0;
    bool m_isInUse = false;
};

/// Whether a new start of the tunnel can help against it: the service answers, but not for us. Not when the network is
/// down, the service is busy, or the certificate is wrong.
[[nodiscard]] bool isCuredByRestart(ProbeVerdict verdict);

} // namespace viz
