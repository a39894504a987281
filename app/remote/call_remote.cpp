#include "app/remote/call_remote.h"

#include "app/messages.h"

namespace viz {
namespace {

template<typename Value>
QJsonValue orNull(const std::optional<Value>& value) {
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

bool isOnCall(CallState state) { return state == CallState::InCall || state == CallState::Reconnecting; }

bool hasPeer(CallState state) { return state == CallState::Ringing || isOnCall(state); }

} // namespace

CallRemote::CallRemote(CallControl& call) : m_call(call) {
    QObject::connect(&call, &CallControl::stateChanged, &m_context, [this](CallState state) {
        if (!isOnCall(state))
            m_isTalking = false; // a new call begins with a closed microphone
    });
}

RemoteReply CallRemote::handle(const RemoteRequest& request) {
    const bool done = perform(request.verb);
    return {.done = done, .status = status()};
}

bool CallRemote::perform(RemoteVerb verb) {
    switch (verb) {
    case RemoteVerb::Mute:
    case RemoteVerb::Unmute:
        m_call.setMuted(verb == RemoteVerb::Mute);
        return true;
    case RemoteVerb::ToggleMute:
        m_call.setMuted(!m_call.isMuted());
        return true;
    case RemoteVerb::Deafen:
    case RemoteVerb::Undeafen:
        m_call.setDeafened(verb == RemoteVerb::Deafen);
        return true;
    case RemoteVerb::Talk:
    case RemoteVerb::Hush:
        return talk(verb == RemoteVerb::Talk);
    case RemoteVerb::ToggleTalk:
        return talk(!m_isTalking);
    case RemoteVerb::Accept:
    case RemoteVerb::Decline:
        return answer(verb == RemoteVerb::Accept);
    case RemoteVerb::HangUp:
        return hangUp();
    case RemoteVerb::Status:
        return true;
    case RemoteVerb::Show:
        return false;
    }
    return false;
}

bool CallRemote::talk(bool talking) {
    if (m_call.sound().talkMode != TalkMode::PushToTalk || !isOnCall(m_call.state()))
        return false;
    m_isTalking = talking;
    m_call.setTalking(talking);
    return true;
}

bool CallRemote::answer(bool accepted) {
    if (m_call.state() != CallState::Ringing || m_call.role() != CallRole::Host)
        return false;
    accepted ? m_call.accept() : m_call.decline();
    return true;
}

bool CallRemote::hangUp() {
    if (m_call.state() == CallState::Idle || m_call.state() == CallState::Ended)
        return false;
    m_call.hangUp();
    return true;
}

QJsonObject CallRemote::status() const {
    const CallStats stats = m_call.stats();
    const bool peer = hasPeer(m_call.state());
    return {
        {u"state"_qs, wordFor(m_call.state())},
        {u"role"_qs, m_call.role() == CallRole::Host ? u"host"_qs : u"joiner"_qs},
        {u"peer"_qs, peer ? QJsonValue(m_call.peer().name.simplified()) : QJsonValue(QJsonValue::Null)},
        {u"verification"_qs, peer ? QJsonValue(wordFor(m_call.peer().verification)) : QJsonValue(QJsonValue::Null)},
        {u"peerMuted"_qs, peer && m_call.peer().muted},
        {u"muted"_qs, m_call.isMuted()},
        {u"deafened"_qs, m_call.isDeafened()},
        {u"transmitting"_qs, stats.sent.transmitting},
        {u"seconds"_qs, toMs(stats.sinceConnected) / 1000},
        {u"delayMs"_qs, orNull(stats.delay.totalMs)},
        {u"sentBytes"_qs, static_cast<qint64>(stats.sent.bytes)},
        {u"receivedBytes"_qs, static_cast<qint64>(stats.received.bytes)},
    };
}

} // namespace viz
