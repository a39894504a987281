#include "app/demo_call.h"

#include "core/call/address_preview.h"

#include <utility>

namespace viz {

DemoCall::DemoCall(CallControl& host, CallControl& joiner, Options options)
    : m_host(host), m_joiner(joiner), m_options(std::move(options)) {
    m_duration.setSingleShot(true);
    m_duration.setTimerType(Qt::PreciseTimer); // a coarse one may be 5 % early
    m_goodbye.setSingleShot(true);
    connect(&m_goodbye, &QTimer::timeout, this, &DemoCall::endBoth);
    connect(&m_duration, &QTimer::timeout, this, &DemoCall::interrupt);
    connect(&m_host, &CallControl::listening, this, &DemoCall::onHostListening, Qt::QueuedConnection);
    connect(&m_host, &CallControl::inviteChanged, this, &DemoCall::onInviteChanged, Qt::QueuedConnection);
    connect(&m_host, &CallControl::stateChanged, this, &DemoCall::onHostState, Qt::QueuedConnection);
    connect(&m_joiner, &CallControl::stateChanged, this, &DemoCall::onJoinerState, Qt::QueuedConnection);
    connect(&m_host, &CallControl::ended, this, &DemoCall::onOneEnded, Qt::QueuedConnection);
    connect(&m_joiner, &CallControl::ended, this, &DemoCall::onOneEnded, Qt::QueuedConnection);
}

void DemoCall::start() {
    HostOptions options;
    options.voice = m_options.hostVoice;
    options.door.port = 0;
    m_host.host(std::move(options));
}

void DemoCall::interrupt() {
    if (m_isJoining)
        m_joiner.hangUp();
    else
        m_host.hangUp();
}

void DemoCall::onHostListening(const QHostAddress& /*address*/, quint16 port) {
    m_tunnelPort = m_options.openTunnel(port);
    if (m_tunnelPort == 0) {
        onOneEnded({.reason = EndReason::CannotListen, .httpStatus = 0, .detail = {}});
        return endBoth();
    }
    m_host.setPublicAddress(
        HostAddress{.security = HostAddress::Security::Plain, .host = "127.0.0.1", .port = m_tunnelPort, .prefix = {}});
}

void DemoCall::onInviteChanged() {
    if (m_tunnelPort == 0 || m_isJoining)
        return;
    auto invite = understandAddress(m_host.inviteText());
    if (!invite)
        return;
    m_isJoining = true;
    m_joiner.join({.voice = m_options.joinerVoice, .invite = std::move(*invite)});
}

void DemoCall::onHostState(CallState state) {
    if (state == CallState::Ringing)
        m_host.accept();
}

void DemoCall::onJoinerState(CallState state) {
    if (state != CallState::InCall || std::exchange(m_outcome.tookPlace, true))
        return;
    m_outcome.hostWords = safetyWordsText(m_host.peer(), false);
    m_outcome.joinerWords = safetyWordsText(m_joiner.peer(), false);
    m_duration.start(m_options.duration);
}

void DemoCall::onOneEnded(const CallEnd& end) {
    m_duration.stop();
    if (!std::exchange(m_isEnding, true)) {
        m_outcome.end = end;
        m_goodbye.start(kGoodbye);
    }
    finishWhenBothEnded();
}

void DemoCall::endBoth() {
    m_joiner.hangUp();
    m_host.hangUp();
}

void DemoCall::finishWhenBothEnded() {
    const auto isOver = [](const CallControl& call) {
        return call.state() == CallState::Ended || call.state() == CallState::Idle;
    };
    if (!isOver(m_host) || !isOver(m_joiner) || std::exchange(m_isFinished, true))
        return;
    m_outcome.hostStats = m_host.stats();
    m_outcome.joinerStats = m_joiner.stats();
    Q_EMIT finished();
}

} // namespace viz
