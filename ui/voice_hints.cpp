#include "ui/voice_hints.h"

namespace viz {

void VoiceHints::update(const SendStats& sent, MonotonicTime now) {
    m_microphoneSilent = sent.inputSilence >= kSilentFor;
    if (sent.voiceHeldBack)
        noteTalk(now);
    else if (m_talk && now - m_talk->last >= kQuietFor)
        m_talkingUnheard = false;
}

void VoiceHints::noteTalk(MonotonicTime now) {
    if (!m_talk || now - m_talk->last > kGapBetweenWords)
        m_talk = {now, now};
    m_talk->last = now;
    if (now - m_talk->since >= kUnheardFor)
        m_talkingUnheard = true;
}

} // namespace viz
