#include "core/call/connection/join_attempt.h"

#include <utility>

namespace viz {

JoinAttempt::JoinAttempt(Setup setup, CallWires& wires, const Clock& clock)
    : m_setup(std::move(setup)), m_wires(wires), m_clock(clock) {}

JoinAttempt::~JoinAttempt() { delete m_redialer; }

void JoinAttempt::start() {
    m_dial = new Dial(m_setup.address, requestPath(keys()), JoinerHandshake(keys(), m_setup.name.toStdString()));
    m_dial->setParent(this);
    connect(m_dial, &Dial::succeeded, this, &JoinAttempt::onSucceeded);
    connect(m_dial, &Dial::failed, this, &JoinAttempt::onFailed);
    m_dial->start();
}

void JoinAttempt::onSucceeded() {
    Connection connection = m_dial->takeConnection();
    std::exchange(m_dial, nullptr)->deleteLater();
    m_channel = new CallChannel({.role = CallRole::Joiner, .times = m_setup.times}, connection, m_wires, m_clock);
    m_channel->setParent(this);
    m_redialer = new Redialer({.address = m_setup.address,
                               .path = requestPath(keys()),
                               .name = m_setup.name.toStdString(),
                               .ticket = ResumeTicket::of(connection.keys)},
                              *m_channel, m_clock);
    m_redialer->setParent(this);
    connect(m_redialer, &Redialer::rateRefused, this, &JoinAttempt::rateRefused);
    Q_EMIT arrived(std::make_shared<Arrival>(
        Arrival{.channel = m_channel,
                .peerName = {},
                .verification = m_setup.keys ? Verification::ByInvite : Verification::Unverified,
                .sas = connection.keys.sas,
                .route = openingOf(m_channel->firstRoute(), std::move(connection.keys.sealing))}));
}

void JoinAttempt::onFailed(CallEnd end) {
    if (end.reason == EndReason::WebPage && end.httpStatus == 404)
        end.reason = m_setup.keys ? EndReason::InviteUnknown : EndReason::InviteNeeded;
    Q_EMIT failed(end);
}

void JoinAttempt::addHostAddress(const HostAddress& address) {
    if (m_redialer)
        m_redialer->addAddress(address);
}

} // namespace viz
