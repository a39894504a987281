#include "app/headless_call.h"

#include "app/messages.h"
#include "app/redaction.h"

namespace viz {

HeadlessCall::HeadlessCall(CallControl& call, EventLines& lines, QIODevice& errors, const Options& options)
    : m_call(call), m_lines(lines), m_errors(errors), m_options(options) {
    m_duration.setSingleShot(true);
    m_duration.setTimerType(Qt::PreciseTimer); // a coarse one may be 5 % early
    connect(&m_duration, &QTimer::timeout, this, &HeadlessCall::onDurationOver);
    connect(&m_call, &CallControl::listening, this, &HeadlessCall::onListening);
    connect(&m_call, &CallControl::inviteChanged, this, &HeadlessCall::printInvite);
    connect(&m_call, &CallControl::stateChanged, this, &HeadlessCall::onStateChanged);
    connect(&m_call, &CallControl::ended, this, &HeadlessCall::onEnded);
}

void HeadlessCall::answer(const QString& line) {
    if (m_call.state() != CallState::Ringing || m_call.role() != CallRole::Host)
        return;
    const QString word = line.toLower();
    if (word == u"y" || word == u"yes")
        m_call.accept();
    else if (word == u"n" || word == u"no")
        m_call.decline();
    else
        say(u"Type y to answer or n to decline."_qs);
}

void HeadlessCall::answersEnded() {
    m_areAnswersOver = true;
    if (m_call.state() == CallState::Ringing && m_call.role() == CallRole::Host)
        decide();
}

void HeadlessCall::interrupt() { m_call.hangUp(); }

void HeadlessCall::onListening(const QHostAddress& address, quint16 port) { m_lines.listening(address, port); }

void HeadlessCall::printInvite() {
    if (const QString invite = m_call.inviteText(); !invite.isEmpty())
        m_lines.invite(invite);
}

void HeadlessCall::onStateChanged(CallState state) {
    if (state == CallState::Ringing)
        onRinging();
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
    if (m_areAnswersOver) {
        say(u"A caller was declined because nobody can be asked here: use --accept verified or --accept all."_qs);
        return m_call.decline();
    }
    const QString who = m_call.peer().name.isEmpty() ? u"Somebody"_qs : m_call.peer().name.simplified();
    const bool isVerified = m_call.peer().verification == Verification::ByInvite;
    say(u"%1 is calling (%2). Answer? [y/n]"_qs.arg(
        who, isVerified ? u"has your invite"_qs : u"has only your address: compare the five words first"_qs));
    Q_EMIT answerWanted();
}

void HeadlessCall::onInCall() {
    m_lines.connected(m_call.peer().name, m_call.peer().verification);
    if (m_options.duration)
        m_duration.start(*m_options.duration);
}

void HeadlessCall::onEnded(const CallEnd& end) {
    m_duration.stop();
    CallEnd told = end;
    if (m_isDurationOver && end.reason == EndReason::HungUpHere)
        told.reason = EndReason::DurationReached;
    m_lines.ended(told.reason);
    const ExitStatus status = exitStatusOf(told.reason);
    if (status != ExitStatus::Ok)
        say(sentenceFor(told));
    Q_EMIT finished(status);
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
