#include "core/media/jitter/delay_target.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace viz {
namespace {

using namespace std::chrono_literals;

// The quantile, forgetting factor, starting weight and interval of NetEq (delay_manager.h).
constexpr double kQuantile = 0.95;
constexpr double kForget = 0.983;
constexpr double kStartWeight = 2;
constexpr Samples kInterval = 500ms;
/// 3 s: a spell is noticed up to 2 s after it began.
constexpr int kBetweenCopies = 6;

double inMs(Samples length) { return std::chrono::duration<double, std::milli>(length).count(); }

/// Impairment by pure delay, ITU-T G.107 equation 7-28, for sT = 1 and mT = 100 ms.
double delayImpairment(double delayMs) {
    if (delayMs <= 100)
        return 0;
    const double x = std::log2(delayMs / 100);
    return 25 * (std::pow(1 + std::pow(x, 6), 1.0 / 6) - 3 * std::pow(1 + std::pow(x / 3, 6), 1.0 / 6) + 2);
}

/// Impairment by concealed sound, G.107 equation 7-29, with Ie = 0 and Bpl = 10: our gaps are long.
double concealmentImpairment(double percent) { return 95 * percent / (percent + 10); }

} // namespace

void DelayTarget::add(MediaTime arrival, Samples lateness) {
    if (!m_intervalOpen)
        m_intervalBegin = arrival;
    m_intervalOpen = true;
    if (arrival - m_intervalBegin >= kInterval) {
        closeInterval();
        m_intervalBegin = arrival;
    }
    m_worst = std::max(m_worst, lateness);
}

void DelayTarget::closeInterval() {
    if (m_worst <= kLongest)
        learn(m_worst);
    m_worst = Samples::zero();
}

void DelayTarget::learn(Samples lateness) {
    const double kept = std::clamp(1 - kStartWeight / (m_learned + 1), 0.0, kForget);
    for (double& weight : m_weights)
        weight *= kept;
    const auto bucket = static_cast<std::size_t>((lateness + kBucket - Samples{1}) / kBucket);
    m_weights[bucket] += 1 - kept;
    ++m_learned;
    keepCopies();
    choose();
}

void DelayTarget::keepCopies() {
    if (m_learned % kBetweenCopies != 0)
        return;
    m_older = m_recent;
    m_recent = m_weights;
}

void DelayTarget::onSpellEnded() {
    constexpr double kLeastWeight = 0.5; // none, if it began within the first seconds of the call
    m_worst = Samples::zero();
    if (std::accumulate(m_beforeSpell.begin(), m_beforeSpell.end(), 0.0) < kLeastWeight)
        return;
    m_weights = m_beforeSpell;
    m_recent = m_older = m_weights; // the copies are of the spell, and another one may begin before they are replaced
    choose();
}

void DelayTarget::choose() {
    std::size_t chosen = quantileBucket();
    if (m_baseDelay)
        chosen = std::min(chosen, bestBucket(*m_baseDelay));
    m_target = static_cast<std::int64_t>(chosen) * kBucket;
}

std::size_t DelayTarget::quantileBucket() const {
    double sum = 0;
    for (std::size_t i = 0; i < kBuckets; ++i) {
        sum += m_weights[i];
        if (sum >= kQuantile - 1e-9)
            return i;
    }
    return kBuckets - 1;
}

std::size_t DelayTarget::bestBucket(Samples baseDelay) const {
    constexpr double kPricePerMs = 0.002; // below 100 ms delay is free for the E-model; for us it is not quite
    std::size_t best = 0;
    double leastCost = 0;
    for (std::size_t i = 0; i < kBuckets; ++i) {
        const double targetMs = inMs(static_cast<std::int64_t>(i) * kBucket);
        const double concealed = 100 * expectedLateMs(i) / inMs(kInterval);
        const double cost =
            delayImpairment(inMs(baseDelay) + targetMs) + concealmentImpairment(concealed) + kPricePerMs * targetMs;
        if (i == 0 || cost < leastCost - 1e-9) {
            best = i;
            leastCost = cost;
        }
    }
    return best;
}

/// What half a second misses on average with `bucket` as the target.
double DelayTarget::expectedLateMs(std::size_t bucket) const {
    double sum = 0;
    for (std::size_t i = bucket + 1; i < kBuckets; ++i)
        sum += m_weights[i] * static_cast<double>(i - bucket);
    return sum * inMs(kBucket);
}

} // namespace viz
