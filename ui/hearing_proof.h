#pragma once

#include "core/call/call_control.h"

namespace viz {

/// Whether it is proven that the other side hears this person: they speak, and the other side's program tells that it
/// plays their voice. The proof is kept through pauses and noise, and lost when they speak for a while and nothing is
/// played. Pure; time comes with the statistics.
class HearingProof {
public:
    static constexpr float kPlayedDbfs = -60.0F; ///< there: under it a level is noise or its comfort
    /// Speech that may go without an echo of its level: the delay of a slow tunnel, twice.
    static constexpr std::chrono::seconds kPatience{4};

    void clear() { *this = {}; }
    void update(const SendStats& sent, MonotonicTime now);

    [[nodiscard]] bool isHeard() const { return m_heard; }

private:
    bool m_heard = false;
    std::optional<MonotonicTime> m_lastUpdate;
    std::optional<MonotonicTime> m_lastSpeech;
    MonotonicTime m_unanswered{}; ///< speech since the last proof
};

} // namespace viz
