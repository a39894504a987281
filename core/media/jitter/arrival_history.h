#pragma once

#include "core/base/media_time.h"

#include <cstddef>
#include <vector>

namespace viz {

/// The delays of the messages of the last 2 s and the lengths of those of the last second (or of the last six, if those
/// span more).
///
/// A message's delay is measured from the end of its newest frame, so it does not depend on how many frames share a
/// message; sender and receiver clock differ by an unknown constant, so only differences of delays mean anything. A
/// queue that persists moves the minimum, which is right (it is delay); a stall of 200 ms does not (it is jitter).
class ArrivalHistory {
public:
    struct Message {
        MediaTime captureEnd{}; ///< of its newest frame
        Samples length{};       ///< all its frames
        MediaTime arrival{};
        Samples announced{}; ///< length of the messages that will follow soon, if that is known
    };

    ArrivalHistory();

    /// Messages in order of arrival.
    void add(const Message& message);
    /// As if all had arrived so much later.
    void shift(Samples by);
    void clear() { m_count = 0; }
    [[nodiscard]] bool isEmpty() const { return m_count == 0; }
    [[nodiscard]] Samples minimumDelay() const { return m_minimumDelay; }
    [[nodiscard]] Samples longestMessage() const { return m_longest; }
    /// Announced messages counted as if they came already.
    [[nodiscard]] Samples longestExpected() const { return m_longestExpected; }

private:
    struct Record {
        MediaTime arrival{};
        Samples delay{};
        Samples length{};
        Samples expected{};
    };
    [[nodiscard]] const Record& at(std::size_t index) const { return m_records[(m_first + index) % m_records.size()]; }
    void forgetBefore(MediaTime oldest);
    void summarise();
    void summariseLengths(MediaTime since);

    std::vector<Record> m_records;
    std::size_t m_first = 0;
    std::size_t m_count = 0;
    Samples m_minimumDelay{};
    Samples m_longest{};
    Samples m_longestExpected{};
};

} // namespace viz
