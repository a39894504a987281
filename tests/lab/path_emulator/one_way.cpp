#include "tests/lab/path_emulator/one_way.h"

#include <algorithm>
#include <utility>

namespace viz::lab {

OneWay::OneWay(const WayProperties& properties) : m_properties(properties), m_loss(properties.loss) {}

void OneWay::enter(std::span<const std::byte> packet, MonotonicTime now) {
    ++m_counts.packets;
    if (m_outage) {
        ++m_counts.cutOff;
    } else if (m_loss.losesNext()) {
        ++m_counts.lost;
    } else if (overflows(packet.size(), now)) {
        ++m_counts.overflowed;
    } else {
        m_linkFree = std::max(m_linkFree, now) + timeOnLink(packet.size());
        m_travelling.push_back({m_linkFree + m_properties.delay, {packet.begin(), packet.end()}});
    }
}

std::optional<MonotonicTime> OneWay::nextArrival() const {
    return m_travelling.empty() ? std::nullopt : std::optional(m_travelling.front().arrival);
}

std::vector<std::byte> OneWay::leave() {
    std::vector<std::byte> packet = std::move(m_travelling.front().packet);
    m_travelling.pop_front();
    return packet;
}

std::chrono::nanoseconds OneWay::timeOnLink(std::size_t bytes) const {
    if (m_properties.rateBps == 0)
        return {};
    const std::chrono::duration<double> seconds{static_cast<double>(bytes) * 8 /
                                                static_cast<double>(m_properties.rateBps)};
    return std::chrono::duration_cast<std::chrono::nanoseconds>(seconds);
}

bool OneWay::overflows(std::size_t bytes, MonotonicTime now) const {
    const auto queueTime = timeOnLink(static_cast<std::size_t>(m_properties.queueBytes));
    return m_properties.rateBps != 0 && std::max(m_linkFree - now, {}) + timeOnLink(bytes) > queueTime;
}

} // namespace viz::lab
