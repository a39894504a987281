#include "tests/sim/sim_path.h"

#include "core/pipeline/send/path_sample.h"

#include <algorithm>
#include <utility>

namespace viz::test {

double afterStalls(const std::vector<Stall>& stalls, double at) {
    for (const Stall& stall : stalls)
        if (at >= stall.atMs && at < stall.atMs + stall.lengthMs)
            return stall.atMs + stall.lengthMs;
    return at;
}

void SimPath::setFaults(std::vector<Stall> stalls, std::optional<Bottleneck> bottleneck) {
    m_properties.stalls = std::move(stalls);
    m_properties.bottleneck = bottleneck;
}

double SimPath::arrivalOf(double sentMs, std::size_t recordBytes) {
    double at = drained(sentMs, 8.0 * static_cast<double>(recordBytes + kTransportOverheadBytes)) + m_properties.baseMs;
    if (m_properties.gaussianMs > 0)
        at += std::max(0.0, m_random.gaussian(m_properties.gaussianMs));
    return m_last = std::max(m_last, afterStalls(m_properties.stalls, at));
}

double SimPath::drained(double sentMs, double bits) {
    if (!m_properties.bottleneck)
        return sentMs;
    const Bottleneck& narrow = *m_properties.bottleneck;
    const double at = std::max(sentMs, m_free);
    const double end = narrow.atMs + narrow.lengthMs;
    m_free = at >= narrow.atMs && at < end ? std::min(end, at + bits / narrow.bitsPerMs) : at;
    return m_free;
}

} // namespace viz::test
