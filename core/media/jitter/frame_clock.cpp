#include "core/media/jitter/frame_clock.h"

#include <algorithm>

namespace viz {
namespace {

constexpr int kUnusedBits = 16;

/// The low 48 bits as a signed number.
std::int64_t signed48(std::int64_t value) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(value) << kUnusedBits) >> kUnusedBits;
}

} // namespace

MediaTime FrameClock::unwrap(MediaTime wire) const {
    const std::int64_t base = m_any ? m_newestEnd.count() : 0;
    // Unsigned, because a peer may send anything and signed overflow is no answer to that.
    const auto step = static_cast<std::uint64_t>(wire.count()) - static_cast<std::uint64_t>(base);
    return MediaTime{base + signed48(static_cast<std::int64_t>(step))};
}

bool FrameClock::isNoted(Sequence sequence) const {
    return m_noted[sequence.value() % kRemembered] == std::uint64_t{sequence.value()} + 1;
}

void FrameClock::note(Sequence sequence, MediaTime end) {
    m_newestEnd = m_any ? std::max(m_newestEnd, end) : end;
    m_newestSequence = m_any ? std::max(m_newestSequence, sequence) : sequence;
    m_any = true;
    m_noted[sequence.value() % kRemembered] = std::uint64_t{sequence.value()} + 1;
}

bool FrameClock::runsBackwards(Sequence sequence, MediaTime end) const {
    return m_any && sequence > m_newestSequence && end < m_newestEnd;
}

void FrameClock::reset() { *this = FrameClock{}; }

} // namespace viz
