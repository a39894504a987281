#include "core/media/jitter/delay_model.h"

#include <algorithm>

namespace viz {

void DelayModel::add(const ArrivalHistory::Message& message) {
    m_history.add(message);
    noteSpell(message.arrival);
    // A message from after the next pull comes only if a clock has jumped.
    const MediaTime usable = m_hasPulled ? std::max(message.arrival, m_nextPull) : message.arrival;
    m_handover.add(message.arrival, usable - message.arrival);
    const Samples lateness = usable - message.captureEnd - earliest() - kMargin;
    m_target.add(message.arrival, std::max(Samples::zero(), lateness));
}

void DelayModel::noteSpell(MediaTime arrival) {
    const SlowSpell::Change change = m_spell.add(arrival, m_history.minimumDelay());
    if (change == SlowSpell::Change::Began)
        m_target.onSpellBegan();
    else if (change == SlowSpell::Change::Ended)
        m_target.onSpellEnded();
}

void DelayModel::forgetMessages() {
    m_history.clear();
    m_spell.clear();
}

void DelayModel::shiftArrivals(Samples by) {
    m_history.shift(by);
    m_spell.shift(by);
    m_handover.shift(by);
    m_target.shift(by);
    m_hasPulled = false; // messages that came while the device stood still waited for it, and that tells nothing
}

Samples DelayModel::wanted() const { return earliest() + m_history.longestExpected() + m_target.target() + kMargin; }

/// From the end of a message's capture to the pull() that it is ready for, if it is not late.
Samples DelayModel::earliest() const { return m_history.minimumDelay() + m_handover.longest(); }

} // namespace viz
