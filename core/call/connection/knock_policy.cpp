#include "core/call/connection/knock_policy.h"

#include "core/protocol/wire_format.h"

#include <algorithm>

namespace viz {

KnockPolicy::KnockPolicy(const Clock& clock)
    : m_clock(clock), m_offerTokens(wire::kSasOffersPerMinute), m_tokensAt(clock.now()) {}

KnockPolicy::Decision KnockPolicy::decide(HandshakeMode mode, ByteView commitment, bool callOn) {
    const bool stranger = mode == HandshakeMode::Sas;
    if (mode == HandshakeMode::Resume) // holds a ticket of the very call that is on
        return isRepeated(commitment) ? Decision::Ignore : Decision::Answer;
    if (callOn)
        return stranger ? Decision::TryLater : Decision::Busy;
    if (isRepeated(commitment))
        return Decision::Ignore;
    if (!stranger)
        return Decision::Answer;
    if (m_clock.now() < m_strangersPausedUntil)
        return Decision::TryLater;
    return takeOfferToken() ? Decision::Answer : Decision::Throttled;
}

bool KnockPolicy::isRepeated(ByteView commitment) {
    std::array<std::byte, 32> key{};
    std::copy_n(commitment.begin(), std::min(commitment.size(), key.size()), key.begin());
    if (std::find(m_commitments.begin(), m_commitments.end(), key) != m_commitments.end())
        return true;
    m_commitments.push_back(key);
    if (m_commitments.size() > wire::kRememberedCommitments)
        m_commitments.pop_front();
    return false;
}

bool KnockPolicy::takeOfferToken() {
    const MonotonicTime now = m_clock.now();
    const double minutes = std::chrono::duration<double, std::ratio<60>>(now - m_tokensAt).count();
    m_tokensAt = now;
    m_offerTokens = std::min<double>(wire::kSasOffersPerMinute, m_offerTokens + minutes * wire::kSasOffersPerMinute);
    if (m_offerTokens < 1)
        return false;
    m_offerTokens -= 1;
    return true;
}

bool KnockPolicy::answersBadMac() {
    const MonotonicTime now = m_clock.now();
    m_badMacs.push_back(now);
    while (now - m_badMacs.front() > std::chrono::minutes{1})
        m_badMacs.pop_front();
    if (m_badMacs.size() > static_cast<std::size_t>(wire::kBadMacsPerMinute)) {
        m_silentUntil = now + wire::kBadMacPause;
        m_badMacs.clear();
    }
    return now >= m_silentUntil;
}

void KnockPolicy::strangerFailed() {
    if (++m_strangerFailures < wire::kSasFailuresBeforePause)
        return;
    m_strangerFailures = 0;
    m_strangersPausedUntil = m_clock.now() + wire::kSasPause;
}

} // namespace viz
