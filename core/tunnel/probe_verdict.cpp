#include "core/tunnel/probe_verdict.h"

namespace viz {
namespace {

constexpr int kNotFound = 404;
constexpr int kUpgradeRequired = 426;
constexpr int kTooMany = 429;

/// 502..504 of RFC 9110; 520..530 are Cloudflare's for an origin that is not reached.
bool isGatewayStatus(int status) { return (status >= 502 && status <= 504) || (status >= 520 && status <= 530); }

ProbeVerdict judgeStatus(int status) {
    if (status == kNotFound)
        return ProbeVerdict::NotFound;
    if (status == kTooMany)
        return ProbeVerdict::TooMany;
    return isGatewayStatus(status) ? ProbeVerdict::BadGateway : ProbeVerdict::WebPage;
}

ProbeVerdict judgeSilence(QNetworkReply::NetworkError error) {
    switch (error) {
    case QNetworkReply::HostNotFoundError:
        return ProbeVerdict::DnsNotYet;
    case QNetworkReply::SslHandshakeFailedError:
        return ProbeVerdict::Tls;
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError: // by the transfer time-out
        return ProbeVerdict::Timeout;
    default:
        return ProbeVerdict::Unreachable;
    }
}

} // namespace

ProbeVerdict judge(const ProbeAnswer& answer, const QByteArray& expected) {
    if (answer.certificateFailed)
        return ProbeVerdict::Tls;
    if (answer.status == 0)
        return judgeSilence(answer.error);
    if (answer.status != kUpgradeRequired)
        return judgeStatus(answer.status);
    return answer.proof == probeText(expected) ? ProbeVerdict::Live : ProbeVerdict::WrongProof;
}

QByteArray probeText(const QByteArray& bytes) {
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace viz
