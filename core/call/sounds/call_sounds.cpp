#include "core/call/sounds/call_sounds.h"

#include "core/call/logging.h"

#include <utility>

namespace viz {
namespace {

bool hasPeer(CallState state) {
    return state == CallState::Ringing || state == CallState::InCall || state == CallState::Reconnecting;
}

} // namespace

std::optional<CallTone> toneOfChange(CallState from, CallState to, CallRole role) {
    switch (to) {
    case CallState::Ringing:
        return role == CallRole::Host ? CallTone::Ring : CallTone::RingBack;
    case CallState::InCall:
        return CallTone::Connected;
    case CallState::Reconnecting:
        return CallTone::Reconnecting;
    case CallState::Ended:
        return hasPeer(from) ? std::optional(CallTone::Ended) : std::nullopt;
    default:
        return std::nullopt;
    }
}

CallSounds::CallSounds(CallControl& call, AudioFactory& factory, QObject* parent)
    : QObject(parent), m_call(call), m_output(factory), m_state(call.state()) {
    connect(&call, &CallControl::stateChanged, this, &CallSounds::onStateChanged);
    connect(&call, &CallControl::mutedChanged, this, &CallSounds::onMutedChanged);
    connect(&m_output, &SoundOutput::failed, this,
            [](DeviceError error) { qCInfo(vizCall) << "no call sounds, device error" << static_cast<int>(error); });
}

void CallSounds::setEnabled(bool enabled) {
    m_isEnabled = enabled;
    if (!enabled)
        m_output.stop();
}

void CallSounds::onStateChanged(CallState state) {
    const CallState before = std::exchange(m_state, state);
    stopRinging();
    if (const auto tone = toneOfChange(before, state, m_call.role()))
        play(*tone);
}

void CallSounds::onMutedChanged(bool muted) {
    if (m_state == CallState::InCall || m_state == CallState::Reconnecting)
        play(muted ? CallTone::Muted : CallTone::Unmuted);
}

void CallSounds::stopRinging() {
    if (std::exchange(m_isRinging, false))
        m_output.stop();
}

void CallSounds::play(CallTone tone) {
    if (!m_isEnabled || m_outputSpec.kind == AudioOutputSpec::Kind::File)
        return;
    m_isRinging = isRepeated(tone);
    m_output.play(std::make_shared<const std::vector<std::int16_t>>(makeCallTone(tone)), m_outputSpec,
                  m_isRinging ? SoundOutput::Times::Repeated : SoundOutput::Times::Once);
}

} // namespace viz
