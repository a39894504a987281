#include "core/call/connection/redialer.h"

#include "core/call/logging.h"

#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace viz {
namespace {

constexpr int kTooManyRequests = 429;

} // namespace

Redialer::Redialer(Setup setup, CallChannel& channel, const Clock& clock)
    : m_setup(std::move(setup))
    , m_channel(channel)
    , m_clock(clock)
    , m_policy(QRandomGenerator::global()->generate())
    , m_timer(this)
    , m_addresses{m_setup.address}
    , m_ticket(std::move(m_setup.ticket)) {
    connect(&channel, &CallChannel::needChanged, this, &Redialer::onNeed);
    connect(&channel, &CallChannel::candidateConfirmed, this, &Redialer::onConfirmed);
    connect(&channel, &CallChannel::candidateLost, this, &Redialer::onLost);
    connect(&m_timer, &QTimer::timeout, this, &Redialer::tick);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(CallChannel::kWatchInterval);
}

Redialer::~Redialer() = default;

/// The host has one certificate as long as the call lasts. An address that does not name it leads there all the same.
HostAddress Redialer::withCertificate(HostAddress address) const {
    if (m_setup.address.certificateHash && !address.certificateHash) {
        address.security = HostAddress::Security::Tls;
        address.certificateHash = m_setup.address.certificateHash;
    }
    return address;
}

void Redialer::addAddress(const HostAddress& newAddress) {
    const HostAddress address = withCertificate(newAddress);
    std::erase(m_addresses, address);
    m_addresses.insert(m_addresses.begin(), address);
    if (m_addresses.size() > kMaxAddresses)
        m_addresses.pop_back();
    m_dials = 0;
    m_policy.addressAdded();
    tick();
}

void Redialer::onNeed(RouteNeed need, MonotonicTime silentSince) {
    m_policy.setNeed(need, m_clock.now(), silentSince);
    if (need == RouteNeed::Nothing) {
        m_timer.stop();
        return abandonAll();
    }
    m_timer.start();
    tick();
}

void Redialer::tick() {
    std::vector<DialInProgress> dials;
    for (const Attempt& attempt : m_attempts)
        dials.push_back({.startedAt = attempt.startedAt, .hasTcp = attempt.route || attempt.dial->hasTcpConnection()});
    const RedialPolicy::Decision decision = m_policy.decide(m_clock.now(), dials);
    if (decision.operation == RedialPolicy::Operation::Wait)
        return;
    if (decision.operation == RedialPolicy::Operation::Replace)
        abandon(decision.replaced);
    dial();
}

void Redialer::dial() {
    auto* const dial = new Dial(nextAddress(), m_setup.path, JoinerHandshake(m_ticket, m_setup.name));
    dial->setParent(this);
    connect(dial, &Dial::succeeded, this, [this, dial] { onSucceeded(dial); });
    connect(dial, &Dial::failed, this, [this, dial](const CallEnd& end) { onFailed(dial, end); });
    m_attempts.push_back(
        {.dial = dial, .startedAt = m_clock.now(), .generation = m_generation, .route = {}, .ticket = {}});
    dial->start();
}

/// Every other time the newest, in between the others in turn.
const HostAddress& Redialer::nextAddress() {
    const std::size_t dial = m_dials++;
    const bool newest = dial % 2 == 0 || m_addresses.size() == 1;
    return newest ? m_addresses.front() : m_addresses[1 + dial / 2 % (m_addresses.size() - 1)];
}

void Redialer::onSucceeded(Dial* dial) {
    const auto attempt = std::ranges::find(m_attempts, dial, &Attempt::dial);
    Connection connection = dial->takeConnection();
    dial->deleteLater();
    attempt->dial = nullptr;
    attempt->ticket = ResumeTicket::of(connection.keys);
    attempt->route = m_channel.addCandidate(std::move(connection));
}

void Redialer::onFailed(Dial* dial, const CallEnd& end) {
    qCInfo(vizCall) << "a dial failed, reason" << int(end.reason) << end.httpStatus << end.detail;
    std::erase_if(m_attempts, [dial](const Attempt& attempt) { return attempt.dial == dial; });
    dial->deleteLater();
    m_policy.dialFailed(m_clock.now());
    if (end.httpStatus == kTooManyRequests)
        Q_EMIT rateRefused();
}

void Redialer::onConfirmed(RouteId route) {
    const auto attempt = find(route);
    if (attempt == m_attempts.end())
        return;
    if (attempt->generation == m_generation) { // a ticket of a race that was decided before is no step forward
        m_ticket = std::move(attempt->ticket);
        ++m_generation;
    }
    m_attempts.erase(attempt);
}

void Redialer::onLost(RouteId route) {
    const auto attempt = find(route);
    if (attempt == m_attempts.end())
        return;
    m_attempts.erase(attempt);
    m_policy.dialFailed(m_clock.now());
}

void Redialer::abandon(std::size_t index) {
    Attempt attempt = std::move(m_attempts[index]);
    m_attempts.erase(m_attempts.begin() + static_cast<std::ptrdiff_t>(index));
    if (attempt.route)
        return m_channel.dropRoute(*attempt.route);
    attempt.dial->disconnect(this);
    attempt.dial->giveUp();
    attempt.dial->deleteLater();
}

void Redialer::abandonAll() {
    while (!m_attempts.empty())
        abandon(m_attempts.size() - 1);
}

Redialer::Attempts::iterator Redialer::find(RouteId route) {
    return std::ranges::find(m_attempts, std::optional(route), &Attempt::route);
}

} // namespace viz
