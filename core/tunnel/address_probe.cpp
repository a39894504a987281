#include "core/tunnel/address_probe.h"

#include <QNetworkRequest>
#include <QRandomGenerator>
#include <QSslError>

#include <array>

namespace viz {
namespace {

/// Unpredictable, so that nobody can answer with a proof from before.
QByteArray newNonce() {
    std::array<quint32, AddressProbe::kNonceBytes / sizeof(quint32)> words{};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    return {reinterpret_cast<const char*>(words.data()), AddressProbe::kNonceBytes};
}

} // namespace

AddressProbe::AddressProbe(Options options, const Clock& clock)
    : m_options(std::move(options)), m_clock(clock), m_schedule(m_options.times) {
    m_network.setTransferTimeout(static_cast<int>(m_options.times.answer.count()));
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &AddressProbe::ask);
}

void AddressProbe::watch(const QUrl& url, const QHash<QByteArray, QByteArray>& headers,
                         std::chrono::milliseconds firstLook) {
    stop();
    m_url = url;
    m_headers = headers;
    m_schedule.begin(m_clock.now());
    m_timer.start(firstLook);
}

void AddressProbe::stop() {
    m_timer.stop();
    drop();
}

void AddressProbe::ask() {
    drop();
    // A connection that is open already would tell nothing about the way to it.
    m_network.clearConnectionCache();
    m_certificateError.clear();
    const QByteArray nonce = newNonce();
    QNetworkReply* const reply = m_network.get(request(nonce));
    m_reply = reply;
    connect(reply, &QNetworkReply::sslErrors, this, [this, reply](const QList<QSslError>& errors) {
        m_certificateError = errors.front().errorString();
        if (m_options.certificate == Certificate::NeedNotBeTrusted)
            reply->ignoreSslErrors();
    });
    const auto answered = [this, reply, expected = m_options.proofOf(nonce)] { take(*reply, expected); };
    connect(reply, &QNetworkReply::metaDataChanged, this, answered);
    connect(reply, &QNetworkReply::finished, this, answered);
}

void AddressProbe::take(QNetworkReply& reply, const QByteArray& expected) {
    const ProbeAnswer answer = answerOf(reply);
    drop();
    const ProbeVerdict verdict = judge(answer, expected);
    const auto [wait, isSettled] = m_schedule.after(verdict, m_clock.now());
    m_timer.start(wait);
    Q_EMIT judged(
        {.verdict = verdict, .status = answer.status, .isSettled = isSettled, .certificateError = m_certificateError});
}

void AddressProbe::drop() {
    QNetworkReply* const reply = std::exchange(m_reply, nullptr);
    if (!reply)
        return;
    reply->disconnect(this);
    reply->deleteLater(); // abort() is not for its own signals (Qt 6.4.2)
}

QNetworkRequest AddressProbe::request(const QByteArray& nonce) const {
    QNetworkRequest request(m_url);
    // Qt's own name begins with "Mozilla", which brings up the services' warning pages.
    request.setRawHeader("User-Agent", "Viz/1");
    for (auto header = m_headers.begin(); header != m_headers.end(); ++header)
        request.setRawHeader(header.key(), header.value());
    request.setRawHeader("X-Viz-Nonce", probeText(nonce));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false); // as the WebSocket will
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    return request;
}

ProbeAnswer AddressProbe::answerOf(QNetworkReply& reply) const {
    const bool mustBeTrusted = m_options.certificate == Certificate::MustBeTrusted;
    return {.error = reply.error(),
            .status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
            .proof = reply.rawHeader("X-Viz"),
            .certificateFailed = mustBeTrusted && !m_certificateError.isEmpty()};
}

} // namespace viz
