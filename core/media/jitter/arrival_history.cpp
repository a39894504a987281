#include "core/media/jitter/arrival_history.h"

#include <algorithm>

namespace viz {
namespace {

using namespace std::chrono_literals;

/// 2 s of messages of 2.5 ms; of a faster peer we remember less.
constexpr std::size_t kCapacity = 800;
constexpr Samples kWindow = 2s;
constexpr int kLeastMessages = 6;
/// Messages that become shorter need less delay at once; those that alternate do so within this.
constexpr Samples kLengthWindow = 1s;

} // namespace

ArrivalHistory::ArrivalHistory() : m_records(kCapacity) {}

void ArrivalHistory::add(const Message& message) {
    if (m_count == m_records.size())
        forgetBefore(at(0).arrival + Samples{1});
    m_records[(m_first + m_count) % m_records.size()] = {.arrival = message.arrival,
                                                         .delay = message.arrival - message.captureEnd,
                                                         .length = message.length,
                                                         .expected = std::max(message.length, message.announced)};
    ++m_count;
    forgetBefore(message.arrival - std::max(kWindow, kLeastMessages * message.length));
    summarise();
    summariseLengths(message.arrival - std::max(kLengthWindow, kLeastMessages * message.length));
}

void ArrivalHistory::shift(Samples by) {
    for (Record& record : m_records) {
        record.arrival += by;
        record.delay += by;
    }
    m_minimumDelay += by;
}

void ArrivalHistory::forgetBefore(MediaTime oldest) {
    while (m_count > 1 && at(0).arrival < oldest) {
        m_first = (m_first + 1) % m_records.size();
        --m_count;
    }
}

void ArrivalHistory::summarise() {
    m_minimumDelay = at(0).delay;
    for (std::size_t i = 1; i < m_count; ++i)
        m_minimumDelay = std::min(m_minimumDelay, at(i).delay);
}

void ArrivalHistory::summariseLengths(MediaTime since) {
    m_longest = Samples::zero();
    m_longestExpected = Samples::zero();
    for (std::size_t i = m_count; i > 0 && at(i - 1).arrival >= since; --i) {
        m_longest = std::max(m_longest, at(i - 1).length);
        m_longestExpected = std::max(m_longestExpected, at(i - 1).expected);
    }
}

} // namespace viz
