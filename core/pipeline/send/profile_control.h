#pragma once

#include "core/pipeline/send/auto_interval.h"
#include "core/pipeline/send/path_sample.h"
#include "core/pipeline/send/rate_control.h"
#include "core/pipeline/send/voice_ladder.h"
#include "core/pipeline/voice_profile.h"

#include <optional>

namespace viz {

/// Decides by which profile the voice is packed: what the settings say, with the interval that the round trip suggests,
/// lowered as far as the path demands.
///
/// Longer messages are announced before they come, so that the receiver can slow down a little instead of running dry,
/// unless the path demands them.
class ProfileControl {
public:
    /// The peer plays at most 10 % slower, and less towards the end: 300 ms took it 4.2 s where nobody paused.
    static constexpr std::chrono::seconds kNotice{5};

    /// `settings.profile` passed checkProfile().
    explicit ProfileControl(const SendSettings& settings);

    void changeSettings(const SendSettings& settings);
    void add(const PathSample& sample);
    /// The call goes another way from now on.
    void restart() { m_rate.restart(); }
    /// What the next batch is to be made by. Call every few tens of milliseconds.
    [[nodiscard]] const VoiceProfile& update(MonotonicTime now);

    [[nodiscard]] const SendSettings& settings() const { return m_settings; }
    /// Of the messages that will come soon, if they will be longer.
    [[nodiscard]] std::optional<Samples> announcedLength() const;
    [[nodiscard]] int rung() const { return m_rung; }
    [[nodiscard]] double capacityBps() const { return m_rate.capacityBps(); }

private:
    struct Plan {
        VoiceProfile profile;
        MonotonicTime from{};
    };

    [[nodiscard]] VoiceProfile wanted(MonotonicTime now);
    void plan(const VoiceProfile& profile, MonotonicTime now);
    [[nodiscard]] const VoiceProfile& current() const { return m_ladder.rung(m_rung); }

    SendSettings m_settings;
    VoiceLadder m_ladder;
    RateControl m_rate;
    AutoInterval m_interval;
    std::optional<MonotonicTime> m_minimumRoundTrip;
    std::optional<Plan> m_plan;
    int m_rung = 0;
};

} // namespace viz
