#include "core/call/connection/host_reception.h"

#include "core/call/byte_array.h"
#include "core/call/logging.h"
#include "core/protocol/wire_format.h"

#include <QDeadlineTimer>
#include <QTimer>

#include <utility>

namespace viz {

/// One stranger between the WebSocket and the end of the handshake. Deletes itself when its link closes.
class HostReception::Caller final : public QObject {
public:
    Caller(HostReception& reception, Link* link)
        : QObject(&reception)
        , m_reception(reception)
        , m_link(link)
        , m_handshake(&reception.m_setup.keys, !reception.m_setup.place.linkOnly) {
        m_link->setParent(this);
        connect(link, &Link::received, this, &Caller::receive);
        connect(link, &Link::closed, this, &Caller::deleteLater);
        connect(&m_deadline, &QTimer::timeout, this, [this] { m_link->close(CloseCode::HandshakeTimeout); });
        connect(&reception, &HostReception::moved, this, [this] { m_link->abort(); });
        m_deadline.setSingleShot(true);
        m_deadline.start(wire::kKnockDeadline);
    }

private:
    void receive(const QByteArray& message) {
        if (m_knocked)
            consumeOpen(toView(message));
        else
            consumeKnock(toView(message));
    }

    void consumeKnock(ByteView message) {
        if (m_reception.m_onCall) {
            for (const TicketBox::Entry& entry : m_reception.m_tickets.entries())
                m_handshake.allowResume(entry.ticket);
        }
        const HandshakeVerdict verdict = m_handshake.consumeKnock(message);
        if (verdict == HandshakeVerdict::Ok && m_handshake.mode() == HandshakeMode::Resume)
            noteTicket(message.subspan(wire::knock::kTicketAt, wire::knock::kTicketBytes));
        if (verdict == HandshakeVerdict::Ok && isTooLate())
            return refuse(OfferStatus::Throttled, CloseCode::Throttled);
        if (verdict == HandshakeVerdict::Ok)
            return answer(m_reception.m_policy.decide(m_handshake.mode(), m_handshake.commitment(), isTaken()));
        qCInfo(vizCall) << "a caller was turned away at the knock, verdict" << int(verdict);
        if (verdict == HandshakeVerdict::WrongVersion)
            return refuse(OfferStatus::Version, CloseCode::Version);
        if (verdict == HandshakeVerdict::BadMac && !m_reception.m_policy.answersBadMac())
            return m_link->abort();
        m_link->close(verdict == HandshakeVerdict::Malformed ? CloseCode::Malformed : CloseCode::Authentication);
    }

    void noteTicket(ByteView id) {
        m_generation = m_reception.m_tickets.touch(id);
        m_call = m_reception.m_channel;
    }

    /// That call is over; only its caller, who could not hear it, is still let in.
    [[nodiscard]] bool isTooLate() const {
        return m_handshake.mode() != HandshakeMode::Resume && m_reception.m_channel &&
               m_reception.m_channel->isLeaving();
    }

    /// Somebody rings or talks; who was not invited waits for others of the kind, too.
    [[nodiscard]] bool isTaken() const {
        return m_reception.m_channel || (m_handshake.mode() == HandshakeMode::Sas && m_reception.m_uninvited);
    }

    void answer(KnockPolicy::Decision decision) {
        switch (decision) {
        case KnockPolicy::Decision::Answer:
            return offer();
        case KnockPolicy::Decision::Busy:
            return refuse(OfferStatus::Busy, CloseCode::Busy);
        case KnockPolicy::Decision::Throttled:
            return refuse(OfferStatus::Throttled, CloseCode::Throttled);
        case KnockPolicy::Decision::TryLater:
            return m_link->close(CloseCode::Throttled);
        case KnockPolicy::Decision::Ignore:
            return m_link->close(CloseCode::Authentication);
        }
    }

    void refuse(OfferStatus status, CloseCode code) {
        m_link->send(toByteArray(m_handshake.createRefusal(status)));
        m_link->close(code);
    }

    void offer() {
        m_knocked = true;
        m_deadline.start(std::chrono::ceil<std::chrono::milliseconds>(m_openUntil.remainingTimeAsDuration()));
        if (m_handshake.mode() == HandshakeMode::Sas)
            m_reception.m_uninvited = this;
        m_link->send(toByteArray(m_handshake.createOffer()));
    }

    void consumeOpen(ByteView message) {
        const HandshakeVerdict verdict = m_handshake.consumeOpen(message);
        if (verdict != HandshakeVerdict::Ok) {
            qCInfo(vizCall) << "a caller failed the handshake, verdict" << int(verdict);
            return m_link->close(CloseCode::Authentication);
        }
        if (m_generation)
            return resume();
        if (m_reception.m_channel) // somebody else was faster
            return m_link->close(CloseCode::Busy);
        m_reception.onOpened(m_handshake, releaseLink());
    }

    void resume() {
        if (!m_call || m_call != m_reception.m_channel || !m_call->canBeResumed()) // it has ended meanwhile
            return m_link->close(CloseCode::Authentication);
        m_reception.onResumed(m_handshake, *m_generation + 1, releaseLink());
    }

    [[nodiscard]] std::unique_ptr<Link> releaseLink() {
        m_deadline.stop();
        m_link->disconnect(this);
        m_reception.disconnect(this);
        m_link->setParent(nullptr);
        deleteLater();
        m_link->admit();
        return std::unique_ptr<Link>(std::exchange(m_link, nullptr));
    }

    HostReception& m_reception;
    Link* m_link;
    HostHandshake m_handshake;
    const QDeadlineTimer m_openUntil{wire::kOpenDeadline};
    QTimer m_deadline;
    bool m_knocked = false;
    std::optional<unsigned> m_generation; ///< RESUME: of the ticket
    QPointer<CallChannel> m_call;         ///< RESUME: which call it is of
};

HostReception::HostReception(Setup setup, CallWires& wires, const Clock& clock)
    : m_setup(std::move(setup)), m_wires(wires), m_clock(clock), m_policy(clock), m_wantedPlace(m_setup.place) {}

HostReception::~HostReception() = default;

void HostReception::start() { listen(); }

void HostReception::moveTo(const Place& place) {
    m_wantedPlace = place;
    moveIfFree();
}

void HostReception::moveIfFree() {
    if (m_channel || m_wantedPlace == m_setup.place)
        return;
    const Place old = std::exchange(m_setup.place, m_wantedPlace);
    Q_EMIT moved();
    if (m_setup.place.address != old.address || m_setup.place.port != old.port)
        return listen();
    m_host->setPaths(paths());
    tellListening();
}

QByteArrayList HostReception::paths() const {
    QByteArrayList paths{QByteArray::fromStdString(requestPath(&m_setup.keys))};
    if (!m_setup.place.linkOnly)
        paths += QByteArray::fromStdString(requestPath(nullptr));
    return paths;
}

/// Two cannot listen at one port, so the old door goes first.
void HostReception::listen() {
    m_host.reset();
    m_host = std::make_unique<WebSocketHost>();
    m_host->setKnownHosts(m_knownHosts);
    connect(m_host.get(), &WebSocketHost::arrived, this, [this](Link* link) { onLink(link); });
    m_host->setPaths(paths());
    m_host->limitStrangers(QByteArray::fromStdString(requestPath(nullptr)), kUninvitedPlaces);
    m_host->setProof(paths().front(),
                     [this](const QByteArray& nonce) { return toByteArray(probeProof(m_setup.keys, toView(nonce))); });
    if (m_setup.identity)
        m_host->serveTls(*m_setup.identity);
    if (m_host->listen(m_setup.place.address, m_setup.place.port))
        tellListening();
    else
        Q_EMIT cannotListen(m_host->errorText());
}

void HostReception::tellListening() { Q_EMIT listening(m_setup.place.address, m_host->port()); }

void HostReception::setKnownHosts(const QByteArrayList& hosts) {
    m_knownHosts = hosts;
    m_host->setKnownHosts(hosts);
}

void HostReception::stopListening() {
    m_wantedPlace = m_setup.place;
    m_host->stopListening();
}

void HostReception::onLink(Link* link) { new Caller(*this, link); }

void HostReception::onOpened(HostHandshake& handshake, std::unique_ptr<Link> link) {
    const bool stranger = handshake.mode() == HandshakeMode::Sas;
    Connection connection{.link = std::move(link),
                          .keys = handshake.takeKeys(),
                          .peerName = QString::fromStdString(handshake.peerName())};
    m_channel = new CallChannel({.role = CallRole::Host, .times = m_setup.times}, connection, m_wires, m_clock);
    m_channel->setParent(this);
    m_tickets.add(m_channel->firstRoute(), ResumeTicket::of(connection.keys), 0);
    connect(m_channel, &CallChannel::candidateConfirmed, this, [this](RouteId route) { m_tickets.confirm(route); });
    Q_EMIT arrived(std::make_shared<Arrival>(
        Arrival{.channel = m_channel,
                .peerName = connection.peerName,
                .verification = stranger ? Verification::Unverified : Verification::ByInvite,
                .sas = connection.keys.sas,
                .route = openingOf(m_channel->firstRoute(), std::move(connection.keys.sealing))}));
}

void HostReception::onResumed(HostHandshake& handshake, unsigned generation, std::unique_ptr<Link> link) {
    Connection connection{.link = std::move(link), .keys = handshake.takeKeys(), .peerName = {}};
    ResumeTicket ticket = ResumeTicket::of(connection.keys);
    const RouteId route = m_channel->addCandidate(std::move(connection));
    m_tickets.add(route, std::move(ticket), generation);
    qCInfo(vizCall) << "the caller is back, connection" << route;
}

void HostReception::release(Verification verification) {
    if (verification == Verification::Unverified)
        m_policy.strangerFailed();
    m_onCall = false;
    m_tickets.clear();
    CallChannel* channel = std::exchange(m_channel, nullptr);
    if (!channel)
        return moveIfFree();
    channel->disconnect(this);
    connect(channel, &QObject::destroyed, this, &HostReception::moveIfFree);
    connect(channel, &CallChannel::over, channel, &QObject::deleteLater);
    QTimer::singleShot(std::chrono::seconds{2}, channel, &QObject::deleteLater);
}

void HostReception::accepted(Verification verification) {
    m_onCall = m_channel != nullptr;
    if (verification == Verification::Unverified)
        m_policy.strangerAccepted();
}

} // namespace viz
