#pragma once

#include "core/base/clock.h"
#include "core/call/call_end.h"
#include "core/call/call_state.h"
#include "core/call/connection/connection.h"
#include "core/call/connection/redial_policy.h"
#include "core/call/connection/route_activity.h"
#include "core/call/connection/stall_watch.h"
#include "core/call/thread/call_wires.h"
#include "core/pipeline/receive/receive_pipeline.h"

#include <QByteArrayList>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace viz {

/// The network thread's end of a call: its set of authenticated connections (routes). Passes sealed records to their
/// links and what the links bring to ReceivePipeline, knows which routes stand still, and notices when the call is
/// interrupted and when it goes on.
///
/// A further connection is a *candidate* until its first record has come. The host sends on it at once; the joiner not
/// before, because only that record proves that the OPEN arrived. The joiner, who dials, then aborts the routes it does
/// not need any more: all others, or all but the best other one when hedging.
class CallChannel final : public QObject {
    Q_OBJECT

public:
    /// While it rings there are keepalives every 20 s: two may be late.
    static constexpr std::chrono::seconds kDeadIdle{45};
    /// A joiner's call has at most a handful; a host's has more while the joiner's end of some is long gone.
    static constexpr std::size_t kMaxRoutesOfHost = 4;
    /// A route on which nothing came for so long, while another one carries, is aborted: by the joiner, who dials a new
    /// one if it needs one, and much later by a host whose joiner's goodbye got lost.
    static constexpr std::chrono::seconds kDeadRouteJoiner{6};
    static constexpr std::chrono::seconds kDeadRouteHost{30};
    static constexpr std::chrono::milliseconds kWatchInterval{50};
    /// So long a joiner whose connection broke while it rang tries to come back: it may have missed the ACCEPT.
    static constexpr std::chrono::seconds kReturnToRinging{5};

    struct Setup {
        CallRole role = CallRole::Host;
        StallWatch::Times times;
    };

    /// `first.link` is open and admitted. `first.keys.sealing` stays with the caller, the rest is taken. The references
    /// outlive this object.
    CallChannel(const Setup& setup, Connection& first, CallWires& wires, const Clock& clock);
    ~CallChannel() override;

    /// Network thread, all of them.
    /// Begins to signal. What came since the handshake was kept until now, when somebody listens.
    void start();
    /// A record of a route that is gone is dropped; it was sealed before the sender knew.
    void send(viz::RouteId route, const QByteArray& record);
    /// The call was accepted here.
    void allowSound();
    void setHedging(bool on);
    /// Another connection of the same peer, during the call.
    RouteId addCandidate(Connection connection);
    /// At once, without a goodbye. Harmless if it is gone.
    void dropRoute(RouteId route);
    /// The goodbye is on its way: over() follows when the last route is closed. If the call is interrupted, the peer
    /// cannot hear it: then the next route that it comes back on is for the goodbye, and over() follows after that one.
    void leave();

    /// Looks how the routes are; a timer of its own calls it, too.
    void watch();

    [[nodiscard]] RouteId firstRoute() const { return kFirstRoute; }
    [[nodiscard]] std::size_t routeCount() const { return m_routes.size(); }
    [[nodiscard]] bool isInCall() const { return m_inCall && !m_leaving && !m_over; }
    [[nodiscard]] bool isLeaving() const { return m_leaving; }
    /// Whether another connection of the same peer is of any use.
    [[nodiscard]] bool canBeResumed() const { return isInCall() || (m_peerIsAway && !m_over); }

Q_SIGNALS:
    void controlArrived(viz::ControlType type, const QByteArray& data);
    /// To be sent on from now on. Not given for the first route.
    void routeOpened(const viz::RouteOpeningPtr& opening);
    void routeInUse(viz::RouteId route, bool inUse);
    void routeClosed(viz::RouteId route);
    /// The first record came on a candidate: both sides have its keys, and the joiner its ticket.
    void candidateConfirmed(viz::RouteId route);
    /// A candidate ended before that.
    void candidateLost(viz::RouteId route);
    /// Nothing comes through; more than StallWatch allows.
    void interrupted();
    /// It does again, on whatever route; `silentFor`: from the last sign of life before to the first after.
    void resumed(std::chrono::milliseconds silentFor);
    /// Joiner: what is to be dialled. `silentSince`: with AnyRoute, since when.
    void needChanged(viz::RouteNeed need, viz::MonotonicTime silentSince);
    /// The tunnel closed a route because there were too many messages.
    void rateRefused();
    /// After leave(): the goodbye can reach the peer now; at once, unless the call is interrupted.
    void goodbyeHasWay();
    /// Once: every link is closed, or must be because of what the peer did or did not do. After a BYE in either
    /// direction the reason means nothing.
    void over(viz::EndReason reason, const QString& detail);

private:
    struct Route {
        RouteId id = 0;
        std::unique_ptr<Link> link;
        SecretBytes sealingKey; ///< until it is opened
        bool confirmed = false; ///< a record came on it
        bool opened = false;    ///< the sender knows it
        bool inUse = true;
        bool forGoodbye = false; ///< opened after leave()
    };
    struct RingingLoss {
        LinkEnd end;
        MonotonicTime at{};
    };

    static constexpr RouteId kFirstRoute = 1;
    // Ten seconds of the densest profile: longer than a starved main thread takes to wire a new peer.
    static constexpr qsizetype kMaxEarlyRecords = 500;

    // Records.
    void take(RouteId route, const QByteArray& record);
    void receive(RouteId route, const QByteArray& record);
    void judge(RouteId route, ReceivePipeline::Verdict verdict);
    void onControl(const ControlMessage& message);
    void onPeerBack();
    void noteArrival(RouteId route, MonotonicTime now);
    void publishStats();

    // Routes.
    Route& insert(std::unique_ptr<Link> link, SecretBytes openingKey);
    [[nodiscard]] Route* find(RouteId route);
    void markOpened(Route& route);
    void open(Route& route);
    void confirm(Route& route);
    void keepOnly(RouteId route);
    void dropQuietRoutes();
    void removeRoute(RouteId route);
    void onClosed(RouteId route, const viz::LinkEnd& end);
    void onLastClosed(const LinkEnd& end);
    [[nodiscard]] bool mayHaveMissedAccept(const LinkEnd& end) const;

    // Watching.
    void watchRinging(MonotonicTime now);
    void updateUse(MonotonicTime now);
    void dropDeadRoutes(MonotonicTime now);
    void judgeFlow(MonotonicTime now);
    [[nodiscard]] CallPulse pulse();
    [[nodiscard]] RouteNeed currentNeed() const;
    void updateNeed();
    void finish(EndReason reason, const QString& detail);
    void fail(EndReason reason, CloseCode code, const QString& detail);

    const Setup m_setup;
    CallWires& m_wires;
    const Clock& m_clock;
    ReceivePipeline m_pipeline;
    std::vector<Route> m_routes; ///< oldest first
    RouteId m_nextRoute = kFirstRoute;
    RouteActivity m_activity;
    StallWatch m_stallWatch;
    QTimer m_watchTimer;
    MonotonicTime m_watchedAt;
    MonotonicTime m_lastArrival;
    MonotonicTime m_routesChangedAt{}; ///< when the sender last forgot what was in flight
    RouteNeed m_need = RouteNeed::Nothing;
    QByteArrayList m_early; ///< before start(), on the first route
    std::optional<LinkEnd> m_earlyEnd;
    bool m_started = false;
    bool m_inCall = false;
    bool m_hedging = false;
    bool m_leaving = false;
    bool m_peerIsAway = false;                ///< leave() found the call interrupted, and it still is
    std::optional<RingingLoss> m_ringingLoss; ///< joiner: the connection broke, another one is being tried for
    bool m_over = false;
};

} // namespace viz

Q_DECLARE_METATYPE(viz::ControlType)
Q_DECLARE_METATYPE(viz::EndReason)
