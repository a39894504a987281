#pragma once

#include "core/call/call_control.h"
#include "core/tunnel/public_tunnel.h"
#include "core/tunnel/tunnel_choice.h"
#include "ui/tunnel_consents.h"

#include <QTimer>

#include <memory>

namespace viz {

class AddressStep;
class TunnelStep;

/// What tunnels on this computer are made of; tests bring their own.
struct TunnelMeans {
    QString catalogFile = TunnelCatalog::defaultPath();
    QString consentFile = TunnelConsents::defaultPath();
    QString dataFolder = tunnelDataFolder();
    ProgramFinder finder{};
    TunnelTimes tunnelTimes{};
    ProbeTimes probeTimes{};
    std::chrono::milliseconds typingPause{1'000}; ///< after which a typed address is tested
    std::chrono::milliseconds farewell{120'000};  ///< longest life of a tunnel after its call
};

/// Acts for the first two steps of hosting: runs the tunnel that the person chose while there is something to host,
/// brings its address into the invite and into a running call, and has every address tested from outside.
///
/// Nothing runs before the person agreed to the provider; when the call is over or given up, the tunnel ends, at once
/// or when somebody who is cut off has heard the goodbye. Main thread; both steps and `call` outlive it.
class HostingTunnel : public QObject {
    Q_OBJECT

public:
    HostingTunnel(TunnelStep& step, AddressStep& address, CallControl& call, const TunnelMeans& means);
    /// Kills the program if it still runs.
    ~HostingTunnel() override;

private:
    void connectSteps();
    void onState(CallState state);
    void offer();
    void setPort(quint16 port);
    void start(const QString& providerId);
    void agree(const QString& providerId);
    void run(const TunnelChoice& choice);
    void connectTunnel(const TunnelProvider& provider);
    void stop();
    void stopAfterFarewell();

    void onTunnelState(TunnelLife::State state, const QString& name);
    void onReport(const ProbeReport& report);
    void onFault(TunnelFault fault, const TunnelProvider& provider);
    void onAddress(const std::optional<HostAddress>& address);
    void testTyped();
    void showLines();

    [[nodiscard]] const TunnelChoice* choice(const QString& providerId) const;
    [[nodiscard]] PublicTunnel::Setup setupFor(const TunnelChoice& choice) const;
    [[nodiscard]] AddressProbe::Options probeOptions() const;
    [[nodiscard]] bool isInUse() const;

    TunnelStep& m_step;
    AddressStep& m_address;
    CallControl& m_call;
    TunnelMeans m_means;
    TunnelConsents m_consents;
    SteadyClock m_clock;
    AddressProbe m_typedProbe; ///< for addresses that no tunnel of ours named
    TunnelCatalog m_catalog;
    QList<TunnelChoice> m_choices;
    quint16 m_port = 0; ///< 0: not known yet
    std::unique_ptr<PublicTunnel> m_tunnel;
    QTimer m_farewell; ///< the call is over, the tunnel is not yet
};

/// Where the test from outside asks: the address, with `path` after its prefix.
[[nodiscard]] QUrl probeUrl(const HostAddress& address, const QString& path);

} // namespace viz
