#pragma once

#include "core/media/jitter/arrival_history.h"
#include "core/media/jitter/delay_target.h"
#include "core/media/jitter/handover_range.h"
#include "core/media/jitter/slow_spell.h"

namespace viz {

/// From how messages come: how far behind its capture sound should be played.
///
/// That is what the luckiest of the recent messages needed, from the end of its capture to the pull that could use it,
/// plus the length of a message, plus the target against jitter, plus a margin.
class DelayModel {
public:
    /// Lateness that needs no target: the windows move on by less than this while a few messages come.
    static constexpr Samples kMargin{2 * kSampleRate / 1000};

    /// One message that the next pull() can use. Messages in order of arrival.
    void add(const ArrivalHistory::Message& message);
    /// The next pull() will be for `playTime`.
    void setNextPull(MediaTime playTime) {
        m_nextPull = playTime;
        m_hasPulled = true;
    }
    /// Forgets the messages, but not what was learned from them about jitter: another clock, but the same network.
    void forgetMessages();
    /// What arrived so far counts as if it had arrived so much later.
    void shiftArrivals(Samples by);
    void setBaseDelay(Samples delay) { m_target.setBaseDelay(delay); }

    [[nodiscard]] bool isEmpty() const { return m_history.isEmpty(); }
    /// From the end of a message's capture to its arrival, at best.
    [[nodiscard]] Samples minimumDelay() const { return m_history.minimumDelay(); }
    /// The same for the beginning of a message: nothing can be heard with less delay.
    [[nodiscard]] Samples floor() const { return m_history.minimumDelay() + m_history.longestMessage(); }
    [[nodiscard]] Samples target() const { return m_target.target(); }
    /// By how much what plays should lie behind its capture.
    [[nodiscard]] Samples wanted() const;

private:
    [[nodiscard]] Samples earliest() const;
    void noteSpell(MediaTime arrival);

    ArrivalHistory m_history;
    SlowSpell m_spell;
    HandoverRange m_handover;
    DelayTarget m_target;
    bool m_hasPulled = false;
    MediaTime m_nextPull{};
};

} // namespace viz
