#include "ui/call_history.h"

#include "core/call/wire_bytes.h"

#include <algorithm>

namespace viz {
namespace {

// A ten-second figure wavers by a few percent; a shorter one by the first messages of a call.
constexpr std::chrono::seconds kLeastForecast{10};

} // namespace

bool CallHistory::add(const CallStats& stats) {
    const bool isNew = m_points.empty() || stats.sinceConnected - m_points.back().at >= kStep;
    if (isNew)
        m_points.push_back({.at = stats.sinceConnected, .delayMs = {}, .bytes = wireBytes(stats)});
    if (m_points.size() > kMaxPoints)
        m_points.pop_front();
    Point& point = m_points.back();
    point.delayMs = stats.delay.totalMs;
    point.ownDbfs = std::max(point.ownDbfs, stats.sent.inputLevelDbfs);
    point.peerDbfs = std::max(point.peerDbfs, stats.playout.outputLevelDbfs);
    return isNew;
}

std::optional<CallHistory::DelayRange> CallHistory::delayRange() const {
    DelayRange range{.leastMs = 0, .meanMs = 0, .mostMs = 0};
    int known = 0;
    for (const Point& point : m_points) {
        if (!point.delayMs)
            continue;
        range.leastMs = known == 0 ? *point.delayMs : std::min(range.leastMs, *point.delayMs);
        range.mostMs = std::max(range.mostMs, *point.delayMs);
        range.meanMs += (*point.delayMs - range.meanMs) / ++known;
    }
    return known > 0 ? std::optional(range) : std::nullopt;
}

CallHistory::VoiceShare CallHistory::voiceShare() const {
    const auto share = [this](float Point::*level) {
        const auto loud =
            std::count_if(m_points.begin(), m_points.end(), [&](const Point& p) { return p.*level > kVoiceDbfs; });
        return static_cast<double>(loud) / static_cast<double>(std::max<std::size_t>(m_points.size(), 1));
    };
    return {.own = share(&Point::ownDbfs), .peer = share(&Point::peerDbfs)};
}

std::optional<std::uint64_t> CallHistory::bytesPerHour() const {
    if (m_points.empty())
        return std::nullopt;
    const MonotonicTime span = m_points.back().at - m_points.front().at;
    if (span < kLeastForecast || m_points.back().bytes < m_points.front().bytes)
        return std::nullopt;
    const auto bytes = static_cast<double>(m_points.back().bytes - m_points.front().bytes);
    const double hours = std::chrono::duration<double, std::ratio<3600>>(span).count();
    return static_cast<std::uint64_t>(bytes / hours);
}

} // namespace viz
