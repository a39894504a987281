#pragma once

#include "core/base/clock.h"
#include "core/protocol/handshake.h"

#include <array>
#include <cstdint>
#include <deque>

namespace viz {

/// Decides which knocks a waiting host answers (docs/PROTOCOL.md "limits"): behind a tunnel every caller has the same
/// address, so all limits are for all callers together. Pure; the clock is brought along.
class KnockPolicy {
public:
    enum class Decision : std::uint8_t {
        Answer,
        Busy,      ///< say so (OFFER status 1, close 4409)
        Throttled, ///< say so (OFFER status 4, close 4429)
        TryLater,  ///< a stranger while a call is on: close 4429, no more (Qt 6.4 takes 1013, "try later", for a
                   ///< mistake)
        Ignore,    ///< close without a word
    };

    explicit KnockPolicy(const Clock& clock);

    /// A KNOCK whose mac1, if it has one, is right. `callOn`: somebody rings or talks already.
    [[nodiscard]] Decision decide(HandshakeMode mode, ByteView commitment, bool callOn);
    /// A KNOCK with a wrong mac1. Whether to close with a code; false: drop in silence, there were too many.
    [[nodiscard]] bool answersBadMac();
    /// A caller without the invite was declined, or nobody answered: three in a row close SAS mode for ten minutes.
    void strangerFailed();
    void strangerAccepted() { m_strangerFailures = 0; }

private:
    [[nodiscard]] bool isRepeated(ByteView commitment);
    [[nodiscard]] bool takeOfferToken();

    const Clock& m_clock;
    std::deque<std::array<std::byte, 32>> m_commitments; ///< newest last
    double m_offerTokens;
    MonotonicTime m_tokensAt;
    std::deque<MonotonicTime> m_badMacs; ///< of the last minute
    MonotonicTime m_silentUntil{};
    MonotonicTime m_strangersPausedUntil{};
    int m_strangerFailures = 0;
};

} // namespace viz
