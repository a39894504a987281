#include "core/media/jitter/slow_spell.h"

#include <algorithm>
#include <utility>

namespace viz {
namespace {

/// More than two clocks drift apart, and far less than a queue grows.
constexpr double kRise = 0.001;

double count(Samples samples) { return static_cast<double>(samples.count()); }

} // namespace

SlowSpell::Change SlowSpell::add(MediaTime arrival, Samples minimumDelay) {
    follow(arrival, minimumDelay);
    const double slower = count(minimumDelay) - *m_usual;
    if (!m_began && slower > count(kSlower)) {
        m_began = arrival;
        return Change::Began;
    }
    if (m_began && slower < count(kSlower) / 2)
        return end(arrival);
    if (m_began && arrival - *m_began > kLongest) {
        m_usual = count(minimumDelay);
        m_began.reset();
    }
    return Change::None;
}

void SlowSpell::follow(MediaTime arrival, Samples minimumDelay) {
    const double risen = m_usual ? *m_usual + kRise * count(std::max(Samples::zero(), arrival - m_last)) : 0;
    m_usual = m_usual ? std::min(m_began ? *m_usual : risen, count(minimumDelay)) : count(minimumDelay);
    m_last = arrival;
}

SlowSpell::Change SlowSpell::end(MediaTime arrival) {
    const MediaTime began = *std::exchange(m_began, std::nullopt);
    return arrival - began >= kShortest ? Change::Ended : Change::None;
}

void SlowSpell::shift(Samples by) {
    if (m_usual)
        *m_usual += count(by);
    m_last += by;
    if (m_began)
        *m_began += by;
}

} // namespace viz
