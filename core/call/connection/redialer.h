#pragma once

#include "core/base/clock.h"
#include "core/call/connection/call_channel.h"
#include "core/call/connection/dial.h"
#include "core/call/connection/redial_policy.h"

#include <QObject>
#include <QTimer>

#include <optional>
#include <string>
#include <vector>

namespace viz {

/// The joiner's way back into its call, on the network thread: dials with the newest ticket when CallChannel lacks a
/// route, at the moments that RedialPolicy says, and hands each finished handshake to the channel as a candidate.
class Redialer final : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t kMaxAddresses = 4;

    struct Setup {
        HostAddress address;
        std::string path; ///< the same as of the call's first connection
        std::string name;
        ResumeTicket ticket; ///< of that connection
    };

    /// The references outlive this object.
    Redialer(Setup setup, CallChannel& channel, const Clock& clock);
    ~Redialer() override;

    /// The host can be reached there, too: by TLS and with the certificate of the first address, if that named one and
    /// this one does not. The oldest of too many is forgotten.
    void addAddress(const HostAddress& newAddress);

Q_SIGNALS:
    /// The tunnel refused a dial because there were too many requests or messages (HTTP 429).
    void rateRefused();

private:
    struct Attempt {
        Dial* dial = nullptr; ///< a child; null when `route` is known
        MonotonicTime startedAt{};
        unsigned generation = 0;      ///< of the ticket that is knocked with
        std::optional<RouteId> route; ///< the handshake is done, the host's first record has not come
        ResumeTicket ticket;          ///< with `route`: what that route will leave
    };
    using Attempts = std::vector<Attempt>;

    void onNeed(RouteNeed need, MonotonicTime silentSince);
    void tick();
    void dial();
    [[nodiscard]] HostAddress withCertificate(HostAddress address) const;
    [[nodiscard]] const HostAddress& nextAddress();
    void onSucceeded(Dial* dial);
    void onFailed(Dial* dial, const CallEnd& end);
    void onConfirmed(RouteId route);
    void onLost(RouteId route);
    void abandon(std::size_t index);
    void abandonAll();
    [[nodiscard]] Attempts::iterator find(RouteId route);

    Setup m_setup;
    CallChannel& m_channel;
    const Clock& m_clock;
    RedialPolicy m_policy;
    QTimer m_timer;
    std::vector<HostAddress> m_addresses; ///< newest first
    std::size_t m_dials = 0;
    ResumeTicket m_ticket;
    unsigned m_generation = 0; ///< of m_ticket, as the host counts (TicketBox)
    Attempts m_attempts;       ///< oldest first
};

} // namespace viz
