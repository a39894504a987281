#pragma once

#include "app/tunnel_selection.h"
#include "core/base/clock.h"
#include "core/call/call_control.h"
#include "core/tunnel/public_tunnel.h"

#include <QPointer>

#include <memory>

namespace viz {

/// The tunnel of `viz host --tunnel`: its program is started as soon as the call listens, and tested from outside while
/// it runs. What comes of it is said in signals; the call itself is only looked at. Main thread, which must last as
/// long as the tunnel.
class HostTunnel final : public QObject {
    Q_OBJECT

public:
    struct Options {
        TunnelSelection selection;
        QString dataFolder; ///< of tunnelDataFolder()
        TunnelTimes times{};
        ProbeTimes probeTimes{};
    };
    explicit HostTunnel(Options options);

    /// Once, before `call` begins to host. The call may go before this object, so that its goodbye still gets through.
    void serve(CallControl& call);
    /// Ends the program and returns when it is gone, within kLongestStop. Runs an event loop meanwhile.
    void stop();
    static constexpr std::chrono::seconds kLongestStop{5};

Q_SIGNALS:
    /// The tunnel stands, under this address; again whenever it changes.
    void addressFound(const viz::HostAddress& address);
    /// For the person: what is going on, a sentence at a time.
    void said(const QString& sentence);
    /// Given up; `sentence` says why.
    void failed(const QString& sentence);

private:
    void start(quint16 port);
    void onAddress(const QUrl& url);
    void onJudged(const viz::ProbeReport& report);
    void onFailed(viz::TunnelFault fault);
    void onStateChanged(viz::TunnelLife::State state);
    void onCallState(viz::CallState state);
    [[nodiscard]] PublicTunnel::Setup setupFor(quint16 port) const;

    Options m_options;
    SteadyClock m_clock;
    QPointer<CallControl> m_call;
    std::unique_ptr<PublicTunnel> m_tunnel;
    QString m_verdict; ///< the last sentence about the address
};

} // namespace viz
