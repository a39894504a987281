#include "core/call/connection/call_channel.h"

#include "core/call/byte_array.h"
#include "core/call/link_end_reason.h"
#include "core/call/logging.h"

#include <algorithm>
#include <utility>

namespace viz {
namespace {

using namespace std::chrono_literals;

// While it rings nothing is urgent.
constexpr std::chrono::milliseconds kRingingWatchInterval{500};
/// A thread that slept itself must first look into its sockets before it says that the peer is silent.
constexpr std::chrono::milliseconds kOversleptWatch{300};
/// RFC 6455: "policy violation"; what tunnels say to too many messages.
constexpr int kPolicyViolation = 1008;

/// The other end of the connection said why it closes it, and did not just go.
bool isExplained(const LinkEnd& end) {
    const bool isOurs = end.closeCode >= static_cast<int>(CloseCode::Malformed);
    return end.reason != LinkEnd::Reason::NetworkError && (end.reason != LinkEnd::Reason::ClosedByPeer || isOurs ||
                                                           end.closeCode == static_cast<int>(CloseCode::Normal) ||
                                                           end.closeCode == static_cast<int>(CloseCode::TryLater));
}

} // namespace

CallChannel::CallChannel(const Setup& setup, Connection& first, CallWires& wires, const Clock& clock)
    : m_setup(setup)
    , m_wires(wires)
    , m_clock(clock)
    , m_pipeline(wires.inbox, wires.acks, [this](const ControlMessage& message) { onControl(message); })
    , m_stallWatch(setup.times)
    , m_watchTimer(this)
    , m_watchedAt(clock.now())
    , m_lastArrival(clock.now()) {
    Route& route = insert(std::move(first.link), std::move(first.keys.opening));
    route.confirmed = true;
    markOpened(route);
    connect(&m_watchTimer, &QTimer::timeout, this, &CallChannel::watch);
    m_watchTimer.start(kRingingWatchInterval);
}

CallChannel::~CallChannel() {
    for (const Route& route : m_routes)
        route.link->disconnect(this);
}

// --- Records ---

void CallChannel::start() {
    m_started = true;
    for (const QByteArray& record : std::exchange(m_early, {}))
        receive(kFirstRoute, record);
    if (m_earlyEnd)
        onClosed(kFirstRoute, *m_earlyEnd);
}

void CallChannel::take(RouteId route, const QByteArray& record) {
    if (m_started)
        receive(route, record);
    else if (m_early.size() < kMaxEarlyRecords)
        m_early += record;
    else
        m_routes.front().link->close(CloseCode::Throttled);
}

void CallChannel::send(RouteId route, const QByteArray& record) {
    if (Route* const known = m_over ? nullptr : find(route))
        known->link->send(record);
}

void CallChannel::allowSound() {
    m_inCall = true;
    m_pipeline.allowSound();
    m_lastArrival = m_clock.now();
    m_watchedAt = m_lastArrival;
    m_watchTimer.start(kWatchInterval);
    updateNeed();
}

void CallChannel::receive(RouteId route, const QByteArray& record) {
    if (m_over || !find(route))
        return;
    const MonotonicTime now = m_clock.now();
    const auto verdict = m_pipeline.consume(route, toView(record), now);
    publishStats();
    if (verdict != ReceivePipeline::Verdict::Ok)
        return judge(route, verdict);
    noteArrival(route, now);
}

void CallChannel::judge(RouteId route, ReceivePipeline::Verdict verdict) {
    if (!find(route)->confirmed) { // a stranger's prank may end a candidate, not the call
        qCInfo(vizCall) << "the first record on another connection was wrong";
        return dropRoute(route);
    }
    switch (verdict) {
    case ReceivePipeline::Verdict::Ok:
        return;
    case ReceivePipeline::Verdict::NotAuthentic:
        return fail(EndReason::PeerMisbehaved, CloseCode::Authentication, QStringLiteral("a record did not verify"));
    case ReceivePipeline::Verdict::Malformed:
        return fail(EndReason::PeerMisbehaved, CloseCode::Malformed, QStringLiteral("a record was malformed"));
    case ReceivePipeline::Verdict::Flood:
        return fail(EndReason::PeerMisbehaved, CloseCode::Throttled, QStringLiteral("too many records"));
    }
}

void CallChannel::onControl(const ControlMessage& message) {
    // The host's voice may be in the very next record.
    if (message.type == ControlType::Accept && m_setup.role == CallRole::Joiner && !m_inCall)
        allowSound();
    Q_EMIT controlArrived(message.type, toByteArray(message.data));
}

void CallChannel::noteArrival(RouteId route, MonotonicTime now) {
    m_lastArrival = now;
    const bool wasAway = std::exchange(m_peerIsAway, false);
    Route& heard = *find(route);
    const bool wasQuiet = !heard.inUse;
    if (!heard.confirmed)
        confirm(heard);
    m_activity.heard(route, now);
    if (m_pipeline.broughtNews())
        m_activity.led(route);
    if (wasQuiet)
        updateUse(now);
    if (wasAway)
        onPeerBack();
    else if (m_stallWatch.isInterrupted())
        judgeFlow(now);
}

/// Only to hear the goodbye.
void CallChannel::onPeerBack() {
    updateNeed();
    Q_EMIT goodbyeHasWay();
}

void CallChannel::publishStats() { m_wires.receiveStats.publish(m_pipeline.stats()); }

// --- Routes ---

CallChannel::Route& CallChannel::insert(std::unique_ptr<Link> link, SecretBytes openingKey) {
    const RouteId id = m_nextRoute++;
    m_pipeline.addRoute(id, std::move(openingKey));
    connect(link.get(), &Link::received, this, [this, id](const QByteArray& record) { take(id, record); });
    connect(link.get(), &Link::closed, this, [this, id](const LinkEnd& end) { onClosed(id, end); });
    return m_routes.emplace_back(Route{.id = id, .link = std::move(link), .sealingKey = {}});
}

CallChannel::Route* CallChannel::find(RouteId route) {
    const auto found = std::ranges::find(m_routes, route, &Route::id);
    return found == m_routes.end() ? nullptr : &*found;
}

RouteId CallChannel::addCandidate(Connection connection) {
    const bool host = m_setup.role == CallRole::Host;
    if (host && m_routes.size() >= kMaxRoutesOfHost)
        dropRoute(m_activity.quietest());
    Route& route = insert(std::move(connection.link), std::move(connection.keys.opening));
    const RouteId id = route.id;
    route.sealingKey = std::move(connection.keys.sealing);
    publishStats();
    if (host) {
        open(route);
        updateUse(m_clock.now());
    }
    return id;
}

void CallChannel::markOpened(Route& route) {
    route.opened = true;
    route.forGoodbye = m_leaving;
    m_activity.add(route.id, m_clock.now());
}

void CallChannel::open(Route& route) {
    markOpened(route);
    m_routesChangedAt = m_clock.now();
    Q_EMIT routeOpened(openingOf(route.id, std::move(route.sealingKey)));
}

void CallChannel::confirm(Route& route) {
    const RouteId id = route.id;
    route.confirmed = true;
    m_ringingLoss.reset();
    if (!m_hedging || m_stallWatch.isInterrupted())
        m_wires.reconnects.fetch_add(1, std::memory_order_relaxed);
    if (!route.opened)
        open(route);
    m_activity.heard(id, m_clock.now()); // what a host opened a while ago is not quiet now
    Q_EMIT candidateConfirmed(id);
    if (m_setup.role == CallRole::Joiner)
        keepOnly(id);
    else if (!m_hedging)
        dropQuietRoutes();
    updateNeed();
}

/// Of the others, only the best one when hedging. Candidates are the matter of whoever dialled them.
void CallChannel::keepOnly(RouteId route) {
    std::vector<RouteId> others;
    for (const Route& other : m_routes) {
        if (other.opened && other.id != route)
            others.push_back(other.id);
    }
    const MonotonicTime now = m_clock.now();
    std::ranges::stable_sort(others, {}, [&](RouteId id) { return m_activity.silence(id, now); });
    for (std::size_t i = m_hedging ? 1 : 0; i < others.size(); ++i)
        dropRoute(others[i]);
}

/// The joiner has given them up, but a tunnel that stalls does not tell.
void CallChannel::dropQuietRoutes() {
    std::vector<RouteId> quiet;
    for (const Route& route : m_routes) {
        if (route.opened && m_activity.isQuiet(route.id, m_clock.now(), m_pipeline.stats().batchLength))
            quiet.push_back(route.id);
    }
    for (const RouteId route : quiet)
        dropRoute(route);
}

void CallChannel::dropRoute(RouteId route) {
    Route* const found = find(route);
    if (!found)
        return;
    Link* const link = found->link.get();
    link->disconnect(this);
    link->abort();
    removeRoute(route);
}

void CallChannel::removeRoute(RouteId route) {
    const auto found = std::ranges::find(m_routes, route, &Route::id);
    Route gone = std::move(*found);
    m_routes.erase(found);
    // This may be one of the link's own signals.
    gone.link->disconnect(this);
    gone.link->setParent(this);
    gone.link.release()->deleteLater();
    m_pipeline.removeRoute(route);
    publishStats();
    if (gone.opened) {
        m_activity.remove(route);
        m_routesChangedAt = m_clock.now();
        Q_EMIT routeClosed(route);
    }
    if (!gone.confirmed)
        Q_EMIT candidateLost(route);
}

void CallChannel::onClosed(RouteId route, const LinkEnd& end) {
    if (!m_started) {
        m_earlyEnd = end;
        return;
    }
    if (m_over || !find(route))
        return;
    qCInfo(vizCall) << "connection" << route << "closed, code" << end.closeCode << end.detail;
    const bool wasForGoodbye = find(route)->forGoodbye;
    removeRoute(route);
    if (end.closeCode == kPolicyViolation)
        Q_EMIT rateRefused();
    if (isInCall())
        judgeFlow(m_clock.now());
    else if (wasForGoodbye)
        finish(EndReason::ConnectionLost, end.detail);
    else if (m_routes.empty() && !m_peerIsAway)
        onLastClosed(end);
}

void CallChannel::onLastClosed(const LinkEnd& end) {
    if (m_ringingLoss) // a candidate was lost, too; there is time for others
        return;
    if (!mayHaveMissedAccept(end))
        return finish(endReasonOf(end, m_inCall), end.detail);
    m_ringingLoss = {.end = end, .at = m_clock.now()};
    updateNeed();
}

bool CallChannel::mayHaveMissedAccept(const LinkEnd& end) const {
    return m_setup.role == CallRole::Joiner && !m_inCall && !m_leaving && !isExplained(end);
}

void CallChannel::leave() {
    m_leaving = true;
    m_hedging = false;
    m_ringingLoss.reset();
    m_peerIsAway = m_inCall && !m_over && m_stallWatch.isInterrupted();
    updateNeed();
    if (m_peerIsAway)
        return;
    if (m_routes.empty() && !m_over)
        finish(EndReason::ConnectionLost, {});
    Q_EMIT goodbyeHasWay();
}

// --- Watching ---

void CallChannel::watch() {
    const MonotonicTime now = m_clock.now();
    const bool overslept = now - std::exchange(m_watchedAt, now) > kOversleptWatch;
    if (!m_inCall && !m_over)
        return watchRinging(now);
    if (overslept || !isInCall())
        return;
    updateUse(now);
    dropDeadRoutes(now);
    judgeFlow(now);
}

void CallChannel::watchRinging(MonotonicTime now) {
    if (m_ringingLoss && now - m_ringingLoss->at > kReturnToRinging)
        return finish(endReasonOf(m_ringingLoss->end, false), m_ringingLoss->end.detail);
    if (now - m_lastArrival > kDeadIdle)
        fail(EndReason::ConnectionLost, CloseCode::Normal, QStringLiteral("nothing was heard for too long"));
}

void CallChannel::updateUse(MonotonicTime now) {
    const Samples peerBatch = m_pipeline.stats().batchLength;
    for (Route& route : m_routes) {
        if (!route.opened)
            continue;
        const bool use = !m_activity.isQuiet(route.id, now, peerBatch);
        if (route.inUse == use)
            continue;
        route.inUse = use;
        m_routesChangedAt = now;
        Q_EMIT routeInUse(route.id, use);
    }
}

void CallChannel::dropDeadRoutes(MonotonicTime now) {
    const MonotonicTime limit = m_setup.role == CallRole::Joiner ? kDeadRouteJoiner : kDeadRouteHost;
    const Samples peerBatch = m_pipeline.stats().batchLength;
    while (m_activity.count() > 1) {
        const RouteId quietest = m_activity.quietest();
        if (!m_activity.isQuiet(quietest, now, peerBatch) || m_activity.silence(quietest, now) < limit)
            return;
        dropRoute(quietest);
    }
}

void CallChannel::judgeFlow(MonotonicTime now) {
    const bool before = m_stallWatch.isInterrupted();
    const StallWatch::Verdict verdict = m_stallWatch.judge(now, pulse());
    if (verdict == StallWatch::Verdict::Lost)
        return fail(EndReason::ConnectionLost, CloseCode::Normal, QStringLiteral("nothing was heard for too long"));
    const bool interruptedNow = verdict == StallWatch::Verdict::Interrupted;
    if (interruptedNow && !before)
        Q_EMIT interrupted();
    if (!interruptedNow && before)
        Q_EMIT resumed(
            std::chrono::duration_cast<std::chrono::milliseconds>(m_lastArrival - m_stallWatch.silentSince()));
    updateNeed();
}

CallPulse CallChannel::pulse() {
    const ReceiveStats& received = m_pipeline.stats();
    const SendPulse& sent = m_wires.sendPulse.read();
    CallPulse pulse{.connected = m_activity.count() > 0,
                    .peerHeard = received.frames > 0,
                    .lastArrival = m_lastArrival,
                    .unacknowledgedSince = {},
                    .roundTrip = sent.roundTrip,
                    .ownBatch = sent.batchLength,
                    .peerBatch = received.batchLength};
    // What was in flight when the routes changed is forgotten by the sender, which may not have told yet; and a sender
    // that is starved does not tell of acknowledgements that are there.
    const bool fresh = m_clock.now() - sent.at < kOversleptWatch;
    if (fresh && sent.unacknowledgedSince && *sent.unacknowledgedSince > m_routesChangedAt)
        pulse.unacknowledgedSince = sent.unacknowledgedSince;
    return pulse;
}

RouteNeed CallChannel::currentNeed() const {
    if (m_over)
        return RouteNeed::Nothing;
    if (m_ringingLoss || m_peerIsAway || (isInCall() && m_stallWatch.isInterrupted()))
        return RouteNeed::AnyRoute;
    const auto confirmed = std::ranges::count_if(m_routes, &Route::confirmed);
    return isInCall() && m_hedging && confirmed < 2 ? RouteNeed::SecondRoute : RouteNeed::Nothing;
}

void CallChannel::updateNeed() {
    const RouteNeed need = currentNeed();
    if (std::exchange(m_need, need) != need)
        Q_EMIT needChanged(need, m_ringingLoss ? m_ringingLoss->at : m_stallWatch.silentSince());
}

void CallChannel::setHedging(bool on) {
    m_hedging = on;
    if (!on && m_setup.role == CallRole::Joiner && m_activity.count() > 1)
        keepOnly(m_activity.best(m_clock.now(), m_pipeline.stats().batchLength));
    updateNeed();
}

void CallChannel::finish(EndReason reason, const QString& detail) {
    m_over = true;
    m_watchTimer.stop();
    updateNeed();
    Q_EMIT over(reason, detail);
}

void CallChannel::fail(EndReason reason, CloseCode code, const QString& detail) {
    qCInfo(vizCall) << "closing the connection:" << detail;
    m_over = true; // what the links say of their closing is no news
    for (const Route& route : m_routes)
        route.link->close(code);
    finish(reason, detail);
}

} // namespace viz
