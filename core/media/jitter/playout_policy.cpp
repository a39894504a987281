#include "core/media/jitter/playout_policy.h"

#include "core/media/jitter/concealer.h"

#include <algorithm>
#include <cmath>

namespace viz {
namespace {

using namespace std::chrono_literals;

constexpr Samples kTick = 10ms;
/// A correction ends here and not at the edge of the dead band, or the delay would settle at that edge.
constexpr Samples kCorrected = 3ms;
/// The same for a delay that is too short: less than the margin that the wish contains, or the next message tears a
/// gap.
constexpr Samples kLengthened = 1ms;

/// What is left of a delay that shrank by a bucket goes in the next pause.
constexpr Samples kPauseDeadBand = 4ms;

double inMs(Samples length) { return std::chrono::duration<double, std::milli>(length).count(); }

/// Nobody hears 5 % (Quené, J. Phonetics 2007); the more there is to lose, the more is worth it.
double mostSpeedUp(double excessMs) {
    if (excessMs < 60)
        return 0.05;
    return excessMs < 100 ? 0.12 : 0.25;
}

/// A quarter faster from 175 ms on. With at most half of that below 200 ms, playout took .1 to .4 s longer to come back
/// after an outage (playout_table), and STOI was the same within .001 (jitter_sound_test).
double speedUpRate(const PlayoutStatus& status) {
    const double excessMs = inMs(status.excess);
    const double rate = std::min(mostSpeedUp(excessMs), std::max(0.03, excessMs / 700));
    return status.isPause ? std::min(1.0, std::max(rate, excessMs / 100)) : rate;
}

double slowDownRate(const PlayoutStatus& status) {
    const double shortageMs = -inMs(status.excess);
    return status.isPause ? std::min(0.5, shortageMs / 100) : std::min(0.10, std::max(0.03, shortageMs / 1000));
}

bool mayStart(const PlayoutStatus& status) { return status.level > Samples::zero() && status.excess > -kTick; }

/// Having fallen silent, do not start again for a syllable: wait until there is a little to play.
bool isRefilling(const PlayoutStatus& status) {
    return status.concealed >= Concealer::kMuted && status.excess < Samples::zero() &&
           status.level < std::min<Samples>(status.target, 60ms);
}

} // namespace

PlayoutDecision PlayoutPolicy::decide(const PlayoutStatus& status) {
    if (!status.isRunning)
        return {.operation = mayStart(status) ? Operation::Start : Operation::Wait};
    if (status.level < kTick && status.hasMediaAfterHole)
        return {.operation = Operation::Jump};
    if (status.level == Samples::zero() || isRefilling(status))
        return {.operation = Operation::Conceal};
    if (status.excess > kSkipBeyond && status.level > kLeastForSkip)
        return {.operation = Operation::Skip};
    return steer(status);
}

PlayoutDecision PlayoutPolicy::steer(const PlayoutStatus& status) {
    m_correction = correction(status);
    switch (m_correction) {
    case Operation::SpeedUp:
        return {m_correction, speedUpRate(status), status.isPause};
    case Operation::SlowDown:
        return {m_correction, slowDownRate(status), status.isPause};
    default:
        return {.operation = Operation::Play};
    }
}

Operation PlayoutPolicy::correction(const PlayoutStatus& status) const {
    if (status.excess > (status.isPause ? kPauseDeadBand : kDeadBand))
        return Operation::SpeedUp;
    if (status.excess < -kDeadBand)
        return Operation::SlowDown;
    const bool goesOn = m_correction == Operation::SpeedUp ? status.excess > kCorrected : status.excess < -kLengthened;
    return goesOn ? m_correction : Operation::Play;
}

} // namespace viz
