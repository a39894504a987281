#include "core/call/connection/dial.h"

#include "core/call/byte_array.h"
#include "core/call/link_end_reason.h"
#include "core/call/logging.h"
#include "core/protocol/wire_format.h"

#include <algorithm>
#include <span>
#include <utility>

namespace viz {
namespace {

EndReason reasonOf(OfferStatus status) {
    switch (status) {
    case OfferStatus::Busy:
        return EndReason::Busy;
    case OfferStatus::Version:
        return EndReason::VersionMismatch;
    case OfferStatus::ModeRefused:
        return EndReason::InviteNeeded;
    case OfferStatus::Throttled:
        return EndReason::Throttled;
    case OfferStatus::GoOn:
        break;
    }
    return EndReason::NotViz;
}

bool beginsAsViz(ByteView message) {
    const ByteView magic = std::as_bytes(std::span(wire::kMagic));
    return message.size() >= magic.size() && std::ranges::equal(message.first(magic.size()), magic);
}

/// What begins as a message of Viz, and goes on as none, was changed or cut on its way.
EndReason reasonOf(HandshakeVerdict verdict, ByteView offer) {
    if (verdict == HandshakeVerdict::WrongVersion)
        return EndReason::VersionMismatch;
    const bool foreign = verdict == HandshakeVerdict::Malformed && !beginsAsViz(offer);
    return foreign ? EndReason::NotViz : EndReason::NotAuthentic;
}

} // namespace

Dial::Dial(const HostAddress& address, std::string_view path, JoinerHandshake handshake)
    : m_url(urlOf(address, path))
    , m_certificateHash(address.certificateHash)
    , m_handshake(std::move(handshake))
    , m_link(std::make_unique<WebSocketLink>())
    , m_deadline(this) {
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this,
            [this] { fail(EndReason::HandshakeTimeout, CloseCode::HandshakeTimeout); });
    connect(m_link.get(), &Link::opened, this, [this] {
        m_deadline.start(wire::kOpenDeadline);
        m_link->send(toByteArray(m_handshake.createKnock()));
    });
    connect(m_link.get(), &Link::received, this, &Dial::receive);
    connect(m_link.get(), &Link::closed, this, &Dial::onClosed);
}

Dial::~Dial() {
    if (m_link)
        m_link->disconnect(this);
}

void Dial::start() {
    if (m_certificateHash)
        return m_link->open(m_url, *m_certificateHash);
    const bool words = m_handshake.mode() == HandshakeMode::Sas;
    m_link->open(m_url,
                 words ? WebSocketLink::Certificate::MustBeTrusted : WebSocketLink::Certificate::NeedNotBeTrusted);
}

void Dial::giveUp() {
    m_over = true;
    m_deadline.stop();
    m_link->disconnect(this);
    m_link->abort();
}

Connection Dial::takeConnection() {
    m_link->disconnect(this);
    m_link->admit();
    return {.link = std::move(m_link), .keys = m_handshake.takeKeys(), .peerName = {}};
}

QUrl Dial::urlOf(const HostAddress& address, std::string_view path) {
    QUrl url;
    url.setScheme(address.security == HostAddress::Security::Tls ? QStringLiteral("wss") : QStringLiteral("ws"));
    url.setHost(QString::fromStdString(address.host));
    if (address.port != 0)
        url.setPort(address.port);
    url.setPath(QString::fromStdString(address.prefix) +
                QString::fromUtf8(path.data(), static_cast<qsizetype>(path.size())));
    return url;
}

void Dial::receive(const QByteArray& message) {
    if (m_over)
        return;
    const HandshakeVerdict verdict = m_handshake.consumeOffer(toView(message));
    if (verdict == HandshakeVerdict::Refused)
        return fail(reasonOf(m_handshake.refusal()), CloseCode::Normal);
    if (verdict != HandshakeVerdict::Ok) {
        qCInfo(vizCall) << "the host's offer was refused, verdict" << int(verdict);
        return fail(reasonOf(verdict, toView(message)), CloseCode::Authentication);
    }
    m_over = true;
    m_deadline.stop();
    m_link->send(toByteArray(m_handshake.createOpen()));
    Q_EMIT succeeded();
}

void Dial::onClosed(const LinkEnd& end) {
    if (std::exchange(m_over, true))
        return;
    m_deadline.stop();
    Q_EMIT failed(CallEnd{.reason = endReasonOf(end, false), .httpStatus = end.httpStatus, .detail = end.detail});
}

void Dial::fail(EndReason reason, CloseCode code) {
    m_over = true;
    m_deadline.stop();
    m_link->close(code);
    Q_EMIT failed(CallEnd{.reason = reason, .detail = {}});
}

} // namespace viz
