#include "app/headless_call.h"

#include "app/messages.h"
#include "app/redaction.h"
#include "core/call/address_preview.h"
#include "core/protocol/secret.h"

#include <utility>

namespace viz {

HeadlessCall::HeadlessCall(CallControl& call, EventLines& lines, QIODevice& errors, const Options& options)
    : m_call(call), m_lines(lines), m_errors(errors), m_options(options), m_waitsForAddress(options.hasTunnel) {
    m_duration.setSingleShot(true);
    m_duration.setTimerType(Qt::PreciseTimer); // a coarse one may be 5 % early
    connect(&m_duration, &QTimer::timeout, this, &HeadlessCall::onDurationOver);
    connect(&m_call, &CallControl::listening, this, &HeadlessCall::onListening);
    connect(&m_call, &CallControl::inviteChanged, this, &HeadlessCall::printInvite);
    connect(&m_call, &CallControl::stateChanged, this, &HeadlessCall::onStateChanged);
    connect(&m_call, &CallControl::resumed, this, &HeadlessCall::onResumed);
    connect(&m_call, &CallControl::noticed, this, &HeadlessCall::onNoticed);
    connect(&m_call, &CallControl::deviceChanged, this, &HeadlessCall::onDeviceChanged);
    connect(&m_call, &CallControl::peerChanged, this, &HeadlessCall::onPeerChanged);
    connect(&m_call, &CallControl::ended, this, &HeadlessCall::onEnded);
}

void HeadlessCall::takeLine(const QString& line) {
    if (m_call.state() == CallState::Ringing && m_call.role() == CallRole::Host)
        takeAnswer(line);
    else if (m_call.state() == CallState::Reconnecting)
        takeNewAddress(line);
}

void HeadlessCall::takeAnswer(const QString& line) {
    const QString word = line.toLower();
    if (word == u"y" || word == u"yes")
        m_call.accept();
    else if (word == u"n" || word == u"no")
        m_call.decline();
    else
        say(u"Type y to answer or n to decline."_qs);
}

void HeadlessCall::linesEnded() {
    m_areLinesOver = true;
    if (m_call.state() == CallState::Ringing && m_call.role() == CallRole::Host)
        decide();
}

void HeadlessCall::interrupt() { m_call.hangUp(); }

void HeadlessCall::onListening(const QHostAddress& address, quint16 port) { m_lines.listening(address, port); }

void HeadlessCall::printInvite() {
    QString invite = m_waitsForAddress ? QString() : m_call.inviteText();
    if (!invite.isEmpty())
        m_lines.invite(invite);
    wipe({reinterpret_cast<char*>(invite.data()), static_cast<std::size_t>(invite.size()) * sizeof(QChar)});
}

void HeadlessCall::onStateChanged(CallState state) {
    if (std::exchange(m_isRinging, state == CallState::Ringing) && state == CallState::Hosting)
        m_lines.waiting();
    if (state == CallState::Ringing)
        onRinging();
    else if (state == CallState::Reconnecting)
        onReconnecting();
    else if (state == CallState::InCall)
        onInCall();
}

void HeadlessCall::onRinging() {
    m_lines.ringing(m_call.peer().name);
    m_lines.words(safetyWordsText(m_call.peer(), false));
    if (m_call.role() == CallRole::Host)
        later([this] { decide(); });
}

void HeadlessCall::decide() {
    if (m_call.state() != CallState::Ringing)
        return;
    const bool isVerified = m_call.peer().verification == Verification::ByInvite;
    switch (m_options.accept) {
    case AcceptPolicy::Ask:
        return ask();
    case AcceptPolicy::Verified:
        return isVerified ? m_call.accept() : m_call.decline();
    case AcceptPolicy::All:
        return m_call.accept();
    case AcceptPolicy::None:
        return m_call.decline();
    }
}

void HeadlessCall::ask() {
    if (m_areLinesOver) {
        say(u"A caller was declined because nobody can be asked here: use --accept verified or --accept all."_qs);
        return m_call.decline();
    }
    const QString who = m_call.peer().name.isEmpty() ? u"Somebody"_qs : m_call.peer().name.simplified();
    const bool isVerified = m_call.peer().verification == Verification::ByInvite;
    say(u"%1 is calling (%2). Answer? [y/n]"_qs.arg(
        who, isVerified ? u"has your invite"_qs : u"has only your address: compare the five words first"_qs));
    Q_EMIT linesWanted();
}

void HeadlessCall::onReconnecting() {
    m_lines.reconnecting();
    if (m_areLinesOver)
        return;
    say(adviceWhileReconnecting());
    Q_EMIT linesWanted();
}

QString HeadlessCall::adviceWhileReconnecting() const {
    if (m_call.role() == CallRole::Joiner)
        return u"Viz dials again by itself; if the host has a new address, type it here, or their new invite."_qs;
    if (m_options.hasTunnel)
        return u"The caller's place is kept for two minutes; if your tunnel gets a new address, send them the new invite."_qs;
    return u"The caller's place is kept for two minutes; if your tunnel has a new address, type it here."_qs;
}

void HeadlessCall::takeNewAddress(const QString& line) {
    const auto invite = understandAddress(line);
    if (!invite)
        return say(sentenceFor(invite.error()));
    const QString host = previewAddress(line).host;
    if (m_call.role() == CallRole::Joiner) {
        m_call.setHostAddress(invite->address);
        return say(u"Viz tries %1, too."_qs.arg(host));
    }
    setPublicAddress(invite->address);
    say(u"The caller is told of %1 as soon as something gets through; send it to them yourself, too."_qs.arg(host));
}

void HeadlessCall::setPublicAddress(const HostAddress& address) {
    m_waitsForAddress = false;
    m_call.setPublicAddress(address);
}

void HeadlessCall::tunnelFailed(const QString& sentence) {
    say(sentence);
    if (m_isConnected)
        return; // there may be another way, and if there is none the call says so
    m_hasTunnelFailed = true;
    m_call.hangUp();
}

void HeadlessCall::onInCall() {
    if (std::exchange(m_isConnected, true))
        return; // it goes on: onResumed()
    m_lines.connected(m_call.peer().name, m_call.peer().verification);
    if (m_options.duration)
        m_duration.start(*m_options.duration);
}

void HeadlessCall::onResumed(std::chrono::milliseconds silentFor) { m_lines.resumed(silentFor); }

void HeadlessCall::onNoticed(CallNotice notice) { say(sentenceFor(notice)); }

void HeadlessCall::onDeviceChanged(const DeviceEvent& event) { say(sentenceFor(event)); }

void HeadlessCall::onPeerChanged() {
    const bool canHear = m_call.peer().canHear;
    if (std::exchange(m_canPeerHear, canHear) != canHear)
        say(canHear ? u"The other side can hear again."_qs : u"The other side cannot hear now."_qs);
}

void HeadlessCall::onEnded(const CallEnd& end) {
    m_duration.stop();
    CallEnd told = end;
    told.reason = toldReason(end.reason);
    m_lines.ended(told.reason);
    const ExitStatus status = exitStatusOf(told.reason);
    if (status != ExitStatus::Ok && !m_hasTunnelFailed) // that was said already
        say(sentenceFor(told));
    Q_EMIT finished(status);
}

/// Why the hanging up.
EndReason HeadlessCall::toldReason(EndReason reason) const {
    if (reason != EndReason::HungUpHere)
        return reason;
    if (m_hasTunnelFailed)
        return EndReason::TunnelFailed;
    return m_isDurationOver ? EndReason::DurationReached : reason;
}

void HeadlessCall::onDurationOver() {
    m_isDurationOver = true;
    m_call.hangUp();
}

void HeadlessCall::say(const QString& sentence) { m_errors.write(redactSecrets(sentence).toUtf8() + '\n'); }

void HeadlessCall::later(std::function<void()> step) {
    QMetaObject::invokeMethod(this, std::move(step), Qt::QueuedConnection);
}

} // namespace viz
