#pragma once

#include "core/call/connection/arrival.h"
#include "core/call/connection/knock_policy.h"
#include "core/call/connection/ticket_box.h"
#include "core/protocol/handshake.h"
#include "core/transport/web_socket_host.h"

#include <QObject>
#include <QPointer>

#include <memory>
#include <optional>

namespace viz {

/// The host's front door, on the network thread: listens, lets callers knock, and brings one of them at a time as far
/// as a finished handshake. Everybody else is told that the host is busy, or nothing. While its call is on, the
/// accepted caller may come back with a ticket, as often as they like.
class HostReception final : public QObject {
    Q_OBJECT

public:
    /// Of the places for callers who are not authenticated yet, those on the path that anybody can guess.
    static constexpr int kUninvitedPlaces = 2;

    struct Place {
        QHostAddress address;
        quint16 port = 0;
        bool linkOnly = false; ///< who has no invite cannot ring

        friend bool operator==(const Place&, const Place&) = default;
    };
    struct Setup {
        Place place;
        InviteKeys keys;
        std::optional<TlsIdentity> identity; ///< serve TLS with it
        StallWatch::Times times;
    };

    /// The references outlive this object.
    HostReception(Setup setup, CallWires& wires, const Clock& clock);
    ~HostReception() override;

    /// Network thread, all of them; start() first. It answers with listening() or cannotListen().
    void start();
    /// Waits there, and for those, from now on, or when nobody rings any more and the goodbye is out; never during a
    /// call, whose caller may have to come back. Then answers as start() does. Whoever is in the middle of a handshake
    /// loses the connection.
    void moveTo(const viz::HostReception::Place& place);
    void setKnownHosts(const QByteArrayList& hosts);
    /// The caller of arrived() is gone, declined or not answered: the next one may ring. The channel may still say its
    /// goodbye; it is destroyed when it is closed.
    void release(viz::Verification verification);
    /// The caller of arrived() was accepted.
    void accepted(viz::Verification verification);
    void stopListening();

Q_SIGNALS:
    void listening(const QHostAddress& address, quint16 port);
    void cannotListen(const QString& detail);
    void arrived(const viz::ArrivalPtr& arrival);
    /// Where and for whom it waits is different now: for those who are about to come in.
    void moved();

private:
    class Caller;

    void moveIfFree();
    [[nodiscard]] QByteArrayList paths() const;
    void listen();
    void tellListening();
    void onLink(Link* link);
    void onOpened(HostHandshake& handshake, std::unique_ptr<Link> link);
    void onResumed(HostHandshake& handshake, unsigned generation, std::unique_ptr<Link> link);

    Setup m_setup;
    CallWires& m_wires;
    const Clock& m_clock;
    KnockPolicy m_policy;
    TicketBox m_tickets;   ///< of m_channel's call
    bool m_onCall = false; ///< m_channel's caller was accepted
    QByteArrayList m_knownHosts;
    Place m_wantedPlace;                   ///< of moveTo(); the one in m_setup is where it waits
    std::unique_ptr<WebSocketHost> m_host; ///< made on the network thread, by start()
    CallChannel* m_channel = nullptr;      ///< who rings or talks; a child of this object
    QPointer<Caller> m_uninvited;          ///< who got an offer without the invite, and has not opened yet
};

} // namespace viz
