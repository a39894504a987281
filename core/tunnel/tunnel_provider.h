#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>

namespace viz {

/// What can be wrong with a tunnel program, as far as Viz can tell. TunnelWords has a sentence for each.
enum class TunnelFault : std::uint8_t {
    NotInstalled,   ///< no such program on this computer
    CannotStart,    ///< it is there, but the system does not run it
    NeedsSettings,  ///< a setting of the row has no value, or one that cannot be used
    NeedsAccount,   ///< no account, no token, not logged in
    NeedsSetup,     ///< the account exists, but a switch in it is off
    LimitReached,   ///< the service's own limit: sessions, tunnels, traffic
    Refused,        ///< key not accepted, forwarding not allowed
    HostKeyChanged, ///< ssh met another server than last time
    PortTaken,      ///< the far end still holds the port, perhaps by our own lost session
    NoNetwork,      ///< the service cannot be reached
    NoAddress,      ///< ran, but named no address in time
    NotReady,       ///< named an address, but never connected
    Ended,          ///< ended by itself and said nothing that is known
};

/// Whether trying again changes nothing until a person does something.
[[nodiscard]] bool isFinal(TunnelFault fault);

/// What a person agrees to before a provider's program is started for the first time. TunnelWords has the question.
enum class TunnelConsent : std::uint8_t {
    RelayEndsTls,      ///< the service decrypts https; it sees address, times, volume and the encrypted messages
    RelayOnlyForwards, ///< https ends on this computer; the service sees address, times and volume
    OwnServer,         ///< a machine of the user's own
};

/// A small web server that some tunnel programs run on loopback to tell about themselves.
struct TunnelApiRow {
    enum class Format : std::uint8_t {
        None,         ///< readiness only
        Hostname,     ///< {"hostname": "…"}
        NgrokTunnels, ///< {"tunnels": [{"public_url": "…", "config": {"addr": "…"}}]}
        UrlList,      ///< {"urls": ["…"]}
    };
    QString port = QStringLiteral("{apiPort}"); ///< a number, or {apiPort}: a free one that the arguments name, too
    QString addressPath{};                      ///< "/quicktunnel"; empty with Format::None
    Format format = Format::None;
    QString readyPath{}; ///< answers 200 once the tunnel is connected; empty: an address means connected
};

/// One way to reach this computer from outside: everything that Viz knows about a tunnel program. Only data.
///
/// Arguments may hold `{port}` (where Viz listens), `{apiPort}`, `{dataFolder}`, `{emptyFile}` (an empty file that
/// exists) and the names of settings. An argument that is nothing but an optional setting becomes as many arguments as
/// the setting has values, perhaps none.
struct TunnelProvider {
    enum class Transport : std::uint8_t {
        Https,
        PlainTcp, ///< no TLS: the invite begins with viz1+ws:
    };
    struct FaultLine {
        QString pattern; ///< found anywhere in a line
        TunnelFault fault = TunnelFault::Ended;
    };

    QString id;      ///< for --tunnel and settings: lower case letters, digits, '-', '.'
    QString name;    ///< as the service calls itself
    QString program; ///< to look up in PATH
    QStringList arguments;
    QStringList fallbackArguments{}; ///< added after the first ones failed to connect; none: no second way
    QStringList settings{};          ///< that must have a value
    QStringList optionalSettings{};
    Transport transport = Transport::Https;

    /// Regular expressions for whole lines of output. A group holds the address; without a group the line means that
    /// the address in `knownAddress` works from now on.
    QStringList addressLines{};
    /// Where addresses may be: ".example.com" allows names below example.com, "example.com" only itself.
    QStringList hosts{};
    QStringList excludedHosts{};
    QString knownAddress{}; ///< a URL with settings in it, for tunnels that name none
    std::optional<TunnelApiRow> api{};
    QList<FaultLine> faultLines{};

    QHash<QByteArray, QByteArray> headers{}; ///< that make the service's warning page step aside
    QStringList environment{};               ///< variables besides the usual ones; "NGROK_*" for all that begin so
    int firstLookSeconds = 0; ///< wait before the first look at a new name: a miss stays in resolvers' caches

    QString limits{};  ///< English source text, context "viz::TunnelProvider"
    QString privacy{}; ///< likewise: what the service learns beyond TunnelConsent's sentence
    TunnelConsent consent = TunnelConsent::RelayEndsTls;
    bool needsAccount = false;
    bool isOffered = true; ///< false: works, but only for those who ask for it by name
};

/// Ids and names of settings look like this; both end up in file names, command lines and JSON.
[[nodiscard]] bool isTunnelWord(const QString& word);

} // namespace viz
