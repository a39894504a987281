#include "core/media/jitter/frame_store.h"

#include <cassert>
#include <numeric>

namespace viz {

FrameStore::FrameStore() : m_pool(kCapacity) { std::iota(m_order.begin(), m_order.end(), std::uint16_t{0}); }

FrameStore::Insert FrameStore::insert(const EncodedFrame& frame, MediaTime arrival, MediaTime end) {
    std::size_t place = m_count; // nearly always right: frames come in order
    while (place > 0 && frame.sequence < at(place - 1).frame.sequence)
        --place;
    if (place > 0 && frame.sequence == at(place - 1).frame.sequence)
        return Insert::Duplicate;
    if (m_count == kCapacity)
        return Insert::Full;
    const std::uint16_t fresh = slot(m_count);
    for (std::size_t i = m_count; i > place; --i)
        m_order[(m_first + i) % kCapacity] = slot(i - 1);
    m_order[(m_first + place) % kCapacity] = fresh;
    m_pool[fresh] = {.frame = frame, .arrival = arrival, .end = end};
    ++m_count;
    return Insert::Stored;
}

void FrameStore::popFront() {
    assert(m_count > 0);
    m_first = (m_first + 1) % kCapacity;
    --m_count;
}

void FrameStore::clear() { m_count = 0; }

} // namespace viz
