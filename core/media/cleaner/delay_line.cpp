#include "core/media/cleaner/delay_line.h"

#include <algorithm>
#include <cassert>

namespace viz {
namespace {

constexpr std::size_t kLongestBlock = kMaxFrameSamples;

} // namespace

DelayLine::DelayLine(Samples longest)
    : m_longest(static_cast<std::size_t>(longest.count())), m_ring(m_longest + kLongestBlock) {}

void DelayLine::pass(std::span<const std::int16_t> in, std::span<std::int16_t> out, Samples delay) {
    const auto back = static_cast<std::size_t>(delay.count());
    assert(in.size() == out.size() && in.size() <= kLongestBlock && back <= m_longest);
    for (std::size_t i = 0; i < in.size(); ++i) {
        m_ring[m_next] = in[i];
        out[i] = m_ring[(m_next + m_ring.size() - back) % m_ring.size()];
        m_next = (m_next + 1) % m_ring.size();
    }
}

void DelayLine::clear() { std::ranges::fill(m_ring, std::int16_t{0}); }

} // namespace viz
