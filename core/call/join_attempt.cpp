#include "core/call/join_attempt.h"

#include "core/call/byte_array.h"
#include "core/call/link_end_reason.h"
#include "core/call/logging.h"
#include "core/protocol/wire_format.h"

#include <QUrl>

#include <utility>

namespace viz {
namespace {

QUrl requestUrl(const HostAddress& address, const InviteKeys* keys) {
    QUrl url;
    url.setScheme(address.security == HostAddress::Security::Tls ? QStringLiteral("wss") : QStringLiteral("ws"));
    url.setHost(QString::fromStdString(address.host));
    if (address.port != 0)
        url.setPort(address.port);
    url.setPath(QString::fromStdString(address.prefix + requestPath(keys)));
    return url;
}

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

EndReason reasonOf(HandshakeVerdict verdict) {
    const bool notViz = verdict == HandshakeVerdict::Malformed;
    return verdict == HandshakeVerdict::WrongVersion ? EndReason::VersionMismatch
                                                     : (notViz ? EndReason::NotViz : EndReason::NotAuthentic);
}

} // namespace

JoinAttempt::JoinAttempt(Setup setup, CallWires& wires, const Clock& clock)
    : m_setup(std::move(setup))
    , m_wires(wires)
    , m_clock(clock)
    , m_handshake(m_setup.keys ? &*m_setup.keys : nullptr, m_setup.name.toStdString())
    , m_deadline(this) {
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this,
            [this] { fail(EndReason::HandshakeTimeout, CloseCode::HandshakeTimeout); });
}

JoinAttempt::~JoinAttempt() = default;

void JoinAttempt::start() {
    m_link = std::make_unique<WebSocketLink>();
    connect(m_link.get(), &Link::opened, this, [this] {
        Q_EMIT connected();
        m_deadline.start(wire::kOpenDeadline);
        m_link->send(toByteArray(m_handshake.createKnock()));
    });
    connect(m_link.get(), &Link::received, this, &JoinAttempt::receive);
    connect(m_link.get(), &Link::closed, this, &JoinAttempt::onClosed);
    const InviteKeys* keys = m_setup.keys ? &*m_setup.keys : nullptr;
    m_link->open(requestUrl(m_setup.address, keys),
                 keys ? WebSocketLink::Certificate::NeedNotBeTrusted : WebSocketLink::Certificate::MustBeTrusted);
}

void JoinAttempt::receive(const QByteArray& message) {
    if (!m_over)
        consumeOffer(toView(message));
}

void JoinAttempt::consumeOffer(ByteView offer) {
    const HandshakeVerdict verdict = m_handshake.consumeOffer(offer);
    if (verdict == HandshakeVerdict::Refused)
        return fail(reasonOf(m_handshake.refusal()), CloseCode::Normal);
    if (verdict != HandshakeVerdict::Ok) {
        qCInfo(vizCall) << "the host's offer was refused, verdict" << int(verdict);
        return fail(reasonOf(verdict), CloseCode::Authentication);
    }
    m_link->send(toByteArray(m_handshake.createOpen()));
    finish();
}

void JoinAttempt::finish() {
    m_over = true;
    m_deadline.stop();
    m_link->disconnect(this);
    m_link->admit();
    SessionKeys keys = m_handshake.takeKeys();
    auto* channel = new CallChannel(std::move(m_link), CallRole::Joiner, std::move(keys.opening), m_wires, m_clock);
    channel->setParent(this);
    auto arrival = std::make_shared<Arrival>();
    arrival->channel = channel;
    arrival->verification = m_setup.keys ? Verification::ByInvite : Verification::Unverified;
    arrival->sas = keys.sas;
    arrival->sealingKey = std::move(keys.sealing);
    Q_EMIT arrived(arrival);
}

void JoinAttempt::onClosed(const LinkEnd& end) {
    if (std::exchange(m_over, true))
        return;
    m_deadline.stop();
    EndReason reason = endReasonOf(end, false);
    if (reason == EndReason::WebPage && end.httpStatus == 404)
        reason = m_setup.keys ? EndReason::InviteUnknown : EndReason::InviteNeeded;
    Q_EMIT failed(CallEnd{.reason = reason, .httpStatus = end.httpStatus, .detail = end.detail});
}

void JoinAttempt::fail(EndReason reason, CloseCode code) {
    m_over = true;
    m_deadline.stop();
    m_link->close(code);
    Q_EMIT failed(CallEnd{.reason = reason, .detail = {}});
}

} // namespace viz
