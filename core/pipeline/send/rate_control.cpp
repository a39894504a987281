#include "core/pipeline/send/rate_control.h"

#include <algorithm>
#include <numeric>

namespace viz {
namespace {

using namespace std::chrono_literals;

// All constants are those of the simulation that the design was tuned with.
constexpr MonotonicTime kFullQueue = 120ms;
constexpr int kFullDecisions = 3;
constexpr MonotonicTime kEmptyQueue = 40ms;
/// After a step down: the queue that was there must have had time to show its end.
constexpr MonotonicTime kHold = 600ms;
constexpr MonotonicTime kBetweenStepsUp = 1s;
/// A step up that was taken back so soon had no proof worth the name: so long without another one, then twice as long.
constexpr MonotonicTime kFailedStep = 5s;
constexpr MonotonicTime kFirstPenance = 8s;
constexpr MonotonicTime kLongestPenance = 64s;
/// A step down takes so much of what the path carries, the rest drains the queue.
constexpr double kDrainingShare = 0.6;
/// So much more than it needs must have been shown for a rung.
constexpr double kProofShare = 1.15;
constexpr double kEstimateShare = 0.85;
constexpr MonotonicTime kEstimateLife = 20s;
constexpr std::size_t kLowerBounds = 8;
constexpr std::size_t kLeastLowerBounds = 3;
/// One step up without proof, in case the estimate was wrong.
constexpr MonotonicTime kBlindStep = 30s;
constexpr MonotonicTime kAckedWindow = 1s;
constexpr MonotonicTime kLeastDifference = 1ms;

bool isOlder(const std::optional<MonotonicTime>& moment, MonotonicTime age, MonotonicTime now) {
    return !moment || now - *moment > age;
}

double seconds(MonotonicTime time) { return std::chrono::duration<double>(time).count(); }

} // namespace

RateControl::RateControl() : m_betweenStepsUp(kBetweenStepsUp) {}

void RateControl::add(const PathSample& sample) {
    m_newest = sample;
    m_acked.push_back({.at = sample.arrival, .bytes = sample.ackedBytes});
    if (sample.endsStall) {
        m_roundTrips.clear();
        m_lowerBoundsBps.clear();
    }
    if (sample.endsStall || sample.overlapsStall)
        return;
    m_roundTrips.add(sample.arrival, sample.roundTrip);
    m_lowerBoundsBps.push_back(lowerBoundBps(sample));
    if (m_lowerBoundsBps.size() > kLowerBounds)
        m_lowerBoundsBps.pop_front();
}

/// The shortest round trip had to carry bytes, too: on a slow path only what this record has more proves anything.
/// Records of about one size prove nothing that way; they are believed until a step up fails.
double RateControl::lowerBoundBps(const PathSample& sample) {
    const bool isLarger = sample.bytes > sample.minimumBytes + sample.minimumBytes / 4;
    const std::size_t proven = isLarger ? sample.bytes - sample.minimumBytes : sample.bytes;
    return 8.0 * static_cast<double>(proven) / seconds(std::max(kLeastDifference, sample.excess()));
}

void RateControl::restart() {
    m_roundTrips.clear();
    m_lowerBoundsBps.clear();
    m_acked.clear();
    m_newest = {};
    m_capacityBps = 0;
    m_overfull = 0;
    m_betweenStepsUp = kBetweenStepsUp;
}

int RateControl::update(const VoiceLadder& ladder, MonotonicTime now) {
    m_rung = std::min(m_rung, ladder.size() - 1);
    if (now - m_lastDecision >= kInterval) {
        m_lastDecision = now;
        forgetOld(ladder.rung(m_rung), now);
        decide(ladder, now);
    }
    return m_rung;
}

void RateControl::forgetOld(const VoiceProfile& current, MonotonicTime now) {
    const auto batch = std::chrono::duration_cast<MonotonicTime>(current.batchLength());
    m_roundTrips.setWindow(std::max<MonotonicTime>(600ms, batch * 3 / 2));
    m_roundTrips.forget(now);
    while (!m_acked.empty() && m_acked.front().at < now - kAckedWindow)
        m_acked.pop_front();
}

void RateControl::decide(const VoiceLadder& ladder, MonotonicTime now) {
    const MonotonicTime queued = queue(ladder.rung(m_rung));
    m_overfull = queued > kFullQueue ? m_overfull + 1 : 0;
    const MonotonicTime hold = std::max(kHold, m_newest.minimumRoundTrip + queued);
    if (m_overfull >= kFullDecisions && isOlder(m_lastDown, hold, now) && m_rung < ladder.size() - 1)
        stepDown(ladder, now);
    else if (queued < kEmptyQueue && m_rung > 0 && isOlder(m_lastDown, kHold, now) &&
             isOlder(m_lastUp, m_betweenStepsUp, now) && m_lowerBoundsBps.size() >= kLeastLowerBounds)
        stepUp(ladder, now);
}

void RateControl::stepDown(const VoiceLadder& ladder, MonotonicTime now) {
    noteFailedStep(now);
    m_capacityBps = ackedBps();
    ++m_rung;
    while (m_rung < ladder.size() - 1 && wireRateBps(ladder.rung(m_rung)) > kDrainingShare * m_capacityBps)
        ++m_rung;
    m_lastDown = now;
    m_lowerBoundsBps.clear();
}

void RateControl::noteFailedStep(MonotonicTime now) {
    if (!m_lastUp || now - *m_lastUp > kLongestPenance)
        m_betweenStepsUp = kBetweenStepsUp;
    else if (now - *m_lastUp < kFailedStep)
        m_betweenStepsUp = std::clamp(2 * m_betweenStepsUp, kFirstPenance, kLongestPenance);
}

void RateControl::stepUp(const VoiceLadder& ladder, MonotonicTime now) {
    int best = 0;
    while (best < m_rung && !fits(ladder.rung(best), now))
        ++best;
    if (best == m_rung && isOlder(m_lastDown, kBlindStep, now) && isOlder(m_lastUp, kBlindStep, now))
        --best;
    if (best == m_rung)
        return;
    m_rung = best;
    m_lastUp = now;
    m_lowerBoundsBps.clear();
}

bool RateControl::fits(const VoiceProfile& rung, MonotonicTime now) const {
    const double rate = wireRateBps(rung);
    if (rate * kProofShare <= *std::max_element(m_lowerBoundsBps.begin(), m_lowerBoundsBps.end()))
        return true;
    return !isOlder(m_lastDown, kEstimateLife, now) && rate <= kEstimateShare * m_capacityBps;
}

/// Both witnesses must agree: the round trip, which the peer cannot lengthen without slowing down its own news, and the
/// peer's word, which leaves the way back out. Without what a message of our own takes to pass the narrow place.
MonotonicTime RateControl::queue(const VoiceProfile& current) const {
    const auto shortest = m_roundTrips.minimum();
    if (!shortest)
        return {};
    const MonotonicTime own = m_capacityBps > 0
                                  ? std::chrono::duration_cast<MonotonicTime>(
                                        std::chrono::duration<double>(wireBitsPerMessage(current) / m_capacityBps))
                                  : MonotonicTime{};
    const MonotonicTime seen = std::min(*shortest - m_newest.minimumRoundTrip, m_newest.queueForward);
    return std::max(MonotonicTime{}, seen - own);
}

double RateControl::ackedBps() const {
    const auto bytes = std::accumulate(m_acked.begin(), m_acked.end(), std::size_t{0},
                                       [](std::size_t sum, const Acked& acked) { return sum + acked.bytes; });
    return 8.0 * static_cast<double>(bytes) / seconds(kAckedWindow);
}

} // namespace viz
