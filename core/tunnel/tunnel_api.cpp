#include "core/tunnel/tunnel_api.h"

#include "core/tunnel/tunnel_address.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkProxy>
#include <QNetworkReply>

namespace viz {
namespace {

constexpr int kOk = 200;

QStringList textsOf(const QJsonValue& value) {
    QStringList texts;
    for (const QJsonValue& item : value.toArray())
        texts += item.toString();
    return texts;
}

/// ngrok writes "http://127.0.0.1:8443", older ones "127.0.0.1:8443".
bool leadsTo(const QJsonValue& tunnel, quint16 port) {
    return tunnel[u"config"_qs][u"addr"_qs].toString().endsWith(u':' + QString::number(port));
}

QStringList ngrokAddresses(const QJsonValue& tunnels, quint16 port) {
    QStringList addresses;
    for (const QJsonValue& tunnel : tunnels.toArray()) {
        if (leadsTo(tunnel, port))
            addresses += tunnel[u"public_url"_qs].toString();
    }
    return addresses;
}

} // namespace

QStringList apiAddresses(TunnelApiRow::Format format, const QByteArray& json, quint16 port) {
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    switch (format) {
    case TunnelApiRow::Format::Hostname: {
        const QString host = object.value(u"hostname").toString();
        return host.isEmpty() ? QStringList() : QStringList{host};
    }
    case TunnelApiRow::Format::NgrokTunnels:
        return ngrokAddresses(object.value(u"tunnels"), port);
    case TunnelApiRow::Format::UrlList:
        return textsOf(object.value(u"urls"));
    case TunnelApiRow::Format::None:
        return {};
    }
    return {};
}

TunnelApi::TunnelApi(Target target, std::chrono::milliseconds interval)
    : m_target(std::move(target))
    , m_row(m_target.provider.api.value_or(TunnelApiRow{}))
    , m_wantsAddress(m_row.format != TunnelApiRow::Format::None)
    , m_wantsReady(!m_row.readyPath.isEmpty()) {
    m_network.setProxy(QNetworkProxy::NoProxy);
    m_network.setTransferTimeout(static_cast<int>(kAnswerTimeout.count()));
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &TunnelApi::poll);
}

void TunnelApi::start() {
    m_timer.start();
    poll();
}

void TunnelApi::poll() {
    if (m_wantsAddress)
        ask(m_row.addressPath, &TunnelApi::takeAddresses);
    if (m_wantsReady)
        ask(m_row.readyPath, &TunnelApi::takeReady);
    if (!m_wantsAddress && !m_wantsReady)
        m_timer.stop();
}

void TunnelApi::ask(const QString& path, void (TunnelApi::*take)(int status, const QByteArray& body)) {
    QUrl url(u"http://127.0.0.1"_qs + path);
    url.setPort(m_target.apiPort);
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    QNetworkReply* const reply = m_network.get(request);
    reply->setReadBufferSize(kMaxAnswerBytes); // a longer answer never finishes, and times out
    connect(reply, &QNetworkReply::finished, this, [this, reply, take] {
        reply->deleteLater();
        (this->*take)(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll());
    });
}

void TunnelApi::takeAddresses(int status, const QByteArray& body) {
    if (status != kOk || !m_wantsAddress)
        return;
    for (const QString& candidate : apiAddresses(m_row.format, body, m_target.localPort)) {
        if (const auto address = acceptAddress(candidate, m_target.provider)) {
            m_wantsAddress = false;
            Q_EMIT addressSeen(*address);
            return;
        }
    }
}

void TunnelApi::takeReady(int status, const QByteArray&) {
    if (status != kOk || !m_wantsReady)
        return;
    m_wantsReady = false;
    Q_EMIT readySeen();
}

} // namespace viz
