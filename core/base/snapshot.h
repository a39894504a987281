#pragma once

#include <array>
#include <atomic>
#include <cstdint>

namespace viz {

/// The newest value that one thread published, for one other thread: a triple buffer, wait-free on both sides.
///
/// The writer fills its own slot and swaps it with the middle one; the reader swaps the middle one with its own if it
/// is fresh. Nobody waits, nothing is allocated, and a value that nobody read is overwritten.
template<typename T>
class Snapshot {
public:
    /// Writer's thread only.
    void publish(const T& value) {
        m_slots[m_writing] = value;
        m_writing = m_middle.exchange(m_writing | kFresh, std::memory_order_acq_rel) & kIndex;
    }

    /// Reader's thread only. A default-made T until the first publish. Valid until the next call.
    [[nodiscard]] const T& read() {
        if (m_middle.load(std::memory_order_relaxed) & kFresh)
            m_reading = m_middle.exchange(m_reading, std::memory_order_acq_rel) & kIndex;
        return m_slots[m_reading];
    }

private:
    static constexpr std::uint8_t kIndex = 3;
    static constexpr std::uint8_t kFresh = 4;

    std::array<T, 3> m_slots{};
    std::uint8_t m_writing = 0;
    std::uint8_t m_reading = 1;
    std::atomic<std::uint8_t> m_middle{2};
};

} // namespace viz
