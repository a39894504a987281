#include "core/tunnel/builtin_providers.h"

namespace viz {
namespace {

using Transport = TunnelProvider::Transport;
using FaultLine = TunnelProvider::FaultLine;

/// A row's prose; it stands in QT_TRANSLATE_NOOP, the only form that lupdate finds with a context.
QString prose(const char* text) { return QString::fromUtf8(text); }

/// For tunnels through somebody else's ssh server. The quotes are for folders with blanks, which ssh would split. The
/// user's own configuration stays out of it: a `Host *` there could forward an agent or jump through another machine.
/// Keep-alives find a dead session after a minute.
QStringList sshToStrangers() {
    return {u"-F"_qs,
            u"none"_qs,
            u"-T"_qs,
            u"-o"_qs,
            u"BatchMode=yes"_qs,
            u"-o"_qs,
            u"StrictHostKeyChecking=accept-new"_qs,
            u"-o"_qs,
            u"UserKnownHostsFile=\"{dataFolder}/known_hosts\""_qs,
            u"-o"_qs,
            u"ServerAliveInterval=20"_qs,
            u"-o"_qs,
            u"ServerAliveCountMax=3"_qs,
            u"-o"_qs,
            u"ExitOnForwardFailure=yes"_qs};
}

QList<FaultLine> sshFaults() {
    return {
        {u"REMOTE HOST IDENTIFICATION HAS CHANGED|Host key verification failed"_qs, TunnelFault::HostKeyChanged},
        {u"(^|@\\S+: )Permission denied|Too many authentication failures|administratively prohibited"_qs,
         TunnelFault::Refused},
        {u"remote port forwarding failed"_qs, TunnelFault::PortTaken},
        {u"Could not resolve hostname|Connection refused|Connection timed out|Network is unreachable|No route to host"_qs,
         TunnelFault::NoNetwork},
    };
}

TunnelProvider cloudflare() {
    return {
        .id = u"cloudflared"_qs,
        .name = u"Cloudflare"_qs,
        .program = u"cloudflared"_qs,
        // A config.yml of the user's own turns quick tunnels off, hence the empty one.
        .arguments = {u"tunnel"_qs, u"--no-autoupdate"_qs, u"--config"_qs, u"{emptyFile}"_qs, u"--metrics"_qs,
                      u"127.0.0.1:{apiPort}"_qs, u"--url"_qs, u"http://127.0.0.1:{port}"_qs},
        // Quick tunnels are forced to QUIC (UDP 7844), without a fallback of their own.
        .fallbackArguments = {u"--protocol"_qs, u"http2"_qs},
        .addressLines = {u"\\S+ INF \\|\\s+(https://[a-z0-9-]+\\.trycloudflare\\.com)\\s+\\|"_qs},
        .hosts = {u".trycloudflare.com"_qs},
        .excludedHosts = {u"api.trycloudflare.com"_qs},
        .api = TunnelApiRow{.addressPath = u"/quicktunnel"_qs,
                            .format = TunnelApiRow::Format::Hostname,
                            .readyPath = u"/ready"_qs},
        .faultLines = {{u"status_code=\"?429|Too Many Requests"_qs, TunnelFault::LimitReached},
                       {u"failed to request quick Tunnel|no such host|network is unreachable"_qs,
                        TunnelFault::NoNetwork}},
        .firstLookSeconds = 4,
        .limits = prose(
            QT_TRANSLATE_NOOP("viz::TunnelProvider",
                              "No account. Made for tests, without a promise that it works. New address each time.")),
        .privacy = prose(QT_TRANSLATE_NOOP(
            "viz::TunnelProvider", "Cloudflare carries a large part of the web and sees both sides' addresses.")),
    };
}

TunnelProvider ngrok() {
    return {
        .id = u"ngrok"_qs,
        .name = u"ngrok"_qs,
        .program = u"ngrok"_qs,
        .arguments = {u"http"_qs, u"127.0.0.1:{port}"_qs, u"--log=stdout"_qs, u"--log-format=json"_qs},
        .addressLines = {u"\\{.*\"msg\":\"started tunnel\".*\"url\":\"(https://[^\"\\\\]+)\".*\\}"_qs},
        .hosts = {u".ngrok-free.app"_qs, u".ngrok-free.dev"_qs, u".ngrok-free.io"_qs, u".ngrok.app"_qs,
                  u".ngrok.dev"_qs, u".ngrok.io"_qs},
        .api = TunnelApiRow{.port = u"4040"_qs,
                            .addressPath = u"/api/tunnels"_qs,
                            .format = TunnelApiRow::Format::NgrokTunnels},
        // 4018: no token; 105, 107: a wrong one; 108: too many sessions; 334: the name is in use; 725, 727: traffic.
        .faultLines = {{u"ERR_NGROK_(4018|105|107)\\b"_qs, TunnelFault::NeedsAccount},
                       {u"ERR_NGROK_(108|334|725|727)\\b"_qs, TunnelFault::LimitReached},
                       {u"no such host|network is unreachable|i/o timeout"_qs, TunnelFault::NoNetwork}},
        .headers = {{"ngrok-skip-browser-warning", "1"}},
        .environment = {u"NGROK_*"_qs},
        .limits = prose(QT_TRANSLATE_NOOP("viz::TunnelProvider",
                                          "Free account: 1 GB a month from host to callers, about 80 hours of calls.")),
        .privacy = prose(QT_TRANSLATE_NOOP("viz::TunnelProvider", "ngrok ties the address to your account.")),
        .needsAccount = true,
    };
}

TunnelProvider localhostRun() {
    return {
        .id = u"localhost.run"_qs,
        .name = u"localhost.run"_qs,
        .program = u"ssh"_qs,
        .arguments = sshToStrangers() + QStringList{u"-R"_qs, u"80:127.0.0.1:{port}"_qs, u"nokey@localhost.run"_qs,
                                                    u"--"_qs, u"--output"_qs, u"json"_qs},
        .addressLines = {u"\\{.*\"event\": ?\"tcpip-forward\".*\"address\": ?\"([a-z0-9.-]+)\".*\\}"_qs,
                         u"\\{.*\"address\": ?\"([a-z0-9.-]+)\".*\"event\": ?\"tcpip-forward\".*\\}"_qs,
                         u"\\S+ tunneled with tls termination, (https://\\S+)"_qs},
        .hosts = {u".lhr.life"_qs, u".lhr.rocks"_qs, u".lhrtunnel.link"_qs, u".localhost.run"_qs},
        .excludedHosts = {u"admin.localhost.run"_qs, u"docs.localhost.run"_qs},
        .faultLines = sshFaults(),
        .limits = prose(
            QT_TRANSLATE_NOOP("viz::TunnelProvider",
                              "Nothing to install. Slow at times; the address changes every few hours, which a call "
                              "survives.")),
        .privacy = prose(QT_TRANSLATE_NOOP("viz::TunnelProvider", "A small service run by one company.")),
    };
}

TunnelProvider tailscaleFunnel() {
    return {
        .id = u"tailscale"_qs,
        .name = u"Tailscale Funnel"_qs,
        .program = u"tailscale"_qs,
        // In the foreground: --bg would leave it open after Viz.
        .arguments = {u"funnel"_qs, u"{port}"_qs},
        .addressLines = {u"\\s*(https://[a-z0-9-]+\\.[a-z0-9-]+\\.ts\\.net(?::\\d+)?)/?\\s*"_qs},
        .hosts = {u".ts.net"_qs},
        .faultLines = {{u"Logged out|NeedsLogin|not logged in"_qs, TunnelFault::NeedsAccount},
                       {u"Funnel is not enabled|Funnel not available|funnel.* node attribute|HTTPS.*not enabled|"
                        "Access denied|listener already exists|failed to connect to local tailscaled|"
                        "doesn't appear to be running|Tailscale is stopped"_qs,
                        TunnelFault::NeedsSetup}},
        .firstLookSeconds = 2,
        .limits = prose(
            QT_TRANSLATE_NOOP("viz::TunnelProvider",
                              "Free account. The address stays the same. The bandwidth is limited, enough for calls.")),
        .privacy = prose(QT_TRANSLATE_NOOP("viz::TunnelProvider", "The address names this computer and your tailnet.")),
        .consent = TunnelConsent::RelayOnlyForwards,
        .needsAccount = true,
    };
}

TunnelProvider ownServer() {
    return {
        .id = u"own-server"_qs,
        .name = u"ssh"_qs,
        .program = u"ssh"_qs,
        // With the user's configuration, where the server's alias and key may be. -v: ssh says only in its debug output
        // that the forwarding stands.
        .arguments = {u"-N"_qs, u"-T"_qs, u"-v"_qs, u"-o"_qs, u"BatchMode=yes"_qs, u"-o"_qs,
                      u"StrictHostKeyChecking=accept-new"_qs, u"-o"_qs, u"ServerAliveInterval=20"_qs, u"-o"_qs,
                      u"ServerAliveCountMax=3"_qs, u"-o"_qs, u"ExitOnForwardFailure=yes"_qs, u"{sshOptions}"_qs,
                      u"-R"_qs, u"127.0.0.1:{serverPort}:127.0.0.1:{port}"_qs, u"{server}"_qs},
        .settings = {u"server"_qs, u"serverPort"_qs, u"publicUrl"_qs},
        .optionalSettings = {u"sshOptions"_qs},
        .addressLines = {u"debug1: remote forward success for: listen .*"_qs},
        .knownAddress = u"{publicUrl}"_qs,
        .faultLines = sshFaults(),
        .limits = prose(
            QT_TRANSLATE_NOOP("viz::TunnelProvider", "Your own server with nginx or Caddy. No limits but its own.")),
        .privacy = prose(QT_TRANSLATE_NOOP("viz::TunnelProvider",
                                           "Only your server's provider sees the addresses of those who call.")),
        .consent = TunnelConsent::OwnServer,
    };
}

TunnelProvider pinggy() {
    return {
        .id = u"pinggy"_qs,
        .name = u"Pinggy"_qs,
        .program = u"ssh"_qs,
        .arguments = sshToStrangers() + QStringList{u"-p"_qs, u"443"_qs, u"-R0:127.0.0.1:{port}"_qs,
                                                    u"-L127.0.0.1:{apiPort}:localhost:4300"_qs, u"free.pinggy.io"_qs},
        .addressLines = {u"\\s*(https://[a-z0-9.-]+)/?\\s*"_qs},
        .hosts = {u".free.pinggy.link"_qs, u".free.pinggy.net"_qs, u".free.pinggy.io"_qs, u".pinggy-free.link"_qs},
        .api = TunnelApiRow{.addressPath = u"/urls"_qs, .format = TunnelApiRow::Format::UrlList},
        .faultLines = sshFaults(),
        .headers = {{"X-Pinggy-No-Screen", "1"}},
        .limits = prose(QT_TRANSLATE_NOOP("viz::TunnelProvider",
                                          "Nothing to install. Closed after 60 minutes, then a new address.")),
        .privacy =
            prose(QT_TRANSLATE_NOOP("viz::TunnelProvider", "The address contains this computer's public IP address.")),
    };
}

TunnelProvider zrok() {
    return {
        .id = u"zrok"_qs,
        .name = u"zrok"_qs,
        .program = u"zrok"_qs,
        .arguments = {u"share"_qs, u"public"_qs, u"--headless"_qs, u"http://127.0.0.1:{port}"_qs},
        // JSON when it does not write to a terminal; the newline in it is spelled out.
        .addressLines = {u"\\{.*\"msg\":\"access your zrok share at the following endpoints:\\\\n "
                         "?((?:https://)?[a-z0-9.-]+)[\"\\\\].*"_qs,
                         u"\\s*((?:https://)?[a-z0-9-]+\\.shares?\\.zrok\\.io)\\s*"_qs},
        .hosts = {u".share.zrok.io"_qs, u".shares.zrok.io"_qs},
        .faultLines = {{u"unable to load environment|not enabled|zrok enable|unauthorized"_qs,
                        TunnelFault::NeedsAccount},
                       {u"limit (reached|exceeded)|over limit|too many"_qs, TunnelFault::LimitReached},
                       {u"no such host|network is unreachable"_qs, TunnelFault::NoNetwork}},
        .headers = {{"skip_zrok_interstitial", "1"}},
        .environment = {u"ZROK_*"_qs},
        .limits = prose(QT_TRANSLATE_NOOP(
            "viz::TunnelProvider", "Free account with a daily amount of data. Can run on a server of your own.")),
        .privacy = prose(QT_TRANSLATE_NOOP("viz::TunnelProvider", "zrok ties the address to your account.")),
        .needsAccount = true,
    };
}

TunnelProvider devTunnels() {
    return {
        .id = u"devtunnel"_qs,
        .name = u"Microsoft dev tunnels"_qs,
        .program = u"devtunnel"_qs,
        .arguments = {u"host"_qs, u"-p"_qs, u"{port}"_qs, u"--allow-anonymous"_qs},
        .addressLines = {u"\\s*Connect via browser:\\s+(?:https://\\S+,\\s+)?(https://\\S+)\\s*"_qs},
        .hosts = {u".devtunnels.ms"_qs},
        .faultLines = {{u"Login required|not logged in|Unauthorized"_qs, TunnelFault::NeedsAccount},
                       {u"limit exceeded|Rate limit|quota"_qs, TunnelFault::LimitReached}},
        .headers = {{"X-Tunnel-Skip-AntiPhishing-Page", "true"}},
        .limits = prose(
            QT_TRANSLATE_NOOP("viz::TunnelProvider",
                              "Microsoft or GitHub account: 5 GB a month, 10 tunnels. A preview without a promise.")),
        .privacy = prose(QT_TRANSLATE_NOOP("viz::TunnelProvider", "Microsoft ties the address to your account.")),
        .needsAccount = true,
    };
}

TunnelProvider localtunnel() {
    return {
        .id = u"localtunnel"_qs,
        .name = u"localtunnel"_qs,
        // Not npx, which downloads what is not there.
        .program = u"lt"_qs,
        .arguments = {u"--port"_qs, u"{port}"_qs, u"--local-host"_qs, u"127.0.0.1"_qs},
        .addressLines = {u"your url is: (https://\\S+)"_qs},
        .hosts = {u".loca.lt"_qs},
        .faultLines = {{u"connection refused|ENOTFOUND|ECONNREFUSED|ETIMEDOUT"_qs, TunnelFault::NoNetwork}},
        .headers = {{"bypass-tunnel-reminder", "1"}},
        .limits =
            prose(QT_TRANSLATE_NOOP("viz::TunnelProvider", "No account. Stalls and fails more often than the others.")),
        .privacy = prose(QT_TRANSLATE_NOOP("viz::TunnelProvider", "One volunteer's server.")),
        .isOffered = false,
    };
}

TunnelProvider bore() {
    return {
        .id = u"bore"_qs,
        .name = u"bore"_qs,
        .program = u"bore"_qs,
        .arguments = {u"local"_qs, u"{port}"_qs, u"--local-host"_qs, u"127.0.0.1"_qs, u"--to"_qs, u"bore.pub"_qs},
        .transport = Transport::PlainTcp,
        .addressLines = {u"(?:\\S+\\s+INFO\\s+\\S+ )?listening at (bore\\.pub:\\d{1,5})"_qs},
        .hosts = {u"bore.pub"_qs},
        .faultLines = {{u"could not connect|failed to lookup|timed out"_qs, TunnelFault::NoNetwork}},
        .limits = prose(QT_TRANSLATE_NOOP("viz::TunnelProvider", "No account, no stated limits.")),
        .privacy = prose(
            QT_TRANSLATE_NOOP("viz::TunnelProvider",
                              "Without TLS: everybody on the way sees that it is Viz. Strangers try all its ports.")),
        .consent = TunnelConsent::RelayOnlyForwards,
        .isOffered = false,
    };
}

TunnelProvider frp() {
    return {
        .id = u"frp"_qs,
        .name = u"frp"_qs,
        .program = u"frpc"_qs,
        .arguments = {u"-c"_qs, u"{configFile}"_qs},
        .settings = {u"configFile"_qs, u"publicUrl"_qs},
        .addressLines = {u".*\\bstart proxy success"_qs},
        .knownAddress = u"{publicUrl}"_qs,
        .faultLines = {{u"token in login doesn't match|authorization failed"_qs, TunnelFault::Refused},
                       {u"port already used|port unavailable|proxy .* already exists"_qs, TunnelFault::PortTaken},
                       {u"connect to server error|login to server failed|no such host"_qs, TunnelFault::NoNetwork}},
        .limits = prose(QT_TRANSLATE_NOOP("viz::TunnelProvider",
                                          "Your own server with frps. Viz's port must be the localPort in the file.")),
        .privacy = prose(QT_TRANSLATE_NOOP("viz::TunnelProvider",
                                           "Only your server's provider sees the addresses of those who call.")),
        .consent = TunnelConsent::OwnServer,
        .isOffered = false,
    };
}

} // namespace

QList<TunnelProvider> builtinProviders() {
    return {cloudflare(),  ngrok(), localhostRun(), tailscaleFunnel(), ownServer(), pinggy(), zrok(), devTunnels(),
            localtunnel(), bore(),  frp()};
}

} // namespace viz
