#include "core/media/cleaner/echo_presence.h"

namespace viz {

void EchoPresence::push(Look look) {
    const bool isSeen = look != Look::Nothing;
    m_seen = isSeen ? m_seen + 1 : 0;
    m_missed = isSeen ? 0 : m_missed + 1;
    m_isProven = m_isProven || m_seen >= kProof;
    if (look == Look::Undoubted)
        m_isPresent = true;
    else if (m_missed >= (m_isProven ? kPatienceAfterProof : kPatience))
        m_isPresent = m_isProven = false;
}

} // namespace viz
