#pragma once

#include "core/base/encoded_frame.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace viz {

/// Encoded frames that wait to be decoded, in the order of their sequence numbers. A fixed pool: no allocation after
/// construction.
class FrameStore {
public:
    /// 10 s of 20 ms frames.
    static constexpr std::size_t kCapacity = 512;

    struct Entry {
        EncodedFrame frame;
        MediaTime arrival{}; ///< when its message came
        MediaTime end{};     ///< captureEnd, unwrapped
        [[nodiscard]] MediaTime begin() const { return end - lengthOf(frame.duration); }
    };

    FrameStore();

    enum class Insert : std::uint8_t { Stored, Duplicate, Full };
    Insert insert(const EncodedFrame& frame, MediaTime arrival, MediaTime end);
    [[nodiscard]] bool isEmpty() const { return m_count == 0; }
    [[nodiscard]] std::size_t size() const { return m_count; }
    /// 0 is the oldest.
    [[nodiscard]] const Entry& at(std::size_t index) const { return m_pool[slot(index)]; }
    [[nodiscard]] const Entry& front() const { return at(0); }
    void popFront();
    void clear();

private:
    [[nodiscard]] std::uint16_t slot(std::size_t index) const { return m_order[(m_first + index) % kCapacity]; }

    std::vector<Entry> m_pool;
    /// A ring of pool indices: m_count of used ones in order, then the free ones.
    std::array<std::uint16_t, kCapacity> m_order{};
    std::size_t m_first = 0;
    std::size_t m_count = 0;
};

} // namespace viz
