#include "core/media/transmit_gate.h"

#include <cmath>
#include <utility>

namespace viz {

void TransmitGate::setTalking(bool talking) {
    m_talking = talking;
    if (talking)
        m_sinceTalking = Samples::zero();
}

void TransmitGate::apply(std::span<std::int16_t> frame, bool hasVoice) {
    const Samples length{static_cast<std::int64_t>(frame.size())};
    m_open = mayOpen() || (hasVoice && !m_muted && m_mode == TalkMode::VoiceActivity);
    m_sinceVoice = hasVoice ? Samples::zero() : m_sinceVoice + length;
    m_sinceTalking = m_talking ? Samples::zero() : m_sinceTalking + length;
    fade(frame);
}

bool TransmitGate::mayOpen() const {
    if (m_muted)
        return false;
    switch (m_mode) {
    case TalkMode::Open:
        break;
    case TalkMode::VoiceActivity:
        return m_sinceVoice < kHangover;
    case TalkMode::PushToTalk:
        return m_sinceTalking < kKeyTail;
    }
    return true;
}

void TransmitGate::fade(std::span<std::int16_t> frame) {
    const float target = m_open ? 1.0F : 0.0F;
    if (!std::exchange(m_started, true))
        m_gain = target;
    if (frame.empty() || (m_gain == 1.0F && target == 1.0F))
        return;
    const float step = (target - m_gain) / static_cast<float>(frame.size());
    for (std::int16_t& sample : frame) {
        m_gain += step;
        sample = static_cast<std::int16_t>(std::lround(m_gain * static_cast<float>(sample)));
    }
    m_gain = target;
}

} // namespace viz
