#include "ui/hearing_proof.h"

#include <algorithm>

namespace viz {

void HearingProof::update(const SendStats& sent, MonotonicTime now) {
    const MonotonicTime step = m_lastUpdate ? std::max(now - *m_lastUpdate, MonotonicTime::zero()) : MonotonicTime{};
    m_lastUpdate = now;
    if (sent.transmitting && sent.voice) {
        m_lastSpeech = now;
        m_unanswered += step;
    }
    const bool isAnswer = m_lastSpeech && now - *m_lastSpeech <= kPatience;
    if (isAnswer && sent.heardLevelDbfs > kPlayedDbfs) {
        m_heard = true;
        m_unanswered = {};
    }
    if (m_unanswered > kPatience)
        m_heard = false;
}

} // namespace viz
