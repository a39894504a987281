#include "core/tunnel/probe_verdict.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

const QByteArray kProof("0123456789abcdef");

TEST(ProbeVerdict, NamesEveryAnswer) {
    struct Row {
        ProbeAnswer answer;
        ProbeVerdict verdict;
    };
    const auto http = [](int status) {
        return ProbeAnswer{.error = QNetworkReply::UnknownContentError, .status = status, .proof = {}};
    };
    const auto silence = [](QNetworkReply::NetworkError error) { return ProbeAnswer{.error = error, .proof = {}}; };
    const QList<Row> rows{
        {{.status = 426, .proof = probeText(kProof)}, ProbeVerdict::Live},
        {{.status = 426, .proof = {}}, ProbeVerdict::WrongProof},
        {{.status = 426, .proof = kProof}, ProbeVerdict::WrongProof},
        {{.status = 426, .proof = probeText(kProof).chopped(1)}, ProbeVerdict::WrongProof},
        {{.status = 426, .proof = probeText("another proof 16")}, ProbeVerdict::WrongProof},
        {{.status = 200, .proof = probeText(kProof)}, ProbeVerdict::WebPage},
        {{.status = 426, .proof = probeText(kProof), .certificateFailed = true}, ProbeVerdict::Tls},
        {http(200), ProbeVerdict::WebPage},
        {http(302), ProbeVerdict::WebPage},
        {http(403), ProbeVerdict::WebPage},
        {http(500), ProbeVerdict::WebPage},
        {http(404), ProbeVerdict::NotFound},
        {http(429), ProbeVerdict::TooMany},
        {http(502), ProbeVerdict::BadGateway},
        {http(503), ProbeVerdict::BadGateway},
        {http(504), ProbeVerdict::BadGateway},
        {http(522), ProbeVerdict::BadGateway},
        {http(530), ProbeVerdict::BadGateway},
        {silence(QNetworkReply::HostNotFoundError), ProbeVerdict::DnsNotYet},
        {silence(QNetworkReply::SslHandshakeFailedError), ProbeVerdict::Tls},
        {silence(QNetworkReply::TimeoutError), ProbeVerdict::Timeout},
        {silence(QNetworkReply::OperationCanceledError), ProbeVerdict::Timeout},
        {silence(QNetworkReply::ConnectionRefusedError), ProbeVerdict::Unreachable},
        {silence(QNetworkReply::RemoteHostClosedError), ProbeVerdict::Unreachable},
        {silence(QNetworkReply::ProxyAuthenticationRequiredError), ProbeVerdict::Unreachable},
    };
    for (const auto& [answer, verdict] : rows)
        EXPECT_EQ(judge(answer, kProof), verdict) << answer.status << ' ' << answer.error;
}

TEST(ProbeVerdict, IsNeverLiveWithoutAProof) {
    EXPECT_EQ(judge({.status = 426, .proof = {}}, "x"), ProbeVerdict::WrongProof);
}

} // namespace
} // namespace viz
