#include "core/pipeline/send/profile_control.h"

#include <algorithm>

namespace viz {

ProfileControl::ProfileControl(const SendSettings& settings) : m_settings(settings), m_ladder(settings.profile) {}

void ProfileControl::changeSettings(const SendSettings& settings) { m_settings = settings; }

void ProfileControl::add(const PathSample& sample) {
    m_minimumRoundTrip = sample.minimumRoundTrip;
    m_rate.add(sample);
}

const VoiceProfile& ProfileControl::update(MonotonicTime now) {
    plan(wanted(now), now);
    if (m_plan && now >= m_plan->from) {
        m_ladder = VoiceLadder(m_plan->profile);
        m_plan.reset();
    }
    const int suggested = m_rate.update(m_ladder, now);
    m_rung = m_settings.adaptsToCapacity ? suggested : 0;
    return current();
}

VoiceProfile ProfileControl::wanted(MonotonicTime now) {
    VoiceProfile profile = m_settings.profile;
    if (m_settings.automaticInterval) {
        profile.frame = m_minimumRoundTrip ? m_interval.update(*m_minimumRoundTrip, now) : m_interval.frame();
        profile.framesPerMessage = 1;
    }
    return profile;
}

void ProfileControl::plan(const VoiceProfile& profile, MonotonicTime now) {
    if (profile == m_ladder.rung(0))
        m_plan.reset();
    else if (!m_plan || m_plan->profile != profile)
        m_plan =
            Plan{.profile = profile, .from = profile.batchLength() > current().batchLength() ? now + kNotice : now};
}

std::optional<Samples> ProfileControl::announcedLength() const {
    if (!m_plan || m_plan->profile.batchLength() <= current().batchLength())
        return std::nullopt;
    return m_plan->profile.batchLength();
}

} // namespace viz
