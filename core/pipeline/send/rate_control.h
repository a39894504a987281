#pragma once

#include "core/pipeline/send/path_sample.h"
#include "core/pipeline/send/voice_ladder.h"
#include "core/pipeline/sliding_minimum.h"

#include <deque>
#include <optional>

namespace viz {

/// Chooses the rung of the ladder that the path can carry, by what acknowledgements say.
///
/// A queue that stays (and not one stall) means that we send more than the path takes: down, to a rung that also drains
/// what has queued up. When the queue is gone: up, as soon as a message of our own has shown that the path carries
/// more, because a message of so many bytes that came so little late bounds the capacity from below; no probing. After
/// a step up that did not hold it waits longer.
/// Pure: no clock of its own.
class RateControl {
public:
    /// Decisions are made so often.
    static constexpr std::chrono::milliseconds kInterval{50};

    RateControl();
    void add(const PathSample& sample);
    /// Call every few tens of milliseconds. The rung of `ladder` to use from now on.
    [[nodiscard]] int update(const VoiceLadder& ladder, MonotonicTime now);
    /// The call goes another way from now on: what is known of the path is forgotten, the rung stays.
    void restart();

    [[nodiscard]] int rung() const { return m_rung; }
    /// What the path was last found to carry, all overhead included; 0: not known.
    [[nodiscard]] double capacityBps() const { return m_capacityBps; }

private:
    struct Acked {
        MonotonicTime at{};
        std::size_t bytes = 0;
    };

    void decide(const VoiceLadder& ladder, MonotonicTime now);
    void stepDown(const VoiceLadder& ladder, MonotonicTime now);
    void stepUp(const VoiceLadder& ladder, MonotonicTime now);
    [[nodiscard]] bool fits(const VoiceProfile& rung, MonotonicTime now) const;
    [[nodiscard]] MonotonicTime queue(const VoiceProfile& current) const;
    [[nodiscard]] double ackedBps() const;
    [[nodiscard]] static double lowerBoundBps(const PathSample& sample);
    void noteFailedStep(MonotonicTime now);
    void forgetOld(const VoiceProfile& current, MonotonicTime now);

    SlidingMinimum m_roundTrips{std::chrono::milliseconds{600}};
    std::deque<double> m_lowerBoundsBps; ///< of the capacity, one a message; the last few
    std::deque<Acked> m_acked;           ///< of the last second
    PathSample m_newest;
    double m_capacityBps = 0;
    int m_rung = 0;
    int m_overfull = 0; ///< decisions in a row that saw a queue
    MonotonicTime m_lastDecision{};
    std::optional<MonotonicTime> m_lastDown;
    std::optional<MonotonicTime> m_lastUp;
    MonotonicTime m_betweenStepsUp;
};

} // namespace viz
