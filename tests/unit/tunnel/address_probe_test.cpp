#include "core/tunnel/address_probe.h"
#include "tests/support/wait_for.h"
#include "tests/unit/tunnel/http_stand_in.h"

#include <QCryptographicHash>

#include <gtest/gtest.h>

namespace viz {
namespace {

using namespace std::chrono_literals;
using test::headerOf;
using test::httpAnswer;
using test::HttpStandIn;
using test::waitFor;

/// Keyed like the real one, which core/tunnel does not know.
QByteArray proofOf(const QByteArray& nonce) { return QCryptographicHash::hash("key" + nonce, QCryptographicHash::Md5); }

QByteArray gateAnswer(const QByteArray& request, const QByteArray& key = {}) {
    const QByteArray nonce = QByteArray::fromBase64(headerOf(request, "X-Viz-Nonce"), QByteArray::Base64UrlEncoding);
    return httpAnswer("426 Upgrade Required", {},
                      "Upgrade: websocket\r\nX-Viz: " + probeText(proofOf(key + nonce)) + "\r\n");
}

/// Watches one server; retries and repeats at once.
class AddressProbeTest : public testing::Test {
protected:
    ProbeReport firstReport(const HttpStandIn::Answer& answer, ProbeTimes times = {}) {
        m_server = std::make_unique<HttpStandIn>(answer);
        return firstReportOf(QUrl(u"http://127.0.0.1:%1/v1/abcdefghijk"_qs.arg(m_server->port())), times);
    }

    ProbeReport firstReportOf(const QUrl& url, ProbeTimes times = {}) {
        m_probe = std::make_unique<AddressProbe>(AddressProbe::Options{.proofOf = proofOf, .times = times}, m_clock);
        QObject::connect(m_probe.get(), &AddressProbe::judged, m_probe.get(),
                         [this](const ProbeReport& report) { m_reports += report; });
        m_probe->watch(url, {{"X-Skip", "1"}});
        EXPECT_TRUE(waitFor([&] { return !m_reports.isEmpty(); }));
        return m_reports.value(0);
    }

    ManualClock m_clock;
    std::unique_ptr<HttpStandIn> m_server;
    std::unique_ptr<AddressProbe> m_probe;
    QList<ProbeReport> m_reports;
};

TEST_F(AddressProbeTest, RecognisesItsOwnGate) {
    const ProbeReport report = firstReport([](const QByteArray& request) { return gateAnswer(request); });
    EXPECT_EQ(report.verdict, ProbeVerdict::Live);
    EXPECT_EQ(report.status, 426);
    EXPECT_TRUE(report.isSettled);
}

TEST_F(AddressProbeTest, AsksWithoutLookingLikeABrowser) {
    (void)firstReport([](const QByteArray& request) { return gateAnswer(request); });
    const QByteArray request = m_server->requests().value(0);
    EXPECT_TRUE(request.startsWith("GET /v1/abcdefghijk HTTP/1.1\r\n")) << request.constData();
    EXPECT_EQ(headerOf(request, "User-Agent"), "Viz/1");
    EXPECT_EQ(headerOf(request, "X-Skip"), "1");
    EXPECT_EQ(headerOf(request, "X-Viz-Nonce").size(), 22);
    EXPECT_EQ(headerOf(request, "Origin"), "");
    EXPECT_EQ(headerOf(request, "Upgrade"), "");
    EXPECT_EQ(headerOf(request, "Cookie"), "");
}

TEST_F(AddressProbeTest, AsksAnotherQuestionEachTime) {
    ProbeTimes times;
    times.repeat = 1ms;
    (void)firstReport([](const QByteArray& request) { return gateAnswer(request); }, times);
    ASSERT_TRUE(waitFor([&] { return m_reports.size() >= 3; }));
    QByteArrayList nonces;
    for (const QByteArray& request : m_server->requests()) {
        EXPECT_FALSE(nonces.contains(headerOf(request, "X-Viz-Nonce")));
        nonces += headerOf(request, "X-Viz-Nonce");
    }
    EXPECT_EQ(m_reports.value(2).verdict, ProbeVerdict::Live);
}

TEST_F(AddressProbeTest, IsNotTakenInByAnotherViz) {
    EXPECT_EQ(firstReport([](const QByteArray& request) { return gateAnswer(request, "other"); }).verdict,
              ProbeVerdict::WrongProof);
}

TEST_F(AddressProbeTest, IsNotTakenInByAReplay) {
    QByteArray first;
    ProbeTimes times;
    times.repeat = times.firstRetry = 1ms;
    (void)firstReport(
        [&](const QByteArray& request) {
            if (first.isEmpty())
                first = gateAnswer(request);
            return first;
        },
        times);
    ASSERT_TRUE(waitFor([&] { return m_reports.size() >= 2; }));
    EXPECT_EQ(m_reports.value(1).verdict, ProbeVerdict::WrongProof);
}

TEST_F(AddressProbeTest, NamesWebPagesAndErrors) {
    struct Row {
        QByteArray status;
        ProbeVerdict verdict;
    };
    for (const auto& [status, verdict] :
         QList<Row>{{"200 OK", ProbeVerdict::WebPage},
                    {"302 Found\r\nLocation: https://evil.test/", ProbeVerdict::WebPage},
                    {"401 Unauthorized\r\nWWW-Authenticate: Basic", ProbeVerdict::WebPage},
                    {"404 Not Found", ProbeVerdict::NotFound},
                    {"429 Too Many Requests", ProbeVerdict::TooMany},
                    {"502 Bad Gateway", ProbeVerdict::BadGateway}}) {
        m_reports.clear();
        const ProbeReport report = firstReport([&](const QByteArray&) { return httpAnswer(status, "<html>"); });
        EXPECT_EQ(report.verdict, verdict) << status.constData();
        EXPECT_EQ(report.status, status.first(3).toInt());
    }
}

TEST_F(AddressProbeTest, DoesNotReadAWebPageToItsEnd) {
    const ProbeReport report = firstReport(
        [](const QByteArray&) { return QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n<html>"); });
    EXPECT_EQ(report.verdict, ProbeVerdict::WebPage);
}

TEST_F(AddressProbeTest, GivesUpOnSilence) {
    ProbeTimes times;
    times.answer = 30ms;
    EXPECT_EQ(firstReport([](const QByteArray&) { return QByteArray(); }, times).verdict, ProbeVerdict::Timeout);
}

TEST_F(AddressProbeTest, NamesWhatIsNoWebServer) {
    EXPECT_EQ(firstReport([](const QByteArray&) { return QByteArray("SSH-2.0-OpenSSH_9.2\r\n"); }).verdict,
              ProbeVerdict::Unreachable);
}

TEST_F(AddressProbeTest, NamesANameThatIsNotThere) {
    // RFC 6761 section 6.4: "invalid" never resolves.
    EXPECT_EQ(firstReportOf(QUrl(u"https://viz.invalid/v1"_qs)).verdict, ProbeVerdict::DnsNotYet);
    EXPECT_FALSE(m_reports.value(0).isSettled);
}

TEST_F(AddressProbeTest, NamesAPortWhereNobodyListens) {
    HttpStandIn gone([](const QByteArray&) { return QByteArray(); });
    const QUrl url(u"http://127.0.0.1:%1/v1"_qs.arg(gone.port()));
    gone.close();
    EXPECT_EQ(firstReportOf(url).verdict, ProbeVerdict::Unreachable);
}

TEST_F(AddressProbeTest, RetriesUntilTheTunnelStands) {
    int asked = 0;
    ProbeTimes times;
    times.firstRetry = times.longestRetry = 1ms;
    const ProbeReport first = firstReport(
        [&](const QByteArray& request) { return ++asked < 4 ? httpAnswer("502 Bad Gateway") : gateAnswer(request); },
        times);
    EXPECT_FALSE(first.isSettled);
    ASSERT_TRUE(waitFor([&] { return m_reports.back().verdict == ProbeVerdict::Live; }));
    EXPECT_EQ(m_reports.size(), 4);
}

TEST_F(AddressProbeTest, SettlesOnABadAnswerAfterAMinute) {
    ProbeTimes times;
    times.firstRetry = times.longestRetry = 1ms;
    (void)firstReport([](const QByteArray&) { return httpAnswer("404 Not Found"); }, times);
    EXPECT_FALSE(m_reports.back().isSettled);
    m_clock.advance(60s);
    ASSERT_TRUE(waitFor([&] { return m_reports.back().isSettled; }));
    EXPECT_EQ(m_reports.back().verdict, ProbeVerdict::NotFound);
}

TEST_F(AddressProbeTest, StopsInTheMiddleOfAQuestion) {
    HttpStandIn server([](const QByteArray&) { return QByteArray(); });
    AddressProbe probe({.proofOf = proofOf}, m_clock);
    QObject::connect(&probe, &AddressProbe::judged, &probe, [] { ADD_FAILURE() << "judged after stop()"; });
    probe.watch(QUrl(u"http://127.0.0.1:%1/v1"_qs.arg(server.port())));
    ASSERT_TRUE(waitFor([&] { return !server.requests().isEmpty(); }));
    probe.stop();
    EXPECT_FALSE(waitFor([&] { return server.requests().size() > 1; }, 50ms));
}

} // namespace
} // namespace viz
