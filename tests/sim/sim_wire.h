#pragma once

#include "tests/sim/sim_path.h"
#include "tests/sim/wire_tap.h"

#include <deque>
#include <limits>

namespace viz::test {

/// What carries one side's records to the other: they are looked at and arrive as late as the path has it, in order.
class SimWire {
public:
    /// Records are sealed with fixedKey(`key`).
    SimWire(SimPath::Properties path, std::uint64_t seed, int key) : m_path(std::move(path), seed), m_tap(key) {}

    void send(ByteView record, double nowMs);
    /// `take(record, arrivalMs)` for each record that has arrived by `nowMs`.
    template<typename Take>
    void deliver(double nowMs, Take&& take) {
        for (; nextArrivalMs() <= nowMs; m_flying.pop_front()) {
            const Flying& next = m_flying.front();
            take(ByteView(next.record), next.arrivalMs);
            m_arrivedEnd = next.captureEnd;
        }
    }
    /// Another connection: what is in flight is lost, and from now on records are sealed with fixedKey(`key`).
    void reconnect(int key);

    [[nodiscard]] SimPath& path() { return m_path; }
    /// Infinite if nothing is in flight.
    [[nodiscard]] double nextArrivalMs() const {
        return m_flying.empty() ? std::numeric_limits<double>::infinity() : m_flying.front().arrivalMs;
    }
    /// Of the newest sound that has arrived.
    [[nodiscard]] MediaTime arrivedEnd() const { return m_arrivedEnd; }
    /// See WireTap.
    [[nodiscard]] double droppedMs() const { return m_tap.droppedMs(); }
    [[nodiscard]] std::size_t probes() const { return m_tap.probes(); }

private:
    struct Flying {
        double arrivalMs = 0;
        Bytes record;
        MediaTime captureEnd{};
    };

    SimPath m_path;
    WireTap m_tap;
    std::deque<Flying> m_flying;
    MediaTime m_arrivedEnd{};
};

} // namespace viz::test
