#pragma once

#include <QByteArray>
#include <QMetaType>
#include <QNetworkReply>
#include <QString>

#include <cstdint>

namespace viz {

/// What the public address led to.
enum class ProbeVerdict : std::uint8_t {
    Live,        ///< to us
    WebPage,     ///< an HTTP answer of somebody else; status
    NotFound,    ///< 404: another Viz, an old invite, or a tunnel that is gone
    TooMany,     ///< 429: the service's limit
    BadGateway,  ///< 5xx: the service is there, the way from it to us is not
    DnsNotYet,   ///< no such name (yet)
    Tls,         ///< the certificate, or the handshake
    Timeout,     ///< no answer in time
    Unreachable, ///< refused, reset, no network, a proxy that wants a password
    WrongProof,  ///< 426 like Viz, but not ours
};

/// What came back.
struct ProbeAnswer {
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    int status = 0;                 ///< 0: no HTTP answer
    QByteArray proof;               ///< X-Viz as it came
    bool certificateFailed = false; ///< and that matters
};

struct ProbeReport {
    ProbeVerdict verdict = ProbeVerdict::Timeout;
    int status = 0;             ///< HTTP; 0: none
    bool isSettled = false;     ///< false: a new address may still need time, the next question comes soon
    QString certificateError{}; ///< also with Live, where it was allowed
};

/// `expected`: the proof's bytes; never empty. Pure.
[[nodiscard]] ProbeVerdict judge(const ProbeAnswer& answer, const QByteArray& expected);

/// In header fields: base64url without padding.
[[nodiscard]] QByteArray probeText(const QByteArray& bytes);

} // namespace viz

Q_DECLARE_METATYPE(viz::ProbeReport)
