#include "core/tunnel/tunnel_words.h"

namespace viz {
namespace {

constexpr auto kProseContext = "viz::TunnelProvider";

QString translated(const QString& text) {
    return QCoreApplication::translate(kProseContext, text.toUtf8().constData());
}

} // namespace

QString TunnelWords::ofFault(TunnelFault fault, const TunnelProvider& provider, const QString& detail) {
    const QString& name = provider.name;
    switch (fault) {
    case TunnelFault::NotInstalled:
        return tr("The program %1 is not installed: install it, or choose another tunnel.").arg(provider.program);
    case TunnelFault::CannotStart:
        return tr("The program %1 is there but does not start: check its permissions.").arg(provider.program);
    case TunnelFault::NeedsSettings:
        return tr("The tunnel %1 needs the setting “%2” in tunnels.json.").arg(name, detail);
    case TunnelFault::NeedsAccount:
        return tr("%1 needs an account: log in with its program %2 once, then try again.").arg(name, provider.program);
    case TunnelFault::NeedsSetup:
        return tr("%1 is not switched on for this account or computer: see “Details” for what it asks for.").arg(name);
    case TunnelFault::LimitReached:
        return tr("%1 lets no more through: its limit is reached. Close other tunnels, wait, or choose another one.")
            .arg(name);
    case TunnelFault::Refused:
        return tr("The server of %1 refused: check user name, key and its permission to forward ports.").arg(name);
    case TunnelFault::HostKeyChanged:
        return tr("The server of %1 is not the one of last time: somebody may be in between. Do not go on before you "
                  "know why.")
            .arg(name);
    case TunnelFault::PortTaken:
        return tr("The port on the far side of %1 is taken: wait a minute until it lets go of an old tunnel.")
            .arg(name);
    case TunnelFault::NoNetwork:
        return tr("%1 cannot be reached: check this computer's network.").arg(name);
    case TunnelFault::NoAddress:
        return tr("%1 started but named no address in time: try again, or choose another tunnel.").arg(name);
    case TunnelFault::NotReady:
        return tr("%1 named an address but did not connect: the network may block it. Choose another tunnel.")
            .arg(name);
    case TunnelFault::Ended:
        return tr("%1 ended by itself: see “Details” for what it said.").arg(name);
    }
    return {};
}

QString TunnelWords::ofReport(const ProbeReport& report) {
    switch (report.verdict) {
    case ProbeVerdict::Live:
        return tr("Tested from outside: the invite reaches you.");
    case ProbeVerdict::WebPage:
        return tr("The address answers with a web page (status %1) instead of Viz.").arg(report.status);
    case ProbeVerdict::NotFound:
        return tr("The address answers, but does not know this invite (status 404): the tunnel is gone, or leads "
                  "elsewhere.");
    case ProbeVerdict::TooMany:
        return tr("The tunnel has too much to do (status 429): wait a little, or choose another one.");
    case ProbeVerdict::BadGateway:
        return tr("The tunnel's service does not reach this computer (status %1): start the tunnel anew.")
            .arg(report.status);
    case ProbeVerdict::DnsNotYet:
        return report.isSettled ? tr("There is no such address: check it, or start the tunnel anew.")
                                : tr("The new address is not known everywhere yet: this can take a minute.");
    case ProbeVerdict::Tls:
        return tr("The tunnel's certificate is not trusted: check this computer's clock and the address.");
    case ProbeVerdict::Timeout:
        return tr("The address does not answer.");
    case ProbeVerdict::Unreachable:
        return tr("The address cannot be reached: check this computer's network.");
    case ProbeVerdict::WrongProof:
        return tr("The address leads to another Viz, or somebody in between answers for it: start the tunnel anew.");
    }
    return {};
}

QString TunnelWords::ofConsent(const TunnelProvider& provider) {
    switch (provider.consent) {
    case TunnelConsent::RelayEndsTls:
        return tr("Your computer becomes reachable through %1, for callers with your invite or address. %1 sees your "
                  "IP "
                  "address, when and how long you talk, and the encrypted messages.")
            .arg(provider.name);
    case TunnelConsent::RelayOnlyForwards:
        return tr("Your computer becomes reachable through %1, for callers with your invite or address. %1 sees your "
                  "IP "
                  "address, when and how long you talk, and how much is sent.")
            .arg(provider.name);
    case TunnelConsent::OwnServer:
        return tr("Your computer becomes reachable through your own server, for callers with your invite or address.");
    }
    return {};
}

QString TunnelWords::limitsOf(const TunnelProvider& provider) { return translated(provider.limits); }

QString TunnelWords::privacyOf(const TunnelProvider& provider) { return translated(provider.privacy); }

} // namespace viz
