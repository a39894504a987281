#pragma once

#include "core/base/clock.h"
#include "tests/lab/path_emulator/packet_loss.h"

#include <cstddef>
#include <deque>
#include <optional>
#include <span>
#include <vector>

namespace viz::lab {

struct WayProperties {
    PacketLoss::Rule loss{};
    std::chrono::milliseconds delay{};
    std::int64_t rateBps = 0; ///< 0: unlimited
    std::int64_t queueBytes = 65'536;
};

/// One direction of the path: a packet is lost, or waits for the link to be free, or finds the queue full; then it is
/// on its way for the delay. Packets keep their order. What is on its way when an outage begins still arrives.
class OneWay {
public:
    struct Counts {
        std::uint64_t packets = 0; ///< that came in
        std::uint64_t lost = 0;    ///< by the loss rule
        std::uint64_t cutOff = 0;  ///< by outages
        std::uint64_t overflowed = 0;
    };

    explicit OneWay(const WayProperties& properties);

    void setOutage(bool outage) { m_outage = outage; }
    void enter(std::span<const std::byte> packet, MonotonicTime now);
    [[nodiscard]] std::optional<MonotonicTime> nextArrival() const;
    /// The packet of nextArrival(), which is not empty.
    [[nodiscard]] std::vector<std::byte> leave();
    [[nodiscard]] const Counts& counts() const { return m_counts; }

private:
    [[nodiscard]] std::chrono::nanoseconds timeOnLink(std::size_t bytes) const;
    [[nodiscard]] bool overflows(std::size_t bytes, MonotonicTime now) const;

    struct Travelling {
        MonotonicTime arrival;
        std::vector<std::byte> packet;
    };

    WayProperties m_properties;
    PacketLoss m_loss;
    bool m_outage = false;
    MonotonicTime m_linkFree{};
    std::deque<Travelling> m_travelling;
    Counts m_counts;
};

} // namespace viz::lab
