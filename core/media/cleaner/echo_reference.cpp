#include "core/media/cleaner/echo_reference.h"

#include <algorithm>

namespace viz {

std::span<const std::int16_t> EchoReference::next() {
    if (m_isFresh)
        cutToCushion();
    dropLate();
    const std::size_t taken = m_played.pop(m_block);
    std::fill(m_block.begin() + static_cast<std::ptrdiff_t>(taken), m_block.end(), std::int16_t{0});
    noteHole(Samples{static_cast<std::int64_t>(m_block.size() - taken)});
    watch();
    return m_block;
}

void EchoReference::restart() {
    m_isFresh = true;
    m_hole = Samples::zero();
    m_sinceDrop = kRelapse;
}

Samples EchoReference::waiting() const { return Samples{static_cast<std::int64_t>(m_played.available())}; }

/// More than the device had in store was not late but never in time: the loudspeaker, too, was silent meanwhile.
void EchoReference::dropLate() {
    m_sinceDrop += SpeechCleaner::kBlock;
    const bool isLate = m_hole > Samples::zero() && m_hole <= kDeviceStore && m_sinceDrop > kRelapse;
    if (!isLate || waiting() < m_hole + SpeechCleaner::kBlock)
        return;
    discard(static_cast<std::size_t>(m_hole.count()));
    m_hole = Samples::zero();
    m_sinceDrop = Samples::zero();
}

/// What is late comes all at once, so what has not come for a while is not waited for any longer.
void EchoReference::noteHole(Samples missing) {
    m_hole += missing;
    m_sinceHole = missing > Samples::zero() ? Samples::zero() : m_sinceHole + SpeechCleaner::kBlock;
    if (m_sinceHole > kDeviceStore)
        m_hole = Samples::zero();
}

void EchoReference::watch() {
    m_leastWaiting = std::min(m_leastWaiting, waiting());
    m_watched += SpeechCleaner::kBlock;
    if (m_watched < kWatch)
        return;
    if (m_leastWaiting > kCushion + kTolerance)
        discard(static_cast<std::size_t>((m_leastWaiting - kCushion).count()));
    m_leastWaiting = Samples::max();
    m_watched = Samples::zero();
}

void EchoReference::cutToCushion() {
    m_isFresh = false;
    m_leastWaiting = Samples::max();
    m_watched = Samples::zero();
    const Samples excess = waiting() - SpeechCleaner::kBlock - kCushion;
    if (excess > Samples::zero())
        discard(static_cast<std::size_t>(excess.count()));
}

void EchoReference::discard(std::size_t samples) {
    while (samples > 0) {
        const std::size_t taken = m_played.pop(std::span(m_block).first(std::min(samples, m_block.size())));
        if (taken == 0)
            return;
        samples -= taken;
    }
}

} // namespace viz
